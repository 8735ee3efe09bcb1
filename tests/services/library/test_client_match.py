"""The library seen from a case: what fits its clients, what is passed over, and where nothing fits."""

from __future__ import annotations

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.library import client_match, library


@pytest.fixture
def opened(stocked: Session) -> Case:
    topics = ("rsdl", "uyghurs-xinjiang", "tibetans")
    person = Person(id="p", names=(Name(text="Invented", script="Latn"),), ethnicity="Han", topics=topics[:1])
    record.add(stocked, person)
    made = case.open_case(stocked, reference="R-1", title="Removal", jurisdiction="CY")
    return record.change(stocked, made.with_party("p", "client"), seen=made)


def test_facts_on_others_are_passed_over_and_the_adverse_stays(stocked: Session, opened: Case) -> None:
    found = client_match.of_case(stocked, opened.id)
    held = library.library_index(stocked).findings
    assert {key for key, each in held.items() if each.is_adverse} <= set(found.fitting_ids)
    assert {"ox-crimes", "ict-endemic"}.isdisjoint(found.fitting_ids)
    assert set(found.passed_over) == {"group", "place", "time"}
    assert len(found.fitting_ids) + sum(found.passed_over.values()) == len(held)
    assert found.gaps == ()


def test_topics_without_a_finding_for_the_client_are_named(stocked: Session, opened: Case) -> None:
    found = client_match.of_case(stocked, opened.id, ("rsdl", "tibetans", "uyghurs-xinjiang"))
    assert [topic.id for topic in found.gaps] == ["tibetans", "uyghurs-xinjiang"]


def test_old_facts_fit_a_case_that_reaches_back_to_them(stocked: Session, opened: Case) -> None:
    assert "bj-secret" not in client_match.of_case(stocked, opened.id).fitting_ids
    fact = Fact(id="x", case_id=opened.id, statement="Held in a hotel.", on=StatedDate(edtf="2008-05"))
    record.add(stocked, fact)
    found = client_match.of_case(stocked, opened.id)
    assert found.profile.since == 2008
    assert found.passed_over["time"] < 100
