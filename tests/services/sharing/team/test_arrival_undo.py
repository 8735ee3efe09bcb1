"""Undoing what came in from a team: as a change that the others get, and nothing that was changed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.team.arrival_undo import redo_arrivals, undo_arrivals
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import TakingReport, take_all
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import pair


def came(new_casebook: NewCasebook, folder: Path) -> tuple[Session, Session, TakingReport]:
    """Anna has taken in what Ben changed and added."""
    anna, ben = pair(new_casebook, folder)
    take_all(ben)
    record.change(ben, replace(record.find(ben, Case, "c1"), title="By Ben"))
    record.change(ben, replace(record.find(ben, Person, "p1"), birth_place="Lhasa"))
    record.add(ben, Note(id="n1", text="By Ben", written_at=ben.clock(), case_id="c1", is_privileged=False))
    put(ben)
    return anna, ben, take_all(anna)


def test_fields_are_put_back_and_new_records_go_to_the_bin_everywhere(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben, report = came(new_casebook, tmp_path)
    undone = undo_arrivals(anna, report.arrivals)
    assert undone.left == ()
    for _ in range(2):
        put(anna)
        take_all(ben)
    for session in (anna, ben):
        assert record.find(session, Case, "c1").title == "Removal"
        assert record.find(session, Person, "p1").birth_place == "Xian"
        assert record.of_case(session, Note, "c1") == []
        assert session.store.differences() == []


def test_what_was_changed_here_since_stays_and_is_named(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, _, report = came(new_casebook, tmp_path)
    record.change(anna, replace(record.find(anna, Case, "c1"), title="By Anna"))
    undone = undo_arrivals(anna, report.arrivals)
    assert undone.left == (("case", "c1"),)
    assert record.find(anna, Case, "c1").title == "By Anna"
    assert record.find(anna, Person, "p1").birth_place == "Xian"


def test_an_undo_is_taken_back(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben, report = came(new_casebook, tmp_path)
    undone = undo_arrivals(anna, report.arrivals)
    redo_arrivals(anna, undone)
    assert record.find(anna, Case, "c1").title == "By Ben"
    assert [one.id for one in record.of_case(anna, Note, "c1")] == ["n1"]
    put(anna)
    take_all(ben)
    assert record.find(ben, Case, "c1").title == "By Ben"


def test_a_record_that_ben_binned_comes_back(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben, _ = came(new_casebook, tmp_path)
    record.move_to_bin(ben, Note, "n1")
    put(ben)
    report = take_all(anna)
    assert record.of_case(anna, Note, "c1") == []
    undo_arrivals(anna, report.arrivals)
    assert [one.id for one in record.of_case(anna, Note, "c1")] == ["n1"]
