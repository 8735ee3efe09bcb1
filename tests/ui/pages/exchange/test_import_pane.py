"""Lists in the window: rows to decide, headings on another line, and imports that are undone later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.task import Task
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.past_changes import PastChanges
from casebook.ui.pages.exchange.import_pane import ImportPane
from casebook.ui.pages.exchange.import_rows import PlannedRows
from casebook.ui.widgets.tables.table import DataTable
from tests.ui.driver import (
    button,
    choose,
    drop_deleted,
    field,
    message_of,
    open_page,
    part,
    press,
    settle,
    text_of,
)
from tests.ui.later import Later

Opened = Callable[..., Any]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_row_is_decided_and_the_import_undone_later(opened: Opened, blank: Session, tmp_path: Path) -> None:
    open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="people"))
    pane = part(workspace.page, ImportPane)
    listed = tmp_path / "people.csv"
    listed.write_text("Our list,\nName,Role\nLin Zhiyuan,client\n林志远,witness\n", encoding="utf-8")
    pane.offer(listed)
    assert field(pane, "Line of the headings").text() == "2"
    choose(pane, "Case for roles", "R-1 · Removal")
    press(pane, "Preview rows")
    table = part(pane, DataTable)
    assert not button(pane, "Leave out").isEnabled()
    table.choose("4")
    press(pane, "Leave out")
    press(pane, "Import 1 row")
    press(pane, "Close")
    (person,) = record.every(blank, Person)
    press(workspace.page, "Imports and bulk edits")
    imports = part(workspace.page, PastChanges)
    assert "list.csv" in imports.rows.as_text([0])
    press(imports, "Undo import or bulk edit")
    assert record.every(blank, Person) == []
    assert "Undone" in imports.rows.as_text([0])
    assert not button(imports, "Undo import or bulk edit").isEnabled()
    assert person.leading_name not in text_of(imports)
    QTest.keyClick(workspace.page, Qt.Key.Key_Z, CTRL)
    settle()
    assert record.every(blank, Person) == [person]
    assert "Can be undone" in imports.rows.as_text([0])


def test_columns_not_imported_are_named_before_and_after(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    pane = part(open_page(opened(blank), "case", id=case.id, tab="chronology"), ImportPane)
    listed = tmp_path / "facts.csv"
    listed.write_text("Fact,Date,Source,Mood\nHeld,2026-02-03,statement para 4,calm\n", encoding="utf-8")
    pane.case_id = case.id
    pane.offer(listed)
    press(pane, "Preview rows")
    assert "Columns not imported: Mood" in text_of(pane)
    press(pane, "Import 1 row")
    assert "Columns not imported: Mood" in text_of(pane)
    (fact,) = record.every(blank, Fact)
    assert fact.explanation == "Source: statement para 4"


def test_headings_are_chosen_and_tasks_come_into_the_case(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    page = open_page(opened(blank), "case", id=case.id, tab="tasks")
    pane = part(page, ImportPane)
    listed = tmp_path / "tasks.csv"
    listed.write_text("Task,Due\nTask,Due\nFile the appeal,2.4.2026\n", encoding="utf-8")
    pane.case_id = case.id
    pane.offer(listed)
    field(pane, "Line of the headings").setText("2")
    press(pane, "Read again")
    press(pane, "Preview rows")
    press(pane, "Import 1 row")
    (task,) = record.every(blank, Task)
    assert (task.step, task.case_id) == ("File the appeal", case.id)


def test_a_pasted_table_is_matched_and_undone_as_one(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="tasks")
    board = QGuiApplication.clipboard()
    board.setText("only words")
    QTest.keyClick(page, Qt.Key.Key_V, CTRL)
    assert message_of(workspace) == "The clipboard contains no table"
    board.setText("Task\tDue\tColour\nFile the appeal\t2.4.2026\tred\nCall the court\t3.4.2026\tblue\n")
    QTest.keyClick(page, Qt.Key.Key_V, CTRL)
    pane = part(page, ImportPane)
    assert "Colour" in text_of(pane)
    assert record.every(blank, Task) == []
    press(pane, "Preview rows")
    press(pane, "Import 2 rows")
    assert {(task.step, task.case_id) for task in record.every(blank, Task)} == {
        ("File the appeal", case.id),
        ("Call the court", case.id),
    }
    QTest.keyClick(page, Qt.Key.Key_Z, CTRL)
    assert record.every(blank, Task) == []


def test_the_keys_of_a_form_go_on_in_matching_columns_and_leave_it(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    page = open_page(opened(blank), "case", id=case.id, tab="tasks")
    QGuiApplication.clipboard().setText("Task\tDue\nFile the appeal\t2.4.2026\n")
    QTest.keyClick(page, Qt.Key.Key_V, CTRL)
    pane = part(page, ImportPane)
    QTest.keyClick(part(pane, QComboBox), Qt.Key.Key_Return, CTRL)
    assert button(pane, "Import 1 row").isVisible()
    QTest.keyClick(button(pane, "Import 1 row"), Qt.Key.Key_Escape)
    assert not pane.isVisible()
    assert record.every(blank, Task) == []


def test_the_type_of_imported_events_is_chosen_in_the_preview(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    page = open_page(opened(blank), "case", id=case.id, tab="events")
    pane = part(page, ImportPane)
    listed = tmp_path / "court.csv"
    listed.write_text("Title,Date\nLin,2026-12-01\nWu,2026-12-02\n", encoding="utf-8")
    pane.case_id = case.id
    pane.offer(listed)
    press(pane, "Preview rows")
    choose(pane, "Type of event", "Filing")
    press(pane, "Set for all rows")
    part(pane, DataTable).choose("3")
    choose(pane, "Type of event", "Removal date")
    press(pane, "Set for selected row")
    press(pane, "Import 2 rows")
    kinds = {event.title: event.kind for event in record.every(blank, Event)}
    assert kinds == {"Lin": "filing", "Wu": "removal-date"}


def test_day_and_hour_of_each_row_stand_in_preview_and_result(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    lists = {
        "events": (
            "Title,Date,Zone\nHearing,2026-12-14 10:00,Europe/London\n",
            "14 Dec 2026",
            "10:00 (Europe/London)",
        ),
        "tasks": ("Task,Due\nFile the appeal,2026-12-01\n", "1 Dec 2026", ""),
    }
    workspace, listed = opened(blank), tmp_path / "list.csv"
    for page_key, (text, day, clock) in lists.items():
        pane = part(open_page(workspace, "case", id=case.id, tab=page_key), ImportPane)
        listed.write_text(text, encoding="utf-8")
        pane.case_id = case.id
        pane.offer(listed)
        press(pane, "Preview rows")
        for step in ("Import 1 row", "Close"):
            drop_deleted()
            shown = part(pane, PlannedRows).table.rows.as_text([0])
            assert day in shown
            assert clock in shown
            press(pane, step)


def test_the_title_of_a_row_is_whole_beside_a_short_remark(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    pane = part(open_page(opened(blank), "case", id=case.id, tab="events"), ImportPane)
    title = "Case management hearing before the full court"
    listed = tmp_path / "list.csv"
    listed.write_text(f"Title,Date\n{title},2026-12-14\n", encoding="utf-8")
    pane.case_id = case.id
    pane.offer(listed)
    press(pane, "Preview rows")
    table = part(pane, PlannedRows).table
    QApplication.processEvents()
    assert table.columnWidth(2) > QFontMetrics(table.font()).horizontalAdvance(title)


_LISTS = {
    "people": "Name,Role\nLin Zhiyuan,client\nBo Sample,witness\n",
    "contacts": "Name,Email\nLin Zhiyuan,lin@example.org\nBo Sample,bo@example.org\n",
    "events": "Title,Date\nHearing of Lin,2026-12-01\nHearing of Bo,2026-12-02\n",
    "tasks": "Task,Due\nFile the appeal,2026-12-01\nCall the court,2026-12-02\n",
    "chronology": "Fact,Date\nHeld,2026-02-03\nReleased,2026-02-04\n",
}


@pytest.mark.parametrize("page_key", _LISTS)
def test_every_row_is_decided_in_the_preview_of_each_noun(
    page_key: str, opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    workspace = opened(blank)
    if page_key in {"people", "contacts"}:
        workspace.go(Location(page=page_key))
        page = workspace.page
    else:
        page = open_page(workspace, "case", id=case.id, tab=page_key)
    pane = part(page, ImportPane)
    listed = tmp_path / "list.csv"
    listed.write_text(_LISTS[page_key], encoding="utf-8")
    pane.case_id = case.id if page is not workspace.page else ""
    pane.offer(listed)
    if page_key == "people":
        choose(pane, "Case for roles", "R-1 · Removal")
    press(pane, "Preview rows")
    for decision, count in (("Leave out", 1), ("Import as new", 2), ("Leave out", 1)):
        drop_deleted()  # the fields of the step before are gone by the time a row is decided
        part(pane, DataTable).choose("2")
        press(pane, decision)
        assert button(pane, f"Import {count} row" + "s" * (count > 1)).isVisible()
    drop_deleted()
    if page_key == "events":
        press(pane, "Set for all rows")
    press(pane, "Import 1 row")
    if page_key == "people":
        (kept,) = record.every(blank, Case)
        assert len(kept.parties) == 1, "the case chosen before the preview"


def test_zone_and_case_chosen_stand_there_again_behind_back(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="people"))
    pane = part(workspace.page, ImportPane)
    listed = tmp_path / "people.csv"
    listed.write_text("Name,Role\nLin Zhiyuan,client\n", encoding="utf-8")
    pane.offer(listed)
    choose(pane, "Case for roles", "R-1 · Removal")
    press(pane, "Preview rows")
    press(pane, "Back")
    drop_deleted()
    assert field(pane, "Case for roles").currentText() == "R-1 · Removal"


def test_of_two_files_offered_in_haste_the_last_is_shown(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="people"))
    pane = part(workspace.page, ImportPane)
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("Surname,Role\n" + "Lin,witness\n", encoding="utf-8")
    second.write_text("Name,Profession\nLin Zhiyuan,baker\n", encoding="utf-8")
    workspace.context.runner = later = Later()
    pane.offer(first)
    pane.offer(second)
    later.let(newest_first=True)
    assert ("Profession" in text_of(pane), "Surname" in text_of(pane)) == (True, False)
