"""A case with one client, to whom papers are given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.client_papers.client_paper import ClientPaperRequest
from tests.people import add_person


@pytest.fixture
def client(session: Session) -> Person:
    """The client."""
    return add_person(session, (Name(text="Alim Example", script="Latn"),))


@pytest.fixture
def case(session: Session, client: Person) -> Case:
    """An extradition."""
    opened = open_case(session, reference="R-1", title="", jurisdiction="CY")
    kept = record.change(session, replace(opened.with_party(client.id, "client")), seen=opened)
    matter = Proceeding(
        id=session.ids(), case_id=kept.id, kind="extradition", forum="Invented Court", number="7/26"
    )
    record.add(session, matter)
    return kept


@pytest.fixture
def intake(case: Case, client: Person) -> ClientPaperRequest:
    """The questionnaire as a form."""
    return ClientPaperRequest(case_id=case.id, person_id=client.id, paper="intake", format="form")
