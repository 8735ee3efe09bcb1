"""A chart of the domain's `Figure`: years on the axis, bars of series side by side, whiskers for ranges."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casebook.domain.library.statistic import Figure, Statistic, scale
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.theme import Tone

TONES: tuple[Tone, ...] = ("blue", "amber", "violet", "green", "red", "grey")
_HEIGHT, _FOOT, _SIDE, _BAR, _TOP = 200, 26, 64, 44, 36


class Plot(QWidget):
    """The chart; its numbers are its accessible description."""

    def __init__(
        self,
        figure: Figure,
        year: Callable[[str], str],
        number: Callable[[float], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._figure, self._year, self._number = figure, year, number
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(figure.measure)
        self.setAccessibleDescription("; ".join(self._spoken()))

    def sizeHint(self) -> QSize:
        """Return the available width and a fixed height."""
        px = theme.current().px
        return QSize(px(320), px(_HEIGHT))

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw axis and bars, mirrored in right-to-left layouts."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = QFont(self.font())
            font.setPixelSize(theme.current().px(12))
            painter.setFont(font)
            px = theme.current().px
            ticks = scale(self._figure.most)
            room = self.rect().adjusted(px(_SIDE), px(_TOP), -px(8), -px(_FOOT))
            for tick in ticks:
                self._paint_tick(painter, room, tick, ticks[-1])
            width = room.width() / len(self._figure.years)
            for place, year in enumerate(self._figure.years):
                area = QRect(round(room.left() + place * width), room.top(), round(width), room.height())
                self._paint_year(painter, area, year, ticks[-1])

    def _paint_tick(self, painter: QPainter, room: QRect, tick: float, most: float) -> None:
        look = theme.current()
        at = round(room.bottom() - room.height() * tick / most)
        painter.setPen(look.colour("line"))
        painter.drawLine(room.left(), at, room.right(), at)
        painter.setPen(look.colour("quiet"))
        words = QRect(0, at - look.px(8), room.left() - look.px(8), look.px(16))
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._number(tick)
        )

    def _paint_year(self, painter: QPainter, area: QRect, year: str, most: float) -> None:
        look = theme.current()
        year_figures = [
            (place, figure)
            for place, series in enumerate(self._figure.series)
            for figure in series.figures
            if figure.on.edtf == year
        ]
        width = min(look.px(_BAR), area.width() // (len(year_figures) + 1))
        left = area.center().x() - width * len(year_figures) // 2
        for at, (place, figure) in enumerate(year_figures):
            bar = QRect(left + at * width, area.top(), width - look.px(3), area.height())
            self._paint_bar(painter, bar, figure, TONES[place % len(TONES)], most)
            self._paint_number(painter, bar, figure, most, rise=look.px(14) * (at % 2))
        painter.setPen(look.colour("text"))
        foot = QRect(area.left(), area.bottom() + look.px(6), area.width(), look.px(_FOOT - 8))
        shown = painter.fontMetrics().elidedText(self._year(year), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), shown)

    def _paint_bar(self, painter: QPainter, bar: QRect, figure: Statistic, tone: Tone, most: float) -> None:
        """Draw the bar, and a paler one up to the end of a range."""
        look = theme.current()
        top = bar.bottom() - bar.height() * figure.value / most
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(tone))
        painter.drawRect(QRectF(bar.left(), top, bar.width(), bar.bottom() - top))
        end = bar.bottom() - bar.height() * figure.most / most
        if figure.upper is not None:
            painter.setBrush(look.colour(f"{tone}-tint"))
            painter.setPen(look.colour(tone))
            painter.drawRect(QRectF(bar.left() + 0.5, end, bar.width() - 1, top - end))

    def _paint_number(self, painter: QPainter, bar: QRect, figure: Statistic, most: float, rise: int) -> None:
        """Draw the number above a bar, alternating in height for legibility."""
        look = theme.current()
        end = bar.bottom() - bar.height() * figure.most / most
        words = self._number(figure.value) if figure.upper is None else self._range(figure)
        width = painter.fontMetrics().horizontalAdvance(words)
        place = QRectF(bar.center().x() - width / 2 - 2, end - look.px(17) - rise, width + 4, look.px(16))
        painter.setPen(look.colour("text"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)

    def _range(self, figure: Statistic) -> str:
        return f"{self._number(figure.value)}–{self._number(figure.most)}"

    def _spoken(self) -> list[str]:
        return [
            f"{self._year(figure.on.edtf)}, {series.compiler}: "
            f"{self._number(figure.value) if figure.upper is None else self._range(figure)}"
            for series in self._figure.series
            for figure in series.figures
        ]
