"""The zoomable timeline: Ctrl and wheel, + and -, arrows between marks, Enter opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from casebook.domain.agenda.timeline import Lane, Timeline
from casebook.domain.base.day import days_later
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.charts.timeline import Spot, TimelinePicture

_MIN_DAYS, _STEP = 14, 1.5


class ZoomedTimeline(TimelinePicture):
    """The timeline of the whole time, or of a part.

    Attributes:
        reached: the full words of the mark the keyboard came to.
    """

    reached = Signal(str)

    def __init__(
        self,
        lane_title: Callable[[str], str],
        tick_title: Callable[[date, bool], str],
        day_title: Callable[[date], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(lane_title, tick_title, day_title, parent)
        self._whole: Timeline | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw this timeline completely, unless the current part is still within it."""
        self._whole, self._at = timeline, -1
        super().show_timeline(timeline)

    def zoom(self, factor: float) -> None:
        """Zoom in (above 1) or out, around the middle of the view."""
        if self._whole is None or self.shown is None:
            return
        span = (self.shown.ends_on - self.shown.begins_on).days
        middle = days_later(self.shown.begins_on, span // 2)
        half = max(round(span / factor), _MIN_DAYS) // 2
        self._show_part(days_later(middle, -half), days_later(middle, half))

    def pan(self, share: float) -> None:
        """Pan by a share of the view."""
        if self.shown is not None:
            days = round((self.shown.ends_on - self.shown.begins_on).days * share)
            self._show_part(days_later(self.shown.begins_on, days), days_later(self.shown.ends_on, days))

    @contained
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; otherwise let the page scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            event.ignore()

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keyboard equivalents of all mouse actions."""
        key, has_shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if self._is_mirrored:
            step = -step
        if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _STEP)
        elif key == Qt.Key.Key_0 and self._whole is not None:
            self._show_part(self._whole.begins_on, self._whole.ends_on)
        elif step and has_shift:
            self.pan(step * 0.25)
        elif step:
            self._move_to(self._at + step)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.current:
            self.opened.emit(self.current.record_id)
        else:
            super().keyPressEvent(event)

    @contained
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the first mark current."""
        super().focusInEvent(event)
        if self._at < 0:
            self._move_to(0)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the timeline, and a ring around the current mark."""
        super().paintEvent(event)
        if self.hasFocus() and self.current is not None:
            look = theme.current()
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(look.colour("accent"), look.px(2)))
                painter.drawRoundedRect(QRectF(self.current.area).adjusted(-2, -1, 2, 1), 4, 4)

    @property
    def current(self) -> Spot | None:
        """Return the current mark."""
        return self.spots[self._at] if 0 <= self._at < len(self.spots) else None

    def _move_to(self, place: int) -> None:
        if self.spots:
            self._at = max(0, min(place, len(self.spots) - 1))
            spot = self.spots[self._at]
            self.setAccessibleDescription(spot.words)
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)
            self.reached.emit(spot.words.replace("\n", " · "))
            self.update()

    def _show_part(self, begins_on: date, ends_on: date) -> None:
        whole = self._whole
        if whole is None:
            return
        first, last = max(begins_on, whole.begins_on), min(ends_on, whole.ends_on)
        if (last - first).days < _MIN_DAYS:
            return
        self._at = -1
        lanes = tuple(_within(lane, first, last) for lane in whole.lanes)
        super().show_timeline(replace(whole, lanes=lanes, begins_on=first, ends_on=last))


def _within(lane: Lane, first: date, last: date) -> Lane:
    """Return the part of a lane between two days."""
    return replace(
        lane,
        bars=tuple(bar for bar in lane.bars if bar.begins_on <= last and (bar.ends_on or last) >= first),
        marks=tuple(mark for mark in lane.marks if first <= mark.on <= last),
    )
