"""Who will hold a paper, as a picture: each reader a card, arrows between them from top to bottom.

Each card is a button of its own, so that the picture is walked and read out like any page. An arrow that no
source bears out is dashed, and every card says in words how it is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.plain import set_tip
from casebook.ui.kit.theme import Tone
from casebook.ui.widgets.controls.parts import beginning

_HEIGHT, _DOWN, _GAP, _HEAD = 70, 24, 10, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderCard:
    """A reader in the picture.

    Attributes:
        id: of the reader.
        name: leads.
        known: how it is known that the paper reaches them, in words.
        tone: of that.
        row: from the top.
        spoken: what is read out: who passes it on, and what sources say.
    """

    id: str
    name: str
    known: str
    tone: Tone | None
    row: int
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderArrow:
    """An arrow between readers; dashed where no source bears it out, none where it is ruled out."""

    first: str
    second: str
    is_certain: bool
    is_open: bool = True


class ReaderDiagram(QWidget):
    """The picture.

    Attributes:
        opened: the ID of the reader pressed.
    """

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._cards: list[_CardButton] = []
        self._arrows: tuple[ReaderArrow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_readers(self, cards: Sequence[ReaderCard], arrows: Sequence[ReaderArrow]) -> None:
        """Show these readers."""
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._arrows = tuple(arrows)
        self._cards = [_CardButton(card, self) for card in cards]
        for button in self._cards:
            button.setAccessibleName(button.card.spoken)
            button.clicked.connect(lambda _=False, at=button.card.id: self.opened.emit(at))
            button.show()
        self._place()

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards for the new width."""
        super().resizeEvent(event)
        self._place()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the arrows between the cards."""
        places = {button.card.id: QRectF(button.geometry()) for button in self._cards}
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for arrow in self._arrows:
                if arrow.is_open and arrow.first in places and arrow.second in places:
                    self._paint_arrow(painter, places[arrow.first], places[arrow.second], arrow)

    def _paint_arrow(self, painter: QPainter, first: QRectF, second: QRectF, arrow: ReaderArrow) -> None:
        look = theme.current()
        start = QPointF(first.center().x(), first.bottom())
        end = QPointF(second.center().x(), second.top() - look.px(1))
        style = Qt.PenStyle.SolidLine if arrow.is_certain else Qt.PenStyle.DashLine
        painter.setPen(QPen(look.colour("quiet"), look.px(1), style))
        middle = (start.y() + end.y()) / 2
        painter.drawPolyline(QPolygonF([start, QPointF(start.x(), middle), QPointF(end.x(), middle), end]))
        size = look.px(_HEAD)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("quiet"))
        painter.drawPolygon(
            QPolygonF([end, QPointF(end.x() - size, end.y() - size), QPointF(end.x() + size, end.y() - size)])
        )

    def _place(self) -> None:
        """Place each row from the top, its cards sharing the width."""
        px = theme.current().px
        rows: dict[int, list[_CardButton]] = {}
        for button in self._cards:
            rows.setdefault(button.card.row, []).append(button)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        top = px(2)
        for row in sorted(rows):
            width = (self.width() - px(_GAP) * (len(rows[row]) - 1)) // len(rows[row])
            for at, button in enumerate(rows[row]):
                left = at * (width + px(_GAP))
                left = self.width() - left - width if is_mirrored else left
                button.setGeometry(QRect(left, top, width, px(_HEIGHT)))
            top += px(_HEIGHT + _DOWN)
        self.setFixedHeight(max(top - px(_DOWN) + px(4), 1))
        self.update()


class _CardButton(QPushButton):
    """The card of a reader."""

    def __init__(self, card: ReaderCard, diagram: ReaderDiagram) -> None:
        super().__init__(diagram)
        self.card = card
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_tip(self, card.spoken)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the diagram assigns more."""
        return QSize(1, theme.current().px(_HEIGHT))

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the card: who, and how it is known."""
        look = theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = "accent" if self.hasFocus() else self.card.tone or "edge"
            painter.setPen(QPen(look.colour(edge), look.px(2) if self.hasFocus() else 1))
            painter.setBrush(look.colour("panel"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(6), look.px(6))
            area = self.rect().adjusted(look.px(8), look.px(4), -look.px(8), -look.px(4))
            font, height = painter.font(), painter.fontMetrics().height() + look.px(2)
            name, rest = QRect(area), QRect(area)
            name.setHeight(height)
            rest.setTop(area.top() + height)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(look.colour("text"))
            elided = painter.fontMetrics().elidedText(
                on_screen(self.card.name), Qt.TextElideMode.ElideRight, name.width()
            )
            painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter | beginning()), elided)
            font.setBold(False)
            painter.setFont(font)
            painter.setPen(look.colour(self.card.tone or "quiet"))
            flags = Qt.AlignmentFlag.AlignTop | beginning() | Qt.TextFlag.TextWordWrap
            painter.drawText(rest, int(flags), self.card.known)
