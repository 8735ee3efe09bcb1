"""Spelling in fields of the window: what is marked, the menu by mouse and keyboard, and the settings."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.host.process.worker_process import WorkerProcess
from casebook.host.sandbox.places import own_dictionary_folder
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.vault import spelling
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.vault.spelling_card import SpellingCard
from casebook.ui.shell.field_spelling import FieldSpelling
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.forms.paragraph import ParagraphEdit
from tests.dictionaries import GERMAN, write
from tests.ui.driver import field, message_of, open_page, part, press, settle, text_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux isolates what checks spelling")


Opened = Callable[..., Any]


@pytest.fixture
def note(opened: Opened, blank: Session) -> ParagraphEdit:
    """The field of a new note, of a case whose client is Wen Shuyan, with an English dictionary."""
    write(own_dictionary_folder(), "en_GB")
    record.add(blank, Person(id="p1", names=(Name(text="温书言", script="Hans"),)))
    return _new_note(opened(blank), blank)


def _new_note(workspace: Workspace, session: Session) -> ParagraphEdit:
    workspace.settle()
    workspace.context.spelling_changed.emit()
    case = open_case(session, reference="A-1", title="", jurisdiction="GB")
    open_page(workspace, "case", id=case.id, tab="notes")
    workspace.page.start_new()
    settle()
    made: ParagraphEdit = field(workspace, "Note")
    made.setFocus()
    return made


def marked(edit: ParagraphEdit) -> tuple[str, ...]:
    watch = edit.findChild(FieldSpelling)
    assert watch is not None
    watch.check()
    return watch.marked


def menu_at(edit: ParagraphEdit, word: str) -> QMenu:
    """The menu that the menu key opens at a word."""
    cursor = edit.document().find(word)
    cursor.setPosition(cursor.selectionStart() + 1)
    edit.setTextCursor(cursor)
    asked = _menu_key(edit)
    QApplication.sendEvent(edit, asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _menu_key(edit: ParagraphEdit) -> QContextMenuEvent:
    at = edit.cursorRect().center()
    return QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, edit.mapToGlobal(at))


def choose(menu: QMenu, title: str) -> None:
    action = next(action for action in menu.actions() if action.text() == title)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_misspelt_words_are_marked_but_no_name_and_no_chinese(note: ParagraphEdit, qtbot: QtBot) -> None:
    note.insertPlainText("Teh court recieved 指定居所 the letter, was Shuyan's ")
    watch = note.findChild(FieldSpelling)
    assert watch is not None
    qtbot.waitUntil(lambda: watch.marked == ("Teh", "recieved"))


def test_the_word_being_typed_is_not_marked_yet(note: ParagraphEdit) -> None:
    QTest.keyClicks(note, "the cuort")
    assert marked(note) == ()
    QTest.keyClicks(note, " ")
    assert marked(note) == ("cuort",)


def test_only_what_is_in_view_is_examined(note: ParagraphEdit) -> None:
    note.setPlainText("\n".join(["cuort"] * 400))
    note.show_beginning()
    settle()
    assert 0 < len(marked(note)) < 60


def test_places_are_right_behind_characters_of_two_units(note: ParagraphEdit) -> None:
    note.setPlainText("😀 𠮷 cuort the lettre")
    assert marked(note) == ("cuort", "lettre")


def test_a_suggestion_replaces_the_word_by_keyboard(note: ParagraphEdit) -> None:
    note.setPlainText("The courtt was")
    assert marked(note) == ("courtt",)
    menu = menu_at(note, "courtt")
    assert menu.activeAction() is not None
    assert menu.activeAction().text() == "court"
    choose(menu, "court")
    assert note.toPlainText() == "The court was"
    assert marked(note) == ()
    note.undo()
    assert note.toPlainText() == "The courtt was"


def test_shift_f10_opens_the_menu_at_the_cursor(note: ParagraphEdit) -> None:
    note.setPlainText("The courtt was")
    assert marked(note) == ("courtt",)
    cursor = note.textCursor()
    for place, first in ((6, "court"), (1, "Undo")):
        cursor.setPosition(place)
        note.setTextCursor(cursor)
        QTest.keyClick(note, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu.actions()[0].text().replace("&", "").startswith(first)
        menu.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_at_a_word_that_is_right_the_usual_menu_opens(note: ParagraphEdit) -> None:
    note.setPlainText("The courtt was")
    assert marked(note) == ("courtt",)
    cursor = note.textCursor()
    cursor.setPosition(1)
    note.setTextCursor(cursor)
    watch = note.findChild(FieldSpelling)
    assert watch is not None
    asked = _menu_key(note)
    assert not watch.eventFilter(note, asked)


def test_a_word_of_the_office_is_kept_and_can_be_undone(note: ParagraphEdit, blank: Session) -> None:
    note.setPlainText("refoule refoule")
    assert marked(note) == ("refoule", "refoule")
    choose(menu_at(note, "refoule"), "Add to the office’s words")
    assert spelling.own_words(blank) == ("refoule",)
    assert marked(note) == ()
    workspace = note.window().workspace  # type: ignore[attr-defined]
    assert message_of(workspace) == "Added to the office’s words"
    record_steps = workspace.context.steps[0]
    record_steps[-1].undo(blank)
    assert spelling.own_words(blank) == ()
    assert marked(note) == ("refoule", "refoule")


def test_an_ignored_word_is_not_kept(note: ParagraphEdit, blank: Session) -> None:
    note.setPlainText("refoule")
    assert marked(note) == ("refoule",)
    choose(menu_at(note, "refoule"), "Ignore")
    assert marked(note) == ()
    assert spelling.own_words(blank) == ()


def test_a_new_name_is_marked_no_longer(note: ParagraphEdit, blank: Session) -> None:
    note.setPlainText("Zehra was")
    assert marked(note) == ("Zehra",)
    record.add(blank, Person(id="p2", names=(Name(text="Zehra Kaya", script="Latn"),)))
    assert marked(note) == ()


def test_a_dead_process_costs_no_text_and_is_told_once(
    note: ParagraphEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_part: str, _cpu_seconds: int) -> WorkerProcess:
        raise OSError

    monkeypatch.setattr(WorkerProcess, "start", refuse)
    note.setPlainText("The cuort")
    assert marked(note) == ()
    workspace = note.window().workspace  # type: ignore[attr-defined]
    assert message_of(workspace) == "The dictionary for English (United Kingdom) cannot be used"
    assert note.toPlainText() == "The cuort"


def test_the_language_of_a_text_chooses_the_dictionary(note: ParagraphEdit) -> None:
    write(own_dictionary_folder(), "de_DE", GERMAN)
    workspace = note.window().workspace  # type: ignore[attr-defined]
    workspace.context.spelling_changed.emit()
    note.setPlainText("Das Gericht court")
    assert marked(note) == ("Das", "Gericht")
    note.language = "de"
    assert marked(note) == ("court",)
    note.language = "ug"
    assert marked(note) == ()


def test_settings_switch_it_off_and_keep_words(note: ParagraphEdit, blank: Session) -> None:
    note.setPlainText("The cuort ")
    assert marked(note) == ("cuort",)
    workspace = note.window().workspace  # type: ignore[attr-defined]
    workspace.go(Location(page="settings"))
    card = part(workspace.page, SpellingCard)
    assert "English (United Kingdom)" in text_of(card)
    card.own.edit.setPlainText("cuort\nrefoule")
    workspace.page.read()
    assert card.own.raw == "cuort\nrefoule"
    press(card, "Save words")
    assert spelling.own_words(blank) == ("cuort", "refoule")
    assert marked(note) == ()
    spelling.keep_own_words(blank, ["refoule"])
    workspace.page.read()
    assert card.own.raw == "refoule"
    press(card, "Check spelling")
    assert not spelling.spelling(blank).is_on
    note.setPlainText("lettre")
    assert marked(note) == ()


def test_settings_say_what_to_install_and_what_is_broken(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    card = part(workspace.page, SpellingCard)
    assert "No dictionary is installed." in text_of(card)
    assert str(own_dictionary_folder()) in text_of(card)
    write(own_dictionary_folder(), "en_GB").dic.write_bytes(b"\0\xff" * 99)
    note = _new_note(workspace, blank)
    workspace.context.spelling_changed.emit()
    note.setPlainText("The cuort")
    assert marked(note) == ()
    workspace.go(Location(page="settings"))
    assert "English (United Kingdom): its files are damaged" in text_of(card)
