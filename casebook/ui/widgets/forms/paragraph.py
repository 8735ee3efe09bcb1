"""A field of several lines that grows with what is written in it and shows its beginning."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained

_FEWEST_LINES, _MAX_LINES = 2, 9
_EDGE = 14
"""Line and padding of a field in the style sheet, and what Qt keeps free under the last line."""


class ParagraphEdit(QPlainTextEdit):
    """A field of several lines, as high as its words ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.fit())
        self.fit()

    def fit(self) -> None:
        """Take the height the words need."""
        lines = min(max(self._lines(), _FEWEST_LINES), _MAX_LINES)
        edge = theme.current().px(_EDGE) + round(2 * self.document().documentMargin())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + edge)

    def show_beginning(self) -> None:
        """Whoever reads begins at the first line, although the cursor stands behind the last."""
        if not self.hasFocus():
            self.verticalScrollBar().setValue(0)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self.fit()

    @contained
    def showEvent(self, event: QShowEvent) -> None:
        """Qt goes to the cursor when a field is first shown."""
        super().showEvent(event)
        self.show_beginning()

    @contained
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by the keyboard writes on where the cursor stands."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.ensureCursorVisible()

    def _lines(self) -> int:
        """Lines as they are broken now; Qt counts those it has not yet laid out as one each."""
        lines, block = 0, self.document().begin()
        while block.isValid() and lines < _MAX_LINES:
            self.blockBoundingRect(block)
            lines += block.layout().lineCount()
            block = block.next()
        return lines

    def minimumSizeHint(self) -> QSize:
        """As narrow as a line."""
        return QSize(theme.current().px(72), self.height())
