"""A short form on the page itself: fields side by side, a button that sends, Escape that gives up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from casebook.ui import theme
from casebook.ui.widgets.layout import column, line
from casebook.ui.widgets.parts import button, label


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its title stands above it; width in average characters; empty ones may be sent."""

    key: str
    title: str
    hint: str = ""
    width: int = 20


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
        self.setAccessibleName(title)
        whole = column(self, gap=10, margins=(14, 16))
        whole.addWidget(label(title, "title"))
        row = line(gap=12)
        self._fields: dict[str, QLineEdit] = {}
        for field in fields:
            row.addLayout(self._field(field), field.width)
        send, leave = buttons
        row.addWidget(button(send, self._send, role="primary"), 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(button(leave, self._give_up), 0, Qt.AlignmentFlag.AlignBottom)
        whole.addLayout(row)

    def begin(self) -> None:
        """Show it empty, ready to type."""
        for edit in self._fields.values():
            edit.clear()
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
        told.addWidget(label(field.title, "small"))
        edit = QLineEdit()
        edit.setAccessibleName(field.title)
        edit.setPlaceholderText(field.hint)
        edit.setMinimumWidth(theme.current().px(72))
        edit.returnPressed.connect(self._send)
        told.addWidget(edit)
        self._fields[field.key] = edit
        return told

    def _give_up(self) -> None:
        self.left.emit()
        self.hide()

    def _send(self) -> None:
        self.sent.emit({key: edit.text().strip() for key, edit in self._fields.items()})
