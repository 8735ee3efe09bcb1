"""A new client with case, proceeding, decision, deadline, family and contacts in one change, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casebook.base.errors import CasebookError, InvalidInput, Refused
from casebook.domain.base.change import Changes
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.note import Note
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.person.contact import Contact, ContactDetail
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.services.base import form, record
from casebook.services.base.added import bring_back, take_away
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.case.client_intake import (
    NewClient,
    NewContact,
    NewRelative,
    add_client,
    started_periods,
)

SERVED = date(2026, 3, 2)
APPEAL = "gb-ea2003-p2-appeal-s103"
NAMED = NewClient(names=(Name(text="Alim Tursun", script="Latn"),))
WHOLE = replace(
    NAMED,
    born=StatedDate(edtf="1988"),
    reference="EX-1",
    jurisdiction="GB",
    proceeding_kind="extradition",
    forum="Westminster Magistrates' Court",
    occasion_title="Decision served",
    occurred_on=SERVED,
    rule_ids=(APPEAL,),
    relatives=(NewRelative(name="Patigul Tursun", kind="mother", is_in="Kashgar"),),
    contacts=(
        NewContact(
            name="I. Example",
            kind="interpreter",
            channels=(ContactDetail(kind="Email", address="i@example.org"),),
        ),
    ),
    consents=("court",),
)
_KINDS = (Person, Case, Proceeding, Event, Deadline, Relation, Contact, Role)


def _counts(session: Session) -> list[int]:
    return [len(record.every(session, kind)) for kind in _KINDS]


def test_everything_is_saved_in_one_change_and_taken_back_in_one(session: Session) -> None:
    before, commits = _counts(session), list[Changes]()
    session.on_change(commits.append)
    saved = add_client(session, WHOLE)
    (deadline,) = record.every(session, Deadline)
    (event,) = record.every(session, Event)
    (relation,) = record.every(session, Relation)
    client = record.find(session, Person, saved.client_id)
    assert record.find(session, Case, saved.case_id).client_ids == (client.id,)
    assert deadline.event_id == event.id
    assert deadline.proceeding_id == event.proceeding_id != ""
    assert (relation.person_id, relation.kind) == (client.id, "mother")
    assert client.consents_to("court", session.clock().date(), ())
    assert [change.action for change in commits] == ["client.add"]
    take_away(session, saved.added)
    assert _counts(session) == before
    bring_back(session, saved.added)
    assert record.find(session, Deadline, deadline.id) == deadline
    assert record.every(session, Relation) == [relation]


def test_what_was_added_since_keeps_a_new_client_from_being_taken_away(session: Session) -> None:
    saved = add_client(session, WHOLE)
    note = Note(id="n1", case_id=saved.case_id, text="Call back", written_at=session.clock())
    on = StatedDate(edtf="2026-05")
    event = Event(id="e1", case_id=saved.case_id, kind="hearing", title="Hearing", on=on)
    record.add(session, note, event)
    before = _counts(session)
    with pytest.raises(Refused) as refusal:
        take_away(session, saved.added)
    assert "added since: 1 event, 1 other record." in str(refusal.value)
    assert "Tursun" not in str(refusal.value)
    assert _counts(session) == before
    record.move_to_bin(session, Event, "e1")
    record.move_to_bin(session, Note, "n1")
    take_away(session, saved.added)
    assert record.every(session, Case) == []


def test_a_name_alone_is_enough_and_makes_no_case(session: Session) -> None:
    suggested = replace(NAMED, reference="2026-001", suggested_reference="2026-001")
    saved = add_client(session, suggested)
    assert saved.case_id == ""
    assert [kind for kind, _ in saved.added.records] == [Person]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"names": ()}, "names"),
        ({"jurisdiction": ""}, "jurisdiction"),
        ({"jurisdiction": "Atlantis"}, "jurisdiction"),
        ({"reference": "TAKEN-1"}, "reference"),
        ({"proceeding_kind": None}, "proceeding_kind"),
        ({"occurred_on": date(1987, 12, 31)}, "occurred_on"),
        ({"born": StatedDate(edtf="2999")}, "born"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_saved(
    session: Session, changed: dict[str, object], field: str
) -> None:
    taken = open_case(session, reference="TAKEN-1", title="", jurisdiction="CY")
    record.move_to_bin(session, Case, taken.id)
    before = _counts(session)
    with pytest.raises(CasebookError) as refusal:
        add_client(session, replace(WHOLE, **changed))  # type: ignore[arg-type] # one of its fields
    assert refusal.value.field == field
    assert refusal.value.remedy or field == "names"
    assert _counts(session) == before


def test_started_periods_are_counted_before_anything_is_saved(session: Session) -> None:
    before = _counts(session)
    periods = {period.offer.rule.id: period.working for period in started_periods(session, WHOLE) or ()}
    working = periods[APPEAL]
    assert working is not None
    assert working.due is not None
    assert working.due.on > SERVED + timedelta(days=7)
    assert "Extradition Act 2003" in working.basis.citation
    assert _counts(session) == before
    assert started_periods(session, replace(WHOLE, occurred_on=None)) is None
    assert started_periods(session, replace(WHOLE, jurisdiction="")) is None
    untyped = started_periods(session, replace(WHOLE, proceeding_kind=None))
    assert APPEAL in {period.offer.rule.id for period in untyped or ()}, "though its court is known"


@pytest.mark.parametrize(("days", "status"), [(-1, "happened"), (0, "planned"), (5, "planned")])
def test_a_removal_still_to_come_is_planned(session: Session, days: int, status: str) -> None:
    on = session.clock().date() + timedelta(days=days)
    add_client(session, replace(WHOLE, occasion="removal-date", occurred_on=on, rule_ids=()))
    (event,) = record.every(session, Event)
    assert (event.kind, event.status) == ("removal-date", status)


def test_a_taken_reference_is_refused_as_in_every_form(session: Session) -> None:
    taken = open_case(session, reference="TAKEN-1", title="", jurisdiction="CY")
    with pytest.raises(InvalidInput) as by_client:
        add_client(session, replace(WHOLE, reference="TAKEN-1"))
    with pytest.raises(InvalidInput) as by_case:
        form.add(session, replace(taken, id="c2"))
    assert str(by_client.value) == str(by_case.value)
    assert by_client.value.field == by_case.value.field == "reference"
