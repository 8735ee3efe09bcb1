"""A card: a title, an optional action, and content."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.plain import set_tip
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.push import Button
from casebook.ui.widgets.layout.layout import column, empty_out, line

WIDEST_DAY = "30 Sept"
"""Minimum width of the days in a column, so that texts beside them align."""


class Card(QFrame):
    """A card; `body` is the layout of its content."""

    def __init__(self, title: str, action: QPushButton | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        whole = column(self, gap=12, margins=(14, 16))
        head = line(gap=8)
        head.addStrut(theme.current().px(24))
        head.addWidget(Elided(title, "title"), 1)
        if action:
            head.addWidget(action)
        whole.addLayout(head)
        self.body: QVBoxLayout = column(gap=8)
        whole.addLayout(self.body)
        whole.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def clear(self) -> None:
        """Remove its content."""
        empty_out(self.body)

    def say(self, words: str) -> None:
        """Show only a muted sentence."""
        self.clear()
        self.body.addWidget(label(words, "quiet", wraps=True))


class CardLine(QWidget):
    """A line of a card: optional day, text over secondary text, status at the end; clickable."""

    def __init__(
        self,
        title: str,
        beneath: str = "",
        *,
        day: str = "",
        status: QWidget | None = None,
        opens: QPushButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._opens = opens
        whole = line(self, gap=12)
        if day:
            whole.addWidget(day_label(day))
        words = column(gap=1)
        words.addWidget(opens or label(title, wraps=True))
        if beneath:
            words.addWidget(label(beneath, "quiet", wraps=True))
        whole.addLayout(words, 1)
        if status:
            whole.addWidget(status, 0, Qt.AlignmentFlag.AlignVCenter)
            if opens:
                status.setCursor(Qt.CursorShape.PointingHandCursor)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Accept clicks outside buttons, such as on the status, if the line opens something."""
        event.setAccepted(self._opens is not None)

    @contained
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the target of the text."""
        is_inside = self.rect().contains(event.position().toPoint())
        if self._opens and is_inside and event.button() == Qt.MouseButton.LeftButton:
            self._opens.click()


def day_label(day: str = "") -> QLabel:
    """Return a day label of uniform width."""
    text_label = label(day, "strong")
    text_label.ensurePolished()
    text_label.setMinimumWidth(text_label.fontMetrics().horizontalAdvance(WIDEST_DAY))
    text_label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    return text_label


class Opening(Button):
    """Clickable text, its last line cut in the middle: titles of one kind differ at their end.

    Args:
        title: the text.
        opened: called when it is pressed.
        parent: what it stands in.
        lines: how many it takes where one is too short.
    """

    def __init__(
        self, title: str, opened: Callable[[], object], parent: QWidget | None = None, *, lines: int = 1
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self.clicked.connect(lambda _=False: opened())
        self._title = ""
        self.setProperty("role", "opening")
        self.name(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def name(self, title: str) -> None:
        """Set the accessible name of the target."""
        self._title = title
        self.setAccessibleName(title)
        set_tip(self, title)
        self._cut()

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Truncate the text to the width."""
        super().resizeEvent(event)
        self._cut()

    def show_names_anew(self) -> None:
        """Cut the text anew once names are hidden or shown."""
        self._cut()

    def _cut(self) -> None:
        room = self.contentsRect().width() - self.fontMetrics().averageCharWidth()
        *whole, last = self._parted(on_screen(self._title), room)
        cut = self.fontMetrics().elidedText(last, Qt.TextElideMode.ElideMiddle, room)
        self.setText("\n".join((*whole, cut)))

    def _parted(self, text: str, room: int) -> list[str]:
        """Return the text in as many lines as it may take, the last one with all the rest."""
        layout, starts = QTextLayout(text, self.font()), [0]
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while len(starts) < self._lines and (one := layout.createLine()).isValid():
            one.setLineWidth(max(room, 1))
            starts.append(one.textStart() + one.textLength())
        layout.endLayout()
        pieces = (text[start:end].strip() for start, end in pairwise((*starts, len(text))))
        return [piece for piece in pieces if piece] or [""]
