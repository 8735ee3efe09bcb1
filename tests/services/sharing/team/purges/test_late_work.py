"""Work that comes for a case or person that was deleted permanently waits, unseen, for a person to decide."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record, search
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.purges import confirm_purge, keep_all, purge_requests, refuse_purge
from casebook.services.vault import record_bin
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import exchange_all, joined, note, notes, pair
from tests.services.sharing.team.test_own_copies import copy_of
from tests.vaults import MasterVault


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n1")
    exchange_all(anna, ben)
    return anna, ben


def _delete_case(session: Session) -> None:
    record.move_to_bin(session, Case, "c1")
    record_bin.purge(session, "case", "c1")


def _found(session: Session) -> list[str]:
    return sorted(hit.id for hit in search.find(session, "LATEWORD"))


@pytest.fixture
def late(two: tuple[Session, Session]) -> tuple[Session, Session]:
    """Anna deleted the case, into which Ben wrote before he had that."""
    anna, ben = two
    note(ben, "nb", "LATEWORD")
    _delete_case(anna)
    exchange_all(anna, ben, anna)
    return anna, ben


def test_late_work_in_a_deleted_case_waits_unseen(late: tuple[Session, Session]) -> None:
    anna, _ = late
    (asked,) = purge_requests(anna)
    assert (asked.noun, asked.id, asked.by) == ("case", "c1", "Ben")
    assert (asked.count, asked.later, asked.is_late) == (1, 0, True)
    assert not _found(anna)
    assert not notes(anna)


def test_late_work_that_is_deleted_leaves_every_casebook(late: tuple[Session, Session]) -> None:
    anna, ben = late
    confirm_purge(anna, "c1")
    confirm_purge(ben, "c1")
    exchange_all(anna, ben, anna, ben)
    assert [(notes(one), _found(one), purge_requests(one)) for one in (anna, ben)] == [([], [], [])] * 2


def test_a_question_says_what_its_writer_deleted_since(late: tuple[Session, Session]) -> None:
    anna, ben = late
    assert [one.deleted_since for one in purge_requests(anna)] == [0]
    confirm_purge(ben, "c1")
    exchange_all(ben, anna)
    assert [(one.id, one.is_late, one.deleted_since) for one in purge_requests(anna)] == [("c1", True, 1)]


def test_late_work_that_is_kept_stands_without_its_case(late: tuple[Session, Session]) -> None:
    anna, ben = late
    refuse_purge(anna, "c1")
    exchange_all(ben, anna)
    assert notes(anna) == _found(anna) == ["nb"]
    assert not purge_requests(anna)


def test_who_kept_a_case_is_not_asked_about_its_later_records(late: tuple[Session, Session]) -> None:
    anna, ben = late
    keep_all(ben)
    note(ben, "nc", "LATEWORD")
    exchange_all(ben, anna)
    assert [(one.id, one.count) for one in purge_requests(anna)] == [("c1", 2)]
    confirm_purge(anna, "c1")
    exchange_all(anna, ben, anna, ben)
    assert notes(ben) == ["n1", "nb", "nc"]
    assert not purge_requests(ben)
    assert not notes(anna)


def test_a_question_says_how_many_records_go_and_are_later(late: tuple[Session, Session]) -> None:
    _, ben = late
    counts = {one.id: (one.count, one.later) for one in purge_requests(ben)}
    assert counts == {"c1": (3, 1), "n1": (1, 0)}


def test_parts_of_a_case_are_in_no_list_while_it_waits(two: tuple[Session, Session]) -> None:
    anna, ben = two
    forge(ben, body(p=[["case", "c1"]]))
    exchange_all(anna)
    assert not notes(anna)
    refuse_purge(anna, "c1")
    assert notes(anna) == ["n1"]


def test_late_relationships_of_a_deleted_person_wait(two: tuple[Session, Session]) -> None:
    anna, ben = two
    record.add(anna, Person(id="p9", names=(Name(text="Other Sample", script="Latn"),)))
    case = record.find(anna, Case, "c1")
    record.change(anna, replace(case, parties=(*case.parties, Party(person_id="p9", standing="client"))))
    exchange_all(anna, ben)
    record.add(ben, Relation(id="r9", person_id="p1", other_id="p9", kind="sibling", pressure="LATEWORD"))
    record.change(anna, case)
    record.move_to_bin(anna, Person, "p9")
    record_bin.purge(anna, "person", "p9")
    exchange_all(anna, ben, anna)
    assert [(one.noun, one.id, one.is_late) for one in purge_requests(anna)] == [("person", "p9", True)]
    assert not _found(anna)
    confirm_purge(anna, "p9")
    confirm_purge(ben, "p9")
    exchange_all(anna, ben, anna)
    assert not record.every(anna, Relation)
    assert not record.every(ben, Relation)
    assert not purge_requests(anna) + purge_requests(ben)


def test_work_for_a_case_that_waits_is_unseen_with_it(two: tuple[Session, Session]) -> None:
    anna, ben = two
    forge(ben, body(p=[["case", "c1"]]))
    exchange_all(anna)
    note(ben, "nb", "LATEWORD")
    exchange_all(ben, anna)
    assert not notes(anna)
    assert not _found(anna)
    refuse_purge(anna, "c1")
    assert notes(anna) == ["n1", "nb"]
    assert _found(anna) == ["nb"]
    assert record.find(anna, Note, "nb").case_id == "c1"


def test_what_all_deleted_is_not_given_to_a_newcomer(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    note(ben, "nb", "LATEWORD")
    exchange_all(ben, anna, cara)
    remove(anna, device.own_keys(ben).id)
    exchange_all(anna, cara)
    record.move_to_bin(anna, Note, "nb")
    record_bin.purge(anna, "note", "nb")
    exchange_all(anna, cara)
    confirm_purge(cara, "nb")
    exchange_all(cara, anna)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    exchange_all(dora, anna, cara)
    assert notes(dora) == ["n1"]
    assert not purge_requests(dora)
    assert not _found(dora)
    edna = joined(anna, new_casebook, "Edna", tmp_path)
    exchange_all(edna, anna)
    assert not purge_requests(edna)


def test_who_is_restored_is_asked_about_what_others_deleted_meanwhile(
    two: tuple[Session, Session], tmp_path: Path, empty_vault: MasterVault
) -> None:
    anna, ben = two
    exchange_all(anna)
    older = copy_of(anna, empty_vault, tmp_path)
    note(anna, "na")
    exchange_all(anna, ben)
    record.move_to_bin(ben, Note, "na")
    record_bin.purge(ben, "note", "na")
    exchange_all(ben)
    anna.close()
    exchange_all(older, ben, older)
    assert [one.id for one in purge_requests(older)] == ["na"]
    keep_all(older)
    assert notes(older) == ["n1", "na"]
    older.close()
