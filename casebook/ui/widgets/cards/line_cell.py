"""Painting of the lines of a card: day, text over secondary text, status and check mark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import show_tip
from casebook.ui.models.lines import Index, Line, Lines, Status
from casebook.ui.widgets.cards.card import WIDEST_DAY
from casebook.ui.widgets.controls.chip import chip_height, chip_size, paint_chip
from casebook.ui.widgets.controls.parts import middle_of_line

_GAP, _BETWEEN = 12, 8
"""Between the parts of a line, and between two lines."""
_UNDERLINE = 2
_TICK = QSize(32, 26)
_ICON, _RADIUS = 16, 6
_MIN_LETTERS, _MIN_CHIP = 8, 64
_MAX_LINES = 3
"""Of a title, and of the text beneath it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the parts of a line stand in a view; a part it lacks has an empty rectangle."""

    day: QRect
    title: QRect
    beneath: QRect
    status: QRect
    tick: QRect


class LineCell(QStyledItemDelegate):
    """Draws the lines of a card.

    Attributes:
        hovered: row under the pointer, or -1.
        is_on_tick: whether the pointer is on the check mark of that row.
    """

    def __init__(self, view: QAbstractItemView, lines: Lines) -> None:
        super().__init__(view)
        self._view, self._lines = view, lines
        self.hovered, self.is_on_tick = -1, False
        self._day_width, self._measured_for = 0, (lines.lines, QFont())

    def height(self, line: Line, font: QFont, width: int) -> int:
        """Return the height of a line of this width without the gap below it, in pixels."""
        px = theme.current().px
        parts = [self._words_height(line, font, self._words_width(line, font, width))]
        if line.status:
            parts.append(chip_height())
        if line.ticks:
            parts.append(px(_TICK.height()))
        return max(parts)

    def total_height(self, width: int) -> int:
        """Return the height of all lines of this width, in pixels."""
        font, shown = self._view.font(), self._lines.lines
        gaps = theme.current().px(_BETWEEN) * max(len(shown) - 1, 0)
        return sum(self.height(line, font, width) for line in shown) + gaps

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line with the gap below it; as wide as the view."""
        line = self._lines.line_at(index)
        if line is None:
            return QSize()
        width = self._view.viewport().width()
        return QSize(1, self.height(line, option.font, width) + self._gap_below(index))

    def _gap_below(self, index: Index) -> int:
        is_last = index.row() == self._lines.rowCount() - 1
        return 0 if is_last else theme.current().px(_BETWEEN)

    def places(self, option: QStyleOptionViewItem, index: Index, line: Line) -> Places:
        """Return where the parts of a line stand, mirrored where the language runs from right to left."""
        px, font = theme.current().px, QFont(option.font)
        row: QRect = QRect(option.rect)
        area = row.adjusted(0, 0, 0, -self._gap_below(index))
        left, right, day, status, tick = area.left(), area.left() + area.width(), QRect(), QRect(), QRect()
        words_width, line_height = self._words_width(line, font, row.width()), QFontMetrics(font).height()
        top = area.top() + (area.height() - self._words_height(line, font, words_width)) // 2
        if line.day:
            day = QRect(left, top, self._width_of_days(font), line_height)
            left += day.width() + px(_GAP)
        if line.ticks:
            size = QSize(px(_TICK.width()), px(_TICK.height()))
            tick = _at_end(area, right, size)
            right -= size.width() + px(_GAP)
        if line.status:
            status = _at_end(area, right, self._status_size(line.status, font, right - left))
        title = QRect(left, top, words_width, len(wrapped(line.title, font, words_width)) * line_height)
        below = QRect()
        if line.beneath:
            height = len(wrapped(line.beneath, font, words_width)) * line_height
            below = QRect(left, title.bottom() + 1 + _UNDERLINE + px(1), words_width, height)
        parts = {"day": day, "title": title, "beneath": below, "status": status, "tick": tick}
        return Places(
            **{
                name: QStyle.visualRect(option.direction, row, part) if part.isValid() else part
                for name, part in parts.items()
            }
        )

    def _status_size(self, status: Status, font: QFont, room: int) -> QSize:
        """Return the size of a status; it leaves some letters of room for the texts."""
        px = theme.current().px
        size = chip_size(font, status[0], status[2])
        least = room - px(_GAP) - _MIN_LETTERS * QFontMetrics(font).averageCharWidth()
        size.setWidth(min(size.width(), max(least, px(_MIN_CHIP))))
        return size

    def _words_width(self, line: Line, font: QFont, width: int) -> int:
        """Return the room for the texts of a line of this width."""
        px, room = theme.current().px, width
        if line.day:
            room -= self._width_of_days(font) + px(_GAP)
        if line.ticks:
            room -= px(_TICK.width()) + px(_GAP)
        if line.status:
            room -= self._status_size(line.status, font, room).width() + px(_GAP)
        return room

    @staticmethod
    def _words_height(line: Line, font: QFont, width: int) -> int:
        """Return the height of the title, the line drawn under it at the focus, and the text beneath."""
        height = QFontMetrics(font).height()
        beneath = theme.current().px(1) + len(wrapped(line.beneath, font, width)) * height
        return len(wrapped(line.title, font, width)) * height + _UNDERLINE + (beneath if line.beneath else 0)

    def _width_of_days(self, font: QFont) -> int:
        """Return the width of the column of days, measured once for these lines."""
        lines, measured_font = self._measured_for
        if lines is not self._lines.lines or measured_font != font:
            self._measured_for = self._lines.lines, QFont(font)
            metrics = QFontMetrics(_strong(font))
            days = {WIDEST_DAY, *(line.day for line in self._lines.lines)}
            # Advances are rounded, and a text wider by a fraction would be truncated.
            self._day_width = max(metrics.horizontalAdvance(day) for day in days) + 1
        return self._day_width

    @contained
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        line = self._lines.line_at(index)
        if line is None:
            return
        look, places = theme.current(), self.places(option, index, line)
        is_current = self._view.hasFocus() and index.row() == self._view.currentIndex().row()
        is_hovered = index.row() == self.hovered and not self.is_on_tick
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        plain = QFont(option.font)
        if line.day:
            painter.setFont(_strong(plain))
            _paint_words(painter, places.day, line.day, "text")
            painter.setFont(plain)
        is_lit = line.opens is not None and (is_current or is_hovered)
        _paint_words(painter, places.title, line.title, "accent" if is_lit else "text")
        _paint_words(painter, places.beneath, line.beneath, "quiet")
        if is_current and not line.ticks:
            under = QRect(places.title.left(), places.title.bottom() + 1, places.title.width(), _UNDERLINE)
            painter.fillRect(under, look.colour("accent"))
        if line.status:
            word, tone, meaning = line.status
            paint_chip(painter, places.status, word, tone, meaning)
        if line.ticks:
            is_under_pointer = index.row() == self.hovered and self.is_on_tick
            _paint_tick(painter, places.tick, is_hovered=is_under_pointer, is_current=is_current)
        painter.restore()

    @contained_reply
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show what the check mark does, or the texts of a line that are truncated."""
        line = self._lines.line_at(index)
        if line is None or event.type() != QEvent.Type.ToolTip:
            return False
        places = self.places(option, index, line)
        if places.tick.contains(event.pos()):
            tip = line.tick_tip
        else:
            words = ((line.title, places.title), (line.beneath, places.beneath))
            tip = "\n".join(text for text, place in words if _is_cut(text, QFont(option.font), place.width()))
        show_tip(event.globalPos(), tip, view.viewport(), option.rect)
        return True


def wrapped(words: str, font: QFont, width: int) -> list[str]:
    """Return a text as the lines that a width in pixels takes; the last of the most is truncated."""
    text, metrics = " ".join(on_screen(words).splitlines()), QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    layout, lines = QTextLayout(text, font), list[str]()
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while len(lines) < _MAX_LINES and (laid := layout.createLine()).isValid():
        laid.setLineWidth(max(width, 1))
        start, end = laid.textStart(), laid.textStart() + laid.textLength()
        is_last = len(lines) == _MAX_LINES - 1
        shown = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width)
        lines.append(shown if is_last else text[start:end].rstrip())
    layout.endLayout()
    return lines


def _is_cut(words: str, font: QFont, width: int) -> bool:
    text = "".join(on_screen(words).split())
    return bool(text) and text != "".join("".join(wrapped(words, font, width)).split())


def _at_end(area: QRect, right: int, size: QSize) -> QRect:
    top = area.top() + (area.height() - size.height()) // 2
    return QRect(right - size.width(), top, size.width(), size.height())


def _strong(font: QFont) -> QFont:
    strong_font = QFont(font)
    strong_font.setWeight(QFont.Weight.DemiBold)
    return strong_font


def _paint_words(painter: QPainter, area: QRect, words: str, token: str) -> None:
    if not words:
        return
    painter.setPen(theme.current().colour(token))
    height = painter.fontMetrics().height()
    for number, shown in enumerate(wrapped(words, painter.font(), area.width())):
        place = QRect(area.left(), area.top() + number * height, area.width(), height)
        painter.drawText(place, middle_of_line(), shown)


def _paint_tick(painter: QPainter, area: QRect, *, is_hovered: bool, is_current: bool) -> None:
    look = theme.current()
    radius = look.px(_RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("hover"))
        painter.drawRoundedRect(area, radius, radius)
    if is_current:
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(look.colour("accent"))
        pen.setWidth(_UNDERLINE)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
    side = look.px(_ICON)
    drawn = picture("done", look.colours["quiet"], side, painter.device().devicePixelRatio())
    spot = QStyle.alignedRect(
        Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignCenter, QSize(side, side), area
    )
    painter.drawPixmap(spot, drawn)
