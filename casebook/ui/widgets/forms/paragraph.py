"""A multi-line field that grows with its text and shows its beginning."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained

_MIN_LINES, _MAX_LINES = 2, 9
_EDGE = 14
"""Border and padding of a field in the style sheet, and Qt's space under the last line."""


class ParagraphEdit(QPlainTextEdit):
    """A multi-line field as high as its text.

    Attributes:
        language: BCP 47 tag of its text where that is not the one its form states, nor the office's.
    """

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.fit())
        self.fit()

    def fit(self) -> None:
        """Set the height to that of the text."""
        lines = min(max(self._lines(), _MIN_LINES), _MAX_LINES)
        edge = theme.current().px(_EDGE) + round(2 * self.document().documentMargin())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + edge)

    def show_beginning(self) -> None:
        """Scroll to the first line, although the cursor is at the end."""
        if not self.hasFocus():
            self.verticalScrollBar().setValue(0)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Recalculate the height: lines wrap differently."""
        super().resizeEvent(event)
        self.fit()

    @contained
    def showEvent(self, event: QShowEvent) -> None:
        """Scroll to the start: Qt shows the cursor when a field is first shown."""
        super().showEvent(event)
        self.show_beginning()

    @contained
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Scroll to the cursor when focused by keyboard."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.ensureCursorVisible()

    def _lines(self) -> int:
        """Return the number of wrapped lines; Qt counts those not laid out yet as one each."""
        lines, block = 0, self.document().begin()
        while block.isValid() and lines < _MAX_LINES:
            self.blockBoundingRect(block)
            lines += block.layout().lineCount()
            block = block.next()
        return lines

    def minimumSizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(theme.current().px(72), self.height())
