"""The filter of a list, saved under a name: chosen, renamed, removed, undone, and purged with a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.base.name import Name
from casebook.domain.case.task import Task
from casebook.domain.person.person import Person
from casebook.services.base import record, table_settings, tag
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.vault import record_bin
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.cards.empty import Empty
from tests.ui.driver import choose, field, message_of, open_page, pick, press, problem_of, settle, shown_rows

Opened = Callable[..., Any]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tasks(opened: Opened, blank: Session) -> tuple[Workspace, Any]:
    """The window and the tasks of a case."""
    case = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    steps = {"t1": ("Call Nurbek", ("urgent",)), "t2": ("Call back", ("urgent",)), "t3": ("Call later", ())}
    record.add(
        blank, *(Task(id=id_, step=step, case_id=case.id, tags=tags) for id_, (step, tags) in steps.items())
    )
    workspace = opened(blank)
    return workspace, open_page(workspace, "case", id=case.id, tab="tasks")


def _save(page: Any, name: str) -> None:  # noqa: ANN401 - each page has parts of its own
    pick(page.menu.menu(), "Save filter…")
    field(page, "Name of the filter").setText(name)
    QTest.keyClick(field(page, "Name of the filter"), Qt.Key.Key_S, CTRL)
    settle()


def _ask(page: Any, words: str) -> None:  # noqa: ANN401 - as above
    page.filter.setText(words)
    QTest.keyClick(page.filter, Qt.Key.Key_Return)


def _titles(session: Session) -> list[str]:
    return [saved.title for saved in table_settings.saved_filters(session, "CaseTasks")]


def _shown(page: Any) -> list[str]:  # noqa: ANN401 - as above
    return [row.id for row in shown_rows(page.rows)]


def test_a_filter_is_saved_with_text_tag_order_and_columns(tasks: tuple[Workspace, Any]) -> None:
    workspace, page = tasks
    choose(page, "Tag", "urgent")
    _ask(page, "call")
    page.table.show_columns({1})
    page.table.sort_by(0, falling=True)
    _save(page, "Urgent calls")
    assert message_of(workspace) == "Filter saved"
    assert _shown(page) == ["t1", "t2"]
    choose(page, "Saved filter", "All rows")
    assert len(_shown(page)) == 3
    assert page.filter.text() == ""
    assert 1 in page.table.shown
    choose(page, "Saved filter", "Urgent calls")
    assert _shown(page) == ["t1", "t2"]
    assert (page.filter.text(), page.tag_filter.currentText()) == ("call", "urgent")
    assert 1 not in page.table.shown
    _ask(page, "back")
    assert page.filter_state().words == "back"
    choose(page, "Saved filter", "Urgent calls")
    assert _shown(page) == ["t1", "t2"]


def test_a_saved_filter_is_renamed_and_removed_and_each_is_undone(
    tasks: tuple[Workspace, Any], blank: Session
) -> None:
    workspace, page = tasks
    _ask(page, "back")
    _save(page, "Back")
    pick(page.menu.menu(), "Rename saved filter…")
    field(page, "Name of the filter").setText("To call back")
    QTest.keyClick(field(page, "Name of the filter"), Qt.Key.Key_S, CTRL)
    settle()
    assert _titles(blank) == ["To call back"]
    pick(page.menu.menu(), "Remove saved filter")
    settle()
    assert _titles(blank) == []
    for expected in (["To call back"], ["Back"], []):
        QTest.keyClick(workspace.window(), Qt.Key.Key_Z, CTRL)
        settle()
        assert _titles(blank) == expected
    QTest.keyClick(workspace.window(), Qt.Key.Key_Y, CTRL)
    settle()
    assert _titles(blank) == ["Back"]


def test_a_name_in_use_replaces_that_filter_and_no_other_is_renamed_to_it(
    tasks: tuple[Workspace, Any], blank: Session
) -> None:
    workspace, page = tasks
    _ask(page, "back")
    _save(page, "Mine")
    _ask(page, "later")
    _save(page, "mine")
    (saved,) = table_settings.saved_filters(blank, "CaseTasks")
    assert saved.words == "later"
    QTest.keyClick(workspace.window(), Qt.Key.Key_Z, CTRL)
    settle()
    assert table_settings.saved_filters(blank, "CaseTasks")[0].words == "back"
    _save(page, "Other")
    pick(page.menu.menu(), "Rename saved filter…")
    field(page, "Name of the filter").setText("MINE")
    QTest.keyClick(field(page, "Name of the filter"), Qt.Key.Key_S, CTRL)
    settle()
    assert "has this name" in problem_of(page.saved_filters.form.fields.boxes["title"])
    assert _titles(blank) == ["Mine", "Other"]


def test_a_filter_is_offered_in_its_list_of_every_case(tasks: tuple[Workspace, Any], blank: Session) -> None:
    workspace, page = tasks
    _ask(page, "back")
    _save(page, "Back")
    other = open_case(blank, reference="A-2", title="", jurisdiction="CY")
    record.add(
        blank, Task(id="t9", step="Go back", case_id=other.id), Task(id="t8", step="x", case_id=other.id)
    )
    settle()
    again = open_page(workspace, "case", id=other.id, tab="tasks")
    choose(again, "Saved filter", "Back")
    assert _shown(again) == ["t9"]
    assert open_page(workspace, "people").filter_state().words == ""


def test_a_filter_that_names_a_purged_person_goes_with_them(
    tasks: tuple[Workspace, Any], blank: Session
) -> None:
    _, page = tasks
    record.add(blank, Person(id="p1", names=(Name(text="Nurbek", script="Latn"),)))
    _ask(page, "nurbek")
    _save(page, "His")
    _ask(page, "back")
    _save(page, "Back")
    assert _titles(blank) == ["Back", "His"]
    record.move_to_bin(blank, Person, "p1")
    record_bin.purge(blank, "person", "p1")
    assert _titles(blank) == ["Back"]


def test_the_status_of_cases_is_part_of_a_filter(opened: Opened, blank: Session) -> None:
    first = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    second = open_case(blank, reference="A-2", title="", jurisdiction="CY")
    record.change(blank, second.in_status("closed", blank.clock().date()))
    page = open_page(opened(blank), "cases")
    choose(page, "Status", "Closed")
    _save(page, "Done")
    choose(page, "Saved filter", "All rows")
    assert _shown(page) == [first.id]
    choose(page, "Saved filter", "Done")
    assert _shown(page) == [second.id]
    press(page, "New case")


def test_what_is_no_longer_offered_is_said(tasks: tuple[Workspace, Any], blank: Session) -> None:
    workspace, page = tasks
    choose(page, "Tag", "urgent")
    _save(page, "Urgent")
    tag.remove(blank, "urgent")
    settle()
    choose(page, "Saved filter", "All rows")
    choose(page, "Saved filter", "Urgent")
    assert message_of(workspace) == "Part of this filter is no longer offered here"
    assert len(_shown(page)) == 3


def test_a_filter_of_the_library_narrows_it_again(opened: Opened, stocked: Session) -> None:
    page = open_page(opened(stocked), "library", tab="findings")
    everything = len(_shown(page))
    choose(page, "Adverse or not", "Not adverse")
    narrowed = _shown(page)
    assert 0 < len(narrowed) < everything
    _save(page, "For us")
    choose(page, "Saved filter", "All rows")
    assert len(_shown(page)) == everything
    choose(page, "Saved filter", "For us")
    assert _shown(page) == narrowed


def test_a_filter_of_the_rules_narrows_them_again(opened: Opened, stocked: Session) -> None:
    page = open_page(opened(stocked), "rules")
    everything = len(_shown(page))
    key, box = next((key, box) for key, box in page.filters.items() if box.count() > 2)
    choose(page, box.accessibleName(), box.itemText(1))
    narrowed = _shown(page)
    assert 0 < len(narrowed) < everything
    _save(page, "Some")
    assert page.filter_state().choices == {key: box.itemData(1)}
    choose(page, "Saved filter", "All rows")
    assert len(_shown(page)) == everything
    choose(page, "Saved filter", "Some")
    assert _shown(page) == narrowed


def test_a_list_makes_what_it_rarely_shows_when_it_shows_it(tasks: tuple[Workspace, Any]) -> None:
    _, page = tasks
    assert not page.findChildren(Empty)
    assert "form" not in vars(page.saved_filters)
    _ask(page, "nowhere")
    assert [each.isVisible() for each in page.findChildren(Empty)] == [True]
    pick(page.menu.menu(), "Save filter…")
    assert field(page, "Name of the filter").isVisible()
