"""Painting of table and tree cells: muted rows, status chips, hover highlight."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.icons import picture
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import BESIDE, ICON, LOOK, TONE
from casebook.ui.widgets.controls.chip import chip_size, paint_chip
from casebook.ui.widgets.controls.parts import beginning

ROW_HEIGHT, TALL_HEIGHT, LINE_HEIGHT = 36, 52, 30
CELL_PAD = 10
_ICON, _GAP = 16, 8
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class CellStyle:
    """The style of a cell: status colour, icon, secondary text, font."""

    tone: Tone | None = None
    meaning: str = ""
    beside: str = ""
    look: str = "plain"


class Cell(QStyledItemDelegate):
    """Draws every cell of the program.

    Attributes:
        hovered: row under the pointer, or -1.
    """

    def __init__(self, view: QAbstractItemView, *, has_lines: bool = True) -> None:
        super().__init__(view)
        self._view = view
        self._has_lines = has_lines
        self.hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """Return the size of a row."""
        return QSize(
            theme.current().px(80), theme.current().px(ROW_HEIGHT if self._has_lines else LINE_HEIGHT)
        )

    @contained
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw background, line, focus ring and content."""
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setFont(option.font)
        area = QRect(option.rect)
        self._paint_ground(painter, area, option, index)
        pad = theme.current().px(CELL_PAD)
        self._paint_content(painter, area.adjusted(pad, 0, -pad, 0), option, index)
        painter.restore()

    def style_of(self, index: Index) -> CellStyle:
        """The style of a cell; delegates for Qt's own models override this."""
        return CellStyle(
            tone=index.data(TONE),
            meaning=str(index.data(ICON) or ""),
            beside=str(index.data(BESIDE) or ""),
            look=str(index.data(LOOK) or "plain"),
        )

    def _paint_ground(
        self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look = theme.current()
        state = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(area, look.colour("selected"))
        elif index.row() == self.hovered or (
            not self._has_lines and state & QStyle.StateFlag.State_MouseOver
        ):
            painter.fillRect(area, look.colour("hover"))
        if self._has_lines:
            painter.fillRect(area.left(), area.bottom(), area.width(), 1, look.colour("line"))
        if is_selected and self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            painter.fillRect(area.left(), area.top(), area.width(), 2, look.colour("accent"))
            painter.fillRect(area.left(), area.bottom() - 1, area.width(), 2, look.colour("accent"))

    def _paint_content(
        self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look = theme.current()
        word, dress = str(index.data() or ""), self.style_of(index)
        tone, meaning = dress.tone, dress.meaning
        if tone and word:
            size = chip_size(option.font, word, meaning)
            size.setWidth(min(size.width(), area.width()))
            is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
            ground = "panel" if is_selected else ""
            paint_chip(painter, placed(area, size), word, tone, meaning, ground=ground)
            return
        style = dress.look
        token = {"quiet": "quiet", "code": "quiet"}.get(style, "text")
        if meaning:
            size = QSize(look.px(_ICON), look.px(_ICON))
            density = self._view.devicePixelRatioF()
            spot = placed(area, size)
            painter.drawPixmap(spot, picture(meaning, look.colours["quiet"], size.width(), density))
            area = _after(area, size.width() + look.px(_GAP))
        self._paint_words(painter, area, word, dress.beside, (style, token))

    def _paint_words(
        self, painter: QPainter, area: QRect, word: str, beside: str, how: tuple[str, str]
    ) -> None:
        look, (style, token) = theme.current(), how
        plain = QFont(painter.font())
        painter.setFont(_set(plain, style))
        painter.setPen(look.colour(token))
        if style == "two-lines":
            paint_two_lines(painter, area, word, beside)
            return
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | beginning()), shown)
        rest = _after(area, metrics.horizontalAdvance(shown) + look.px(_GAP))
        if beside and rest.width() > metrics.averageCharWidth() * 2:
            painter.setFont(plain)
            painter.setPen(look.colour("quiet"))
            cut = painter.fontMetrics().elidedText(beside, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | beginning()), cut)


def paint_two_lines(painter: QPainter, area: QRect, words: str, beneath: str = "") -> None:
    """Draw text over secondary text, or text alone on up to two lines with an ellipsis."""
    where = int(Qt.AlignmentFlag.AlignVCenter | beginning())
    metrics, right = painter.fontMetrics(), Qt.TextElideMode.ElideRight
    if not beneath:
        painter.drawText(area, where, "\n".join(two_lines(painter.font(), words, area.width())))
        return
    half = metrics.lineSpacing() // 2
    painter.drawText(area.adjusted(0, -half, 0, -half), where, metrics.elidedText(words, right, area.width()))
    painter.setPen(theme.current().colour("quiet"))
    painter.drawText(area.adjusted(0, half, 0, half), where, metrics.elidedText(beneath, right, area.width()))


def two_lines(font: QFont, words: str, width: int) -> list[str]:
    """Return a text as up to two lines of a width in pixels; what has no room ends in an ellipsis."""
    words = " ".join(words.split())  # a line of its own for a paragraph would be a third
    layout = QTextLayout(words, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    rest = words[first.textLength() :].strip()
    lines = filter(None, (words[: first.textLength()].rstrip(), rest))
    metrics = QFontMetrics(font)
    return [metrics.elidedText(each, Qt.TextElideMode.ElideRight, width) for each in lines]


def _set(font: QFont, style: str) -> QFont:
    styled_font = QFont(font)
    if style == "strong":
        styled_font.setWeight(QFont.Weight.DemiBold)
    if style == "code":
        styled_font.setFamilies(["monospace"])
        styled_font.setPixelSize(theme.current().px(12))
    return styled_font


def placed(area: QRect, size: QSize) -> QRect:
    """Return the position of a size at the start of an area."""
    direction = QApplication.layoutDirection()
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    return QStyle.alignedRect(direction, middle, size, area)


def _after(area: QRect, used: int) -> QRect:
    is_mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return area.adjusted(0, 0, -used, 0) if is_mirrored else area.adjusted(used, 0, 0, 0)
