"""A record that names another is saved only where the other is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casebook.base.errors import InvalidInput, NotFound
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Account, Fact, Pinpoint
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact, ContactDetail
from casebook.domain.person.person import Consent, Person
from casebook.domain.person.role import Role
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from tests.stubs import bare, stubs_of

CASE = Case(id="c1", reference="R-1", title="", jurisdiction="CY", opened_on=date(2026, 1, 1))
ON = StatedDate(edtf="2026-01-20")
EVENT = Event(id="e1", case_id="c1", kind="hearing", title="Hearing", on=ON)
FACT = Fact(id="f1", case_id="c1", statement="He came.", on=ON)


@pytest.mark.parametrize(
    ("dangling", "field"),
    [
        (replace(CASE, id="c2", reference="R-2", parties=(Party(person_id="None"),)), "person_id"),
        (replace(EVENT, proceeding_id="None"), "proceeding_id"),
        (replace(FACT, case_id="None"), "case_id"),
        (replace(FACT, pinpoints=(Pinpoint(document_id="None"),)), "document_id"),
        (replace(FACT, finding_ids=("None",)), "finding_ids"),
        (Task(id="t1", case_id="c1", step="Call", deadline_id="None"), "deadline_id"),
        (Role(id="r1", case_id="c1", contact_id="None", kind="judge"), "contact_id"),
    ],
)
def test_a_record_that_names_one_that_is_not_there_is_not_saved(
    session: Session, dangling: Entity, field: str
) -> None:
    record.add(session, CASE)
    with pytest.raises(NotFound) as caught:
        form.add(session, dangling)
    assert caught.value.field == field
    assert record.every(session, type(dangling)) == ([CASE] if isinstance(dangling, Case) else [])


@pytest.mark.parametrize(
    ("before", "changes"),
    [(CASE, {"parties": (Party(person_id="None"),)}), (EVENT, {"proceeding_id": "None"})],
)
def test_a_change_to_one_that_is_not_there_is_refused(session: Session, before: Any, changes: Any) -> None:  # noqa: ANN401 - of any noun
    record.add(session, CASE, EVENT)
    with pytest.raises(NotFound):
        form.change(session, replace(before, **changes), seen=before)
    assert record.find(session, type(before), before.id) == before


def test_what_was_named_before_blocks_no_other_change(session: Session) -> None:
    held = replace(EVENT, proceeding_id="gone")
    record.add(session, CASE, held, *stubs_of(CASE, held))
    record.move_to_bin(session, Proceeding, "gone")
    changed = form.change(session, replace(held, place="Nicosia"), seen=held)
    assert changed.place == "Nicosia"
    assert form.edit(session, Event, held.id, {"place": "Limassol"}).place == "Limassol"
    assert form.edit(session, Event, held.id, {"proceeding_id": ""}).proceeding_id == ""


def test_a_case_runs_in_a_country_and_a_wrong_one_of_before_stays(session: Session) -> None:
    made = form.create(session, Case, {"reference": "R-2", "title": "Stay", "jurisdiction": "uk"})
    assert made.jurisdiction == "GB"
    assert form.edit(session, Case, made.id, {"jurisdiction": "gb-sct"}).jurisdiction == "GB-SCT"
    for wrong in ("Atlantis", "ZZ", "ZZ-1"):
        with pytest.raises(InvalidInput, match="not a country"):
            form.edit(session, Case, made.id, {"jurisdiction": wrong})
        with pytest.raises(InvalidInput, match="not a country"):
            open_case(session, reference="R-3", title="", jurisdiction=wrong)
    record.add(session, replace(CASE, jurisdiction="UK"))
    assert form.edit(session, Case, CASE.id, {"title": "Removal"}).jurisdiction == "UK"


def test_a_date_of_birth_in_the_future_is_refused(session: Session) -> None:
    person = Person(
        id="p1", names=(Name(text="Lin", kind="legal", script="Latn"),), born=StatedDate(edtf="2088-05-03")
    )
    with pytest.raises(InvalidInput, match="in the future") as refused:
        form.add(session, person)
    assert refused.value.field == "born"


def test_a_consent_given_before_birth_is_refused(session: Session) -> None:
    consent = Consent(purpose="court", given_on=date(1981, 3, 2))
    person = Person(
        id="p1", names=(Name(text="Aigul", script="Latn"),), born=StatedDate(edtf="1984"), consents=(consent,)
    )
    with pytest.raises(InvalidInput) as refused:
        form.add(session, person)
    assert refused.value.field == "consents"


@pytest.mark.parametrize("kind", ["e-mail", "Email", "电子邮件"])
def test_what_is_no_email_address_is_refused_at_its_field(session: Session, kind: str) -> None:
    contact = Contact(
        id="k1",
        name="Ana Invented",
        kind="lawyer",
        channels=(ContactDetail(kind=kind, address="not an email"),),
    )
    with pytest.raises(InvalidInput, match="has no at sign") as raised:
        form.add(session, contact)
    assert raised.value.field == "channels"
    form.add(session, replace(contact, channels=(ContactDetail(kind=kind, address="ana@office.example"),)))


@pytest.mark.parametrize("field", ["pinpoints", "accounts"])
def test_a_page_that_a_document_does_not_have_is_refused(session: Session, field: str) -> None:
    record.add(session, CASE)
    record.add(session, bare(Document, id="d1", case_id="c1", title="Order", page_count=1))
    record.add(session, bare(Document, id="d2", case_id="c1", title="Notes", page_count=0))

    def fact(document_id: str, page: int) -> Fact:
        place = Pinpoint(document_id=document_id, page=page)
        account = Account(stated_by="A neighbour", words="He came.", pinpoint=place)
        is_shown = field == "pinpoints"
        return replace(FACT, pinpoints=(place,)) if is_shown else replace(FACT, accounts=(account,))

    with pytest.raises(InvalidInput, match="no page 2: its pages are 1 to 1") as raised:
        form.add(session, fact("d1", 2))
    assert raised.value.field == field
    form.add(session, fact("d1", 1))
    form.add(session, replace(fact("d2", 2), id="f2"))


@pytest.mark.parametrize(
    ("kind", "values", "status"),
    [
        ("hearing", {"on": "2026-03-02"}, "planned"),
        ("hearing", {"on": "2026"}, "planned"),
        ("decision-served", {"on": "2026-03-02"}, "happened"),
        ("hearing", {"on": "2026", "at": "2026-03-01T09:00+03:00"}, "happened"),
        ("arrest", {"on": "2026", "at": "2026-03-03T09:00+03:00"}, "planned"),
        ("hearing", {"on": "2026-03-01/2026-03-03", "at": "2026-03-01T09:00+03:00"}, "planned"),
        ("hearing", {"on": "2026-03-02", "status": "happened"}, "happened"),
    ],
)
def test_the_status_of_a_new_event_follows_from_its_day(
    session: Session, kind: str, values: dict[str, str], status: str
) -> None:
    record.add(session, CASE)
    event = form.create(session, Event, {"case_id": "c1", "kind": kind, "title": "T", **values})
    assert event.status == status
