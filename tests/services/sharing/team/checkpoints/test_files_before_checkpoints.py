"""Files that come, or come back, though a checkpoint stands for them: held back, or of before a restore."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.domain.case.note import Note
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_head import MAX_LINES, lines_as_json
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.after_removal import late_fields, settle_late
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.missing_files import go_on_without, missing_files
from casebook.services.sharing.team.purges import confirm_purge
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.store.sharing import team_store
from casebook.store.sharing.give import versions_of
from casebook.vault.sharing.carrier_file import LinePlace
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import SHARE, NewCasebook, pass_days
from tests.services.sharing.team.hostile import body, forge, lay_in, space_of
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair
from tests.services.sharing.team.test_checkpoints import checkpoint
from tests.services.sharing.team.test_own_copies import copy_of
from tests.vaults import MasterVault


def _names(folder: Path) -> set[Path]:
    return {path for path in (folder / SHARE).rglob("*") if path.is_file()}


def _hold_back(ben: Session, folder: Path, number: int) -> tuple[Path, bytes]:
    """Seal a file of Ben's and a checkpoint that says less; return the file, taken from the folder."""
    space, (name,) = (
        space_of(ben),
        [one for one in SpaceLog.read(space_of(ben).log).lines if one.signer == own_id(ben)],
    )
    before = _names(folder)
    note(ben, "n-late")
    with ben.store.reading() as connection:
        (version,) = versions_of(connection, "note", ["n-late"])
    place = LinePlace(line=name.line, number=number, before=b"\1" * 32)
    lay_in(ben, space.id, CarrierKind.CHANGES, place, body(r=[encoded(version)]))
    (path,) = _names(folder) - before
    held, digest = path.read_bytes(), require_team(ben).folder.laid(path.name)
    assert digest
    path.unlink()
    at = lines_as_json({LineName(own_id(ben), name.line): LinePoint(number, digest.sha256)})
    place = LinePlace(line=name.line, number=number + 1, before=digest.sha256)
    lay_in(ben, space.id, CarrierKind.CHECKPOINT, place, body(at=at))
    return path, held


def _leave_out_all(ben: Session) -> None:
    """Lay a checkpoint that says nothing."""
    lines = SpaceLog.read(space_of(ben).log).lines
    at = lines_as_json({name: line.head for name, line in lines.items() if name.signer == own_id(ben)})
    forge(ben, body(at=at), kind=CarrierKind.CHECKPOINT)


@pytest.mark.parametrize("number", [2, 999])
def test_what_was_sealed_before_a_removal_and_laid_after_it_waits(
    new_casebook: NewCasebook, tmp_path: Path, number: int
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    forge(ben, body())
    exchange_all(anna)
    path, held = _hold_back(ben, tmp_path, number)
    exchange_all(anna)
    remove(anna, own_id(ben), is_lost=True)
    exchange_all(anna)
    path.write_bytes(held)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    for one in (dora, anna):
        assert take_all(one).after_removal >= 1
        assert notes(one) == []
        assert [(late.noun, late.reason) for late in late_fields(one)] == [("note", "removed")]
    settle_late(anna, [], [one.id for one in late_fields(anna)])
    assert (late_fields(anna), notes(anna)) == ([], [])


def test_a_file_from_before_a_restore_leaves_the_folder_as_any_other(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    restored = copy_of(ben, empty_vault, tmp_path)
    before = _names(tmp_path)
    note(ben, "n1", "SECRET")
    exchange_all(ben, anna, times=1)
    with ben.store.reading() as connection:
        rows = team_store.files(connection)
    (written,) = {one.name for one in rows if one.kind == CarrierKind.CHANGES and one.is_own}
    (path,) = {one for one in _names(tmp_path) - before if one.name == written}
    exchange_all(restored, anna)
    with restored.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    exchange_all(restored, anna)
    confirm_purge(anna, "n1")
    exchange_all(anna, restored)
    for one in (anna, ben):  # whose clock is that of the copy, too
        pass_days(one, 16)
    exchange_all(anna, restored)
    restored.close()
    assert not path.exists()


def test_a_right_checkpoint_ends_the_distrust_of_those_before_it(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    exchange_all(ben, anna)
    _leave_out_all(ben)
    exchange_all(anna, ben)
    assert len(SpaceLog.read(space_of(anna).log).wrong) == 1
    note(ben, "n2")
    exchange_all(ben, anna)
    checkpoint(ben)
    exchange_all(anna, ben)
    log = SpaceLog.read(space_of(anna).log)
    assert (log.wrong, len(log.checkpoints)) == ([], 1)
    _leave_out_all(ben)
    exchange_all(anna, ben)
    assert len(SpaceLog.read(space_of(anna).log).wrong) == 1, "a later one that leaves something out"


def test_a_clock_that_was_ahead_keeps_nothing_that_was_purged(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    before = _names(tmp_path)
    note(ben, "n1", "SECRET")
    pass_days(ben, 400)
    checkpoint(ben)
    pass_days(ben, -400)
    with ben.store.reading() as connection:
        numbered = {one.name for one in team_store.files(connection) if one.number}
    written = {one for one in _names(tmp_path) - before if one.name in numbered}
    assert written
    with ben.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    exchange_all(ben, anna)
    confirm_purge(anna, "n1")
    for _ in range(2):
        exchange_all(anna, ben)
        for one in (anna, ben):
            pass_days(one, 16)
    exchange_all(anna, ben)
    assert not written & _names(tmp_path)


def test_made_up_lines_stop_no_checkpoint_of_the_device_and_grow_no_head(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    own, made_up = own_id(ben), iter(range(2 * MAX_LINES))
    for number in range(2):
        note(ben, f"n{number}")
        exchange_all(ben, anna)
        lines = {name: line.head for name, line in SpaceLog.read(space_of(ben).log).lines.items()}
        real = {name: head for name, head in lines.items() if name.signer == own}
        more = {
            LineName(own, next(made_up).to_bytes(len(next(iter(real)).line), "big")): LinePoint(7, bytes(32))
            for _ in range(MAX_LINES - len(real))
        }
        forge(ben, body(at=lines_as_json(real | more)), kind=CarrierKind.CHECKPOINT)
        exchange_all(anna, ben)
    checkpoint(ben)
    note(ben, "after")
    exchange_all(ben, anna)
    assert notes(anna) == ["after", "n0", "n1"]
    for one in (anna, ben):
        known = SpaceLog.read(space_of(one).log).lines
        assert sum(name.signer == own for name in known) <= MAX_LINES


def _laid_by(session: Session, folder: Path, before: set[Path]) -> set[Path]:
    """The files of changes of a device that lie in the folder since then."""
    with session.store.reading() as connection:
        rows = team_store.files(connection)
    names = {one.name for one in rows if one.is_own and one.kind == CarrierKind.CHANGES}
    return {path for path in _names(folder) - before if path.name in names}


def _after_a_loss(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> tuple[Session, Session]:
    """Return Anna's casebook and Ben's as restored; of his files since then one is lost."""
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    exchange_all(ben, anna)
    restored, before = copy_of(ben, empty_vault, tmp_path), _names(tmp_path)
    note(ben, "lost")
    put(ben)
    (lost,) = _laid_by(ben, tmp_path, before)
    note(ben, "n3")
    put(ben)
    lost.unlink()
    return anna, restored


def test_a_file_that_is_lost_for_good_stops_no_checkpoint(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, restored = _after_a_loss(new_casebook, tmp_path, empty_vault)
    exchange_all(restored, anna)
    for one in (restored, anna):
        for gap in missing_files(one):
            go_on_without(one, gap.id)
    exchange_all(restored, anna)
    assert notes(restored) == notes(anna) == ["n1", "n3"]
    checkpoint(restored)
    exchange_all(restored, anna)
    assert [missing_files(one) for one in (restored, anna)] == [[], []]
    restored.close()


def test_a_device_settles_what_it_lost_of_its_own_by_itself(
    new_casebook: NewCasebook, tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, restored = _after_a_loss(new_casebook, tmp_path, empty_vault)
    exchange_all(restored, anna)
    for gap in missing_files(restored):
        go_on_without(restored, gap.id)
    exchange_all(restored, anna, restored)
    assert [missing_files(one) for one in (restored, anna)] == [[], []]
    assert notes(restored) == notes(anna) == ["n1", "n3"]
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    exchange_all(dora, anna)
    assert (missing_files(dora), notes(dora)) == ([], ["n1", "n3"])
    restored.close()


def test_what_a_right_checkpoint_holds_is_not_laid_again(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    before = _names(tmp_path)
    note(ben, "purged")
    note(ben, "n2")
    exchange_all(ben, anna)
    (path,) = _laid_by(ben, tmp_path, before)
    with ben.store.write("note.purge") as transaction:
        transaction.purge(Note, "purged")
    exchange_all(ben, anna)
    checkpoint(ben)
    exchange_all(anna)
    _leave_out_all(ben)
    exchange_all(anna)
    assert len(SpaceLog.read(space_of(anna).log).wrong) == 1
    path.unlink()
    run_in_line(exchange(anna))
    assert not path.exists()
    assert notes(anna) == ["n2"]
