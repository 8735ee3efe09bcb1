"""A month grid with the items of each day; arrow keys navigate, Enter opens a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from casebook.domain.base.day import days_later, weeks_of
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import show_tip
from casebook.ui.kit.theme import Tone
from casebook.ui.widgets.controls.parts import beginning

_HEAD, _LINE = 24, 20
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


@dataclass(frozen=True, slots=True)
class DayLine:
    """An item of a day: its text, colour and icon."""

    words: str
    tone: Tone
    meaning: str


class MonthGrid(QWidget):
    """The month.

    Attributes:
        chosen: the day the keyboard or a press stands on.
        opened: the day opened by Enter or a double press.
    """

    chosen = Signal(date)
    opened = Signal(date)

    def __init__(
        self, weekday: Callable[[date], str], day_title: Callable[[date], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._weekday, self._day_title = weekday, day_title
        self._weeks: list[list[date]] = []
        self._lines: Mapping[date, Sequence[DayLine]] = {}
        self._today_on: date | None = None
        self.on = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_month(self, on: date, lines: Mapping[date, Sequence[DayLine]], today_on: date) -> None:
        """Show the month of a day, with that day current."""
        self._weeks = weeks_of(on)
        self._lines, self._today_on, self.on = lines, today_on, on
        self.setAccessibleDescription(self._spoken(on))
        self.update()

    @property
    def span(self) -> tuple[date, date]:
        """Return the first and last day shown."""
        return (self._weeks[0][0], self._weeks[-1][-1]) if self._weeks else (date.min, date.min)

    def minimumSizeHint(self) -> QSize:
        """Return the size of seven narrow days and six weeks."""
        px = theme.current().px
        return QSize(7 * px(40), px(_HEAD) + 6 * px(30))

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Navigate with arrows, also beyond the month; open with Enter."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(self.on)
        elif step is None:
            super().keyPressEvent(event)
        else:
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and abs(step) == 1:
                step = -step
            self._select_day(days_later(self.on, step))

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the clicked day current."""
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self._select_day(day)

    @contained
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Open the day."""
        self.opened.emit(self.on)

    @contained_reply
    def event(self, event: QEvent) -> bool:
        """Show the full text of the item under the pointer."""
        if isinstance(event, QHelpEvent):
            day = self._day_at(event.pos())
            if day is not None and self._lines.get(day):
                show_tip(event.globalPos(), self._spoken(day, "\n"), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _select_day(self, on: date) -> None:
        self.on = on
        self.setAccessibleDescription(self._spoken(on))
        self.update()
        self.chosen.emit(on)

    def _spoken(self, on: date, between: str = "; ") -> str:
        return between.join([self._day_title(on), *(line.words for line in self._lines.get(on, ()))])

    def _cell(self, column: int, row: int) -> QRect:
        head = theme.current().px(_HEAD)
        left, right = self.width() * column // 7, self.width() * (column + 1) // 7
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left, right = self.width() - right, self.width() - left
        height = self.height() - head
        top, bottom = head + height * row // len(self._weeks), head + height * (row + 1) // len(self._weeks)
        return QRect(left, top, right - left, bottom - top)

    def _day_at(self, point: QPoint) -> date | None:
        for row, week in enumerate(self._weeks):
            for column, day in enumerate(week):
                if self._cell(column, row).contains(point):
                    return day
        return None

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw headings and days."""
        if not self._weeks:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            look = theme.current()
            painter.setFont(self._font(11))
            painter.setPen(look.colour("quiet"))
            for column, day in enumerate(self._weeks[0]):
                area = self._cell(column, 0)
                area.moveTop(0)
                area.setHeight(look.px(_HEAD))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._weekday(day))
            for row, week in enumerate(self._weeks):
                for column, day in enumerate(week):
                    self._paint_day(painter, day, self._cell(column, row))

    def _paint_day(self, painter: QPainter, day: date, area: QRect) -> None:
        look = theme.current()
        is_other = day.month != self._weeks[1][0].month
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("selected" if day == self.on else "sunk" if is_other else "panel"))
        painter.drawRect(area)
        if day == self.on and self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        inside = area.adjusted(look.px(6), look.px(3), -look.px(4), -look.px(2))
        is_today = day == self._today_on
        painter.setFont(self._font(12, is_bold=is_today))
        painter.setPen(look.colour("accent" if is_today else "quiet" if is_other else "text"))
        number = QRect(inside.left(), inside.top(), inside.width(), look.px(_LINE))
        painter.drawText(number, int(Qt.AlignmentFlag.AlignVCenter | beginning()), str(day.day))
        self._paint_lines(painter, self._lines.get(day, ()), inside.adjusted(0, look.px(_LINE), 0, 0))

    def _paint_lines(self, painter: QPainter, lines: Sequence[DayLine], area: QRect) -> None:
        look = theme.current()
        room = max(area.height() // look.px(_LINE), 1)
        shown = lines if len(lines) <= room else lines[: room - 1]
        painter.setFont(self._font(11))
        for at, line in enumerate(shown):
            top = area.top() + at * look.px(_LINE)
            box = QRectF(area.left(), top, area.width(), look.px(_LINE) - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(f"{line.tone}-tint"))
            painter.drawRoundedRect(box, look.px(3), look.px(3))
            self._paint_words(painter, line, box.toRect().adjusted(look.px(3), 0, -look.px(2), 0))
        if len(shown) < len(lines):
            painter.setPen(look.colour("quiet"))
            rest = QRect(area.left(), area.top() + len(shown) * look.px(_LINE), area.width(), look.px(_LINE))
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), f"+{len(lines) - len(shown)}")

    def _paint_words(self, painter: QPainter, line: DayLine, box: QRect) -> None:
        look = theme.current()
        side = look.px(12)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        drawn = picture(line.meaning, look.colours[line.tone], side, self.devicePixelRatioF())
        left = box.right() - side if is_mirrored else box.left()
        painter.drawPixmap(left, box.top() + (box.height() - side) // 2, drawn)
        gap = side + look.px(3)
        words = box.adjusted(0, 0, -gap, 0) if is_mirrored else box.adjusted(gap, 0, 0, 0)
        painter.setPen(look.colour(line.tone))
        text = painter.fontMetrics().elidedText(
            on_screen(line.words), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | beginning()), text)

    def _font(self, size: int, *, is_bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.current().px(size))
        font.setWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
        return font
