"""Several rows at once: their menu, one value for all, the bin, and the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.pages.base.bulk_pane import BulkPane
from casebook.ui.shell.workspace import Workspace
from tests.ui.driver import choose, field, message_of, open_page, part, press, settle

Opened = Callable[..., Any]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def chronology(opened: Opened, blank: Session) -> tuple[Workspace, Any]:
    """The window and the chronology of a case with three facts."""
    case = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    on = StatedDate(edtf="2026-01")
    facts = [Fact(id=f"f{at}", case_id=case.id, statement=f"<Fact> {at}", on=on) for at in range(3)]
    record.add(blank, *facts)
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="chronology")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, CTRL)
    return workspace, page


def _menu(page: Any) -> list[QAction]:  # noqa: ANN401 - each page has parts of its own
    """The entries of the menu that the menu key opens."""
    at = QPoint(20, 20)
    viewport = page.table.viewport()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, asked)
    assert page.row_menu.isVisible()
    page.row_menu.hide()
    return [action for action in page.row_menu.actions() if action.text()]


def test_one_field_of_several_rows_is_changed_and_undone_as_one(
    chronology: tuple[Workspace, Any], blank: Session
) -> None:
    workspace, page = chronology
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    pane = part(page, BulkPane)
    choose(pane, "Field to change", "Where")
    line = field(pane, "Where")
    line.setFocus()
    QTest.keyClicks(line, "Kyrenia")
    assert pane.preview.text() == "3 of 3 records will change"
    QTest.keyClick(line, Qt.Key.Key_S, CTRL)
    settle()
    assert message_of(workspace) == "3 records changed"
    assert [one.place for one in record.every(blank, Fact)] == ["Kyrenia"] * 3
    assert page.table.hasFocus()
    assert len(page.table.selected_ids) == 3, "the next edit is of the same rows"
    QTest.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    settle()
    assert message_of(workspace) == "Undone: 3 records changed"
    assert [one.place for one in record.every(blank, Fact)] == [""] * 3
    QTest.keyClick(page.table, Qt.Key.Key_Y, CTRL)
    settle()
    assert [one.place for one in record.every(blank, Fact)] == ["Kyrenia"] * 3


def test_rows_that_have_the_value_are_not_counted(chronology: tuple[Workspace, Any], blank: Session) -> None:
    workspace, page = chronology
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    pane = part(page, BulkPane)
    choose(pane, "Field to change", "Where")
    assert pane.preview.text() == "0 of 3 records will change"
    before = blank.store.audit_head()
    press(pane, "Change")
    settle()
    assert message_of(workspace) == "Nothing to change: all have this value"
    assert blank.store.audit_head() == before


def test_a_value_that_nobody_chose_is_given_to_no_row(opened: Opened, blank: Session) -> None:
    first = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    open_case(blank, reference="A-2", title="", jurisdiction="CY")
    record.change(blank, replace(first, confidentiality="sealed"))
    before = record.every(blank, Case)
    page = open_page(opened(blank), "cases")
    page.table.setFocus()
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    pane = part(page, BulkPane)
    choose(pane, "Field to change", "Confidentiality")
    assert pane.preview.text() == ""
    press(pane, "Change")
    settle()
    assert record.every(blank, Case) == before
    choose(pane, "Confidentiality", "Restricted to the office")
    assert pane.preview.text() == "2 of 2 records will change"
    press(pane, "Change")
    settle()
    assert {case.confidentiality for case in record.every(blank, Case)} == {"restricted"}


def test_a_change_elsewhere_leaves_all_rows_selected(opened: Opened, blank: Session) -> None:
    first = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    second = open_case(blank, reference="A-2", title="", jurisdiction="CY")
    page = open_page(opened(blank), "cases")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, CTRL)
    record.change(blank, replace(first, title="Changed in another window"))
    settle()
    assert set(page.table.selected_ids) == {first.id, second.id}


def test_several_rows_are_removed_and_restored_as_one(
    chronology: tuple[Workspace, Any], blank: Session
) -> None:
    workspace, page = chronology
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert message_of(workspace) == "3 records moved to bin"
    assert record.every(blank, Fact) == []
    QTest.keyClick(workspace.window(), Qt.Key.Key_Z, CTRL)
    settle()
    assert len(record.every(blank, Fact)) == 3


def test_the_menu_of_rows_says_how_many_it_is_about(chronology: tuple[Workspace, Any]) -> None:
    _, page = chronology
    assert [action.text() for action in _menu(page)] == [
        "Edit 3 records together…",
        "Move 3 records to bin",
        "Copy rows",
        "Select all",
    ]


def test_the_menu_of_one_row_edits_and_shows_its_history(chronology: tuple[Workspace, Any]) -> None:
    _, page = chronology
    page.table.choose("f1")
    actions = _menu(page)
    assert [action.text() for action in actions] == [
        "Edit",
        "Edit in the list",
        "History",
        "Move to bin",
        "Copy rows",
        "Select all",
    ]
    actions[0].trigger()
    assert page.editor.form.entries["statement"].raw == "<Fact> 1"


def test_rows_are_copied_as_text_and_as_a_table(chronology: tuple[Workspace, Any]) -> None:
    _, page = chronology
    page.table.choose("f1")
    QTest.keyClick(page.table, Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().split("\t")[:2] == ["Jan 2026", "<Fact> 1"]
    assert "<th>Date</th><th>What happened</th>" in copied.html()
    assert "<td>&lt;Fact&gt; 1</td>" in copied.html()
    assert copied.hasFormat("x-kde-passwordManagerHint")


def test_columns_in_which_nobody_has_anything_leave_their_room(opened: Opened, blank: Session) -> None:
    record.add(blank, Person(id="p1", names=(Name(text="Wu Yi", script="Latn"),)))
    page = open_page(opened(blank), "people")
    assert page.table.shown == [0]
    record.change(blank, replace(record.find(blank, Person, "p1"), ethnicity="Hui"))
    settle()
    assert page.table.shown == [0, 2]
