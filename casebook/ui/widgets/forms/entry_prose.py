"""Free text of a dossier, with buttons and keys for emphasis, styles, labels, notes and references."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton

from casebook.base.i18n import Translator
from casebook.ui.kit.drawing import contained_reply
from casebook.ui.kit.plain import set_tip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.entry import LongEntry
from casebook.ui.widgets.layout.wrapping import Wrapping

Offers = Callable[[str], Sequence[tuple[str, str]]]
"""Possible references: texts to choose, and the text between the brackets."""
_MARK = re.compile(r"(?:#{1,2} |> ?|[-*] |\([a-z]\) |\{-\} )?")
_CALL = re.compile(r"\[\^(\d+)\]")
_KEYS = {Qt.Key.Key_B: "**", Qt.Key.Key_I: "*"}


class ProseEntry(LongEntry):
    """Paragraphs with styles; buttons insert what could also be typed."""

    def __init__(self, name: str, words: Translator, hint: str, offers: Offers) -> None:
        super().__init__(name, hint)
        self._words, self._offers = words, offers
        tools = Wrapping(
            button(words("Bold"), partial(self.wrap_selection, "**"), role="link"),
            button(words("Italic"), partial(self.wrap_selection, "*"), role="link"),
            self._menu(words("Style"), self._fill_styles),
            button(words("Label"), self.label, role="link"),
            button(words("Footnote"), self.call_note, role="link"),
            self._menu(words("Insert reference"), self._fill_references),
            gap=4,
        )
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(0, tools)
        self.bold, self.italic = tools.findChildren(QPushButton)[:2]
        set_tip(self.bold, "Ctrl+B")
        set_tip(self.italic, "Ctrl+I")

    def _menu(self, title: str, fill: Callable[[QMenu], None]) -> QPushButton:
        menu_button = button(title, role="link")
        menu = QMenu(menu_button)
        menu.aboutToShow.connect(partial(fill, menu))
        menu_button.setMenu(menu)
        return menu_button

    def _fill_styles(self, menu: QMenu) -> None:
        words = self._words
        styles = (
            (words("Numbered paragraph"), ""),
            (words("Unnumbered paragraph"), "{-} "),
            (words("Lettered paragraph"), "(a) "),
            (words("List item"), "- "),
            (words("Quotation"), "> "),
            (words("Heading"), "# "),
            (words("Subheading"), "## "),
        )
        menu.clear()
        for title, mark in styles:
            menu.addAction(title, partial(self.style_as, mark))

    def _fill_references(self, menu: QMenu) -> None:
        menu.clear()
        offers = self._offers(self.edit.toPlainText())
        for title, refers in offers:
            menu.addAction(title.replace("&", "&&"), partial(self.put, f"[[{refers}]]"))
        if not offers:
            menu.addAction(self._words("No exhibits or labels yet")).setEnabled(False)

    def wrap_selection(self, sign: str) -> None:
        """Put a marker before and after the selection, or around the cursor if nothing is selected."""
        cursor = self.edit.textCursor()
        chosen = cursor.selectedText()
        inner = chosen.strip()
        before, after = chosen[: len(chosen) - len(chosen.lstrip())], chosen[len(chosen.rstrip()) :]
        cursor.insertText(f"{before}{sign}{inner}{sign}{after if inner else ''}")
        if not inner:
            cursor.movePosition(QTextCursor.MoveOperation.Left, n=len(sign))
        self._go_on(cursor)

    def style_as(self, mark: str) -> None:
        """Set the style marker of the current line, replacing an existing one."""
        cursor = self._at_start()
        had = _MARK.match(cursor.block().text())
        length = len(had[0]) if had else 0
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, length)
        cursor.insertText(mark)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self._go_on(cursor)

    def label(self) -> None:
        """Begin a label in the current line, to be typed."""
        cursor = self._at_start()
        had = _MARK.match(cursor.block().text())
        cursor.movePosition(QTextCursor.MoveOperation.Right, n=len(had[0]) if had else 0)
        cursor.insertText("{#} ")
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=2)
        self._go_on(cursor)

    def call_note(self) -> None:
        """Insert a footnote call and begin the footnote at the end of the text."""
        taken = [int(number) for number in _CALL.findall(self.edit.toPlainText())]
        number = max(taken, default=0) + 1
        cursor = self.edit.textCursor()
        cursor.beginEditBlock()
        cursor.setPosition(cursor.selectionEnd())
        cursor.insertText(f"[^{number}]")
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"\n\n[^{number}]: ")
        cursor.endEditBlock()
        self._go_on(cursor)

    def put(self, text: str) -> None:
        """Insert a text at the cursor."""
        cursor = self.edit.textCursor()
        cursor.insertText(text)
        self._go_on(cursor)

    def _at_start(self) -> QTextCursor:
        cursor = self.edit.textCursor()
        cursor.setPosition(cursor.position())
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        return cursor

    def _go_on(self, cursor: QTextCursor) -> None:
        self.edit.setTextCursor(cursor)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Apply emphasis on Ctrl+B and Ctrl+I."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            sign = _KEYS.get(Qt.Key(event.key()), "")
            if sign and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.wrap_selection(sign)
                return True
        return super().eventFilter(watched, event)
