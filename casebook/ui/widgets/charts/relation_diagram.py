"""The relationship diagram: central and related people, their whereabouts and pressure on them.

Each person is a button of its own, so that the picture is walked and read out like any page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import set_tip
from casebook.ui.widgets.controls.parts import beginning

_WIDTH, _HEIGHT, _ACROSS, _DOWN = 176, 70, 24, 46


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramNode:
    """A person in the diagram.

    Attributes:
        id: whom a press opens.
        name: leads.
        beside: the name in other scripts.
        where: where they are, in words.
        mark: a word where they are under pressure, or "".
        is_middle: stands in the middle.
    """

    id: str
    name: str
    beside: str = ""
    where: str = ""
    mark: str = ""
    is_middle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramEdge:
    """A relationship; an uncertain one is drawn dashed."""

    first: str
    second: str
    words: str
    is_certain: bool = True


class RelationDiagram(QWidget):
    """The diagram.

    Attributes:
        opened: the id of the person pressed.
    """

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "scrolled")
        self._buttons: list[_NodeButton] = []
        self._edges: tuple[DiagramEdge, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def show_people(self, nodes: Sequence[DiagramNode], edges: Sequence[DiagramEdge]) -> None:
        """Show these people."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._edges = tuple(edges)
        self._buttons = [_NodeButton(node, self) for node in nodes]
        for button in self._buttons:
            bond_texts = [edge.words for edge in edges if button.node.id in {edge.first, edge.second}]
            button.setAccessibleName(", ".join(part for part in (*_said(button.node), *bond_texts) if part))
            button.clicked.connect(lambda _=False, at=button.node.id: self.opened.emit(at))
            button.show()
        self._place()
        self.update()

    def take_focus(self) -> None:
        """Focus the first person."""
        if self._buttons:
            self._buttons[0].setFocus()

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everyone for the new width."""
        super().resizeEvent(event)
        self._place()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the lines, with texts at their ends."""
        look = theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            middles = {button.node.id: QPointF(button.geometry().center()) for button in self._buttons}
            for edge in self._edges:
                if edge.first not in middles or edge.second not in middles:
                    continue
                first, second = middles[edge.first], middles[edge.second]
                style = Qt.PenStyle.SolidLine if edge.is_certain else Qt.PenStyle.DashLine
                painter.setPen(QPen(look.colour("edge"), look.px(1), style))
                painter.drawLine(first, second)
                self._paint_words(painter, edge.words, second + (first - second) * 0.4)

    def _paint_words(self, painter: QPainter, words: str, at: QPointF) -> None:
        look, metrics = theme.current(), painter.fontMetrics()
        shown = metrics.elidedText(on_screen(words), Qt.TextElideMode.ElideRight, look.px(_WIDTH - 20))
        width = metrics.horizontalAdvance(shown) + look.px(12)
        area = QRectF(at.x() - width / 2, at.y() - metrics.height() / 2, width, metrics.height())
        painter.fillRect(area, look.colour("panel"))
        painter.setPen(look.colour("quiet"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)

    def _place(self) -> None:
        """Place central people in a row, the others in rows above and below."""
        px = theme.current().px
        per_row = max(1, self.width() // px(_WIDTH + _ACROSS))
        middle = [button for button in self._buttons if button.node.is_middle]
        others = [button for button in self._buttons if not button.node.is_middle]
        half = (len(others) + 1) // 2
        rows = [*_rows(others[:half], per_row), *_rows(middle, per_row), *_rows(others[half:], per_row)]
        step = px(_HEIGHT + _DOWN)
        self.setMinimumHeight(len(rows) * step + px(_DOWN))
        top = max((self.height() - len(rows) * step + px(_DOWN)) // 2, px(12))
        for row in rows:
            share = self.width() / len(row)
            for at, button in enumerate(row):
                left = round(share * at + (share - px(_WIDTH)) / 2)
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                    left = self.width() - left - px(_WIDTH)
                button.setGeometry(QRect(left, top, px(_WIDTH), px(_HEIGHT)))
            top += step
        self.update()


class _NodeButton(QPushButton):
    """A person's card."""

    def __init__(self, node: DiagramNode, diagram: RelationDiagram) -> None:
        super().__init__(diagram)
        self.node = node
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_tip(self, "\n".join(_said(node)))

    def minimumSizeHint(self) -> QSize:
        """Return the size assigned to it."""
        return QSize(theme.current().px(_WIDTH), theme.current().px(_HEIGHT))

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the card: name, other scripts, whereabouts, and the sign of pressure."""
        look = theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            edge = (
                "accent" if self.hasFocus() or self.node.is_middle else "amber" if self.node.mark else "edge"
            )
            width = look.px(2) if self.hasFocus() or self.node.mark else 1
            painter.setPen(QPen(look.colour(edge), width))
            painter.setBrush(look.colour("selected" if self.node.is_middle else "panel"))
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inside, look.px(8), look.px(8))
            self._paint_lines(painter)

    def _paint_lines(self, painter: QPainter) -> None:
        look, pad = theme.current(), theme.current().px(10)
        area = self.rect().adjusted(pad, look.px(5), -pad, -look.px(5))
        height = area.height() // 3
        lines = ((self.node.name, "text"), (self.node.beside, "quiet"), (self.node.where, "quiet"))
        font = painter.font()
        for at, (words, token) in enumerate(lines):
            font.setBold(at == 0)
            painter.setFont(font)
            painter.setPen(look.colour(token))
            row = QRect(area.left(), area.top() + at * height, area.width(), height)
            shown = painter.fontMetrics().elidedText(
                on_screen(words), Qt.TextElideMode.ElideRight, row.width()
            )
            painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | beginning()), shown)
        if self.node.mark:
            drawn = picture("pressure", look.colours["amber"], look.px(16), self.devicePixelRatioF())
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = area.left() if is_mirrored else area.right() - look.px(16)
            painter.drawPixmap(left, area.top(), drawn)


def _said(node: DiagramNode) -> tuple[str, ...]:
    return tuple(part for part in (node.name, node.beside, node.where, node.mark) if part)


def _rows(buttons: Sequence[_NodeButton], per_row: int) -> list[Sequence[_NodeButton]]:
    return [buttons[at : at + per_row] for at in range(0, len(buttons), per_row)]
