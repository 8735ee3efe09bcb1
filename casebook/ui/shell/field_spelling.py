"""The spelling of multi-line fields: wavy lines under words, and a menu of what may have been meant.

A field is checked from when it is first entered, once nobody has typed for a moment: a key only restarts a
timer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from casebook.domain.base.dictionary import Dictionary
from casebook.language.word_span import words_to_check
from casebook.ui.kit import theme
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.drawing import contained_reply
from casebook.ui.kit.page_context import PageContext
from casebook.ui.shell.speller import Speller
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.forms.paragraph import ParagraphEdit

IDLE_MS = 400
"""Milliseconds without a key after which a field is checked."""
_AROUND = 80
"""Characters before and behind those in view that are examined too, so that no word is cut."""
_KEEP = QTextCursor.MoveMode.KeepAnchor


class FieldSpelling(QObject):
    """Checks the part of a field that is in view; lives as long as the field."""

    def __init__(self, field: ParagraphEdit, speller: Speller) -> None:
        super().__init__(field)
        self._field, self._speller = field, speller
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.check)
        field.textChanged.connect(self.wait)
        field.cursorPositionChanged.connect(self.wait)
        field.verticalScrollBar().valueChanged.connect(self.wait)
        field.installEventFilter(self)
        field.viewport().installEventFilter(self)
        self.wait()

    def wait(self) -> None:
        """Check once nobody has typed for a moment."""
        self._timer.start()

    @property
    def marked(self) -> tuple[str, ...]:
        """Return the words marked now, in order."""
        return tuple(one.cursor.selectedText() for one in self._field.extraSelections())

    def check(self) -> None:
        """Examine the words in view."""
        dictionary = self._dictionary()
        if dictionary is None:
            self._field.setExtraSelections([])
            return
        words = [cursor.selectedText() for cursor in self._words_in_view()]
        then = while_there(self, lambda _: self._mark(dictionary))
        self._speller.examine(dictionary, words, partial(then, None))

    def _dictionary(self) -> Dictionary | None:
        if self._field.isReadOnly():
            return None
        return self._speller.dictionary(self._field.language or _language_of_form(self._field))

    def _words_in_view(self) -> Iterator[QTextCursor]:
        """Yield each word in view as a selection, without the one being typed."""
        field = self._field
        corner = field.viewport().rect().bottomRight()
        first = max(0, field.cursorForPosition(QPoint(0, 0)).position() - _AROUND)
        cursor = field.textCursor()
        typed_at = cursor.position() if field.hasFocus() and not cursor.hasSelection() else -1
        cursor.movePosition(QTextCursor.MoveOperation.End)
        end = cursor.position()
        last = min(end, field.cursorForPosition(corner).position() + _AROUND)
        cursor.setPosition(first)
        cursor.setPosition(last, _KEEP)
        text = cursor.selectedText()
        for start, behind, _ in words_to_check(text):
            is_cut = (start == 0 and first > 0) or (behind == len(text) and last < end)
            begins, ends = first + _units(text[:start]), first + _units(text[:behind])
            if not is_cut and ends != typed_at:
                word = QTextCursor(field.document())
                word.setPosition(begins)
                word.setPosition(ends, _KEEP)
                yield word

    def _mark(self, dictionary: Dictionary) -> None:
        """Underline what is misspelt; words typed since the question are marked after the next."""
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(theme.current().colour("red"))
        selections = []
        for cursor in self._words_in_view():
            if self._speller.is_misspelt(dictionary, cursor.selectedText()):
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = cursor, wave
                selections.append(selection)
        self._field.setExtraSelections(selections)

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer what may have been meant in the context menu of a marked word."""
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return self._offer(event, is_of_viewport=watched is self._field.viewport())
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _opens_menu(event):
            at = self._field.cursorRect().center()
            place = self._field.viewport().mapToGlobal(at)
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, place)
            QApplication.sendEvent(self._field, asked)
            return True
        return super().eventFilter(watched, event)

    def _offer(self, event: QContextMenuEvent, *, is_of_viewport: bool) -> bool:
        field, dictionary = self._field, self._dictionary()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = field.textCursor().position()
        else:
            viewport = field.viewport()
            pos = event.pos() if is_of_viewport else viewport.mapFrom(field, event.pos())
            at = field.cursorForPosition(pos).position()
        marks = (one.cursor for one in field.extraSelections())
        word = next((one for one in marks if one.selectionStart() <= at <= one.selectionEnd()), None)
        if word is None or dictionary is None:
            return False
        then = while_there(self, partial(self._open, QTextCursor(word)))
        self._speller.suggest(dictionary, word.selectedText(), then)
        return True

    def _open(self, word: QTextCursor, meant: Collection[str]) -> None:
        """Show the menu of a word under it: suggestions, then what else can be done with a text."""
        field, speller, words = self._field, self._speller, self._speller.words
        if not field.isVisible():
            return
        menu = field.createStandardContextMenu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setAccessibleName(words("Spelling suggestions"))
        rest, text = menu.actions()[0], word.selectedText()
        actions = [QAction(one.replace("&", "&&"), menu) for one in meant]
        for action, one in zip(actions, meant, strict=True):
            action.triggered.connect(lambda _=False, to=one: self._replace(word, to))
        if not actions:
            actions = [QAction(words("No suggestions"), menu)]
            actions[0].setEnabled(False)
        add, ignore = QAction(words("Add to the office’s words"), menu), QAction(words("Ignore"), menu)
        add.setEnabled(speller.can_add)
        add.triggered.connect(lambda: speller.add(text))
        ignore.triggered.connect(lambda: speller.ignore(text))
        menu.insertActions(rest, actions)
        menu.insertSeparator(rest)
        menu.insertActions(rest, [add, ignore])
        menu.insertSeparator(rest)
        menu.popup(field.viewport().mapToGlobal(field.cursorRect(word).bottomLeft()))
        menu.setActiveAction(next((one for one in menu.actions() if one.isEnabled()), rest))

    def _replace(self, word: QTextCursor, meant: str) -> None:
        word.insertText(meant)
        self._field.setFocus()


def _opens_menu(event: QKeyEvent) -> bool:
    """Return whether a key opens the context menu; the menu key itself Qt takes care of."""
    is_shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return is_shifted and event.key() == Qt.Key.Key_F10


class SpellingWatch(QObject):
    """Checks each multi-line field of the window from when it is first entered."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent, self._speller = parent, Speller(context, self)
        self._speller.outdated.connect(self._look_again)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._look_at)

    def begin(self) -> None:
        """Read whether spelling is checked, and with what."""
        self._speller.begin()

    def _look_again(self) -> None:
        self._look_at(None, QApplication.focusWidget())

    def _look_at(self, _: QWidget | None, focused: QWidget | None) -> None:
        if not self._speller.is_on or not isinstance(focused, ParagraphEdit):
            return
        if focused.window() is self._parent.window() and not focused.findChild(FieldSpelling):
            self._speller.outdated.connect(FieldSpelling(focused, self._speller).wait)


def _language_of_form(field: ParagraphEdit) -> str:
    """Return the language that the form of a field states of its record, or ""."""
    around = field.parentWidget()
    while around is not None and not isinstance(around, Form):
        around = around.parentWidget()
    entry = around.entries.get("language") if around is not None else None
    return str(entry.raw or "") if entry is not None else ""


def _units(text: str) -> int:
    """Return how many places Qt counts in a text: two for each character beyond the basic plane."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
