"""``vault remember`` and ``vault accept``; what every verb says of a vault that is not as it should be."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text

from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.vault import vault
from casebook.services.vault.backup import ONE_HEADER_LEFT
from tests.cli.said import Say
from tests.vaults import PHRASE


@pytest.fixture
def office(plain_office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASEBOOK_PASSPHRASE_FILE", str(plain_office.with_name("code.txt")))
    return plain_office


def test_records_unlike_their_history_are_named_read_and_accepted(office: Path, say: Say) -> None:
    session = open_session(office, PHRASE)
    with session.store.engine.begin() as connection:
        connection.execute(text("UPDATE case_file SET title = 'Another'"))
    session.close()
    listed = say("case", "list", office, "--json")
    assert listed.code == 0
    assert "1 record does not match its change history: case " in listed.err
    assert "may have been put back" in listed.err
    refused = say("case", "remove", office, "R-1", "--json")
    assert (refused.code, refused.json["error"]["kind"]) == (6, "records-differ")
    checked = say("vault", "check", office, "--json")
    assert (checked.code, len(checked.json["problems"])) == (5, 1)
    assert say("vault", "accept", office, "--json").json["accepted"] is False
    answer = say("vault", "accept", office, "--yes", "--json")
    assert (answer.code, len(answer.json["differences"])) == (0, 1)
    assert say("vault", "check", office, "--json").json["problems"] == []
    assert say("case", "list", office).err == ""


def test_an_interrupted_session_is_checked_before_a_verb_writes(office: Path, say: Say) -> None:
    open_session(office, PHRASE).close()
    listed = say("case", "list", office)
    assert (listed.code, listed.err) == (0, "")
    assert vault.info(office).is_locked_cleanly


def test_a_folder_put_back_is_said_by_every_verb_until_it_is_accepted(
    office: Path, say: Say, tmp_path: Path
) -> None:
    assert say("vault", "remember", office, "--json").json == {"remembered": True}
    shutil.copytree(office, tmp_path / "older")
    with open_session(office, PHRASE) as session:
        session.vault.store_slots(session.vault.slots)
    shutil.rmtree(office)
    shutil.copytree(tmp_path / "older", office)
    for _ in range(2):
        assert "older than when it was last open on this computer" in say("case", "list", office).err
    assert say("vault", "accept", office, "--yes").out.endswith("Accepted.\n")
    assert say("case", "list", office).err == ""
    assert say("vault", "accept", office).out == "There is nothing to accept.\n"
    assert say("vault", "remember", office, "--off", "--json").json == {"remembered": False}


def _with_files(vault: Path) -> list[Path]:
    """Three documents of different sizes in a vault; their encrypted files."""
    with open_session(vault, PHRASE) as session:
        case = record.every(session, Case)[0]
        sealed = [
            session.vault.attachments.seal(BytesIO(bytes(size)), session.ids())
            for size in (10, 5_000, 100_000)
        ]
        for file in sealed:
            with session.store.write("document.take-in") as transaction:
                transaction.add(file)
                transaction.add(
                    Document(
                        id=session.ids(),
                        case_id=case.id,
                        title="Letter",
                        kind="other",
                        attachment_id=file.id,
                        sha256=file.sha256,
                        size_bytes=file.size_bytes,
                        media_type="text/plain",
                    )
                )
        return [session.vault.attachments.place(file.id) for file in sealed]


def _exchange(files: list[Path]) -> None:
    first, second = (path.read_bytes() for path in files[:2])
    files[0].write_bytes(second)
    files[1].write_bytes(first)


ATTACKS: dict[str, tuple[int, Callable[[list[Path]], object]]] = {
    "missing": (1, lambda files: files[0].unlink()),
    "cut": (1, lambda files: files[2].write_bytes(files[2].read_bytes()[:-1])),
    "exchanged": (2, _exchange),
    "a link": (1, lambda files: files[0].symlink_to(files[0].rename(files[0].with_suffix(".moved")))),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_encrypted_files_unlike_their_records_are_said_by_every_verb(
    office: Path, say: Say, attack: str
) -> None:
    files = _with_files(office)
    assert say("case", "list", office).err == ""
    count, change = ATTACKS[attack]
    change(files)
    listed = say("case", "list", office)
    assert listed.code == 0
    assert f"of {count} document{'s are' if count > 1 else ' is'} missing or damaged" in listed.err
    assert "Letter" not in listed.err


def test_a_backup_a_drill_and_an_export_that_lack_files_fail(office: Path, say: Say, tmp_path: Path) -> None:
    files = _with_files(office)
    _exchange(files)
    files[2].unlink()
    saved = say("vault", "backup", office)
    assert (saved.code, saved.out.splitlines()[0]) == (
        5,
        "The backup is incomplete: 3 encrypted files are missing from it. `vault check` names them.",
    )
    drill = say("vault", "drill", office)
    assert drill.code == 5
    assert drill.out.startswith("The backup is incomplete: 3 encrypted files are missing from it.")
    backups = say("vault", "backups", office, "--json").json["rows"]
    assert say("vault", "restore", backups[-1]["path"], tmp_path / "again.casebook").code == 5
    written = say("export", office, tmp_path / "open")
    assert written.code == 5
    assert written.out.startswith("The export is incomplete: 3 encrypted files are missing or damaged")


def test_a_restore_without_a_damaged_file_names_it_and_ends_with_5(
    office: Path, say: Say, tmp_path: Path
) -> None:
    _with_files(office)
    path = Path(say("vault", "backup", office, "--json").json["path"])
    bad = min(file for file in (path.parent / "att").rglob("*") if file.is_file())
    bad.write_bytes(bad.read_bytes()[:-1] + b"?")
    drill = say("vault", "drill", office)
    assert (drill.code, f"missing or was changed: {bad.name}." in drill.out) == (5, True)
    assert "everything but these files is restored" in drill.out
    shutil.rmtree(office)
    restored = say("vault", "restore", path, tmp_path / "again.casebook")
    assert (restored.code, f"missing or was changed: {bad.name}." in restored.out) == (5, True)
    assert say("case", "list", tmp_path / "again.casebook").code == 0
    checked = say("vault", "check", tmp_path / "again.casebook", "--json")
    assert (checked.code, len(checked.json["problems"])) == (5, 1)


def test_a_drill_and_a_restore_name_damage_in_the_same_order(office: Path, say: Say, tmp_path: Path) -> None:
    files = _with_files(office)
    files[0].unlink()
    path = Path(say("vault", "backup", office, "--json").json["path"])
    bad = min(file for file in (path.parent / "att").rglob("*") if file.is_file())
    bad.write_bytes(bad.read_bytes()[:-1] + b"?")
    (path / "header").unlink()
    drill = say("vault", "drill", office).out.splitlines()
    restored = say("vault", "restore", path, tmp_path / "again.casebook").out.splitlines()
    assert len(drill) == len(restored) == 4
    assert drill[1:3] == restored[1:3]
    assert [lines[0].partition(".")[0] for lines in (drill, restored)] == [
        f"1 encrypted file of the backup is missing or was changed: {bad.name}"
    ] * 2
    assert drill[1].startswith("The backup is incomplete: 1 encrypted file is missing from it.")
    assert drill[2] == ONE_HEADER_LEFT


def test_a_check_names_damaged_backups_and_why(office: Path, say: Say) -> None:
    path = Path(say("vault", "backup", office, "--json").json["path"])
    assert say("vault", "check", office, "--json").json["damaged_backups"] == []
    (path / "manifest").write_bytes(b"CASEBKUP")
    checked = say("vault", "check", office, "--json")
    assert checked.code == 0, "the casebook itself is sound"
    (damaged,) = checked.json["damaged_backups"]
    assert Path(damaged["path"]) == path
    assert f"backup {path.name}: {damaged['fault']}" in say("vault", "check", office).out.splitlines()


def test_a_backup_that_has_what_the_casebook_lost_says_so(office: Path, say: Say) -> None:
    files = _with_files(office)
    assert say("vault", "backup", office).code == 0
    files[0].unlink()
    saved = say("vault", "backup", office)
    assert (saved.code, "It contains complete copies" in saved.out) == (0, True)
    assert "The encrypted file of 1 document is missing or damaged." in saved.err


def test_a_header_whose_copy_was_used_is_said(office: Path, say: Say) -> None:
    (office / "header").unlink()
    listed = say("case", "list", office)
    assert listed.code == 0
    assert "The casebook header was missing or damaged, so its copy was used." in listed.err
    assert "removed or changed the header" in listed.err
    assert say("case", "list", office).err == ""


def test_on_a_full_disk_a_vault_is_read_and_not_changed(
    office: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    listed = say("case", "list", office, "--json")
    assert (listed.code, len(listed.json["rows"])) == (0, 1)
    assert "The disk is full; the casebook is opened read-only" in listed.err
    refused = say("case", "remove", office, "R-1", "--json")
    assert (refused.code, refused.json["error"]["remedy"]) == (8, "Free up space and try again.")
