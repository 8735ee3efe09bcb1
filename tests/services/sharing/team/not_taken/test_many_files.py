"""Files that are never taken, many of them: they are looked at again, and not read again at each exchange."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_head import lines_as_json
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.space_epoch import ChangeVerdict
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.services.base.session import Session
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team import space_log, taking
from casebook.services.sharing.team.judging import earlier_verdict
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.missing_files import go_on_without, missing_files
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.store.sharing import team_store, team_waiting
from casebook.vault.sharing.carrier_file import LinePlace
from casebook.vault.sharing.carrier_header import CarrierKind
from casebook.vault.sharing.carrier_taking import NotTaken, TakenFile, taken
from tests.services.sharing.team.conftest import SHARE, NewCasebook
from tests.services.sharing.team.hostile import body, forge, lay_in, space_of
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair

LINE = b"manyline"


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Return Anna and Ben, who wrote a note that Anna has."""
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "n1")
    exchange_all(ben, anna)
    return anna, ben


def _lay_with_gap(session: Session, count: int) -> None:
    """Lay files that wait for one which nobody laid."""
    for number in range(2, count + 2):
        place = LinePlace(line=LINE, number=number, before=bytes([1]) * 32)
        lay_in(session, space_of(session).id, CarrierKind.CHANGES, place, body())


def _verdicts(session: Session) -> set[ChangeVerdict | None]:
    """Return what is known from an earlier look of the files that were not taken."""
    view = require_team(session)
    with session.store.reading() as connection:
        known = {one.name for one in team_store.files(connection) if one.sha256}
    new = view.folder.scan(known).new
    opened = [*taken(view.folder, new, view.all_keys(), view.public_of)]
    return {earlier_verdict(view, one, {}) for one in opened if isinstance(one, TakenFile)}


def test_files_that_wait_are_counted_again_and_not_read_again(two: tuple[Session, Session]) -> None:
    anna, ben = two
    _lay_with_gap(ben, 4)
    assert _verdicts(anna) == {None}
    assert take_all(anna).waiting == 4
    assert _verdicts(anna) == {ChangeVerdict.WAIT}
    assert take_all(anna).waiting == 4
    (gap,) = missing_files(anna)
    assert go_on_without(anna, gap.id) == 4
    assert _verdicts(anna) == {None}
    assert take_all(anna).files == 4


def test_of_a_line_only_so_many_are_kept_as_waiting(
    two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = two
    monkeypatch.setattr(space_log, "MAX_WAITING", 3)
    _lay_with_gap(ben, 5)
    assert take_all(anna).waiting == 5
    log = SpaceLog.read(space_of(anna).log)
    assert len(log.waiting[LineName(own_id(ben), LINE)]) == 3
    (gap,) = missing_files(anna)
    go_on_without(anna, gap.id)
    assert take_all(anna).files >= 3


def test_what_waits_for_a_person_is_not_read_again(two: tuple[Session, Session]) -> None:
    anna, ben = two
    remove(anna, own_id(ben))
    forge(ben, body(r=[encoded(RecordVersion(noun="note", id="n2", is_begun=True))]))
    assert take_all(anna).after_removal == 1
    assert _verdicts(anna) == {ChangeVerdict.AFTER}
    assert take_all(anna).after_removal == 1
    assert notes(anna) == ["n1"]


def test_damaged_files_are_tried_again_in_turn(
    two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = two
    monkeypatch.setattr(taking, "_DAMAGED_AGAIN", 1)
    forge(ben, body(r=["none"]), body(r=["none"]), body(r=["none"]))
    for _ in range(3):
        before = _damaged(anna)
        report = take_all(anna)
        assert (report.refused[NotTaken.DAMAGED], report.damaged_by) == (3, {"Ben"})
        assert sum(at != before.get(name) for name, at in _damaged(anna).items()) == (1 if before else 3)
    earlier = _damaged(anna)
    take_all(anna)
    later = _damaged(anna)
    assert min(earlier, key=earlier.__getitem__) == max(later, key=later.__getitem__)


def _damaged(session: Session) -> dict[str, str]:
    """Return when each damaged file was tried last, by name."""
    with session.store.reading() as connection:
        return {one.record_id: one.at for one in team_waiting.rows(connection, WaitingKind.DAMAGED)}


def test_what_a_person_lets_through_is_looked_at_among_many(
    two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = two
    monkeypatch.setattr(space_log, "MAX_WAITING", 2)
    monkeypatch.setattr(taking, "MAX_WAITING", 2)
    for first, last in ((5, 7), (2, 5)):
        for number in range(first, last):
            place = LinePlace(line=LINE, number=number, before=bytes([number]) * 32)
            lay_in(ben, space_of(ben).id, CarrierKind.CHANGES, place, body())
        take_all(anna)
    (gap,) = missing_files(anna)
    assert go_on_without(anna, gap.id) == 2
    assert take_all(anna).files >= 2


def test_a_checkpoint_is_taken_though_many_wait_before_it(
    two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = two
    monkeypatch.setattr(taking, "MAX_WAITING", 2)
    _lay_with_gap(ben, 4)
    before = bytes([2]) * 32
    at = lines_as_json({LineName(own_id(ben), LINE): LinePoint(5, before)})
    place = LinePlace(line=LINE, number=6, before=before)
    lay_in(ben, space_of(ben).id, CarrierKind.CHECKPOINT, place, body(at=at))
    take_all(anna)
    assert SpaceLog.read(space_of(anna).log).lines[LineName(own_id(ben), LINE)].number == 6
    assert take_all(anna).waiting == 0


def test_damaged_files_that_are_not_tried_again_hide_no_chain(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = two
    monkeypatch.setattr(taking, "_DAMAGED_AGAIN", 1)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, cara)
    before = {*(tmp_path / SHARE).rglob("*")}
    note(ben, "n2")
    put(ben)
    with ben.store.reading() as connection:
        numbered = {one.name for one in team_store.files(connection) if one.number}
    (late,) = (one for one in {*(tmp_path / SHARE).rglob("*")} - before if one.name in numbered)
    content = late.read_bytes()
    forge(ben, body(r=["none"]), body(r=["none"]), body(r=["none"]))
    note(ben, "n3")
    put(ben)
    take_all(anna)
    remove(anna, own_id(ben))
    put(anna)
    late.unlink()
    take_all(cara)
    late.write_bytes(content)
    for _ in range(4):
        take_all(cara)
    assert notes(cara) == ["n1", "n2", "n3"]
