"""The types of field entries: line, paragraph, choice, tick box, several words.

An entry holds what was typed as a draft can hold it (text, a truth, a list); `read` makes the value of it and
says what cannot be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from casebook.base.errors import InvalidInput
from casebook.domain.base.field import without_unsound
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained_reply
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox, TickBox
from casebook.ui.widgets.forms.line_field import LineField
from casebook.ui.widgets.forms.paragraph import ParagraphEdit
from casebook.ui.widgets.layout.layout import column, mark_role

RawValue = Any  # type: ignore[explicit-any]  # JSON; which shape is the business of each entry
"""The content of an entry, as stored in a draft in JSON."""
Value = Any  # type: ignore[explicit-any]  # typed by the attribute of the noun that the field fills
"""The value of a field."""


class Entry(QWidget):
    """The input widget of a field.

    Attributes:
        changed: something was typed or chosen.
        sent: Enter was pressed in a single line, for a field that stands alone.
        is_secret: what stands in it must not be kept anywhere.
    """

    is_secret: ClassVar[bool] = False
    changed = Signal()
    sent = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name

    @property
    def raw(self) -> RawValue:
        """Its content as stored in a draft."""
        return ""

    def set_raw(self, content: RawValue) -> None:
        """Set the content without a signal."""

    def read(self) -> Value:
        """The value entered.

        Raises:
            InvalidInput: it cannot be read.
        """
        return self.raw

    def to_raw(self, value: Value) -> RawValue:
        """Return a value as it is typed, the inverse of `read`."""
        return value

    def display_text(self, content: RawValue) -> str:
        """Return the content as displayed to others."""
        return str(content)

    def tell(self, words: str, *, is_below: bool = False) -> bool:  # noqa: ARG002 - for those with a line
        """Say what is wrong, or "", in a line that is there anyway; returns whether the entry has one.

        Args:
            words: what is wrong.
            is_below: it stands below the entry, and the line leaves no gap before it.
        """
        return False

    @property
    def below(self) -> QWidget | None:
        """Return what the entry shows below its line, which the help of its field stands above; or None."""
        return None

    @property
    def first_wrong(self) -> Entry | None:
        """Return the first entry within this one that has a problem; None of one without parts."""
        return None

    def mark(self, *, is_wrong: bool) -> None:
        """Mark the content as invalid."""
        self.setProperty("wrong", is_wrong)
        for each in self.findChildren(QWidget):
            if isinstance(each, (QLineEdit, QPlainTextEdit, QComboBox)):
                mark_role(each, wrong=is_wrong)

    @property
    def focused_first(self) -> QWidget:
        """Return the widget that has the focus when the entry gets it."""
        return self.focusProxy() or self

    def take_focus(self) -> None:
        """Focus the entry."""
        self.focused_first.setFocus(Qt.FocusReason.OtherFocusReason)


class TextEntry(Entry):
    """One line."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__(name)
        self.edit = LineField()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(hint)
        self.edit.setMinimumWidth(theme.current().px(72))
        self.edit.textChanged.connect(lambda _: self.changed.emit())
        self.edit.returnPressed.connect(self.sent)
        self.setFocusProxy(self.edit)
        column(self, gap=0).addWidget(self.edit)

    @property
    def raw(self) -> RawValue:
        """Return the text without control characters: other casebooks refuse a value that has them."""
        return without_unsound(self.edit.text().replace("\x0b", " ").replace("\x0c", " ")).strip()

    def set_raw(self, content: RawValue) -> None:
        """Set the text."""
        with QSignalBlocker(self.edit):
            self.edit.setText(str(content or ""))
            self.edit.setCursorPosition(0)
        self.edit.updateGeometry()


class SecretEntry(TextEntry):
    """A passphrase or code: shown as dots, never trimmed, never kept as a draft."""

    is_secret = True

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)

    @property
    def raw(self) -> RawValue:
        """Return the secret as typed."""
        return self.edit.text()


class LongEntry(Entry):
    """Several lines; grows with its text, Tab leaves it, Ctrl+Enter saves its form."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__(name)
        self.edit = ParagraphEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(hint)
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self.changed)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)
        column(self, gap=0).addWidget(self.edit)

    @property
    def raw(self) -> RawValue:
        """Return the text without control characters, which came with what was pasted; as in one line."""
        return without_unsound(self.edit.toPlainText()).strip()

    def set_raw(self, content: RawValue) -> None:
        """Set the text."""
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(str(content or ""))
            self.edit.moveCursor(QTextCursor.MoveOperation.End)  # to go on writing
        self.edit.fit()
        self.edit.show_beginning()

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+Enter to the form."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and is_pressed(event, "save")
        ):
            event.ignore()  # and so it goes on to the widgets around this one
            return True
        return super().eventFilter(watched, event)


class ChoiceEntry(Entry):
    """A choice of a few values with texts."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(name)
        self.box = ChoiceBox()
        self.box.setAccessibleName(name)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(4)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(choices)
        self.box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.setFocusProxy(self.box)
        column(self, gap=0).addWidget(self.box)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Set the choices, keeping the current one if still offered."""
        chosen = self.raw
        with QSignalBlocker(self.box):
            self.box.clear()
            for value, words in choices:
                self.box.addItem(words or "—", value)
            self.box.setCurrentIndex(max(self.box.findData(chosen), 0))

    @property
    def raw(self) -> RawValue:
        """Return the chosen value."""
        value = self.box.currentData()
        return "" if value is None else value

    @property
    def is_chosen(self) -> bool:
        """Return whether a value other than the first is chosen."""
        return self.box.currentIndex() > 0

    def set_raw(self, content: RawValue) -> None:
        """Choose a value; one not offered is added, so that opening a form loses nothing."""
        with QSignalBlocker(self.box):
            place = self.box.findData(content)
            if place < 0 and content:
                self.box.addItem(str(content), content)
                place = self.box.count() - 1
            self.box.setCurrentIndex(max(place, 0))

    def display_text(self, content: RawValue) -> str:
        """Return the text of a value."""
        place = self.box.findData(content)
        return self.box.itemText(place) if place >= 0 else str(content)


class TickEntry(Entry):
    """A tick box."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.tick = TickBox(name)
        self.tick.setAccessibleName(name)
        self.tick.toggled.connect(lambda _: self.changed.emit())
        self.setFocusProxy(self.tick)
        column(self, gap=0).addWidget(self.tick)

    @property
    def raw(self) -> RawValue:
        """Return the state of the tick box."""
        return self.tick.isChecked()

    def set_raw(self, content: RawValue) -> None:
        """Set it."""
        with QSignalBlocker(self.tick):
            self.tick.setChecked(bool(content))

    def display_text(self, content: RawValue) -> str:
        """Return the text of the tick box, or ""."""
        return self.name if content else "—"


class WordsEntry(TextEntry):
    """Several short texts on one line, separated by commas."""

    def read(self) -> tuple[str, ...]:
        """Return the texts."""
        return tuple(word.strip() for word in self.edit.text().replace("，", ",").split(",") if word.strip())

    def to_raw(self, value: Value) -> str:
        """Return them separated by commas."""
        return ", ".join(value or ())


class NumberEntry(TextEntry):
    """A whole number, 0 for none."""

    def read(self) -> int:
        """Return the number.

        Raises:
            InvalidInput: it is none.
        """
        text = str(self.raw)
        if text and not text.isdecimal():
            raise InvalidInput("This must be a whole number.", field=self.name)
        return int(text or 0)

    def to_raw(self, value: Value) -> str:
        """Return digits, or "" for 0."""
        return str(value or "")
