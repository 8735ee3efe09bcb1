"""The timeline of a case: lanes of bars and marks, drawn from the domain's `Timeline`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from casebook.domain.agenda.timeline import Lane, Timeline, TimelineBar, ticks
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.plain import show_tip
from casebook.ui.widgets.charts.timescale import PlacedMark, Room, merged, placed
from casebook.ui.widgets.controls.parts import beginning, ending

_AXIS, _ROW, _PAD, _BAR, _DOT, _LABEL = 28, 22, 5, 22, 10, 210
_TONES = {"plain": "blue"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A drawn item: its area, its text, and the record it opens."""

    area: QRect
    words: str
    record_id: str


class TimelinePicture(QWidget):
    """The timeline; clicking a bar or mark opens its record.

    Attributes:
        opened: id of the record pressed.
    """

    opened = Signal(str)

    def __init__(
        self,
        lane_title: Callable[[str], str],
        tick_title: Callable[[date, bool], str],
        day_title: Callable[[date], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lane_title, self._tick_title, self._day_title = lane_title, tick_title, day_title
        self._timeline: Timeline | None = None
        self._marks: list[list[PlacedMark]] = []
        self._spots: list[Spot] = []
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw this timeline."""
        self._timeline = replace(timeline, lanes=merged(timeline.lanes))
        self.setAccessibleDescription("; ".join(self._spoken(lane) for lane in timeline.lanes))
        self._place()
        self.update()

    @property
    def shown(self) -> Timeline | None:
        """Return what is drawn now."""
        return self._timeline

    @property
    def spots(self) -> list[Spot]:
        """Return the drawn items from top to bottom."""
        return self._spots

    def minimumSizeHint(self) -> QSize:
        """Return a width below the preferred one."""
        return QSize(theme.current().px(280), 0)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the texts for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw axis, lanes, and the line of today."""
        if self._timeline is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._font())
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            self._spots = []
            self._paint_axis(painter, self._timeline)
            self._paint_today(painter, self._timeline)
            top = theme.current().px(_AXIS)
            for lane, marks in zip(self._timeline.lanes, self._marks, strict=True):
                self._paint_lane(painter, lane, marks, top)
                top += self._lane_height(marks)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the clicked item."""
        spot = self._spot_at(event.position().toPoint())
        if spot and spot.record_id and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(spot.record_id)

    @contained
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that an item is clickable."""
        is_over = self._spot_at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    @contained_reply
    def event(self, event: QEvent) -> bool:
        """Show the full text of the item under the pointer."""
        if isinstance(event, QHelpEvent):
            spot = self._spot_at(event.pos())
            if spot:
                show_tip(event.globalPos(), spot.words, self, spot.area)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _place(self) -> None:
        """Assign every mark a row of its lane with space for its text, and set the height."""
        if self._timeline is None:
            return
        px, metrics = theme.current().px, QFontMetrics(self._font(), self)
        room = Room(
            reach=self.width(), dot=px(_DOT), gap=px(10), most=px(_LABEL), is_mirrored=self._is_mirrored
        )
        begins_on = self._timeline.begins_on
        self._marks = [
            placed(
                [mark for mark in lane.marks if mark.on >= begins_on],
                self._x,
                metrics.horizontalAdvance,
                room,
            )
            for lane in self._timeline.lanes
        ]
        height = px(_AXIS) + sum(self._lane_height(marks) for marks in self._marks) + px(4)
        if height != self.height():
            self.setFixedHeight(height)

    def _lane_height(self, marks: list[PlacedMark]) -> int:
        px = theme.current().px
        return (max((mark.row for mark in marks), default=0) + 1) * px(_ROW) + 2 * px(_PAD)

    def _font(self) -> QFont:
        made = QFont(self.font())
        made.setPixelSize(theme.current().px(12))
        return made

    def _spot_at(self, point: QPoint) -> Spot | None:
        return next((spot for spot in reversed(self._spots) if spot.area.contains(point)), None)

    def _spoken(self, lane: Lane) -> str:
        parts = [f"{bar.title} {self._day_title(bar.begins_on)}" for bar in lane.bars]
        parts += [f"{mark.title} {self._day_title(mark.on)}" for mark in lane.marks]
        return f"{self._lane_title(lane.title)}: {', '.join(parts)}"

    @property
    def _names_width(self) -> int:
        titles = [self._lane_title(lane.title) for lane in self._timeline.lanes] if self._timeline else []
        metrics = QFontMetrics(self._font(), self)
        widest = max((metrics.horizontalAdvance(title) for title in titles), default=0)
        return min(widest + theme.current().px(16), self.width() // 3)

    def _x(self, on: date) -> float:
        """Return the horizontal position of a day, mirrored in right-to-left layouts."""
        timeline = self._timeline
        if timeline is None:
            return 0.0
        span = max((timeline.ends_on - timeline.begins_on).days, 1)
        room = self.width() - self._names_width - theme.current().px(8)
        along = self._names_width + room * (on - timeline.begins_on).days / span
        return self.width() - along if self._is_mirrored else along

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _paint_axis(self, painter: QPainter, timeline: Timeline) -> None:
        look = theme.current()
        bottom = self.height() - look.px(4)
        last: float | None = None
        for tick in ticks(timeline.begins_on, timeline.ends_on):
            x = self._x(tick)
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(round(x), look.px(22), round(x), bottom)
            title = self._tick_title(tick, last is None or tick.month == 1)
            width = painter.fontMetrics().horizontalAdvance(title)
            if last is not None and abs(x - last) < width / 2 + look.px(12):
                continue
            last = x + (-width if self._is_mirrored else width) / 2
            painter.setPen(look.colour("quiet"))
            left = min(max(x - width / 2, 0), self.width() - width)
            painter.drawText(QRectF(left, 0, width + 1, look.px(18)), Qt.AlignmentFlag.AlignCenter, title)

    def _paint_lane(self, painter: QPainter, lane: Lane, marks: list[PlacedMark], top: int) -> None:
        look = theme.current()
        middle = top + look.px(_PAD) + look.px(_ROW) // 2
        if self._timeline:
            first, last = self._x(self._timeline.begins_on), self._x(self._timeline.ends_on)
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(round(first), middle, round(last), middle)
        names = QRect(0, top + look.px(_PAD), self._names_width - look.px(10), look.px(_ROW))
        if self._is_mirrored:
            names.moveLeft(self.width() - names.width())
        title = painter.fontMetrics().elidedText(
            on_screen(self._lane_title(lane.title)), Qt.TextElideMode.ElideRight, names.width()
        )
        across = ending()
        painter.setPen(look.colour("quiet"))
        painter.drawText(names, int(Qt.AlignmentFlag.AlignVCenter | across), title)
        for bar in lane.bars:
            self._paint_bar(painter, bar, middle)
        for mark in marks:
            self._paint_mark(painter, mark, middle)

    def _paint_bar(self, painter: QPainter, bar: TimelineBar, middle: int) -> None:
        if self._timeline is None:
            return
        look = theme.current()
        ends_on = min(bar.ends_on or self._timeline.ends_on, self._timeline.ends_on)
        begins_on = max(bar.begins_on, self._timeline.begins_on)
        ends = sorted((self._x(begins_on), self._x(ends_on)))
        area = QRectF(ends[0], middle - look.px(_BAR) / 2, max(ends[1] - ends[0], 4), look.px(_BAR))
        tone = _TONES.get(bar.tone, bar.tone)
        painter.setPen(look.colour(tone) if look.name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{tone}-tint"))
        painter.drawRoundedRect(area, look.px(4), look.px(4))
        painter.setPen(look.colour(tone))
        inside = area.adjusted(look.px(8), 0, -look.px(8), 0)
        title = painter.fontMetrics().elidedText(
            on_screen(bar.title), Qt.TextElideMode.ElideRight, int(inside.width())
        )
        across = beginning()
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | across), title)
        ends_title = self._day_title(bar.ends_on) if bar.ends_on else ""
        days = f"{self._day_title(bar.begins_on)} – {ends_title}".rstrip()
        self._spots.append(Spot(area.toRect(), f"{bar.title}\n{days}", bar.record_id))

    def _paint_mark(self, painter: QPainter, placed_mark: PlacedMark, lane_middle: int) -> None:
        look, mark, width = theme.current(), placed_mark.mark, placed_mark.label_width
        middle = lane_middle + placed_mark.row * look.px(_ROW)
        x, half = placed_mark.x, look.px(_DOT) / 2
        tone = look.colour(_TONES.get(mark.tone, mark.tone))
        if placed_mark.row:
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(round(x), lane_middle, round(x), middle)
        if width:
            shown = painter.fontMetrics().elidedText(
                on_screen(mark.title), Qt.TextElideMode.ElideMiddle, width
            )
            start = x - look.px(10) - width if self._is_mirrored else x + look.px(10)
            words = QRectF(start, middle - look.px(_ROW) / 2, width + 1, look.px(_ROW))
            painter.fillRect(words.adjusted(-3, 3, 3, -3), look.colour("panel"))
            painter.setPen(look.colour("text"))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setPen(QPen(tone if mark.status else look.colour("panel"), 2))
        painter.setBrush(look.colour("panel") if mark.status else tone)
        painter.drawEllipse(QRectF(x - half, middle - half, 2 * half, 2 * half))
        reach = width + look.px(10) if width else 0
        left = x - half - (reach if self._is_mirrored else 0)
        area = QRectF(left, middle - look.px(12), 2 * half + reach, look.px(24))
        self._spots.append(Spot(area.toRect(), f"{mark.title}\n{self._day_title(mark.on)}", mark.record_id))

    def _paint_today(self, painter: QPainter, timeline: Timeline) -> None:
        if not timeline.begins_on <= timeline.today <= timeline.ends_on:
            return
        look = theme.current()
        painter.setPen(QPen(look.colour("red"), 1, Qt.PenStyle.DashLine))
        x = round(self._x(timeline.today))
        painter.drawLine(x, look.px(20), x, self.height() - look.px(4))
