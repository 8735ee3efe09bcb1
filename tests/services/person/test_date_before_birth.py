"""Dates before the birth of whom they concern are told; where a birth is unknown nothing is."""

from __future__ import annotations

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding, Stage
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.person.date_before_birth import before_birth, remark_on


def _person(key: str, born: str) -> Person:
    return Person(
        id=key,
        names=(Name(text=f"Invented {key}", script="Latn"),),
        born=StatedDate(edtf=born) if born else None,
    )


@pytest.fixture
def case_id(session: Session) -> str:
    """A case whose clients were born in March 1990 and in 1995."""
    record.add(session, _person("a", "1990-03"), _person("b", "1995"), _person("c", ""))
    parties = (Party(person_id="a"), Party(person_id="b"), Party(person_id="c", standing="relative"))
    return open_case(session, reference="A-1", title="", jurisdiction="CY", parties=parties).id


@pytest.mark.parametrize("on", ["1990-02-28", "1989", "../1980"])
def test_what_is_before_the_birth_of_every_client_is_told(session: Session, case_id: str, on: str) -> None:
    remark = before_birth(session, [StatedDate(edtf="2020"), StatedDate(edtf=on)], case_id)
    assert remark is not None
    assert "client was born" in str(remark)


@pytest.mark.parametrize("on", ["1990", "1990-03", "1992", "XXXX"])
def test_what_may_be_after_the_birth_of_one_is_not(session: Session, case_id: str, on: str) -> None:
    assert before_birth(session, [StatedDate(edtf=on)], case_id) is None


def test_an_unknown_birth_leaves_it_open(session: Session, case_id: str) -> None:
    on = [StatedDate(edtf="1900")]
    assert before_birth(session, on, case_id, ["b"]) is not None
    assert before_birth(session, on, case_id, ["b", "c"]) is None
    other = open_case(session, reference="A-2", title="", jurisdiction="CY")
    assert before_birth(session, on, other.id) is None
    assert before_birth(session, [], case_id) is None


def test_each_noun_with_a_date_is_examined(session: Session, case_id: str) -> None:
    early = StatedDate(edtf="1985-01-01")
    stages = (Stage(title="Request", begins=early),)
    records = (
        Event(id="e", case_id=case_id, kind="other", title="t", on=early),
        Fact(id="f", case_id=case_id, statement="s", on=early),
        Incident(id="i", case_id=case_id, method="police-visit", on=early, what="w", person_ids=("b",)),
        Proceeding(id="p", case_id=case_id, kind="extradition", forum="Court", stages=stages),
    )
    remarks = [str(remark_on(session, one)) for one in records]
    assert ["client" in remark or "affected" in remark for remark in remarks] == [True] * 4
    assert remark_on(session, _person("d", "1990")) is None
