"""The arguments of the library at the window: narrowed, read, copied, changed, removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from casebook.domain.library.argument import Argument
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import argument
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.finder import Finder, RecordTarget
from tests.ui.driver import choose, message_of, open_page, part, press, send, shown_rows, text_of
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]
LIU = "liu-detention"


def _page(workspace: Any, argument_id: str = LIU) -> Any:  # noqa: ANN401
    return open_page(workspace, "library", tab="arguments", within=argument_id)


def _own(session: Session) -> list[Argument]:
    return [each for each in record.every(session, Argument) if not each.pack]


def test_an_argument_is_read_with_how_each_authority_was_read(opened: Opened, stocked: Session) -> None:
    page = _page(opened(stocked), "health")
    assert page.rows.total == 36
    text = text_of(page)
    for words in (
        "4 authorities not read",
        "not read: for the office only",
        "Arguments of the State",
        "Relief",
    ):
        assert words in text


def test_country_topic_and_words_narrow_the_list(opened: Opened, stocked: Session) -> None:
    page = _page(opened(stocked))
    choose(page, "Country", "United Kingdom")
    assert page.rows.total == 35
    assert "Route: England and Wales" in text_of(page)
    assert "Route: Cyprus" not in text_of(page)
    choose(page, "Type of proceeding", "Asylum")
    assert 0 < page.rows.total < 35
    choose(page, "Type of proceeding", "All proceedings")
    send(page, "Filter Arguments", "Interpol notice")
    assert "interpol" in [row.id for row in shown_rows(page.rows)]
    send(page, "Filter Arguments", "no such words")
    assert "No matching arguments" in text_of(page)


def test_a_copy_is_changed_with_its_parts_and_taken_back(opened: Opened, stocked: Session) -> None:
    workspace = opened(stocked)
    page = _page(workspace)
    press(page, "Copy as custom argument")
    (copied,) = _own(stocked)
    assert page.table.chosen_id == copied.id
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    save(fill(page.editor.form, relief="Discharge."))
    assert _own(stocked) == [argument.changed(stocked, record.find(stocked, Argument, copied.id))]
    assert (_own(stocked)[0].relief, _own(stocked)[0].authorities) == ("Discharge.", copied.authorities)
    workspace.context.undo()
    assert _own(stocked)[0].relief == copied.relief
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert _own(stocked) == []
    workspace.context.undo()
    assert [each.id for each in _own(stocked)] == [copied.id]


def test_a_supplied_argument_is_neither_changed_nor_removed(opened: Opened, stocked: Session) -> None:
    workspace = opened(stocked)
    page = _page(workspace)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        QTest.keyClick(page.table, key)
        assert "Supplied arguments cannot be edited or removed" in message_of(workspace)
    assert page.editor.form is None
    assert record.find(stocked, Argument, LIU).pack


def test_what_is_copied_for_filing_holds_nothing_that_nobody_read(opened: Opened, stocked: Session) -> None:
    page = _page(opened(stocked), "health")
    assert "No response in the library." in text_of(page)
    press(page, "Copy for filing")
    text = QGuiApplication.clipboard().text()
    assert "Health and suicide" in text
    assert "No response" not in text
    QGuiApplication.clipboard().clear()  # else it holds an object of Python when Python has ended
    assert "for the office only" not in text
    assert "general knowledge" not in text


def test_adverse_authorities_are_shown_apart_and_never_filed_alone(opened: Opened, stocked: Session) -> None:
    workspace = opened(stocked)
    page = _page(workspace, "exclusion-1fb")
    text = text_of(page)
    assert "5 favourable authorities not for filing" in text
    assert text.index("Authorities the other side will cite") < text.index("Xie v. Canada")
    QGuiApplication.clipboard().clear()
    press(page, "Copy for filing")
    assert QGuiApplication.clipboard().text() == ""
    assert "no favourable authority" in message_of(workspace)


def test_the_menu_of_a_row_offers_what_can_be_done_with_it(opened: Opened, stocked: Session) -> None:
    copied = argument.copy_of(stocked, LIU)
    page = _page(opened(stocked), copied.id)
    entries = {}
    for argument_id in (LIU, copied.id):
        page.table.choose(argument_id)
        page.row_menu.aboutToShow.emit()
        entries[argument_id] = [action.text() for action in page.row_menu.actions() if action.text()]
    assert entries[LIU] == ["Copy as custom argument", "Copy for filing", "Print argument"]
    assert entries[copied.id] == [*entries[LIU], "Edit", "History", "Remove"]


def test_search_leads_to_an_argument(opened: Opened, stocked: Session) -> None:
    workspace = opened(stocked)
    part(workspace, Finder).picked.emit(RecordTarget(noun="argument", id="interpol"))
    assert workspace.place == Location(page="library", tab="arguments", within="interpol")
    assert _page(workspace, "interpol").table.chosen_id == "interpol"
    part(workspace, Finder).picked.emit(RecordTarget(noun="route", id="route-cy"))
    text = text_of(_page(workspace, "route-cy"))
    assert "Route: Cyprus" in text
    assert "Route: Poland" not in text
