"""A space is of the case that its opener named; of one that was here before only if a person joins them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.base.errors import Refused
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Person
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.members import opening
from casebook.services.sharing.members.deciding import decide
from casebook.services.sharing.members.members import give
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.members.sharing_terms import SharingTerms
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.services.sharing.team.waiting import (
    waiting,
)
from casebook.vault.sharing.carrier_taking import NotTaken
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge, space_of
from tests.services.sharing.team.office import exchange_all, joined, note, own_id, pair

OWN = Person(id="b1", names=(Name(text="Ben's client", script="Latn"),), whereabouts="HIDDEN")
PRIVATE = Case(
    id="bc",
    reference="BEN-PRIVATE",
    title="Private",
    jurisdiction="CY",
    opened_on=date(2026, 1, 2),
    parties=(Party(person_id="b1", standing="client"),),
)


def _space_without_case(session: Session, device: bytes, case_id: str) -> bytes:
    return opening._open(session, require_team(session), SpaceKind.CASE, case_id, [device])


def test_a_case_that_is_here_is_not_shared_by_whoever_names_it(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    record.add(ben, OWN, PRIVATE)
    exchange_all(anna, ben)
    forge(anna, body("bc"), space=_space_without_case(anna, own_id(ben), "bc"))
    take_all(ben)
    note(ben, "n1")
    exchange_all(ben, anna)
    assert [one.id for one in record.every(anna, Case)] == ["c1", "c2"]
    assert [one.id for one in record.every(anna, Person)] == ["p1"]
    asked = waiting(ben)
    assert [(one.kind, one.record_id, one.title, one.by) for one in asked] == [
        ("case", "bc", "BEN-PRIVATE", "Anna")
    ]
    decide(ben, [], [asked[0].id])
    exchange_all(ben, anna)
    assert (waiting(ben), len(record.every(anna, Case))) == ([], 2)


def test_a_person_joins_a_case_that_is_here_with_the_one_that_is_shared(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    other = Case(id="c2", reference="SECRET-2", title="By Ben", jurisdiction="CY", opened_on=date(2026, 1, 2))
    record.add(ben, other)
    exchange_all(anna, ben)
    open_case(anna, "c2")
    give(anna, own_id(ben), [space_of(anna, "c2").id], allow=True)
    put(anna)
    take_all(ben)
    assert record.find(ben, Case, "c2").title == "By Ben"
    decide(ben, [one.id for one in waiting(ben)], [])
    exchange_all(ben, anna)
    record.change(ben, replace(record.find(ben, Case, "c2"), title="Joined"))
    exchange_all(ben, anna)
    assert record.find(anna, Case, "c2").title == "Joined"


def test_a_case_is_joined_only_as_it_might_be_shared(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    record.add(ben, OWN, PRIVATE)
    exchange_all(anna, ben)
    forge(anna, body("bc"), space=_space_without_case(anna, own_id(ben), "bc"))
    take_all(ben)
    ids = [one.id for one in waiting(ben)]
    for stated, lacks in (
        (SharingTerms(), "is_office"),
        (SharingTerms(with_protected=True), "is_office"),
        (SharingTerms(is_office=True), "with_protected"),
    ):
        with pytest.raises(Refused) as refused:
            decide(ben, ids, [], terms=stated)
        assert refused.value.field == lacks
    exchange_all(ben, anna)
    assert [one.id for one in waiting(ben)] == ids
    assert [one.id for one in record.every(anna, Person)] == ["p1"]
    decide(ben, ids, [], terms=SharingTerms(is_office=True, with_protected=True))
    exchange_all(ben, anna)
    assert {one.id for one in record.every(anna, Person)} == {"p1", "b1"}


def test_a_case_that_came_by_a_parcel_after_its_space_is_not_shared_either(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    forge(anna, body("bc"), space=_space_without_case(anna, own_id(ben), "bc"))
    take_all(ben)
    record.add(ben, OWN, PRIVATE)
    exchange_all(ben, anna)
    assert [one.id for one in record.every(anna, Case)] == ["c1", "c2"]


def test_no_other_than_the_opener_says_which_case_is_in_a_space(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    take_all(ben)
    forge(ben, body("zz"))
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    report = take_all(cara)
    assert (report.refused, report.damaged_by) == ({NotTaken.DAMAGED: 1}, {"Ben"})
    assert [one.id for one in record.every(cara, Case)] == ["c1"]
