"""A chat in the window: filtered, its senders tied, its messages made an exhibit, and all of it undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import chat as chats
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.evidence.chat_view import ChatView
from casebook.ui.pages.evidence.document import EvidencePage
from casebook.ui.pages.evidence.document_pane import DocumentPane
from casebook.ui.shell.finder import Finder, RecordTarget
from casebook.ui.widgets.tables.table import DataTable
from tests.ui.conftest import Opened
from tests.ui.driver import choose, field, part, press, shown_in, words_in_view

TEXT = (
    "03/04/24, 10:00 - Aygül: Come to the gate\n03/04/24, 10:01 - 林志遠: 我在烏魯木齊\n"
    "04/04/24, 09:00 - Aygül: late\n"
)


@pytest.fixture
def document(blank: Session) -> Document:
    record.add(blank, Person(id="p", names=(Name(text="Aygul Tursun", script="Latn"),)))
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    record.change(blank, replace(case, parties=(Party(person_id="p"),)))
    (row,) = run_in_line(take_in(blank, case.id, [from_bytes("chat.txt", TEXT.encode())], Receipt()))
    assert row.document is not None
    return row.document


@pytest.fixture
def view(opened: Opened, blank: Session, document: Document) -> ChatView:
    workspace = opened(blank)
    workspace.go(Location(page="case", id=document.case_id, tab="evidence"))
    page: Any = workspace.page
    evidence: EvidencePage = shown_in(page)
    pane = part(evidence, DocumentPane)
    pane.show_tab("document")
    return pane.chat


def numbers(view: ChatView) -> list[str]:
    rows = part(view, DataTable).rows
    return [str(rows.index(at, 0).data()) for at in range(rows.rowCount())]


def undo(view: ChatView) -> None:
    window: Any = view.window()
    window.workspace.context.undo()


def test_messages_are_filtered_by_sender_and_by_words_in_any_script(view: ChatView) -> None:
    assert numbers(view) == ["1", "2", "3"]
    assert "The order of day and month is not certain" in words_in_view(view)
    choose(view, "Sender", "Aygül")
    assert numbers(view) == ["1", "3"]
    choose(view, "Sender", "All senders")
    search = field(view, "Search messages")
    search.setText("乌鲁木齐")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert numbers(view) == ["2"]


@pytest.mark.parametrize(("words", "number"), [("late", "3"), ("乌鲁木齐 gate", "1")])
def test_a_search_hit_opens_the_chat_at_its_message(
    opened: Opened, blank: Session, document: Document, words: str, number: str
) -> None:
    workspace = opened(blank)
    finder = part(workspace, Finder)
    finder.setText(words)
    QTest.keyClick(finder, Qt.Key.Key_Return)
    finder.picked.emit(
        RecordTarget(noun="document", id=document.id, case_id=document.case_id, words=finder.text())
    )
    page: Any = workspace.page
    chat = part(shown_in(page), DocumentPane).chat
    assert part(chat, DataTable).chosen_id == number


def test_a_sender_is_tied_and_the_tie_undone(view: ChatView, blank: Session, document: Document) -> None:
    choose(view, "Person", "Aygul Tursun")
    press(view, "Tie sender")
    assert [tie.sender for tie in chats.of_document(blank, document).ties] == ["Aygül"]
    undo(view)
    assert chats.of_document(blank, document).ties == ()


def test_what_is_stated_is_saved(view: ChatView, blank: Session, document: Document) -> None:
    field(view, "Time zone of the phone").setText("Asia/Urumqi")
    field(view, "Phone held by").setText("the client")
    choose(view, "Order of the dates", "Month, day, year")
    press(view, "Save details")
    stated = chats.of_document(blank, document)
    assert (stated.zone, stated.holder, stated.date_order) == ("Asia/Urumqi", "the client", "mdy")
    rows = part(view, DataTable).rows
    assert rows.index(0, 1).data() == "2024-03-04 10:00"


def test_selected_messages_become_an_exhibit_and_go_again(
    view: ChatView, blank: Session, document: Document
) -> None:
    table = part(view, DataTable)
    table.choose("2")
    assert "我在烏魯木齊" in words_in_view(view)
    choose(view, "Messages of context before", "1 before")
    press(view, "Create exhibit from selection")
    excerpts = [one for one in record.of_case(blank, Document, document.case_id) if one.part_of]
    assert [(one.part_of, one.title) for one in excerpts] == [(document.id, "chat: messages 2")]
    undo(view)
    assert [one.id for one in record.of_case(blank, Document, document.case_id)] == [document.id]


def test_the_button_of_an_exhibit_is_whole_in_a_narrow_window(view: ChatView) -> None:
    view.window().resize(1280, 800)
    QApplication.processEvents()
    (make,) = (one for one in view.findChildren(QPushButton) if "Create exhibit" in one.text())
    assert make.width() >= make.sizeHint().width()
    assert make.mapTo(view, make.rect().topRight()).x() < view.width()
    assert view.minimumSizeHint().width() <= view.width()
