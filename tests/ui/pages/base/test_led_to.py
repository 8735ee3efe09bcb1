"""Who is led to a record meets that one: no key acts on another, and nothing hides it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.tables.table import DataTable
from tests.ui.conftest import Opened
from tests.ui.driver import open_page, part
from tests.ui.later import Later

YEARS = ("2016", "2019", "2021")


@pytest.fixture
def case(blank: Session) -> Case:
    """A case with three facts."""
    case = Case(
        id=blank.ids(), reference="AB-1", title="A case", jurisdiction="CY", opened_on=date(2026, 1, 1)
    )
    record.add(blank, case)
    for year in YEARS:
        _add(blank, case, year)
    return case


def _add(session: Session, case: Case, year: str) -> Fact:
    fact = Fact(id=session.ids(), case_id=case.id, on=StatedDate(edtf=year), statement=f"It was {year}.")
    record.add(session, fact)
    return fact


def _facts(session: Session, case: Case) -> dict[str, Fact]:
    return {one.on.edtf: one for one in record.of_case(session, Fact, case.id)}


def _table(workspace: Workspace) -> DataTable:
    return part(workspace.page, DataTable)


def _place(case: Case, fact: Fact) -> Location:
    return Location(page="case", id=case.id, tab="chronology", within=fact.id)


def test_no_key_acts_on_another_fact_before_the_wanted_one_is_there(
    opened: Opened, blank: Session, case: Case
) -> None:
    workspace = opened(blank)
    open_page(workspace, "case", id=case.id, tab="chronology")
    table = _table(workspace)
    table.choose(_facts(blank, case)["2019"].id)
    open_page(workspace, "library")
    late = _add(blank, case, "2020")
    later = workspace.context.runner = Later()
    workspace.go(_place(case, late))
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    later.let()
    assert {*_facts(blank, case)} == {*YEARS, "2020"}, "nothing was removed"
    assert table.chosen_id == late.id
    QTest.keyClick(table, Qt.Key.Key_Delete)
    later.let()
    assert {*_facts(blank, case)} == {*YEARS}


def test_a_fact_that_is_there_is_chosen_at_once(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    open_page(workspace, "case", id=case.id, tab="chronology")
    later = workspace.context.runner = Later()
    wanted = _facts(blank, case)["2021"]
    workspace.go(_place(case, wanted))
    assert _table(workspace).chosen_id == wanted.id
    later.let()
    assert _table(workspace).chosen_id == wanted.id


def test_a_filter_that_hides_the_wanted_fact_is_taken_back(
    opened: Opened, blank: Session, case: Case
) -> None:
    workspace = opened(blank)
    chronology = open_page(workspace, "case", id=case.id, tab="chronology")
    chronology.filter.setText("2016")
    chronology.filter.asked.emit("2016")
    assert chronology.rows.rowCount() == 1
    wanted = _facts(blank, case)["2021"]
    workspace.go(_place(case, wanted))
    assert _table(workspace).chosen_id == wanted.id
    assert chronology.filter.text() == ""


def test_a_fact_that_is_gone_leaves_no_other_chosen_in_its_place(
    opened: Opened, blank: Session, case: Case
) -> None:
    workspace = opened(blank)
    open_page(workspace, "case", id=case.id, tab="chronology")
    gone = _facts(blank, case)["2019"]
    open_page(workspace, "library")
    record.move_to_bin(blank, Fact, gone.id)
    workspace.go(_place(case, gone))
    assert _table(workspace).chosen_id == ""


def test_a_second_press_chooses_nothing_on_the_next_page(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    open_page(workspace, "case", id=case.id, tab="chronology")
    table, facts = _table(workspace), _facts(blank, case)
    row = table.visualRect(table.rows.index_of(facts["2016"].id)).center()
    at = table.viewport().mapTo(workspace.window(), row)
    window, left = workspace.window().windowHandle(), Qt.MouseButton.LeftButton
    open_page(workspace, "library")
    QTest.mousePress(window, left, pos=at)
    workspace.go(_place(case, facts["2021"]))
    QTest.mousePress(window, left, pos=at)
    QTest.mouseRelease(window, left, pos=at)
    assert table.chosen_id == facts["2021"].id
    QTest.mouseClick(window, left, pos=at)
    assert table.chosen_id == facts["2016"].id


def test_a_double_click_on_the_next_page_is_its_own(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    facts = _facts(blank, case)
    workspace.go(_place(case, facts["2021"]))
    table, pressed = _table(workspace), list[int]()
    table.doubleClicked.connect(lambda index: pressed.append(index.row()))
    row = table.visualRect(table.rows.index_of(facts["2016"].id)).center()
    at = table.viewport().mapTo(workspace.window(), row)
    QTest.mouseDClick(workspace.window().windowHandle(), Qt.MouseButton.LeftButton, pos=at)
    assert pressed == [table.rows.index_of(facts["2016"].id).row()]
