"""Persons and relationships that came only by a case that was deleted here wait with what came for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record, search
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import records_of_cases
from casebook.services.sharing.members.member_changes import change_role
from casebook.services.sharing.members.members import give
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.purges import confirm_purge, keep_all, purge_requests, refuse_purge
from casebook.services.sharing.team.team_view import require_team
from casebook.services.sharing.team.waiting import count_waiting
from casebook.services.sharing.travel.travel_home import HOME
from casebook.services.vault import record_bin
from casebook.store.sharing.give import versions_of
from tests.services.sharing.conftest import introduce
from tests.services.sharing.matters import sent
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import OTHER, exchange_all, note, notes, own_id, pair
from tests.services.sharing.team.test_undone_parcel import taken_in

_WITNESS = Person(id="p8", names=(Name(text="LATEWORD Witness", script="Latn"),))
_CLIENT = (Party(person_id="p8", standing="client"),)
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


def test_who_is_in_another_case_that_comes_later_does_not_wait(late: tuple[Session, Session]) -> None:
    anna, ben = late
    members = require_team(anna).roster.members
    change_role(anna, next(key for key in members if members[key].name == "Ben"), MemberRole.OWNER)
    exchange_all(anna, ben)
    record.add(ben, replace(OTHER, id="c3", reference="S-3", parties=_CLIENT))
    give(ben, own_id(anna), [open_case(ben, "c3")], allow=True)
    exchange_all(ben, anna)
    assert _seen(anna) == ["p8"]
    assert record.find(anna, Case, "c3").client_ids == ("p8",)


def test_who_comes_by_a_parcel_too_does_not_wait(late: tuple[Session, Session], tmp_path: Path) -> None:
    anna, ben = late
    introduce(ben, anna)
    consents = (Consent(purpose="partner", given_on=date(2026, 1, 1)),)
    record.change(ben, replace(record.find(ben, Person, "p8"), consents=consents))
    exchange_all(ben, anna)
    assert not _seen(anna)
    record.add(ben, replace(OTHER, id="c3", reference="S-3", parties=_CLIENT))
    parcel = tmp_path / "p.casebook-parcel"
    sent(ben, record.find(ben, Case, "c3"), parcel, anna)
    taken_in(anna, parcel)
    assert _seen(anna) == ["p8"]
    assert [(one.id, one.count) for one in purge_requests(anna)] == [("c1", 1)]


def test_who_comes_home_from_a_journey_does_not_wait(late: tuple[Session, Session]) -> None:
    anna, _ = late
    with anna.store.reading() as connection:
        versions = versions_of(connection, "person", ["p8"])
    with anna.store.write(HOME) as transaction:
        transaction.take(versions, hands_on=True)
    assert _seen(anna) == ["p8"]


def test_a_person_who_comes_for_a_case_that_waits_is_unseen(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    forge(ben, body(p=[["case", "c1"]]))
    exchange_all(anna)
    record.add(ben, _WITNESS, _BOND)
    _name_witness(ben, "c1")
    note(ben, "nb", "LATEWORD")
    exchange_all(ben, anna)
    assert not _seen(anna)
    assert not notes(anna)
    keep_all(anna)
    assert _seen(anna) == ["nb", "p8", "r8"]
    assert not purge_requests(anna)


def test_who_waits_is_not_let_into_another_case(late: tuple[Session, Session]) -> None:
    anna, ben = late
    case = record.find(anna, Case, "c2")
    record.change(anna, replace(case, parties=(Party(person_id="p1", standing="client"),)))
    exchange_all(anna, ben, anna)
    assert not _seen(anna)
    assert not count_waiting(anna)
    assert "p8" not in records_of_cases(anna, ["c2"]).all_ids


def test_who_kept_the_case_is_not_asked_about_its_late_people(late: tuple[Session, Session]) -> None:
    anna, ben = late
    keep_all(ben)
    record.add(ben, Contact(id="k8", name="LATEWORD Interpreter", kind="interpreter"))
    record.add(ben, Role(id="o8", case_id="c1", contact_id="k8", kind="interpreter"))
    exchange_all(ben, anna)
    confirm_purge(anna, "c1")
    exchange_all(anna, ben)
    assert not purge_requests(ben)
    assert {one.id for one in record.every(ben, Person)} == {"p1", "p8"}
    assert record.find(ben, Relation, "r8").other_id == "p8"
    assert record.find(ben, Role, "o8").contact_id == "k8"
    assert {hit.id for hit in search.find(ben, "LATEWORD")} >= {"p8", "k8"}
