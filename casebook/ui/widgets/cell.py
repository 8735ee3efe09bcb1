"""How a cell of a table or tree is drawn: quiet rows, statuses as chips, the row under the pointer lit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casebook.ui import theme
from casebook.ui.icons import picture
from casebook.ui.models.rows import BESIDE, ICON, LOOK, TONE
from casebook.ui.widgets.chip import chip_size, paint_chip

ROW_HEIGHT, TALL_HEIGHT, LINE_HEIGHT = 36, 52, 30
_PAD, _ICON, _GAP = 12, 16, 8
_VERTICAL = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
Index = QModelIndex | QPersistentModelIndex


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
        """One row of the grid."""
        return QSize(
            theme.current().px(80), theme.current().px(ROW_HEIGHT if self._has_lines else LINE_HEIGHT)
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, line, ring and content."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setFont(option.font)
        area = QRect(option.rect)
        self._paint_ground(painter, area, option, index)
        pad = theme.current().px(_PAD)
        self._paint_content(painter, area.adjusted(pad, 0, -pad, 0), option, index)
        painter.restore()

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
        word, tone, meaning = str(index.data() or ""), index.data(TONE), str(index.data(ICON) or "")
        if tone and word:
            size = chip_size(option.font, word, meaning)
            size.setWidth(min(size.width(), area.width()))
            is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
            ground = "panel" if is_selected else ""
            paint_chip(painter, _placed(painter, area, size), word, tone, meaning, ground=ground)
            return
        style = str(index.data(LOOK) or "plain")
        token = {"quiet": "quiet", "code": "quiet"}.get(style, "text")
        if meaning:
            size = QSize(look.px(_ICON), look.px(_ICON))
            density = self._view.devicePixelRatioF()
            spot = _placed(painter, area, size)
            painter.drawPixmap(spot, picture(meaning, look.colours["quiet"], size.width(), density))
            area = _after(painter, area, size.width() + look.px(_GAP))
        self._paint_words(painter, area, word, str(index.data(BESIDE) or ""), (style, token))

    def _paint_words(
        self, painter: QPainter, area: QRect, word: str, beside: str, how: tuple[str, str]
    ) -> None:
        look, (style, token) = theme.current(), how
        plain = QFont(painter.font())
        painter.setFont(_set(plain, style))
        painter.setPen(look.colour(token))
        if style == "two-lines":
            paint_two_lines(painter, area, word)
            return
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, area.width())
        across = Qt.AlignmentFlag.AlignTrailing if style == "number" else Qt.AlignmentFlag.AlignLeading
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | across), shown)
        rest = _after(painter, area, metrics.horizontalAdvance(shown) + look.px(_GAP))
        if beside and rest.width() > metrics.averageCharWidth() * 2:
            painter.setFont(plain)
            painter.setPen(look.colour("quiet"))
            cut = painter.fontMetrics().elidedText(beside, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, _VERTICAL, cut)


def paint_two_lines(painter: QPainter, area: QRect, words: str) -> None:
    """Words on at most two lines, the second cut with an ellipsis, in the middle of the area."""
    layout = QTextLayout(words, painter.font())
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(area.width())
    rest = words[first.textLength() :].strip()
    layout.endLayout()
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, area.width())
    whole = f"{words[: first.textLength()].rstrip()}\n{shown}" if rest else words
    painter.drawText(area, _VERTICAL, whole)


def _set(font: QFont, style: str) -> QFont:
    made = QFont(font)
    if style == "strong":
        made.setWeight(QFont.Weight.DemiBold)
    if style == "code":
        made.setFamilies(["monospace"])
        made.setPixelSize(theme.current().px(12))
    return made


def _placed(painter: QPainter, area: QRect, size: QSize) -> QRect:
    return QStyle.alignedRect(
        painter.layoutDirection(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, size, area
    )


def _after(painter: QPainter, area: QRect, used: int) -> QRect:
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return area.adjusted(0, 0, -used, 0)
    return area.adjusted(used, 0, 0, 0)


def plain_palette(view: QAbstractItemView) -> None:
    """Keep Fusion's own selection colours out of a view whose cells draw themselves."""
    palette = view.palette()
    palette.setColor(QPalette.ColorRole.Highlight, theme.current().colour("selected"))
    view.setPalette(palette)
