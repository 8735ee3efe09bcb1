"""A vault that was copied, or set back, writes on one line with its other copy: both branches stay."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from casebook.domain.sharing.line_head import LineHead, head_as_json
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.stamp import tick_at
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.laying import lay_queued, put, queue_changes
from casebook.services.sharing.team.missing_files import lay_lacking
from casebook.services.sharing.team.own_copies import MAX_MISLED, split_devices
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_folder import choose_team_folder
from casebook.services.sharing.team.team_view import require_team
from casebook.store.base import device_tables
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import SHARE, NewCasebook
from tests.services.sharing.team.hostile import forge, space_of
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair
from tests.vaults import MasterVault


def copy_of(session: Session, empty_vault: MasterVault, folder: Path) -> Session:
    """A casebook copied by hand, with its device."""
    to = folder / "copied.casebook"
    shutil.copytree(session.vault.path, to)
    return open_session(to, empty_vault.code, clock=session.clock, who="copy")


def carry(source: Path, target: Path) -> None:
    """Copy the files of a shared folder that the other copy of it lacks, as a carrier does."""
    for path in source.rglob("*"):
        to = target / path.relative_to(source)
        if path.is_file() and not to.exists():
            to.parent.mkdir(exist_ok=True)
            shutil.copy2(path, to)


def line(session: Session) -> bytes:
    with session.store.reading() as connection:
        return device_tables.own_lines(connection)[0]


def test_both_branches_are_kept_and_the_copies_part(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n0")
    exchange_all(ben, anna)
    before = line(ben)
    copy = copy_of(ben, empty_vault, tmp_path)
    note(ben, "by-ben")
    note(copy, "by-copy")
    put(ben)
    put(copy)
    exchange_all(anna, ben, copy, anna, ben, copy)
    assert notes(anna) == notes(ben) == notes(copy) == ["by-ben", "by-copy", "n0"]
    assert line(ben) != before
    assert line(copy) != before
    assert line(ben) != line(copy)
    note(ben, "later-ben")
    note(copy, "later-copy")
    exchange_all(ben, copy, anna, ben)
    assert notes(anna) == notes(ben) == ["by-ben", "by-copy", "later-ben", "later-copy", "n0"]
    (shown,) = [
        device
        for member in team_status(anna).members
        for device in member.devices
        if device.id == own_id(ben).hex()
    ]
    assert shown.is_split
    with anna.store.reading() as connection:
        assert split_devices(require_team(anna), team_store.files(connection), anna.clock()) == {own_id(ben)}
    copy.close()


def test_what_is_queued_when_a_line_is_left_is_laid_on_the_new_one(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n0")
    exchange_all(ben, anna)
    copy = copy_of(ben, empty_vault, tmp_path)
    note(copy, "by-copy")
    exchange_all(copy)
    note(ben, "by-ben")
    queue_changes(ben)  # under the number that the copy used
    exchange_all(ben, anna, copy)
    assert notes(anna) == notes(ben) == notes(copy) == ["by-ben", "by-copy", "n0"]
    with anna.store.reading() as connection:
        assert not split_devices(require_team(anna), team_store.files(connection), anna.clock())
    copy.close()


def test_a_queued_file_that_both_copies_lay_has_two_names(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    """Sealed twice, it has other bytes; a carrier that has both under one name keeps one of them."""
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n0")
    queue_changes(ben)
    copy = copy_of(ben, empty_vault, tmp_path)
    elsewhere = tmp_path / "elsewhere" / SHARE
    shutil.copytree(tmp_path / SHARE, elsewhere)
    choose_team_folder(copy, elsewhere)
    note(copy, "by-copy")
    for _ in range(2):
        exchange_all(ben)
        exchange_all(copy)
        carry(tmp_path / SHARE, elsewhere)
        carry(elsewhere, tmp_path / SHARE)
    exchange_all(anna, ben, copy)
    carry(elsewhere, tmp_path / SHARE)
    exchange_all(anna)
    assert notes(anna) == notes(ben) == notes(copy) == ["by-copy", "n0"]
    copy.close()


def test_a_vault_that_was_set_back_goes_on_without_losing_anything(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    older = copy_of(ben, empty_vault, tmp_path)
    note(ben, "n1")
    exchange_all(ben, anna)
    ben.close()
    take_all(older)
    note(older, "n2")
    exchange_all(older, anna)
    assert notes(anna) == notes(older) == ["n1", "n2"]
    older.close()


def test_a_branch_that_folder_and_author_lost_together_is_laid_again(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, ben, cara)
    older = copy_of(anna, empty_vault, tmp_path)
    before = {*(tmp_path / SHARE).glob("*/*")}
    note(anna, "n1")
    put(anna)
    take_all(ben)
    anna.close()
    for path in {*(tmp_path / SHARE).glob("*/*")} - before:
        path.unlink()
    note(older, "n2")  # under the number that the file with n1 had
    for session in (older, ben, older, cara):
        run_in_line(exchange(session, is_thorough=False))
    assert notes(older) == notes(ben) == notes(cara) == ["n1", "n2"]
    for session in (older, cara):
        assert [
            member.name for member in team_status(session).members for one in member.devices if one.is_split
        ] == ["Anna"]
    assert run_in_line(lay_lacking(ben, (), is_thorough=True)) == 0
    older.close()


def test_files_that_a_removed_member_wrote_anew_are_not_the_accepted_ones(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(ben, anna, cara)
    note(ben, "n0")
    exchange_all(ben, anna, cara)
    copy = copy_of(ben, empty_vault, tmp_path)
    share = tmp_path / "team.casebook-share"
    there = {*share.rglob("*")}
    for note_id in ("n1", "n2"):
        note(ben, note_id)
        queue_changes(ben)
        lay_queued(ben)
    honest = {path: path.read_bytes() for path in {*share.rglob("*")} - there if path.is_file()}
    take_all(anna)
    remove(anna, own_id(ben))
    put(anna)
    for path in honest:
        path.unlink()
    note(copy, "forged")
    queue_changes(copy)
    lay_queued(copy)
    take_all(cara)
    assert notes(cara) == ["n0"]
    for path, data in honest.items():
        path.write_bytes(data)
    take_all(cara)
    assert notes(cara) == ["n0", "n1", "n2"]
    copy.close()


@pytest.mark.parametrize("ahead", [0, 1_000])
def test_a_head_that_says_what_is_not_so_begins_few_lines(
    new_casebook: NewCasebook, tmp_path: Path, ahead: int
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(ben, cara, anna)
    for turn in range(MAX_MISLED + 4):
        note(anna, f"n{turn}")
        exchange_all(anna, ben, times=1)
        view, space = require_team(ben), space_of(ben)
        known = {name: log.head for name, log in view.log_of(space).lines.items() if log.head.number}
        name = LineName(own_id(anna), line(anna))
        known[name] = LinePoint(known[name].number + ahead, bytes(32))
        head = LineHead(device=own_id(ben), tick=tick_at(ben.clock() + timedelta(hours=1)), lines=known)
        forge(ben, head_as_json(head), kind=CarrierKind.HEAD)
        exchange_all(anna, times=1)
    take_all(cara)
    assert len(notes(cara)) == MAX_MISLED + 4
    log = require_team(anna).log_of(space_of(anna))
    assert sum(name.signer == own_id(anna) for name in log.lines) == MAX_MISLED + 1
