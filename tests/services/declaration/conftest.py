"""A client who declares, on a video, with somebody to authorise, a witness and recipients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import (
    AuthorisedPerson,
    Declaration,
    Freedom,
    LackingPart,
    ReleaseCondition,
)
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact, ContactKind, Vetting
from casebook.domain.person.person import Person
from casebook.services.base import form, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import ending, signing
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_paths
from tests.paths import KINDS_OF_FILES
from tests.people import add_person

ALL: tuple[LackingPart, ...] = get_args(LackingPart)


@pytest.fixture
def client(session: Session) -> Person:
    """Who declares."""
    person = add_person(session, (Name(text="Yusup Tester", script="Latn"),))
    return form.change(session, replace(person, born=StatedDate(edtf="1992-05-01")), seen=person)


@pytest.fixture
def case(session: Session, client: Person) -> Case:
    """Their case."""
    opened = open_case(session, reference="R-1", title="", jurisdiction="CY")
    return record.change(session, replace(opened.with_party(client.id, "client")), seen=opened)


def add_contact(session: Session, name: str, kind: ContactKind, *, is_vetted: bool = True) -> Contact:
    """A contact."""
    vetting: Vetting = "vetted" if is_vetted else "not-vetted"
    return form.add(session, Contact(id=session.ids(), name=name, kind=kind, vetting=vetting))


def add_file(session: Session, case: Case, name: str) -> Document:
    """A document of the case."""
    (row,) = run_in_line(take_in(session, case.id, from_paths([KINDS_OF_FILES / name]), Receipt()))
    assert row.document is not None
    return row.document


@pytest.fixture
def counsel(session: Session) -> Contact:
    """Whom the person authorises, and who receives the declaration."""
    return add_contact(session, "Petra Counsel", "lawyer")


@pytest.fixture
def draft(session: Session, case: Case, client: Person, counsel: Contact) -> Declaration:
    """A draft with all that a declaration may have, but a scan."""
    witness = add_contact(session, "Walter Witness", "other")
    return declarations.add(
        session,
        Declaration(
            id=session.ids(),
            case_id=case.id,
            person_id=client.id,
            language="zh-Hans",
            made_on=session.clock().date(),
            place="Nicosia",
            own_words="我不会自愿回去。",
            authorised=(AuthorisedPerson(contact_id=counsel.id, what="在法庭上代表我"),),
            conditions=(
                ReleaseCondition(
                    id="c1",
                    text="72小时没有我的消息。",
                    contact_id=counsel.id,
                    recipient_ids=(counsel.id,),
                ),
            ),
            witness_id=witness.id,
            video_id=add_file(session, case, "film.mp4").id,
        ),
    )


def sign(
    session: Session,
    draft: Declaration,
    *,
    signed_on: date | None = None,
    without: Sequence[LackingPart] = (),
) -> Declaration:
    """The draft, printed and signed."""
    paper = signing.printed(session, draft.id).paper_code
    return signing.sign(session, draft.id, paper=paper, signed_on=signed_on, without=without)


def take_back(
    session: Session, signed: Declaration, heard_by: str, freedom: Freedom = "free-and-alone"
) -> Declaration:
    """The declaration, with word that the person took it back today."""
    today = session.clock().date()
    return ending.withdraw(
        session, signed.id, on=today, heard_by=heard_by, place="Nicosia", freedom=freedom, note="Said so."
    )


@pytest.fixture
def signed(session: Session, draft: Declaration) -> Declaration:
    """The same, signed."""
    return sign(session, draft)
