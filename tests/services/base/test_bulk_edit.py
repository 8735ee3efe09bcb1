"""One value for many records: all or none, counted beforehand, taken back as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event as listen

from casebook.base.errors import Cancelled, Conflict, InvalidInput
from casebook.base.message import Message
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.services.base import bulk_edit, bulk_undo, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.store.base import audit

CASE = Case(id="case-one", reference="R-1", title="Removal", jurisdiction="CY", opened_on=date(2026, 1, 1))
ON = StatedDate(edtf="2026-01-20")


def _facts(session: Session, count: int) -> list[Fact]:
    facts = [
        Fact(
            id=f"f{at:04}", case_id=CASE.id, statement=f"Fact {at}", on=ON, place="Nicosia" if at == 1 else ""
        )
        for at in range(count)
    ]
    record.add(session, CASE)
    record.add(session, *facts)
    return facts


def _move(session: Session, facts: list[Fact]) -> BulkEdit:
    return run_in_line(bulk_edit.edit(session, Fact, [one.id for one in facts], "place", "Nicosia"))


def test_only_records_that_differ_change_and_come_back_as_one(session: Session) -> None:
    facts = _facts(session, 3)
    assert bulk_edit.differing(facts, "place", "Nicosia") == [facts[0], facts[2]]
    edit = _move(session, facts)
    assert [row.record for row in edit.rows] == ["f0000", "f0002"]
    assert {one.place for one in record.every(session, Fact)} == {"Nicosia"}
    with session.store.reading() as connection:
        entries = [audit.history(connection, one.id)[-1] for one in facts]
    assert [entry.action for entry in entries] == ["fact.change", "fact.add", "fact.change"]
    record.change(session, replace(facts[0], place="Nicosia", statement="Later"))
    bulk_undo.undo(session, edit.id, is_whole=True)
    back = record.every(session, Fact)
    assert back == [replace(facts[0], statement="Later"), facts[1], facts[2]]


def test_a_newer_change_of_the_same_field_is_never_passed_over(session: Session) -> None:
    facts = _facts(session, 3)
    edit = _move(session, facts)
    record.change(session, replace(facts[0], place="Limassol"))
    record.move_to_bin(session, Fact, facts[2].id)
    with pytest.raises(Conflict, match="2 of the records"):
        bulk_undo.undo(session, edit.id, is_whole=True)
    assert [one.place for one in record.every(session, Fact)] == ["Limassol", "Nicosia"]


def test_a_value_that_one_record_refuses_changes_none(session: Session) -> None:
    record.add(session, CASE)
    timed = Event(
        id="e2",
        case_id=CASE.id,
        kind="hearing",
        title="Hearing",
        on=ON,
        at=datetime(2026, 1, 20, 9, tzinfo=UTC),
        zone="Europe/London",
    )
    record.add(session, replace(timed, id="e1", at=None, zone=""), timed)
    with pytest.raises(InvalidInput, match="One of the 2 records"):
        run_in_line(bulk_edit.edit(session, Event, ["e1", "e2"], "on", StatedDate(edtf="2026-07")))
    assert {one.on for one in record.every(session, Event)} == {ON}
    edit = run_in_line(bulk_edit.edit(session, Event, ["e1", "e2"], "on", StatedDate(edtf="2026-07-02")))
    moved = {one.at for one in record.every(session, Event)}
    assert moved == {None, datetime(2026, 7, 2, 8, tzinfo=UTC)}, "nine in summer time"
    bulk_undo.undo(session, edit.id)
    assert {one.at for one in record.every(session, Event)} == {None, timed.at}


def test_a_stopped_change_changes_none(session: Session) -> None:
    facts = _facts(session, 120)

    def stop(done: int, total: int, step: Message) -> None:
        del total, step
        if done >= 100:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        run_in_line(
            bulk_edit.edit(session, Fact, [one.id for one in facts], "place", "Paphos", progress=stop)
        )
    assert "Paphos" not in {one.place for one in record.every(session, Fact)}


def test_fifty_more_records_need_a_few_statements_more(session: Session) -> None:
    def statements(count: int) -> int:
        seen: list[str] = []
        ids = [f"f{at:04}" for at in range(count)]

        def note(*args: object) -> None:
            seen.append(str(args[2]))

        listen.listen(session.store.engine, "before_cursor_execute", note)
        run_in_line(bulk_edit.edit(session, Fact, ids, "place", f"Place {count}"))
        listen.remove(session.store.engine, "before_cursor_execute", note)
        return len(seen)

    _facts(session, 250)
    assert statements(250) - statements(50) <= 4 * 10
