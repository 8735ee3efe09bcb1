from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.incident import Incident
from casebook.domain.case.note import Note
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact, ContactDetail
from casebook.domain.person.person import Person
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import conflict, duplicate
from tests.stubs import stubs_of

CLIENT = Person(
    id="person-one",
    names=(
        Name(text="Lin Zhiyuan", script="Latn"),
        Name(text="林志远", script="Hans"),
        Name(text="青崖", script="Hans", kind="pen-name"),
    ),
)
CASE = Case(
    id="case-one",
    reference="R-1",
    title="",
    jurisdiction="CY",
    opened_on=date(2026, 1, 1),
    parties=(Party(person_id="person-one"),),
)
OTHER = replace(CASE, id="case-two", reference="R-2", parties=())
CONTACT = Contact(id="contact-one", name="Guo Peishan", kind="interpreter")


@pytest.fixture(autouse=True)
def _two_cases(session: Session) -> None:
    record.add(session, CLIENT, CASE, OTHER, CONTACT)
    record.add(session, Role(id="role-one", case_id="case-one", contact_id="contact-one", kind="interpreter"))


def test_nobody_is_known_from_elsewhere_in_a_vault_of_one_case(session: Session) -> None:
    assert conflict.of_case(session, "case-one") == []


@pytest.mark.parametrize("name", ["LIN ZHI-YUAN", "Lín Zhìyuǎn", "林志遠", "青崖"])
def test_a_contact_with_a_name_or_alias_of_the_client_is_found(session: Session, name: str) -> None:
    record.add(session, Contact(id="contact-two", name="X", other_names=(name,), kind="other"))
    (found,) = conflict.of_case(session, "case-one")
    assert (found.noun, found.record_id, found.matched) == ("contact", "contact-two", name)


def test_the_same_person_in_another_case_is_told_with_their_standing_there(session: Session) -> None:
    record.change(session, replace(OTHER, parties=(Party(person_id="person-one", standing="witness"),)))
    (found,) = conflict.of_case(session, "case-one")
    assert [(part.reference, part.standing) for part in found.parts] == [("R-2", "witness")]


def test_an_interpreter_who_works_for_the_other_side_elsewhere_is_told(session: Session) -> None:
    record.add(session, Role(id="role-two", case_id="case-two", contact_id="contact-one", kind="embassy"))
    (found,) = conflict.of_case(session, "case-one")
    assert (found.asked, found.parts[0].standing) == ("Guo Peishan", "embassy")


def test_a_member_of_the_team_who_is_a_party_is_told(session: Session) -> None:
    record.change(session, replace(OTHER, team=("Lin Zhiyuan",)))
    (found,) = conflict.of_case(session, "case-two")
    assert found.parts[0].standing == "client"


def test_what_a_contact_is_elsewhere_is_told_before_they_have_a_part_here(session: Session) -> None:
    record.add(session, Contact(id="contact-two", name="Guo Pei-shan", kind="other"))
    found = {
        clash.record_id: clash for clash in conflict.of_record(session, Contact, "contact-one", "case-two")
    }
    assert [part.reference for part in found["contact-one"].parts] == ["R-1"]
    assert found["contact-two"].parts == ()
    assert "contact-one" not in {
        clash.record_id for clash in conflict.of_record(session, Contact, "contact-one", "case-one")
    }


def test_names_are_looked_for_before_a_case_is_taken_on(session: Session) -> None:
    (found,) = conflict.of_names(session, ["Peishan Guo", "GUO PEI SHAN", " "])
    assert (found.asked, found.record_id) == ("Peishan Guo", "contact-one")


DOCUMENT = Document(
    id="document-one",
    case_id="case-one",
    title="Letter",
    kind="other",
    attachment_id="a",
    sha256="00ff",
    size_bytes=1,
    media_type="",
)
DAY = StatedDate(edtf="2026-01-20")


@pytest.mark.parametrize(
    ("there", "again", "reason"),
    [
        (CLIENT, Person(id="new", names=(Name(text="林志遠", script="Hant"),)), "same name"),
        (CONTACT, Contact(id="new", name="GUO PEISHAN", kind="expert"), "same name"),
        (
            Contact(
                id="c3",
                name="A",
                kind="other",
                channels=(ContactDetail(kind="e-mail", address="a@example.org"),),
            ),
            Contact(
                id="new",
                name="B",
                kind="other",
                channels=(ContactDetail(kind="e-mail", address="A@example.org"),),
            ),
            "same address",
        ),
        (DOCUMENT, replace(DOCUMENT, id="new", case_id="case-two"), "same bytes"),
        (
            Fact(id="f", case_id="case-one", statement="He came.", on=DAY),
            Fact(id="new", case_id="case-one", statement="he came", on=DAY),
            "same entry",
        ),
        (
            Event(id="e", case_id="case-one", kind="hearing", title="A", on=DAY),
            Event(id="new", case_id="case-one", kind="hearing", title="B", on=DAY),
            "same entry",
        ),
        (
            Incident(id="i", case_id="case-one", method="lure", on=DAY, what="A"),
            Incident(id="new", case_id="case-one", method="lure", on=DAY, what="B"),
            "same entry",
        ),
        (
            Proceeding(id="p", case_id="case-one", kind="asylum", forum="Court", number="1/26"),
            Proceeding(id="new", case_id="case-one", kind="removal", forum="COURT", number="1 / 26"),
            "same entry",
        ),
        (
            Task(id="t", case_id="case-one", step="Call"),
            Task(id="new", case_id="case-one", step="call"),
            "same entry",
        ),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value,
)
def test_what_is_kept_twice_is_warned_of(session: Session, there: Entity, again: Entity, reason: str) -> None:
    if there not in (CLIENT, CONTACT):
        record.add(session, there, *stubs_of(CLIENT, CASE, there))
    assert [(one.id, one.reason) for one in duplicate.like(session, again)] == [(there.id, reason)]
    assert duplicate.like(session, there) == ()


def test_two_notes_may_say_the_same(session: Session) -> None:
    note = Note(id="n", case_id="case-one", text="He called.", written_at=session.clock())
    record.add(session, note)
    assert duplicate.like(session, replace(note, id="new")) == ()


def test_a_team_is_looked_up_by_each_name_written_with_either_comma(session: Session) -> None:
    met = conflict.of_team(session, "Guo Peishan， nobody known,")
    assert [(one.noun, one.record_id) for one in met] == [("contact", "contact-one")]


def test_similar_names_come_with_the_parts_of_each_but_the_person_edited(
    session: Session,
) -> None:
    [similar] = conflict.similar_people(session, ["Lin Zhiyuan"])
    assert similar.likely.id == "person-one"
    assert [part.reference for part in similar.parts] == ["R-1"]
    assert conflict.similar_people(session, ["Lin Zhiyuan"], but="person-one") == []
