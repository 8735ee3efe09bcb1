"""A deadline kept from an older pack: the new date is shown, and taken only when someone recalculates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.period import parse_period
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.deadline.deadline import Deadline, extended
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.services.agenda import agenda
from casebook.services.base import record
from casebook.services.base.calculation import packs
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline import deadline, deadline_change
from casebook.services.deadline.deadline_details import RuleDetails

OLD = "2026.11.24"


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CZ")


def served(session: Session, case: Case, edtf: str) -> Event:
    proceeding = Proceeding(id=session.ids(), case_id=case.id, kind="asylum", forum="A forum")
    event = Event(
        id="served",
        case_id=case.id,
        kind="decision-served",
        title="Something",
        on=StatedDate(edtf=edtf),
        proceeding_id=proceeding.id,
    )
    record.add(session, proceeding)
    record.add(session, event)
    return event


def add_any(session: Session, event_id: str, rule_id: str, details: RuleDetails | None = None) -> Deadline:
    """Set the deadline of a rule, of whatever country it is."""
    meant = replace(details or RuleDetails(), is_foreign_meant=True)
    return deadline.add_by_rule(session, event_id, rule_id, meant)


def kept_from_an_older_pack(session: Session, case: Case) -> Deadline:
    """The Czech action as the older pack counted it, one month, in a vault that kept no period beside it."""
    event = served(session, case, "2026-07-07")
    entry = add_any(session, event.id, "cz-asylum-15d")
    assert entry.due_on == date(2026, 7, 22)
    assert entry.working is not None
    counted = packs().count("cz-srs-40", parse_period("1 month"), DeadlineInput(on=date(2026, 7, 7)))
    working = counted.working(date(2026, 7, 8))
    basis = replace(entry.working.basis, pack=OLD, period="", method_pack="")
    older = replace(entry, due_on=date(2026, 8, 7), working=replace(working, basis=basis))
    return record.change(session, older)


def change_of(session: Session) -> deadline.DeadlineRow:
    (row,) = agenda.today(session).rule_changed
    return row


def test_what_became_of_a_rule_is_listed_and_nothing_moves(session: Session, case: Case) -> None:
    kept_from_an_older_pack(session, case)
    change = change_of(session).rule_change
    assert change is not None
    assert "(other cases): 1 month became 15 days (rules of 2026.11.28, before 2026.11.24)" in str(
        change.what
    )
    assert (change.before, change.after) == (DueTime(on=date(2026, 8, 7)), DueTime(on=date(2026, 7, 22)))
    assert change.notes
    (row,) = deadline.of_case(session, case.id).rows
    assert (row.deadline.due_on, row.deadline.moves) == (date(2026, 8, 7), ())


def test_the_new_date_is_taken_with_the_reason_once_someone_recalculates(
    session: Session, case: Case
) -> None:
    entry = kept_from_an_older_pack(session, case)
    current = deadline_change.count_again(session, entry.id)
    assert current.due_on == date(2026, 7, 22)
    (move,) = current.moves
    assert str(Message.from_text(move.why)).startswith(
        "It was recalculated with today's rules. Action against"
    )
    assert "1 month became 15 days" in str(Message.from_text(move.why))
    assert agenda.today(session).rule_changed == ()


def test_an_event_that_moves_tells_that_the_rule_changed_too(session: Session, case: Case) -> None:
    kept_from_an_older_pack(session, case)
    event = record.find(session, Event, "served")
    record.change(session, replace(event, on=StatedDate(edtf="2026-07-08")))
    (row,) = deadline.rows(session)
    assert row.deadline.due_on == date(2026, 7, 23)
    why = str(Message.from_text(row.deadline.moves[-1].why))
    assert why.startswith("The date of the event it runs from changed.")
    assert "1 month became 15 days" in why


def test_a_rule_that_now_asks_for_more_says_so_and_gives_no_date(session: Session, case: Case) -> None:
    event = served(session, case, "2026-07-07")
    details = RuleDetails(claimed_on=date(2026, 7, 1))
    entry = add_any(session, event.id, "cy-ipac-30", details)
    assert entry.ask is not None
    assert entry.working is not None
    basis = replace(entry.working.basis, pack=OLD)
    record.change(
        session,
        replace(entry, ask=replace(entry.ask, claimed_on=None), working=replace(entry.working, basis=basis)),
    )
    row = change_of(session)
    assert row.rule_change is not None
    assert row.rule_change.after is None
    assert "the day of the claim was not given" in str(row.rule_change.refusal)
    assert row.deadline.due_on == entry.due_on


def test_acts_that_todays_rule_asks_for_are_added_when_it_is_recalculated(
    session: Session, case: Case
) -> None:
    event = served(session, case, "2026-03-02")
    entry = add_any(session, event.id, "gb-ea2003-p2-appeal-s103")
    assert entry.working is not None
    for step in deadline.rows(session)[0].tasks:
        record.move_to_bin(session, type(step), step.id)
    basis = replace(entry.working.basis, pack=OLD, steps=())
    record.change(session, replace(entry, working=replace(entry.working, basis=basis)))
    assert agenda.today(session).rule_changed == ()
    deadline_change.count_again(session, entry.id)
    assert len(deadline.rows(session)[0].tasks) == 2


def test_a_safe_date_that_became_earlier_is_shown(session: Session, case: Case) -> None:
    event = served(session, case, "2026-06-03")
    entry = add_any(session, event.id, "cy-ipac-30")
    assert entry.working
    safe = DueTime(on=date(2026, 7, 3))
    assert entry.working.earliest_safe == safe
    basis = replace(entry.working.basis, pack=OLD)
    older = replace(entry.working, basis=basis, earliest_safe=DueTime(on=date(2026, 7, 1)), act_by=None)
    record.change(session, replace(entry, working=older))
    change = change_of(session).rule_change
    assert change is not None
    assert "the safe date is now 2026-07-03" in str(change.what)
    assert (change.before, change.after) == (DueTime(on=date(2026, 7, 1)), safe)
    assert deadline.as_it_stands(session, entry.id).moves == ()
    (move,) = deadline_change.count_again(session, entry.id).moves
    assert (move.before, move.after) == (DueTime(on=date(2026, 7, 1)), safe)


def test_days_an_older_program_added_to_the_service_are_shown(session: Session, case: Case) -> None:
    event = served(session, case, "2026-11-20")
    details = RuleDetails(by="registered-post", claimed_on=date(2026, 1, 12))
    entry = add_any(session, event.id, "de-asylg-klage-2w", details)
    assert entry.ask
    assert entry.working
    ask = replace(entry.ask, received_on=None)
    added = packs().compute("de-asylg-klage-2w", ask).working(date(2026, 11, 21))
    older = replace(added, basis=replace(added.basis, pack=OLD))
    record.change(session, replace(entry, ask=ask, due_on=date(2026, 12, 8), working=older))
    change = change_of(session).rule_change
    assert change is not None
    assert (change.before, change.after) == (DueTime(on=date(2026, 12, 8)), DueTime(on=date(2026, 12, 4)))


def test_an_older_order_beyond_the_ceiling_is_shown(session: Session, case: Case) -> None:
    event = served(session, case, "2026-11-20")
    entry = add_any(
        session, event.id, "it-prc-treaty-provisional-30", RuleDetails(trigger_on=date(2026, 11, 20))
    )
    assert entry.working
    older = replace(entry.working, basis=replace(entry.working.basis, pack=OLD, extension_ceiling=""))
    beyond = extended(entry, DueTime(on=date(2027, 3, 1)), "Order 1", None)
    record.change(session, replace(beyond, working=older))
    change = change_of(session).rule_change
    assert change is not None
    assert "beyond what the rule allows" in str(change.what)
    assert (change.before, change.after) == (DueTime(on=date(2027, 3, 1)), DueTime(on=date(2027, 1, 3)))
