"""A bulk edit undone another day: from its record, without what was changed since, and done again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event as listen

from casebook.base.clock import Clock, fixed_clock
from casebook.base.errors import Conflict, NotFound
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.domain.deadline.deadline import Deadline
from casebook.services.base import bulk_edit, bulk_undo, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.deadline import deadline
from casebook.services.vault import record_bin as bins
from casebook.store.base import audit

CASE = Case(id="case-1", reference="R-1", title="Removal", jurisdiction="CY", opened_on=date(2026, 1, 1))
ON = StatedDate(edtf="2026-01-20")


def _facts(session: Session, count: int = 5) -> list[Fact]:
    facts = [
        Fact(id=f"f{at:03}", case_id=CASE.id, statement=f"<Fact> {at}", on=ON, place=f"Place {at}")
        for at in range(count)
    ]
    record.add(session, CASE)
    record.add(session, *facts)
    return facts


def _moved(session: Session, facts: list[Fact], place: str = "Nicosia") -> BulkEdit:
    return run_in_line(bulk_edit.edit(session, Fact, [one.id for one in facts], "place", place))


def _places(session: Session) -> dict[str, str]:
    return {one.id: one.place for one in record.every(session, Fact)}


def test_it_is_undone_another_day_from_its_record(small: Path, small_code: str, clock: Clock) -> None:
    with open_session(small, small_code, clock=clock, who="tester") as session:
        before = _facts(session)
        _moved(session, before)
    later = fixed_clock(clock() + timedelta(days=1))
    with open_session(small, small_code, clock=later, who="tester") as session:
        (edit,) = bulk_undo.every(session)
        assert (edit.nouns, edit.field, len(edit.rows)) == (("fact",), "place", 5)
        assert (edit.changed_at, edit.case_id, edit.undone_at) == (clock(), CASE.id, None)
        undone = bulk_undo.undo(session, bulk_undo.named(session, edit.id[:20]).id)
        assert (undone.count, undone.kept) == (5, ())
        assert record.every(session, Fact) == before
        newer = _moved(session, before, "Kyrenia")
        assert [one.id for one in bulk_undo.every(session)] == [newer.id, edit.id]
        assert bulk_undo.every(session)[1].undone_at == later()
        with pytest.raises(Conflict, match="already undone"):
            bulk_undo.undo(session, edit.id)


def test_what_was_changed_since_is_left_and_named_with_its_reason(session: Session) -> None:
    facts = _facts(session)
    edit = _moved(session, facts)
    record.change(session, replace(facts[0], place="Limassol"))
    record.change(session, replace(facts[1], place="Nicosia", statement="Reworded"))
    record.move_to_bin(session, Fact, facts[2].id)
    record.move_to_bin(session, Fact, facts[3].id)
    bins.purge(session, "fact", facts[3].id)
    undone = bulk_undo.undo(session, edit.id)
    assert {row[1] for row in undone.rows} == {"f001", "f004"}
    assert [(one.id, one.noun, one.title, str(one.why)) for one in undone.kept] == [
        ("f000", "fact", "<Fact> 0", "It was changed since."),
        ("f002", "fact", "<Fact> 2", "It is in the bin."),
        ("f003", "fact", "", "It was deleted permanently."),
    ]
    assert _places(session) == {"f000": "Limassol", "f001": "Place 1", "f004": "Place 4"}
    assert record.find(session, Fact, "f001").statement == "Reworded"


def test_the_undo_is_undone_as_far_as_it_went(session: Session) -> None:
    facts = _facts(session, 3)
    edit = _moved(session, facts)
    record.change(session, replace(facts[0], place="Limassol"))
    bulk_undo.undo(session, edit.id)
    assert bulk_undo.redo(session, edit.id).count == 2
    assert _places(session) == {"f000": "Limassol", "f001": "Nicosia", "f002": "Nicosia"}
    assert bulk_undo.every(session)[0].undone_at is None
    with pytest.raises(Conflict, match="not undone"):
        bulk_undo.redo(session, edit.id)
    assert bulk_undo.undo(session, edit.id).count == 2
    record.change(session, replace(facts[1], place="Paphos"))
    with pytest.raises(Conflict, match="1 of the records"):
        bulk_undo.redo(session, edit.id)
    assert _places(session) == {"f000": "Limassol", "f001": "Paphos", "f002": "Place 2"}


def test_what_an_undo_left_is_undone_later_and_redone_in_turn(session: Session) -> None:
    facts = _facts(session, 3)
    edit = _moved(session, facts)
    record.move_to_bin(session, Fact, facts[0].id)
    assert bulk_undo.undo(session, edit.id).count == 2
    (part,) = bulk_undo.every(session)
    assert (part.undone_count, part.undone_at) == (2, None)
    record.restore(session, Fact, facts[0].id)
    record.change(session, replace(facts[1], place="Nicosia"))
    assert bulk_undo.undo(session, edit.id).rows == (("fact", "f000"),)
    assert _places(session) == {"f000": "Place 0", "f001": "Nicosia", "f002": "Place 2"}
    with pytest.raises(Conflict, match="already undone"):
        bulk_undo.undo(session, edit.id)
    assert bulk_undo.redo(session, edit.id).rows == (("fact", "f000"),)
    record.change(session, facts[1])
    assert bulk_undo.redo(session, edit.id).count == 2
    assert set(_places(session).values()) == {"Nicosia"}


def test_where_nothing_can_be_undone_it_stays_to_be_undone(session: Session) -> None:
    facts = _facts(session, 2)
    edit = _moved(session, facts)
    for fact in facts:
        record.move_to_bin(session, Fact, fact.id)
    assert (bulk_undo.undo(session, edit.id).count, bulk_undo.every(session)[0].undone_at) == (0, None)
    for fact in facts:
        record.restore(session, Fact, fact.id)
    assert bulk_undo.undo(session, edit.id).count == 2


def test_two_bulk_edits_of_a_field_are_undone_the_newer_first(session: Session) -> None:
    facts = _facts(session, 2)
    first, second = _moved(session, facts), _moved(session, facts, "Kyrenia")
    assert {one.id for one in bulk_undo.every(session)} == {second.id, first.id}
    assert bulk_undo.undo(session, first.id).count == 0
    assert bulk_undo.undo(session, second.id).count == 2
    assert bulk_undo.undo(session, first.id).count == 2
    assert record.every(session, Fact) == facts


def test_a_former_value_that_names_what_is_gone_is_not_given_back(session: Session) -> None:
    record.add(session, CASE)
    for at in (1, 2):
        record.add(session, Proceeding(id=f"p{at}", case_id=CASE.id, kind="extradition", forum=f"Court {at}"))
    tasks = [Task(id=f"t{at}", step="Call", case_id=CASE.id, proceeding_id="p1") for at in range(2)]
    record.add(session, *tasks)
    edit = run_in_line(bulk_edit.edit(session, Task, ["t0", "t1"], "proceeding_id", "p2"))
    record.move_to_bin(session, Proceeding, "p1")
    undone = bulk_undo.undo(session, edit.id)
    assert [(one.id, "There is no proceeding" in str(one.why)) for one in undone.kept] == [
        ("t0", True),
        ("t1", True),
    ]
    record.restore(session, Proceeding, "p1")
    assert bulk_undo.undo(session, edit.id).count == 2
    assert record.every(session, Task) == tasks


def test_the_record_goes_with_its_case_and_holds_no_value(session: Session) -> None:
    _moved(session, _facts(session, 2), "Hidden Village")
    (edit,) = bulk_undo.every(session)
    with session.store.reading() as connection:
        (entry,) = audit.history(connection, edit.id)
    assert "Hidden" not in entry.after
    record.move_to_bin(session, Case, CASE.id)
    assert bulk_undo.every(session) == []
    record.restore(session, Case, CASE.id)
    assert bulk_undo.every(session) == [edit]
    for wrong in ("", "none"):
        with pytest.raises(NotFound):
            bulk_undo.named(session, wrong)


def test_a_thousand_records_need_a_few_statements_more(session: Session) -> None:
    def statements(count: int) -> int:
        seen: list[str] = []

        def note(*args: object) -> None:
            seen.append(str(args[2]))

        edit = _moved(session, facts[:count], f"Place of {count}")
        listen.listen(session.store.engine, "before_cursor_execute", note)
        assert bulk_undo.undo(session, edit.id).count == count
        listen.remove(session.store.engine, "before_cursor_execute", note)
        return len(seen)

    facts = _facts(session, 250)
    assert statements(250) - statements(50) <= 4 * 10


def test_deadlines_follow_their_events_back(session: Session) -> None:
    record.add(session, CASE)
    stage = Proceeding(id="p1", case_id=CASE.id, kind="asylum", forum="A forum")
    served = Event(
        id="e1", case_id=CASE.id, kind="decision-served", title="Decision", on=ON, proceeding_id=stage.id
    )
    record.add(session, stage, served, replace(served, id="e2"))
    entry = deadline.add_by_rule(session, "e1", "cy-ipac-30")
    later = StatedDate(edtf="2026-02-20")
    edit = run_in_line(bulk_edit.edit(session, Event, ["e1", "e2"], "on", later))
    assert record.find(session, Deadline, entry.id).due_on == date(2026, 3, 22)
    bulk_undo.undo(session, edit.id)
    current = record.find(session, Deadline, entry.id)
    assert (current.due_on, len(current.moves)) == (entry.due_on, 2)
    assert {one.on for one in record.every(session, Event)} == {ON}
