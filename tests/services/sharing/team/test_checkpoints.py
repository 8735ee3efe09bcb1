"""Checkpoints replace each other, so that a folder does not grow by one at every two hundred files."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.sharing.checkpoint import MAX_LINES
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_head import lines_as_json
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.sharing.stamp import stamp, tick_at
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.wire_value import as_text
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.members.deciding import decide
from casebook.services.sharing.members.members import give
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.checkpoints import (
    EVERY_FILES,
    FEW_FILES,
    content,
    content_digest,
    is_due,
    queue_checkpoint,
)
from casebook.services.sharing.team.laying import lay_again, put
from casebook.services.sharing.team.purges import confirm_purge, keep_all
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import read_team, require_team
from casebook.services.sharing.team.waiting import (
    waiting,
)
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import NewCasebook, pass_days
from tests.services.sharing.team.hostile import body, forge, space_of
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair


def checkpoint(session: Session) -> None:
    """Lay a checkpoint of the case."""
    with session.store.exchange() as connection:
        view = read_team(session, connection)
        assert view
        space = next(one for one in view.spaces.values() if one.case_id == "c1")
        assert queue_checkpoint(session, connection, view, space)
    put(session)


def laid(session: Session, folder: Path) -> set[str]:
    """The checkpoints that a casebook keeps and that lie in the folder."""
    with session.store.reading() as connection:
        kind = int(CarrierKind.CHECKPOINT)
        names = {one.name for one in team_store.files(connection) if one.kind == kind}
    assert names == {name for name in names if (folder / "team.casebook-share" / name[:2] / name).exists()}
    return names


def test_a_checkpoint_goes_once_a_later_one_is_settled(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    kept: list[set[str]] = []
    for number in range(3):
        note(anna, f"a{number}")
        note(ben, f"b{number}")
        exchange_all(anna, ben)
        checkpoint(anna)
        exchange_all(anna, ben)
        kept.append(laid(anna, tmp_path))
    assert [len(one) for one in kept] == [1, 2, 3], "none goes before its time"
    pass_days(anna, 15)
    exchange_all(anna)
    left = laid(anna, tmp_path)
    assert left == kept[2] - kept[1], "the last one stands for all"
    assert take_all(ben).missing == ()
    assert laid(ben, tmp_path) == left
    assert lay_again(ben) == 0, "what was replaced is not brought back"
    note(ben, "b9")
    exchange_all(ben, anna)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == notes(anna) == notes(ben)


def test_of_two_that_hold_the_same_one_stays(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "a1")
    exchange_all(anna, ben)
    checkpoint(anna)
    checkpoint(ben)
    exchange_all(anna, ben)
    assert len(laid(anna, tmp_path)) == 2
    for session in (anna, ben):
        pass_days(session, 15)
    exchange_all(anna, ben, times=3)
    assert len(laid(anna, tmp_path)) == 1
    assert laid(anna, tmp_path) == laid(ben, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == ["a1"]


@pytest.mark.parametrize(
    ("files", "days", "due"),
    [
        (EVERY_FILES, 0, True),
        (EVERY_FILES - 1, 6, False),
        (FEW_FILES, 7, True),
        (FEW_FILES, 6, False),
        (FEW_FILES - 1, 365, False),
    ],
)
def test_many_files_or_old_ones_ask_for_a_checkpoint(files: int, days: int, *, due: bool) -> None:
    assert is_due(files, days=days) == due


def test_a_quiet_case_gets_one_when_its_files_are_old(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    for number in range(FEW_FILES):
        note(anna, f"a{number}")
        put(anna)
    assert laid(anna, tmp_path) == set()
    pass_days(anna, 8)
    put(anna)
    assert len(laid(anna, tmp_path)) == 1
    put(anna)
    assert len(laid(anna, tmp_path)) == 1


def test_what_a_person_declined_takes_nothing_out_of_a_checkpoint(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "a1", "true")
    exchange_all(anna, ben)
    forge(ben, body(r=[_change(ben, "note", "a1", text="POISONED", case_id="c2")]))
    take_all(anna)
    decide(anna, [], [one.id for one in waiting(anna)])
    record.change(ben, replace(record.find(ben, Note, "a1"), text="later"))
    exchange_all(ben, anna)
    checkpoint(anna)
    exchange_all(ben, anna)
    log = SpaceLog.read(space_of(anna).id, space_of(anna).log)
    (known,) = log.checkpoints
    assert known.checkpoint.digest in log.heads[own_id(ben)].cosigned, "both hold the same"
    for session in (anna, ben):
        pass_days(session, 15)
    exchange_all(anna, ben)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == ["a1"]


def test_what_came_before_its_record_stays_its_authors(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    carl = joined(anna, new_casebook, "Carl", tmp_path, MemberRole.OWNER)
    exchange_all(anna, ben, carl)
    record.add(carl, replace(record.find(carl, Case, "c1"), id="c9", reference="T-9", parties=()))
    note(carl, "x9", "true", case_id="c9")
    open_case(carl, "c9")
    give(carl, own_id(anna), [space_of(carl, "c9").id], allow=True)
    forge(ben, body(r=[_change(ben, "note", "x9", text="POISONED")]))
    take_all(anna)  # it waits unseen: the note is not here yet
    checkpoint(anna)
    carl_too = joined(carl, new_casebook, "Desk", tmp_path, MemberRole.OWNER)
    give(carl, own_id(carl_too), [space_of(carl, "c9").id], allow=True)
    exchange_all(carl, anna)
    take_all(carl_too)
    assert record.find(carl_too, Note, "x9").text == "true"
    assert {one.by for one in waiting(carl_too)} <= {"Ben"}


def _change(session: Session, noun: str, record_id: str, **values: str) -> dict[str, object]:
    at = stamp(tick_at(session.clock() + timedelta(hours=1)), b"evilline")
    entries = {key: {at: value} for key, value in values.items()}
    return encoded(RecordVersion(noun=noun, id=record_id, entries=entries))


def test_a_purge_asks_for_a_checkpoint_without_it_and_the_old_files_go(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1", "SECRET")
    note(anna, "n2")
    exchange_all(anna, ben)
    before = laid_changes(anna)
    with anna.store.write("note.purge") as transaction:
        transaction.purge(Note, "n1")
    put(anna)
    assert len(laid(anna, tmp_path)) == 1
    put(anna)
    assert len(laid(anna, tmp_path)) == 1, "one is enough"
    take_all(ben)
    confirm_purge(ben, "n1")
    exchange_all(ben, anna)
    for session in (anna, ben):
        pass_days(session, 15)
    exchange_all(anna, ben, times=3)
    assert not laid_changes(anna) & before
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == ["n2"]


def test_a_checkpoint_is_joined_when_another_signs_it_later(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    exchange_all(anna, ben, cara)
    note(ben, "n1")
    put(ben)
    (changes,) = laid_changes(ben)
    share = tmp_path / "team.casebook-share"
    take_all(cara)
    checkpoint(ben)
    (share / changes[:2] / changes).unlink()
    take_all(dora)
    assert notes(dora) == [], "one member alone signed it"
    exchange_all(cara, times=1)  # Cara finds the same, and says so
    take_all(dora)
    assert notes(dora) == ["n1"]


def test_a_checkpoint_of_one_member_says_nothing_of_what_is_here(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "a1", "true")
    exchange_all(anna, ben)
    before = held(anna)
    _, lines = before
    false = [[as_text(own_id(anna)), [_change(ben, "note", "a1", text="FORGED")]]]
    place = {"at": lines_as_json(lines), "digest": as_text(content_digest(false))}
    forge(ben, {"v": 1, "c": "c1", "r": false, **place}, kind=CarrierKind.CHECKPOINT)
    exchange_all(anna)
    assert held(anna) == before


def test_a_purge_that_is_not_followed_takes_nothing_out(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "a1", "true")
    exchange_all(anna, ben)
    before = held(anna)[0]
    forge(ben, body(p=[["note", "a1"], ["case", "c1"]]))
    take_all(anna)
    assert held(anna)[0] == before, "nobody decided yet"
    keep_all(anna)
    assert held(anna)[0] == before


@pytest.mark.parametrize("is_of_stranger", [True, False])
def test_a_checkpoint_with_lines_that_are_made_up_is_passed_over(
    new_casebook: NewCasebook, tmp_path: Path, *, is_of_stranger: bool
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    signer = bytes(32) if is_of_stranger else own_id(ben)
    count = 1 if is_of_stranger else MAX_LINES + 1
    point = LinePoint(number=1, digest=bytes(32))
    lines = {LineName(signer, n.to_bytes(8, "big")): point for n in range(count)}
    place = {"at": lines_as_json(lines), "digest": as_text(content_digest([]))}
    forge(ben, {"v": 1, "c": "c1", "r": [], **place}, kind=CarrierKind.CHECKPOINT)
    take_all(anna)
    log = SpaceLog.read(space_of(anna).id, space_of(anna).log)
    assert log.checkpoints == []
    assert not {name.line for name in lines} & {name.line for name in log.lines}


def held(session: Session) -> tuple[list[list[Any]], dict[LineName, LinePoint]]:
    """Return what a checkpoint of the case would hold here, and up to where."""
    space = space_of(session)
    log = SpaceLog.read(space.id, space.log)
    lines = {name: line.head for name, line in log.lines.items() if line.number}
    with session.store.exchange() as connection:
        return content(connection, require_team(session), space, lines), lines


def laid_changes(session: Session) -> set[str]:
    """The files of changes that a casebook laid in the case, and that lie there still."""
    with session.store.reading() as connection:
        view = read_team(session, connection)
        assert view
        (space,) = (one.id for one in view.spaces.values() if one.case_id == "c1")
        rows = team_store.files(connection)
    return {one.name for one in rows if one.is_own and one.kind == CarrierKind.CHANGES and one.space == space}
