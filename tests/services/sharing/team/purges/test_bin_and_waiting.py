"""The bin neither lists, restores nor deletes what waits for a decision: nobody moved it there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import NotFound, Refused
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import is_any_binned
from casebook.services.sharing.team.arrivals import arrived_records
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.purges import confirm_purge, purge_requests, refuse_purge
from casebook.services.sharing.team.taking import take_all
from casebook.services.vault import record_bin
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import exchange_all, joined, note, notes, pair


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "n0")
    note(anna, "n1")
    exchange_all(anna, ben)
    return anna, ben


def test_late_work_is_not_in_the_bin(two: tuple[Session, Session]) -> None:
    anna, ben = two
    note(ben, "nb")
    record.move_to_bin(anna, Case, "c1")
    record_bin.purge(anna, "case", "c1")
    exchange_all(anna, ben, anna)
    assert not record_bin.listed(anna)
    for refused in (record_bin.purge, record_bin.before_purge, record_bin.restore):
        with pytest.raises(NotFound):
            refused(anna, "note", "nb")
    assert [one.count for one in purge_requests(anna)] == [1]


def test_a_case_that_waits_is_not_in_the_bin_nor_its_parts(two: tuple[Session, Session]) -> None:
    anna, ben = two
    record.move_to_bin(anna, Note, "n0")
    forge(ben, body(p=[["case", "c1"]]))
    exchange_all(anna)
    assert not record_bin.listed(anna)
    assert not is_any_binned(anna)
    with pytest.raises(NotFound):
        record_bin.purge(anna, "note", "n0")
    refuse_purge(anna, "c1")
    assert [one.id for one in record_bin.listed(anna)] == ["n0"]


def test_a_restored_case_leaves_what_waits_out_of_sight(two: tuple[Session, Session]) -> None:
    anna, ben = two
    record.move_to_bin(anna, Case, "c1")
    forge(ben, body(p=[["note", "n1"]]))
    exchange_all(anna)
    assert [(one.id, one.parts) for one in record_bin.listed(anna)] == [("c1", (("note", "n0"),))]
    record_bin.restore(anna, "case", "c1")
    assert notes(anna) == ["n0"]
    refuse_purge(anna, "n1")
    assert notes(anna) == ["n0", "n1"]


def test_what_waits_is_shown_neither_as_news_nor_by_its_id(two: tuple[Session, Session]) -> None:
    anna, ben = two
    record.change(ben, replace(record.find(ben, Note, "n0"), text="HIDDEN"))
    put(ben)
    forge(ben, body(p=[["note", "n0"]]))
    (came,) = arrived_records(anna, take_all(anna).arrivals)
    assert (came.id, came.title, came.values, came.case_id) == ("n0", "", {}, "c1")
    with pytest.raises(Refused):
        record.find_in_sight(anna, Note, "n0")
    refuse_purge(anna, "n0")
    assert record.find_in_sight(anna, Note, "n0").text == "HIDDEN"


def test_all_who_deleted_a_record_are_named(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, ben, cara)
    record.move_to_bin(anna, Note, "n0")
    record_bin.purge(anna, "note", "n0")
    put(anna)
    take_all(ben)
    confirm_purge(ben, "n0")
    put(ben)
    take_all(cara)
    assert [(one.id, one.by) for one in purge_requests(cara)] == [("n0", "Anna, Ben")]
