"""The bin neither lists, restores nor deletes what waits for a decision: nobody moved it there."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import NotFound
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import is_any_binned
from casebook.services.sharing.team.purges import purge_requests, refuse_purge
from casebook.services.vault import record_bin
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import exchange_all, note, notes, pair


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
