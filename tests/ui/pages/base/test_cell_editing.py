"""A field edited in its cell of a list, by the keyboard and by a second click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.ground import Ground
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.domain.case.time_note import TimeNote
from casebook.domain.evidence.statement import Statement
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.read_only import set_read_only
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.tables.cell_editor import CellEditor
from casebook.ui.widgets.tables.table import DataTable
from tests.ui.driver import message_of, open_page, problem_of, settle

Opened = Callable[..., Any]
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
WAIT_MS = 5000


@pytest.fixture
def tasks(opened: Opened, blank: Session) -> tuple[Workspace, Any]:
    """The window and the tasks of a case, the first of three selected, with the keyboard."""
    case = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    due = date(2026, 5, 1)
    record.add(blank, *(Task(id=f"t{at}", step=f"Step {at}", case_id=case.id, due_on=due) for at in range(3)))
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="tasks")
    page.table.choose("t0")
    page.table.setFocus()
    settle()
    return workspace, page


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    settle()


def _type(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    settle()


def _editor(page: Any) -> CellEditor:  # noqa: ANN401 - each page has parts of its own
    """The only field over a cell of the page."""
    settle()
    editors: list[CellEditor] = [each for each in page.findChildren(CellEditor) if each.isVisible()]
    assert len(editors) == 1
    return editors[0]


def _is_closed(page: Any) -> bool:  # noqa: ANN401 - as above
    settle()
    return not any(each.isVisible() for each in page.findChildren(CellEditor))


def _cell(page: Any, record_id: str, at: int) -> QPoint:  # noqa: ANN401 - as above
    """A point in a cell."""
    table: DataTable = page.table
    return table.visualRect(table.rows.index_of(record_id).siblingAtColumn(at)).center()


def _click(page: Any, at: QPoint) -> None:  # noqa: ANN401 - as above
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def _steps(session: Session) -> dict[str, str]:
    return {task.id: task.step for task in record.every(session, Task)}


def test_a_cell_is_saved_by_return_and_undone_as_one_step(
    tasks: tuple[Workspace, Any], blank: Session
) -> None:
    workspace, page = tasks
    _press(Qt.Key.Key_F2, SHIFT)
    assert _editor(page).accessibleName() == "Next step"
    _type("Ask the registry")
    _press(Qt.Key.Key_Return)
    assert _is_closed(page)
    assert message_of(workspace) == "Task updated"
    assert _steps(blank) == {"t0": "Ask the registry", "t1": "Step 1", "t2": "Step 2"}
    assert page.table.hasFocus()
    _press(Qt.Key.Key_Z, CTRL)
    assert _steps(blank)["t0"] == "Step 0"
    _press(Qt.Key.Key_Y, CTRL)
    assert _steps(blank)["t0"] == "Ask the registry"


def test_escape_and_an_unchanged_value_write_nothing(tasks: tuple[Workspace, Any], blank: Session) -> None:
    _, page = tasks
    before = blank.store.audit_head()
    _press(Qt.Key.Key_F2, SHIFT)
    _type("Given up")
    _press(Qt.Key.Key_Escape)
    assert _is_closed(page)
    _press(Qt.Key.Key_F2, SHIFT)
    _press(Qt.Key.Key_Return)
    assert _is_closed(page)
    assert page.table.hasFocus()
    assert blank.store.audit_head() == before


def test_tab_saves_and_goes_to_the_next_cell_and_row(tasks: tuple[Workspace, Any], blank: Session) -> None:
    _, page = tasks
    _press(Qt.Key.Key_F2, SHIFT)
    _type("First")
    _press(Qt.Key.Key_Tab)
    assert _editor(page).accessibleName() == "Person responsible"
    _type("Office")
    _press(Qt.Key.Key_Tab)
    assert _editor(page).accessibleName() == "Due on"
    _type("2026-06-02")
    _press(Qt.Key.Key_Tab)
    assert _editor(page).accessibleName() == "Next step"
    assert _editor(page).record_id == page.table.chosen_id == "t1"  # although the first moved to the end
    _press(Qt.Key.Key_Tab)
    _press(Qt.Key.Key_Backtab, SHIFT)
    assert _editor(page).accessibleName() == "Next step"
    first = record.find(blank, Task, "t0")
    assert (first.step, first.owner, first.due_on) == ("First", "Office", date(2026, 6, 2))


def test_what_the_form_refuses_is_refused_at_the_cell(tasks: tuple[Workspace, Any], blank: Session) -> None:
    _, page = tasks
    _press(Qt.Key.Key_F2, SHIFT)
    _press(Qt.Key.Key_Delete)
    _press(Qt.Key.Key_Return)
    assert problem_of(_editor(page)) == "This field is required."
    _type("Again")
    assert problem_of(_editor(page)) == ""
    _press(Qt.Key.Key_Tab)
    _press(Qt.Key.Key_Tab)
    _type("no day")
    before = blank.store.audit_head()
    _press(Qt.Key.Key_Tab)
    assert "single day" in problem_of(_editor(page))
    editor = _editor(page)
    assert page.table.viewport().rect().contains(editor.geometry())
    assert blank.store.audit_head() == before


def test_the_buttons_of_a_day_are_reached_by_tab(tasks: tuple[Workspace, Any], blank: Session) -> None:
    _, page = tasks
    _press(Qt.Key.Key_F2, SHIFT)
    _press(Qt.Key.Key_Backtab, SHIFT)
    assert _is_closed(page)  # there is no row above
    _press(Qt.Key.Key_F2, SHIFT)
    _press(Qt.Key.Key_Tab)
    _press(Qt.Key.Key_Tab)
    _type("3/4/2026")
    _press(Qt.Key.Key_Tab)
    _press(Qt.Key.Key_Space)
    _press(Qt.Key.Key_Return)
    assert _is_closed(page)
    assert record.find(blank, Task, "t0").due_on in {date(2026, 4, 3), date(2026, 3, 4)}


def test_a_newer_change_of_the_field_is_shown_and_kept(tasks: tuple[Workspace, Any], blank: Session) -> None:
    _, page = tasks
    _press(Qt.Key.Key_F2, SHIFT)
    _type("Mine")
    record.change(blank, replace(record.find(blank, Task, "t0"), step="Theirs"))
    _press(Qt.Key.Key_Return)
    assert "changed in another window to: Theirs" in problem_of(_editor(page)).translate(
        {0x2068: "", 0x2069: ""}
    )
    assert _steps(blank)["t0"] == "Theirs"
    assert _editor(page).box.entry.raw == "Mine"
    _press(Qt.Key.Key_Return)
    assert _is_closed(page)
    assert _steps(blank)["t0"] == "Mine"
    assert record.refused(blank, Task, "t0") is None


def test_a_newer_change_of_another_field_stays(tasks: tuple[Workspace, Any], blank: Session) -> None:
    _, page = tasks
    _press(Qt.Key.Key_F2, SHIFT)
    _type("Mine")
    record.change(blank, replace(record.find(blank, Task, "t0"), owner="Theirs"))
    _press(Qt.Key.Key_Return)
    assert _is_closed(page)
    changed = record.find(blank, Task, "t0")
    assert (changed.step, changed.owner) == ("Mine", "Theirs")


def test_a_second_click_edits_the_cell_under_it(
    tasks: tuple[Workspace, Any], qtbot: QtBot, blank: Session
) -> None:
    _, page = tasks
    _click(page, _cell(page, "t1", 1))
    assert page.table.chosen_id == "t1"
    _click(page, _cell(page, "t1", 1))
    qtbot.waitUntil(lambda: bool(page.findChildren(CellEditor)), timeout=WAIT_MS)
    assert _editor(page).accessibleName() == "Person responsible"
    assert _editor(page).record_id == "t1"
    _type("Office")
    _click(page, _cell(page, "t2", 0))
    assert _is_closed(page)  # turning elsewhere saves
    assert record.find(blank, Task, "t1").owner == "Office"
    assert page.table.chosen_id == "t2"


def test_a_double_click_opens_and_edits_no_cell(tasks: tuple[Workspace, Any]) -> None:
    _, page = tasks
    at, viewport = _cell(page, "t0", 1), page.table.viewport()
    _click(page, at)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    settle()
    assert page.editor.form is not None
    assert _is_closed(page)


def test_the_key_edits_the_column_edited_last(tasks: tuple[Workspace, Any]) -> None:
    _, page = tasks
    _press(Qt.Key.Key_F2, SHIFT)
    _press(Qt.Key.Key_Tab)
    _type("Office")
    _press(Qt.Key.Key_Return)
    _press(Qt.Key.Key_Down)
    _press(Qt.Key.Key_F2, SHIFT)
    assert _editor(page).accessibleName() == "Person responsible"
    assert _editor(page).record_id == "t1"


def test_several_rows_and_other_columns_edit_no_cell(tasks: tuple[Workspace, Any]) -> None:
    _, page = tasks
    page.table.selectAll()
    _press(Qt.Key.Key_F2, SHIFT)
    assert _is_closed(page)
    assert not page.cells.actions()
    page.table.choose("t0")
    assert [action.keys for action in page.cells.actions()] == ["Shift+F2"]


def test_a_casebook_opened_to_be_read_edits_no_cell(tasks: tuple[Workspace, Any]) -> None:
    _, page = tasks
    set_read_only(True)
    try:
        _press(Qt.Key.Key_F2, SHIFT)
        assert _is_closed(page)
    finally:
        set_read_only(False)


def test_a_cell_with_a_hidden_name_is_not_edited(opened: Opened, blank: Session) -> None:
    record.add(blank, Contact(id="c1", kind="lawyer", name="Wen Shuyan", body="Invented Chambers"))
    workspace = opened(blank)
    page = open_page(workspace, "contacts")
    page.table.setFocus()
    QTest.keyClick(workspace, Qt.Key.Key_F7)
    settle()
    page.table.setFocus()
    _press(Qt.Key.Key_F2, SHIFT)
    assert _is_closed(page)
    assert message_of(workspace) == "This cell contains a hidden name"
    page.table.setCurrentIndex(page.table.rows.index(0, 2))
    _press(Qt.Key.Key_F2, SHIFT)
    _type("Invented Firm")
    _press(Qt.Key.Key_Return)
    assert record.find(blank, Contact, "c1").body == "Invented Firm"
    QTest.keyClick(workspace, Qt.Key.Key_F7)


def test_the_clock_time_of_an_event_follows_its_date(opened: Opened, own_sample: Session) -> None:
    event = next(one for one in record.every(own_sample, Event) if one.at and one.zone and one.on.is_exact)
    page = open_page(opened(own_sample), "case", id=event.case_id, tab="events", within=event.id)
    page.table.setFocus()
    _press(Qt.Key.Key_F2, SHIFT)
    _type("2027-02-01")
    _press(Qt.Key.Key_Return)
    assert _is_closed(page)
    before, now = event.local_at, record.find(own_sample, Event, event.id).local_at
    assert before
    assert now
    assert (now.date(), now.time()) == (date(2027, 2, 1), before.time())


def _edit_column(page: Any, key: str) -> None:  # noqa: ANN401 - each page has parts of its own
    """Open the field over the cell of a column in the first row."""
    at = next(at for at, column in enumerate(page.rows.columns) if column.edits == key)
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.rows.index(0, at))
    _press(Qt.Key.Key_F2, SHIFT)


DAY, ON = date(2026, 1, 5), StatedDate(edtf="2026-01-05")
LATER = StatedDate(edtf="2026-02-01")
LISTS: dict[str, tuple[Callable[[str], Any], str, str, object]] = {
    "proceedings": (
        lambda case: Proceeding(id="r1", case_id=case, kind="extradition", forum="Invented Court"),
        *("kind", "asy", "asylum"),
    ),
    "grounds": (
        lambda case: Ground(id="r1", case_id=case, kind="ill-treatment", title="Risk"),
        *("title", "Risk of torture", "Risk of torture"),
    ),
    "assurances": (
        lambda case: Assurance(id="r1", case_id=case, text="Fair trial", given_by="Ministry", given_on=ON),
        *("given_on", "2026-02-01", LATER),
    ),
    "incidents": (
        lambda case: Incident(id="r1", case_id=case, what="A call", method="harassment", on=ON),
        *("on", "2026-02-01", LATER),
    ),
    "time-notes": (
        lambda case: TimeNote(id="r1", case_id=case, on=DAY, minutes=5, work="drafting"),
        *("minutes", "45", 45),
    ),
    "statements": (
        lambda case: Statement(id="r1", case_id=case, title="First", person_id="p1", language="en"),
        *("title", "Second", "Second"),
    ),
}


@pytest.mark.parametrize("tab", LISTS)
def test_a_cell_of_each_list_of_a_case_is_saved_and_undone(tab: str, opened: Opened, blank: Session) -> None:
    makes, key, typed, expected = LISTS[tab]
    case = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    was = makes(case.id)
    record.add(blank, Person(id="p1", names=(Name(text="Wu Yi", script="Latn"),)), was)
    page = open_page(opened(blank), "case", id=case.id, tab=tab)
    _edit_column(page, key)
    assert _editor(page).record_id == "r1"
    _type(typed)
    _press(Qt.Key.Key_Escape)
    assert _is_closed(page)
    assert record.find(blank, type(was), "r1") == was
    _edit_column(page, key)
    _type(typed)
    _press(Qt.Key.Key_Return)
    assert _is_closed(page)
    assert record.find(blank, type(was), "r1") == replace(was, **{key: expected})
    assert page.table.hasFocus()
    _press(Qt.Key.Key_Z, CTRL)
    assert record.find(blank, type(was), "r1") == was


def test_a_cell_of_a_case_is_saved_and_a_reference_stays_the_only_one(opened: Opened, blank: Session) -> None:
    first = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    open_case(blank, reference="A-2", title="", jurisdiction="CY")
    page = open_page(opened(blank), "cases")
    page.table.choose(first.id)
    page.table.setFocus()
    _press(Qt.Key.Key_F2, SHIFT)
    _type("A-2")
    _press(Qt.Key.Key_Return)
    assert problem_of(_editor(page))
    assert record.find(blank, Case, first.id) == first
    _press(Qt.Key.Key_A, CTRL)
    _type("A-7")
    _press(Qt.Key.Key_Tab)
    assert _editor(page).accessibleName() == "Title without names"
    _type("Removal")
    _press(Qt.Key.Key_Tab)
    assert _editor(page).accessibleName() == "Country"
    _type("no such country")
    _press(Qt.Key.Key_Return)
    assert problem_of(_editor(page))
    _press(Qt.Key.Key_Escape)
    assert _is_closed(page)
    now = record.find(blank, Case, first.id)
    assert (now.reference, now.title, now.jurisdiction) == ("A-7", "Removal", "CY")
    _press(Qt.Key.Key_Z, CTRL)
    assert record.find(blank, Case, first.id).title == ""


CASE_TABS = (
    *("tasks", "events", "chronology", "evidence", "people", "proceedings", "grounds", "assurances"),
    *("incidents", "statements"),
)


def test_a_field_of_the_case_changes_nothing_else(opened: Opened, sample: Session) -> None:
    case, workspace = open_case_with(sample), opened(sample)
    for tab in CASE_TABS:
        _check_fields(open_page(workspace, "case", id=case, tab=tab), sample)


def test_a_field_of_everyone_changes_nothing_else(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    for name in ("people", "contacts", "cases"):
        _check_fields(open_page(workspace, name), sample)


def open_case_with(session: Session) -> str:
    """The case with the most tasks."""
    ids = [task.case_id for task in record.every(session, Task)]
    return max(ids, key=ids.count)


def _check_fields(page: Any, session: Session) -> None:  # noqa: ANN401 - each page has parts of its own
    """Each column that is edited names a field, and a value put back leaves the record as it is."""
    spec = page.spec()
    keys = [column.edits for column in page.rows.columns if column.edits]
    assert keys, spec.kind
    records = record.every(session, spec.kind)
    assert records, spec.kind
    for key in keys:
        (entry,) = (each.makes(each.title) for each in spec.fields if each.key == key)
        for one in records:
            entry.set_raw(entry.to_raw(spec.values_of(one)[key]))
            assert spec.changed_in(one, key, entry.read()) == one, (spec.kind, key)
        entry.deleteLater()
