"""A person at the program's own window, with its threads, on a vault on disk: typing, locking, unlocking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casebook.ui.app.application import Program
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.forms.entry import ChoiceEntry, Entry, TickEntry
from casebook.ui.widgets.forms.entry_find import RecordEntry
from casebook.ui.widgets.forms.entry_parts import ListEntry
from casebook.ui.widgets.forms.form import Form

WAIT_MS = 180_000
"""Longer than anything here takes on a busy machine."""
Words = str | bool | Sequence["Words"] | Mapping[str, "Words"]
"""What is typed into an entry: a line, the value of a choice, parts by key, or several of these."""


class Sitting:
    """One person at one window.

    Attributes:
        typed: every line that was typed, in order.
    """

    def __init__(self, program: Program, vault: Path, secret: str, qtbot: QtBot) -> None:
        self._program, self._vault, self._secret, self._qtbot = program, vault, secret, qtbot
        self.typed: list[str] = []

    @property
    def workspace(self) -> Workspace:
        """The workspace of the open vault."""
        assert self._program.window.workspace is not None
        return self._program.window.workspace

    @property
    def leaf(self) -> Any:  # noqa: ANN401 - each page has parts of its own
        """The page in view, or the tab of the case in view."""
        page: Any = self.workspace.page
        return page._leaf if self.workspace.place.page == "case" else page

    @property
    def form(self) -> Form:
        """The form in view."""
        forms = [form for form in self.workspace.findChildren(Form) if form.isVisible()]
        return forms[-1]

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        self._qtbot.waitUntil(lambda: bool(holds()), timeout=WAIT_MS)

    def settle(self) -> None:
        """Wait until everything that was asked of the vault is answered."""
        self.until(lambda: self._program._lanes is None or not self._program._lanes._under_way)

    def unlock(self) -> None:
        """Type the passphrase."""
        screen = self._program.window.lock_screen
        QTest.keyClicks(screen._secret, self._secret)
        QTest.keyClick(screen._secret, Qt.Key.Key_Return)
        self.until(lambda: self._program.window.workspace and self.workspace.is_settled)
        self.settle()

    def lock(self, pressing: Callable[[], object] | None = None) -> None:
        """Lock with Ctrl+L, or with what else locks; the vault is closed afterwards."""
        with self._qtbot.waitSignal(self._program.locked, timeout=WAIT_MS):
            (pressing or (lambda: self.workspace.run_action("lock")))()
        assert self._program.window.workspace is None

    def sleep(self) -> None:
        """Close the lid of the laptop."""
        self.lock(self._program.lock)

    def go(self, page: str, record_id: str = "", tab: str = "") -> None:
        """Go to a page."""
        self.workspace.go(Location(page=page, id=record_id, tab=tab))
        self.settle()

    def begin(self) -> None:
        """Ctrl+N."""
        self.workspace.run_action("new")
        self.settle()

    def write(self, **fields: Words) -> None:
        """Type into the fields of the form in view."""
        for key, words in fields.items():
            self._put(self.form.entries[key], words)

    def save(self) -> None:
        """Press Ctrl+S; the form closes once everything was accepted."""
        form = self.form
        QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.settle()
        assert form not in self.workspace.findChildren(Form)

    def press(self, text: str) -> None:
        """Press the visible button with this text."""
        made = [one for one in self.workspace.findChildren(QPushButton) if one.text().strip() == text]
        QTest.mouseClick(next(one for one in made if one.isVisible()), Qt.MouseButton.LeftButton)
        self.settle()

    def go_on(self, title: str) -> None:
        """Take up what was being written when it was locked."""
        bar = self.workspace.findChild(DraftBar)
        assert bar is not None
        assert title in bar.accessibleName()
        QTest.mouseClick(bar.take, Qt.MouseButton.LeftButton)
        self.until(lambda: [form for form in self.workspace.findChildren(Form) if form.isVisible()])
        self.settle()

    def _put(self, entry: Entry, words: Words) -> None:
        if isinstance(entry, ListEntry):
            assert isinstance(words, list)
            for part in words:
                QTest.mouseClick(entry._add, Qt.MouseButton.LeftButton)
                self._put(entry.lines[-1], part)
        elif isinstance(words, dict):
            for key, part in words.items():
                self._put(entry.entries[key], part)  # type: ignore[attr-defined] # a part of several fields
        elif isinstance(entry, ChoiceEntry):
            entry.box.setCurrentIndex(entry.box.findData(words))
        elif isinstance(entry, TickEntry):
            QTest.mouseClick(entry.tick, Qt.MouseButton.LeftButton)
        else:
            self._type(entry, str(words))

    def _type(self, entry: Entry, words: str) -> None:
        field = entry.focusProxy()
        assert isinstance(field, QWidget)
        field.setFocus()
        if isinstance(entry, RecordEntry):
            _commit(field, words)
            self.until(entry._offered.count)
            QTest.keyClick(field, Qt.Key.Key_Return)
            self.settle()
        else:
            self.typed.append(words)
            _commit(field, words)


def _commit(field: QWidget, words: str) -> None:
    """Type as a keyboard of any script does, by way of the input method."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)
