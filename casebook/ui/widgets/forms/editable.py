"""Text that can be edited in place: pencil to edit, Enter to save, Esc to cancel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from casebook.ui.kit.drawing import contained_reply
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import line


class Editable(QWidget):
    """A line or paragraph of text.

    Attributes:
        kept: the new words, when they differ from the old.
        left: they stay as they were.
    """

    kept = Signal(str)
    left = Signal()

    def __init__(
        self, text: str, name: str, *, role: str = "", wraps: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self.setProperty("draft", name)
        row = line(self, gap=4)
        self._label = label(text, role, wraps=wraps, selectable=True)
        row.addWidget(self._label, 1 if wraps else 0)
        self._pencil = button("", self.begin, role="pencil", meaning="edit", name=name)
        top = Qt.AlignmentFlag.AlignTop if wraps else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self._pencil, 0, top)
        self._field = QLineEdit()
        self._field.setAccessibleName(name)
        self._field.installEventFilter(self)
        self._field.returnPressed.connect(self._keep)
        self._field.hide()
        row.addWidget(self._field, 1)
        if not wraps:
            row.addStretch(0)

    def begin(self) -> None:
        """Start editing."""
        self._field.setText(self._text)
        self._show_field(is_shown=True)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cancel editing on Esc."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.left.emit()
            self._leave()
            return True
        return super().eventFilter(watched, event)

    def show_words(self, text: str) -> None:
        """Show another text, unless being edited."""
        self._text = text
        self._label.setText(text)

    def _keep(self) -> None:
        words = self._field.text().strip()
        self._leave()
        if words and words != self._text:
            self.show_words(words)
            self.kept.emit(words)
        else:
            self.left.emit()

    def _leave(self) -> None:
        self._show_field(is_shown=False)
        self._pencil.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_field(self, *, is_shown: bool) -> None:
        self._field.setVisible(is_shown)
        self._label.setVisible(not is_shown)
        self._pencil.setVisible(not is_shown)
