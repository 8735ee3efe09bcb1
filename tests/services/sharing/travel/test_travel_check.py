from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, NotFound
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.travel.travel_check import CarriedReport, check
from casebook.services.vault import backup, guardian
from casebook.services.vault.guardian_sheet import share_text
from casebook.vault import DeviceKeys, card_text, new_card, new_seed
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.parcel_head import MAGIC


def _kinds(report: CarriedReport, root: Path) -> dict[str, str]:
    return {one.path.relative_to(root).as_posix(): one.kind.value for one in report.items}


def test_everything_of_a_casebook_on_a_stick_is_listed(session: Session, small: Path, tmp_path: Path) -> None:
    run_in_line(backup.back_up(session))
    session.lock()
    stick = tmp_path / "stick"
    deep = stick / "a" / "b"
    deep.mkdir(parents=True)
    shutil.copytree(small, deep / "renamed")
    shutil.copytree(small.with_name("small.casebook-backups"), stick / "small.casebook-backups")
    (taken_out,) = (one for one in (stick / "small.casebook-backups").iterdir() if one.name != "att")
    shutil.copytree(taken_out, stick / "old")
    shutil.copy(small / "header", stick / "photo.jpg")
    (deep / "renamed" / "case.db-wal").write_bytes(b"x")
    shutil.copytree(small, deep / "renamed" / "old-keys")
    (stick / "for.casebook-parcel").write_bytes(MAGIC + b"rest")
    (stick / "letter.pdf").write_bytes(MAGIC + b"a parcel with another name")
    (stick / "for.casebook-parcel.new").write_bytes(b"half")
    (stick / ".xyz.part").write_bytes(b"half of a dossier")
    CarrierFolder.create(stick / "team.casebook-share")
    card = new_card(DeviceKeys(new_seed()), "laptop")
    (stick / "me.casebook-card").write_bytes(card.data)
    (stick / "mail.txt").write_text(f"Dear colleague,\n\n{card_text(card)}")
    shares = guardian.prepare(("A", "B"), 2)
    (stick / "words.txt").write_text(share_text(shares, 1))
    (stick / "pin").write_bytes(bytes(32))
    (stick / "diary.txt").write_text("Went to the sea.\n\nCame home.")
    (stick / "trip.packing.casebook").mkdir()
    for left in ("home.casebook", "home.casebook-backups"):
        (stick / left).mkdir()
    (stick / "link.casebook").symlink_to(small)
    report = check(stick)
    assert _kinds(report, stick) == {
        ".xyz.part": "remains",
        "a/b/renamed": "casebook",
        "a/b/renamed/case.db-wal": "remains",
        "a/b/renamed/old-keys": "remains",
        "for.casebook-parcel": "parcel",
        "for.casebook-parcel.new": "remains",
        "home.casebook": "empty-folder",
        "home.casebook-backups": "empty-folder",
        "letter.pdf": "parcel",
        "mail.txt": "card",
        "me.casebook-card": "card",
        "old": "backups",
        "photo.jpg": "header-copy",
        "pin": "possible-key-file",
        "small.casebook-backups": "backups",
        "team.casebook-share": "share-folder",
        "trip.packing.casebook": "remains",
        "words.txt": "guardian-share",
    }
    sizes = {one.path.name: one.size_bytes for one in report.items}
    assert sizes["renamed"] > 500_000
    assert report.unread == ()


def test_an_empty_stick_holds_nothing_and_a_file_is_no_folder(tmp_path: Path) -> None:
    assert check(tmp_path) == CarriedReport(items=(), unread=())
    with pytest.raises(NotFound):
        check(tmp_path / "nothing")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InvalidInput):
        check(tmp_path / "file")
