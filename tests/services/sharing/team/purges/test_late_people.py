"""Persons and relationships that came only by a case that was deleted here wait with what came for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.services.base import record, search
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import records_of_cases
from casebook.services.sharing.members.members import give
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.purges import confirm_purge, keep_all, purge_requests, refuse_purge
from casebook.services.sharing.team.waiting import count_waiting
from casebook.services.vault import record_bin
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import exchange_all, note, notes, own_id, pair

_WITNESS = Person(id="p8", names=(Name(text="LATEWORD Witness", script="Latn"),))
_BOND = Relation(id="r8", person_id="p1", other_id="p8", kind="sibling", pressure="LATEWORD")


def _delete_case(session: Session) -> None:
    record.move_to_bin(session, Case, "c1")
    record_bin.purge(session, "case", "c1")


def _name_witness(session: Session, case_id: str) -> None:
    case = record.find(session, Case, case_id)
    parties = (*case.parties, Party(person_id="p8", standing="client"))
    record.change(session, replace(case, parties=parties))


def _seen(session: Session) -> list[str]:
    listed = {one.id for kind in (Person, Relation) for one in record.every(session, kind)}
    found = {hit.id for hit in search.find(session, "LATEWORD")}
    return sorted((listed | found | {one.id for one in record_bin.listed(session)}) - {"p1"})


@pytest.fixture
def late(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Anna deleted the case, in which Ben named a witness before he had that."""
    anna, ben = pair(new_casebook, tmp_path)
    give(anna, own_id(ben), [open_case(anna, "c2")], allow=True)
    exchange_all(anna, ben)
    record.add(ben, _WITNESS, _BOND)
    _name_witness(ben, "c1")
    _delete_case(anna)
    exchange_all(anna, ben, anna)
    return anna, ben


def test_a_late_person_waits_unseen_with_the_relationship(late: tuple[Session, Session]) -> None:
    anna, _ = late
    (asked,) = purge_requests(anna)
    assert (asked.noun, asked.id, asked.by) == ("case", "c1", "Ben")
    assert (asked.count, asked.later, asked.is_late) == (2, 0, True)
    assert not _seen(anna)


def test_a_late_person_that_is_deleted_leaves_every_casebook(late: tuple[Session, Session]) -> None:
    anna, ben = late
    confirm_purge(anna, "c1")
    exchange_all(anna, ben)
    while requests := purge_requests(ben):
        confirm_purge(ben, requests[0].id)
    exchange_all(anna, ben, anna)
    assert [(_seen(one), purge_requests(one)) for one in late] == [([], [])] * 2


def test_a_late_person_that_is_kept_comes_with_the_case(late: tuple[Session, Session]) -> None:
    anna, ben = late
    keep_all(ben)
    note(ben, "nb")
    exchange_all(ben, anna)
    refuse_purge(anna, "c1")
    assert _seen(anna) == ["p8", "r8"]
    assert notes(anna) == ["nb"]
    record.change(ben, replace(_WITNESS, birth_place="Lhasa"))
    exchange_all(ben, anna)
    assert record.find(anna, Person, "p8").birth_place == "Lhasa"
    assert not purge_requests(anna)


def test_who_is_named_in_another_case_too_does_not_wait(late: tuple[Session, Session]) -> None:
    anna, ben = late
    _name_witness(ben, "c2")
    exchange_all(ben, anna)
    assert _seen(anna) == ["p8"]
    assert [(one.id, one.count) for one in purge_requests(anna)] == [("c1", 1)]
    assert record.find(anna, Case, "c2").client_ids == ("p8",)


def test_who_waits_is_not_let_into_another_case(late: tuple[Session, Session]) -> None:
    anna, ben = late
    case = record.find(anna, Case, "c2")
    record.change(anna, replace(case, parties=(Party(person_id="p1", standing="client"),)))
    exchange_all(anna, ben, anna)
    assert not _seen(anna)
    assert not count_waiting(anna)
    assert "p8" not in records_of_cases(anna, ["c2"]).all_ids


def test_who_kept_the_case_has_its_late_people_in_sight_and_is_asked(
    late: tuple[Session, Session],
) -> None:
    anna, ben = late
    keep_all(ben)
    record.add(ben, Contact(id="k8", name="LATEWORD Interpreter", kind="interpreter"))
    record.add(ben, Role(id="o8", case_id="c1", contact_id="k8", kind="interpreter"))
    exchange_all(ben, anna)
    confirm_purge(anna, "c1")
    exchange_all(anna, ben)
    assert sorted(one.id for one in purge_requests(ben)) == ["k8", "p8", "r8"]
    assert {one.id for one in record.every(ben, Person)} == {"p1", "p8"}
    assert record.find(ben, Relation, "r8").other_id == "p8"
    assert record.find(ben, Role, "o8").contact_id == "k8"
    assert {hit.id for hit in search.find(ben, "LATEWORD")} >= {"p8", "k8"}
    confirm_purge(ben, "p8")
    assert [one.id for one in record.every(ben, Person)] == ["p1"]
    assert not record.every(ben, Relation)
