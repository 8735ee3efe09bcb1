"""The calendar strip: weeks of days with sign and colour; arrow keys navigate, each day has a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from casebook.domain.base.day import days_later
from casebook.domain.deadline.counted_weeks import (
    SIGNS,
    CountedDay,
    CountedWeeks,
    DayKind,
    legend,
)
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.plain import show_tip
from casebook.ui.widgets.controls.parts import beginning

_ROW, _HEAD, _GAP_ROW, _FOOT, _SIDE, _CELL, _MIN_CELL = 34, 22, 22, 24, 62, 62, 30
_TONES: dict[DayKind, str] = {
    "start": "violet",
    "counted": "blue",
    "within": "blue",
    "skipped": "grey",
    "rolled": "amber",
    "due": "red",
}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class CalendarStrip(QWidget):
    """The strip.

    Attributes:
        day_described: the words of the day the keyboard or the pointer stands on.
    """

    day_described = Signal(str)

    def __init__(
        self,
        names: Mapping[str, str],
        describe: Callable[[CountedDay], str],
        day_title: Callable[[date], str],
        weekdays: Callable[[date], str],
        gap_title: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names, self._describe, self._day_title = names, describe, day_title
        self._weekday, self._gap_title = weekdays, gap_title
        self._strip: CountedWeeks | None = None
        self._today_on: date | None = None
        self._at: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_strip(self, strip: CountedWeeks, today_on: date) -> None:
        """Draw this strip, with the due day current."""
        self._strip, self._today_on = strip, today_on
        due = next((day for day in strip.days if day.kind == "due"), None)
        self._at = due.on if due else None
        kinds = ", ".join(self._names[kind] for kind in legend(strip))
        self.setAccessibleDescription(f"{self._describe(due)}. {kinds}" if due else kinds)
        self.setFixedHeight(self._height())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of seven comfortable days."""
        px = theme.current().px
        return QSize(px(_SIDE) + 7 * px(_CELL), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of seven narrow days."""
        px = theme.current().px
        return QSize(px(_SIDE) + 7 * px(_MIN_CELL), self._height())

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Navigate with arrows."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self._strip is None or self._at is None:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and abs(step) == 1:
            step = -step
        days = [day.on for day in self._strip.days]
        wanted = days_later(self._at, step)
        if wanted not in days:  # over a gap to the nearest day shown
            beyond = [day for day in days if (day > wanted) == (step > 0) and day != self._at]
            wanted = (min(beyond) if step > 0 else max(beyond)) if beyond else self._at
        self._select_day(wanted)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the clicked day current."""
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self._select_day(day.on)

    @contained_reply
    def event(self, event: QEvent) -> bool:
        """Show the full text of the day under the pointer."""
        if isinstance(event, QHelpEvent):
            day = self._day_at(event.pos())
            if day is not None:
                show_tip(event.globalPos(), self._describe(day), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw headings, weeks and the legend."""
        if self._strip is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_head(painter)
            top = theme.current().px(_HEAD)
            for week in self._strip.weeks:
                if week is None:
                    self._paint_gap(painter, top)
                    top += theme.current().px(_GAP_ROW)
                    continue
                self._paint_week(painter, week, top)
                top += theme.current().px(_ROW)
            self._paint_legend(painter, top)

    # --- where things are --------------------------------------------------------------------------

    def _height(self) -> int:
        px, weeks = theme.current().px, self._strip.weeks if self._strip else ()
        rows = sum(px(_ROW) if week else px(_GAP_ROW) for week in weeks)
        return px(_HEAD) + rows + px(_FOOT) * self._legend_rows()

    def _legend_rows(self) -> int:
        width, rows, used = self.width() or 1, 1, 0
        metrics = QFontMetrics(self._font(12))
        for kind in legend(self._strip) if self._strip else ():
            room = metrics.horizontalAdvance(self._names[kind]) + theme.current().px(42)
            if used and used + room > width:
                rows, used = rows + 1, 0
            used += room
        return rows

    def _cell(self) -> int:
        px = theme.current().px
        return min(px(_CELL), (self.width() - px(_SIDE)) // 7)

    def _rect(self, column: int, top: int) -> QRect:
        px, cell = theme.current().px, self._cell()
        left = px(_SIDE) + column * cell
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - cell
        return QRect(left, top, cell, px(_ROW))

    def _day_at(self, point: QPoint) -> CountedDay | None:
        px, top = theme.current().px, theme.current().px(_HEAD)
        for week in self._strip.weeks if self._strip else ():
            height = px(_ROW) if week else px(_GAP_ROW)
            if week and top <= point.y() < top + height:
                return next((day for at, day in enumerate(week) if self._rect(at, top).contains(point)), None)
            top += height
        return None

    def _select_day(self, on: date) -> None:
        self._at = on
        day = next((day for day in self._strip.days if day.on == on), None) if self._strip else None
        if day is not None:
            words = self._describe(day)
            self.setAccessibleDescription(words)
            self.day_described.emit(words)
        self.update()

    @contained
    def resizeEvent(self, event: object) -> None:  # noqa: ARG002 - Qt's signature
        """Recalculate the height: the legend may need another line."""
        height = self._height()
        if height != self.height():
            self.setFixedHeight(height)

    # --- drawing -----------------------------------------------------------------------------------

    def _font(self, size: int, *, is_bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.current().px(size))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        return font

    def _paint_head(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(self._font(11))
        painter.setPen(look.colour("quiet"))
        days = self._strip.days if self._strip else ()
        for at, day in enumerate(days[:7]):
            area = self._rect(at, 0)
            area.setHeight(look.px(_HEAD))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._weekday(day.on))

    def _paint_gap(self, painter: QPainter, top: int) -> None:
        look = theme.current()
        painter.setFont(self._font(12))
        painter.setPen(look.colour("quiet"))
        area = QRect(0, top, self.width(), look.px(_GAP_ROW))
        left = area.adjusted(look.px(_SIDE) + look.px(4), 0, 0, 0)
        text = self._gap_title(self._strip.left_out if self._strip else 0)
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter | beginning()), text)

    def _paint_week(self, painter: QPainter, week: tuple[CountedDay, ...], top: int) -> None:
        look = theme.current()
        painter.setFont(self._font(11))
        painter.setPen(look.colour("quiet"))
        side = QRect(0, top, look.px(_SIDE) - look.px(6), look.px(_ROW))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side.moveLeft(self.width() - side.width())
        painter.drawText(side, int(Qt.AlignmentFlag.AlignVCenter | beginning()), self._day_title(week[0].on))
        for at, day in enumerate(week):
            self._paint_day(painter, day, self._rect(at, top))

    def _paint_day(self, painter: QPainter, day: CountedDay, area: QRect) -> None:
        look = theme.current()
        box = QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5)
        tone = _TONES.get(day.kind)
        painter.setPen(Qt.PenStyle.NoPen)
        if day.kind == "due":
            painter.setBrush(look.colour("red"))
        elif tone and day.kind != "within":
            painter.setBrush(look.colour(f"{tone}-tint"))
        else:
            painter.setBrush(look.colour("sunk") if tone else look.colour("panel"))
        painter.drawRoundedRect(box, look.px(4), look.px(4))
        self._paint_edges(painter, day, box)
        ink = self._ink(day)
        painter.setPen(ink)
        half = box.height() / 2
        upper = QRectF(box.left(), box.top() + 1, box.width(), half)
        lower = QRectF(box.left(), box.top() + half - 2, box.width(), half)
        painter.setFont(self._font(12, is_bold=day.kind in {"due", "start"}))
        painter.drawText(upper if day.sign else box, Qt.AlignmentFlag.AlignCenter, str(day.on.day))
        if day.sign:
            painter.setFont(self._font(10))
            painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, day.sign)

    def _ink(self, day: CountedDay) -> QColor:
        look = theme.current()
        if day.kind == "due":
            return look.colour("panel")
        return look.colour(_TONES.get(day.kind, "quiet"))

    def _paint_edges(self, painter: QPainter, day: CountedDay, box: QRectF) -> None:
        """Draw a ring around the current day, and a line under today."""
        look = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day.on == self._at and self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(box, look.px(4), look.px(4))
        elif look.name == "contrast" and day.kind in _TONES:
            painter.setPen(QPen(look.colour(_TONES[day.kind]), 1))
            painter.drawRoundedRect(box, look.px(4), look.px(4))
        if day.on == self._today_on:
            painter.setPen(QPen(look.colour("text"), 2))
            painter.drawLine(box.bottomLeft() + QPoint(4, 0), box.bottomRight() - QPoint(4, 0))

    def _paint_legend(self, painter: QPainter, top: int) -> None:
        look = theme.current()
        painter.setFont(self._font(12))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        used, row = 0, top
        for kind in legend(self._strip) if self._strip else ():
            name = self._names[kind]
            room = painter.fontMetrics().horizontalAdvance(name) + look.px(42)
            if used and used + room > self.width():
                used, row = 0, row + look.px(_FOOT)
            left = self.width() - used - look.px(22) if is_mirrored else used
            self._paint_sign(painter, kind, QRectF(left, row + look.px(5), look.px(22), look.px(15)))
            painter.setPen(look.colour("quiet"))
            words = QRect(left + look.px(27), row, room - look.px(28), look.px(_FOOT))
            if is_mirrored:
                words.moveRight(left - look.px(5))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | beginning()), name)
            used += room

    def _paint_sign(self, painter: QPainter, kind: DayKind, box: QRectF) -> None:
        look = theme.current()
        is_due = kind == "due"
        token = _TONES[kind]
        painter.setPen(Qt.PenStyle.NoPen)
        ground = token if is_due else "sunk" if kind == "within" else f"{token}-tint"
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(box, look.px(3), look.px(3))
        painter.setPen(look.colour("panel" if is_due else token))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, SIGNS[kind])
