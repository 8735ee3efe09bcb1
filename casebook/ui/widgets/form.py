"""A short form on the page itself: fields side by side, a button that sends, Escape that gives up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from casebook.ui import theme
from casebook.ui.widgets.elided import Elided
from casebook.ui.widgets.layout import column, line
from casebook.ui.widgets.parts import button, label

_MOST_BESIDE = 3
_MOST_IN_A_LINE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its title stands above it; width in average characters; empty ones may be sent.

    Attributes:
        choices: value and words of each, where one of several is chosen and nothing is typed.
        is_secret: shown as dots.
    """

    key: str
    title: str
    hint: str = ""
    width: int = 20
    choices: tuple[tuple[str, str], ...] = ()
    is_secret: bool = False


class InlineForm(QFrame):
    """The form.

    Attributes:
        sent: field key -> text.
        left: the person gave up.
    """

    sent = Signal(dict)
    left = Signal()

    def __init__(
        self, title: str, fields: Sequence[Field], buttons: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("draft", title)
        self.setAccessibleName(title)
        whole = column(self, gap=10, margins=(14, 16))
        whole.addWidget(label(title, "title"))
        self._fields: dict[str, QLineEdit] = {}
        self._boxes: dict[str, QComboBox] = {}
        per_line = _MOST_BESIDE if len(fields) > _MOST_IN_A_LINE else len(fields)
        foot = line(gap=12)
        for start in range(0, len(fields), per_line):
            foot = line(gap=12)
            for field in fields[start : start + per_line]:
                foot.addLayout(self._field(field), field.width)
            whole.addLayout(foot)
        if len(fields) > _MOST_BESIDE:
            foot = line(gap=12)
            foot.addStretch(1)
            whole.addLayout(foot)
        send, leave = buttons
        foot.addWidget(button(send, self._send, role="primary"), 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(button(leave, self._give_up), 0, Qt.AlignmentFlag.AlignBottom)

    def begin(self) -> None:
        """Show it empty, ready to type."""
        for edit in self._fields.values():
            edit.clear()
        for box in self._boxes.values():
            box.setCurrentIndex(0)
        self.show()
        next(iter(self._fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _field(self, field: Field) -> QVBoxLayout:
        told = column(gap=4)
        told.addWidget(Elided(field.title, "small"))
        told.addWidget(self._box(field) if field.choices else self._edit(field))
        return told

    def _box(self, field: Field) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(field.title)
        for value, words in field.choices:
            box.addItem(words, value)
        self._boxes[field.key] = box
        return box

    def _edit(self, field: Field) -> QLineEdit:
        edit = QLineEdit()
        edit.setAccessibleName(field.title)
        edit.setPlaceholderText(field.hint)
        edit.setMinimumWidth(theme.current().px(72))
        if field.is_secret:
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.returnPressed.connect(self._send)
        self._fields[field.key] = edit
        return edit

    def _give_up(self) -> None:
        self.left.emit()
        self.hide()

    def _send(self) -> None:
        told = {
            key: edit.text() if edit.echoMode() == QLineEdit.EchoMode.Password else edit.text().strip()
            for key, edit in self._fields.items()
        }
        self.sent.emit(told | {key: str(box.currentData()) for key, box in self._boxes.items()})
