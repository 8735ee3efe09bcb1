"""A person's hand at the window, whose inputs are counted.

An input is a click, a key, or one field's text together with the key that leaves it; a paste or a
choice of files is one. A field that has not the keyboard yet is clicked first, which counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casebook.ui.kit.collation import pinyin_keys
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.layout.tab_order import takes_tab
from tests.ui import driver

WAIT_MS = 60_000

_LETTERS = 5
"""As many as tell a line of a list from the others."""
_NOTCH = 120
"""Of a wheel, in eighths of a degree."""
_FEW = 2
"""As many keys as the clicks that choose from a list."""


class Hand:
    """One person at one window, by mouse.

    Attributes:
        inputs: how many of each kind were made.
    """

    def __init__(self, workspace: Workspace, qtbot: QtBot) -> None:
        self._workspace, self._qtbot = workspace, qtbot
        self._words = workspace.context.words
        self.inputs = Counter[str]()

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; it costs no input."""
        self._qtbot.waitUntil(lambda: bool(holds()), timeout=WAIT_MS)

    def click(self, text: str, within: QWidget | None = None) -> None:
        """Click a button, tab or tick box that reads so, in English."""
        name = self._words(text)
        self.until(lambda: self.is_ready(text, within))
        driver.press(within or self._workspace, name)
        self._count("click")

    def type(
        self,
        title: str,
        text: str,
        key: Qt.Key = Qt.Key.Key_Tab,
        within: QWidget | None = None,
        once: Callable[[], object] = lambda: True,
    ) -> None:
        """Type into a field and leave it by a key, once something holds."""
        edit = driver.field(within or self._workspace, self._words(title))
        self._reach(edit)
        if isinstance(edit, QComboBox):
            assert text.isascii(), "typed on the keys of any keyboard"
            QTest.keyClicks(edit, text)
        elif isinstance(edit, QPlainTextEdit):
            edit.insertPlainText(text)
        else:
            edit.selectAll()
            edit.insert(text)
            edit.textEdited.emit(text)
        self.until(once)
        QTest.keyClick(edit, key)
        self._count("text")

    def choose(self, title: str, option: str, within: QWidget | None = None) -> None:
        """Open a list and click an option; where the keyboard stands in it, type its name or press arrows."""
        within = within or self._workspace
        name, text = self._words(title), self._words(option)
        box = driver.field(within, name)
        if box.hasFocus() and text.isascii():
            self.type(title, text, within=within)
            return
        steps = box.findText(text) - box.currentIndex()
        if box.hasFocus() and 0 < steps <= _FEW:
            for _ in range(steps):
                QTest.keyClick(box, Qt.Key.Key_Down)
            self._count("key", steps)
            return
        driver.choose(within, name, text)
        self._count("click", 2)

    def tick(self, listed: QListWidget, text: str) -> None:
        """Tick the line in view that begins so."""
        items = (listed.item(row) for row in range(listed.count()))
        line = next(item for item in items if item.text().startswith(text) and not item.isHidden())
        line.setCheckState(Qt.CheckState.Checked)
        self._count("click")

    def paste(self, text: str) -> None:
        """Paste what was copied elsewhere, where the keyboard stands."""
        QGuiApplication.clipboard().setText(text)
        assert self.focused is not None
        QTest.keyClick(self.focused, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self._count("paste")

    def files(self) -> None:
        """Choose files, or where to save one."""
        self._count("choice of files")

    def turn_wheel(self, widget: QWidget) -> None:
        """Turn the wheel over the pane around a widget until its end is in view; it costs no input."""
        window, pane = self._workspace.window(), widget.parentWidget()
        while pane is not None and not isinstance(pane, QScrollArea):
            pane = pane.parentWidget()
        assert pane is not None

        def turned() -> bool:
            shown = pane.viewport().visibleRegion().boundingRect()
            if widget.visibleRegion().boundingRect().bottom() >= widget.height() - 1:
                return True
            at = pane.viewport().mapTo(window, shown.center())
            QTest.wheelEvent(window.windowHandle(), at, QPoint(0, -_NOTCH))
            driver.settle()
            return False

        self.until(turned)

    def is_ready(self, text: str, within: QWidget | None = None) -> bool:
        """Whether there is a button in view that reads so, in English, and can be pressed."""
        name = self._words(text)
        try:
            found: QAbstractButton = driver.button(within or self._workspace, name)
        except LookupError:
            return False
        return found.isVisible() and found.isEnabled()

    def _reach(self, edit: QWidget) -> None:
        if self.focused is edit:
            return
        assert isinstance(edit, (QLineEdit, QPlainTextEdit, QComboBox))
        edit.setFocus(Qt.FocusReason.MouseFocusReason)
        self._count("click")

    @property
    def focused(self) -> QWidget | None:
        """What has the keyboard."""
        return QApplication.focusWidget()

    def _count(self, kind: str, number: int = 1) -> None:
        self.inputs[kind] += number
        driver.settle()


class Keyboard(Hand):
    """The same person with the keyboard alone: what has not the keyboard yet is reached by Tab."""

    def press(self, keys: str) -> None:
        """Press a key or a combination of keys."""
        QTest.keySequence(self._target, QKeySequence(keys))
        self._count("key")

    def click(self, text: str, within: QWidget | None = None) -> None:
        """Reach a button, tab or tick box that reads so, in English, and press it."""
        name = self._words(text)
        self.until(lambda: self.is_ready(text, within))
        self._reach(driver.button(within or self._workspace, name))
        self.press("Space")

    def press_default(self, text: str) -> None:
        """Press the button that reads so and has the keyboard already."""
        self.until(lambda: self.is_ready(text))
        assert self.focused is driver.button(self._workspace, text)
        self.press("Space")

    def choose(self, title: str, option: str, within: QWidget | None = None) -> None:
        """Reach a list of choices and type the beginning of an option, or its initials in pinyin."""
        box = driver.field(within or self._workspace, self._words(title))
        self._reach(box)
        text = self._words(option)
        letters = text.partition(" ")[0] if text.isascii() else pinyin_keys(text)[1]
        for letter in letters:  # a space would open the list
            if not box.currentText().startswith(text):
                QTest.keyClicks(box, letter)
        assert box.currentText().startswith(text), box.currentText()
        QTest.keyClick(box, Qt.Key.Key_Tab)
        self._count("text")

    def tick(self, listed: QListWidget, text: str) -> None:
        """Tick the line that begins so: its first letters are typed."""
        self._reach(listed)
        QTest.keyClicks(listed, text[:_LETTERS] if text.isascii() else pinyin_keys(text)[0][:_LETTERS])
        assert listed.currentItem().text().startswith(text)
        self._count("text")
        self.press("Space")

    @property
    def _target(self) -> QWidget:
        return self.focused or self._workspace.window()

    def _reach(self, edit: QWidget) -> None:
        start = self._target
        ahead = _stops(start, edit, QWidget.nextInFocusChain)
        back = _stops(start, edit, QWidget.previousInFocusChain)
        keys = "Tab" if ahead <= back else "Shift+Tab"
        for _ in range(min(ahead, back)):
            self.press(keys)
        assert self._target is edit, f"{edit.accessibleName()} is not reached by Tab"


def _stops(start: QWidget, end: QWidget, following: Callable[[QWidget], QWidget | None]) -> int:
    """How often Tab is pressed on the way from one widget to another, if every stop is one."""
    count, at = 0, start
    while at is not end:
        at = following(at) or start
        count += at.isVisible() and at.isEnabled() and takes_tab(at) and at.window() is end.window()
        assert at is not start, "not in the order of Tab"
    return count
