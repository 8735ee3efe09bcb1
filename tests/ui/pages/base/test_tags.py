"""Tags at the window: completed, filtered by, given to many rows, renamed for all, and not printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from casebook.domain.case.task import Task
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.pages.base import page as base_page
from casebook.ui.pages.base import print_out
from casebook.ui.pages.base.bulk_pane import BulkPane
from casebook.ui.shell.workspace import Workspace
from tests.ui.driver import (
    choose,
    field,
    message_of,
    open_page,
    part,
    press,
    problem_of,
    settle,
    shown_rows,
)

Opened = Callable[..., Any]
CTRL = Qt.KeyboardModifier.ControlModifier
TAGS = {"t1": ("urgent", "registry"), "t2": ("Urgent",), "t3": ()}


@pytest.fixture
def tasks(opened: Opened, blank: Session) -> tuple[Workspace, Any]:
    """The window and the tasks of a case, two of them with tags."""
    case = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    record.add(blank, *(Task(id=id_, step=id_, case_id=case.id, tags=tags) for id_, tags in TAGS.items()))
    workspace = opened(blank)
    return workspace, open_page(workspace, "case", id=case.id, tab="tasks")


def _tags(session: Session) -> dict[str, tuple[str, ...]]:
    return {task.id: task.tags for task in record.every(session, Task)}


def test_a_tag_is_completed_from_those_in_use_and_undone(
    tasks: tuple[Workspace, Any], blank: Session
) -> None:
    workspace, page = tasks
    page.table.choose("t3")
    page.change()
    settle()
    line = field(page.editor.form, "Tags")
    line.setFocus()
    QTest.keyClicks(line, "new, reg")
    page.editor.form.entries["tags"].look()
    offered = part(page.editor.form, QListWidget, "Tags")
    assert [offered.item(at).text() for at in range(offered.count())] == ["registry"]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "new, registry"
    QTest.keyClick(line, Qt.Key.Key_S, CTRL)
    settle()
    assert _tags(blank)["t3"] == ("new", "registry")
    QTest.keyClick(workspace.window(), Qt.Key.Key_Z, CTRL)
    settle()
    assert _tags(blank) == TAGS


def test_a_tag_that_is_too_long_is_refused_at_its_field(tasks: tuple[Workspace, Any], blank: Session) -> None:
    _, page = tasks
    page.table.choose("t3")
    page.change()
    settle()
    form = page.editor.form
    field(form, "Tags").setText("a" * 41)
    press(form, "Save")
    settle()
    assert "at most 40 characters" in problem_of(form.fields.boxes["tags"])
    assert _tags(blank) == TAGS


def test_a_list_is_narrowed_to_a_tag_in_any_spelling(tasks: tuple[Workspace, Any], blank: Session) -> None:
    _, page = tasks
    choose(page, "Tag", "registry")
    assert [row.id for row in shown_rows(page.rows)] == ["t1"]
    record.change(blank, Task(id="t1", step="t1", case_id=page.place.id))
    settle()
    assert {row.id for row in shown_rows(page.rows)} == {"t1", "t2", "t3"}
    choose(page, "Tag", "Urgent")
    assert [row.id for row in shown_rows(page.rows)] == ["t2"]
    record.change(blank, Task(id="t2", step="t2", case_id=page.place.id))
    settle()
    assert page.tag_filter.isHidden()
    assert len(shown_rows(page.rows)) == 3


def test_several_rows_get_and_lose_tags_as_one_step(tasks: tuple[Workspace, Any], blank: Session) -> None:
    workspace, page = tasks
    page.table.setFocus()
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    settle()
    pane = part(page, BulkPane)
    choose(pane, "Field to change", "Tags")
    field(pane, "Tags to add").setText("to file")
    assert pane.preview.text() == "3 of 3 records will change"
    field(pane, "Tags to remove").setText("URGENT")
    press(pane, "Change")
    settle()
    assert message_of(workspace) == "3 records changed"
    assert _tags(blank) == {"t1": ("registry", "to file"), "t2": ("to file",), "t3": ("to file",)}
    QTest.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    settle()
    assert _tags(blank) == TAGS


def test_a_printed_list_has_no_tags_and_an_exported_one_has(
    tasks: tuple[Workspace, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, page = tasks
    monkeypatch.setattr(print_out, "pick_printer", lambda _: "pdf")
    monkeypatch.setattr(base_page, "pick_target", lambda *_: tmp_path / "print.pdf")
    page.menu.printing.emit()
    page.write_csv(tmp_path / "table.csv")
    settle()
    with pdfium.PdfDocument(tmp_path / "print.pdf") as pdf:
        printed = pdf[0].get_textpage().get_text_bounded()
    assert "Next step" in printed
    assert "urgent" not in printed.casefold()
    assert "urgent" in (tmp_path / "table.csv").read_text(encoding="utf-8")


def test_a_tag_is_merged_into_another_for_all_and_back(tasks: tuple[Workspace, Any], blank: Session) -> None:
    workspace, _ = tasks
    page = open_page(workspace, "settings")
    choose(page, "Tag", "registry · 1 record")
    press(page, "Rename tag")
    field(page, "New name").setText("urgent")
    QTest.keyClick(field(page, "New name"), Qt.Key.Key_S, CTRL)
    settle()
    assert message_of(workspace) == "Tags merged"
    assert _tags(blank)["t1"] == ("urgent",)
    choose(page, "Tag", "urgent · 2 records")
    press(page, "Remove tag")
    settle()
    assert message_of(workspace) == "Tag removed"
    assert set(_tags(blank).values()) == {()}
    for _ in range(2):
        QTest.keyClick(workspace.window(), Qt.Key.Key_Z, CTRL)
        settle()
    assert _tags(blank) == TAGS


def test_the_tags_give_way_where_a_list_is_narrow(tasks: tuple[Workspace, Any]) -> None:
    workspace, page = tasks
    of_tags = len(page.rows.columns) - 1
    workspace.window().resize(2000, 800)
    settle()
    assert not page.table.isColumnHidden(of_tags)
    workspace.window().resize(1024, 700)
    settle()
    assert page.table.isColumnHidden(of_tags)
    assert of_tags in page.table.shown, "copies and exported tables have them"
