"""The undo list: what was done, where and when; Enter undoes a step and goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from tests.ui.driver import button, is_in_view, message_of, open_page, press, row_texts, settle
from tests.ui.pages.filled import fill, name, save

Opened = Callable[..., Any]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_each_step_names_its_place_and_is_undone_alone(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    chronology = open_page(workspace, "case", id=case.id, tab="chronology")
    chronology.start_new()
    save(fill(chronology.editor.form, statement="He came.", on="2026", status="undisputed"))
    people = open_page(workspace, "people")
    people.start_new()
    save(fill(people.editor.form, names=[name("Wu Tao")]))
    QTest.keyClick(workspace.window(), Qt.Key.Key_H, CTRL | SHIFT)
    settle()
    page = workspace.page
    now = f"{blank.clock().astimezone():%H:%M}"
    assert row_texts(page.table) == [
        [now, "Person added", "Person: Wu Tao", "People", "Can be undone"],
        [now, "Fact added", "Fact: He came.", "Cases / A-1", "Can be undone"],
    ]
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert record.every(blank, Fact) == []
    assert len(record.every(blank, Person)) == 1
    assert workspace.place == Location(page="case", id=case.id, tab="chronology")
    assert message_of(workspace) == "Undone: Fact added"
    QTest.keyClick(workspace.window(), Qt.Key.Key_H, CTRL | SHIFT)
    settle()
    assert [row[-1] for row in row_texts(page.table)] == ["Undone", "Can be undone"]
    press(page, "Redo")
    settle()
    assert len(record.every(blank, Fact)) == 1


def test_a_change_that_nothing_undoes_says_so(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    open_case(blank, reference="A-1", title="", jurisdiction="CY")
    page = open_page(workspace, "undo-list")
    what = "Other change; change it back where it was made"
    assert row_texts(page.table)[0][1:3] == [what, "Case: A-1"]
    assert row_texts(page.table)[0][-1] == "Cannot be undone"
    press(page, "Undo this change")
    assert message_of(workspace) == "The last change cannot be undone"
    assert len(record.every(blank, Case)) == 1


def test_the_undoing_of_a_new_case_leads_to_no_case_in_the_bin(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    cases = open_page(workspace, "cases")
    cases.start_new()
    save(fill(cases.editor.form, reference="A-1", jurisdiction="CY"))
    open_page(workspace, "today")
    QTest.keyClick(workspace.window(), Qt.Key.Key_Z, CTRL)
    settle()
    assert message_of(workspace) == "Undone: Case created"
    assert workspace.place.page == "cases"


def test_a_new_case_is_not_undone_over_what_was_added_since(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    cases = open_page(workspace, "cases")
    cases.start_new()
    save(fill(cases.editor.form, reference="A-1", jurisdiction="CY"))
    (case,) = record.every(blank, Case)
    chronology = open_page(workspace, "case", id=case.id, tab="chronology")
    chronology.start_new()
    save(fill(chronology.editor.form, statement="He came.", on="2026", status="undisputed"))
    page = open_page(workspace, "undo-list")
    page.table.setCurrentIndex(page.table.model().index(1, 0))
    press(page, "Undo this change")
    settle()
    assert "added since: 1 fact." in message_of(workspace)
    assert record.every(blank, Case) == [case]


def test_nothing_is_offered_where_there_is_nothing_to_undo(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    page = open_page(workspace, "undo-list")
    assert is_in_view(page, "Nothing to undo")
    undo, redo = button(page, "Undo this change"), button(page, "Redo")
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    cases = open_page(workspace, "cases")
    cases.start_new()
    save(fill(cases.editor.form, reference="A-1", jurisdiction="CY"))
    open_page(workspace, "undo-list")
    assert undo.isEnabled()
    assert not redo.isEnabled()
    QTest.keyClick(workspace.window(), Qt.Key.Key_Z, CTRL)
    settle()
    open_page(workspace, "undo-list")
    assert redo.isEnabled()
