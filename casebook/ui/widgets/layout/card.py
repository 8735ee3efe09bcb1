"""A card: a title, perhaps one action, and what it holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import set_tip
from casebook.ui.widgets.layout.elided import Elided
from casebook.ui.widgets.layout.layout import column, empty_out, line
from casebook.ui.widgets.layout.parts import label

_WIDEST_DAY = "30 Sept"
"""Days of this width stand in one column, so that the words beside them begin together."""


class Card(QFrame):
    """A card; `body` is the layout of what it holds."""

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
        """Take out what it holds."""
        empty_out(self.body)

    def say(self, words: str) -> None:
        """Hold a quiet sentence and nothing else."""
        self.clear()
        self.body.addWidget(label(words, "quiet", wraps=True))


class CardLine(QWidget):
    """A line of a card: perhaps a day, words over quiet words, a status at the end; a press opens it."""

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
        words.addWidget(opens or Elided(title))
        if beneath:
            words.addWidget(Elided(beneath, "quiet"))
        whole.addLayout(words, 1)
        if status:
            whole.addWidget(status, 0, Qt.AlignmentFlag.AlignVCenter)
            if opens:
                status.setCursor(Qt.CursorShape.PointingHandCursor)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press on what is no button, such as the status, where the line opens something."""
        event.setAccepted(self._opens is not None)

    @contained
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what the words open."""
        is_inside = self.rect().contains(event.position().toPoint())
        if self._opens and is_inside and event.button() == Qt.MouseButton.LeftButton:
            self._opens.click()


def day_label(day: str = "") -> QLabel:
    """A day before the words of a line, as wide as any."""
    text_label = label(day, "strong")
    text_label.ensurePolished()
    text_label.setMinimumWidth(text_label.fontMetrics().horizontalAdvance(_WIDEST_DAY))
    text_label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    return text_label


class Opening(QPushButton):
    """Words on one line that open what they name, cut with an ellipsis where the room ends."""

    def __init__(self, title: str, opened: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(lambda _=False: opened())
        self._title = ""
        self.setProperty("role", "opening")
        self.name(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def name(self, title: str) -> None:
        """Say what it opens now."""
        self._title = title
        self.setAccessibleName(title)
        set_tip(self, title)
        self._cut()

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the room there is."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.contentsRect().width() - self.fontMetrics().averageCharWidth()
        self.setText(self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room))
