"""A card of reusable lines: existing widgets are refilled, which is faster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import set_tip
from casebook.ui.kit.theme import Tone
from casebook.ui.widgets.layout.card import Card, Opening, day_label
from casebook.ui.widgets.layout.chip import Chip
from casebook.ui.widgets.layout.elided import Elided
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.parts import button, label

Status = tuple[str, Tone, str]
"""Text, tone and icon."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Line:
    """The content and action of a line.

    Attributes:
        title: its words.
        opens: what a press on them does, or None where they open nothing.
        beneath: quiet words under them, or "".
        day: before them, or "".
        status: what stands at the end, or None.
        ticks: what the button after that does, or None where there is none.
        tick_name: what a screen reader says of it.
        tick_tip: what stands over it.
    """

    title: str
    opens: Callable[[], object] | None = None
    beneath: str = ""
    day: str = ""
    status: Status | None = None
    ticks: Callable[[], object] | None = None
    tick_name: str = ""
    tick_tip: str = ""


class ListCard(Card):
    """A card of lines, or of a muted sentence without any."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._lines: list[_ShownLine] = []
        self._quiet = label("", "quiet", wraps=True)
        self._rest = label("", "quiet")
        for part in (self._quiet, self._rest):
            part.hide()
            self.body.addWidget(part)

    def show_lines(self, lines: Sequence[Line], empty: str = "", rest: str = "") -> None:
        """Show only these lines.

        Args:
            lines: from the top.
            empty: said where there is none.
            rest: said under the last.
        """
        while len(self._lines) < len(lines):
            self._lines.append(_ShownLine())
            self.body.insertWidget(len(self._lines), self._lines[-1])
        has_grown = False
        for at, shown in enumerate(self._lines):
            has_grown |= shown.fill(lines[at] if at < len(lines) else None)
        if has_grown:
            self._bring_into_order()
        _say(self._quiet, "" if lines else empty)
        _say(self._rest, rest)
        self._settle()

    def _settle(self) -> None:
        """Lay out the lines now from the inside; hidden ones would otherwise be laid out twice."""
        for part in (*self._lines, self):
            layout = part.layout()
            if layout is not None and not self.isVisible():
                layout.activate()

    def _bring_into_order(self) -> None:
        """Set the tab order from line to line, in any order of creation."""
        before: QWidget = self
        for stop in (stop for shown in self._lines for stop in shown.stops):
            QWidget.setTabOrder(before, stop)
            before = stop


class _ShownLine(QWidget):
    """A line whose parts are created on first use."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = line(self, gap=12)
        self._words = column(gap=1)
        self._whole.addLayout(self._words, 1)
        self._line: Line | None = None
        self._day: QLabel | None = None
        self._opening: Opening | None = None
        self._title: Elided | None = None
        self._beneath: Elided | None = None
        self._chip: Chip | None = None
        self._tick: QPushButton | None = None

    @property
    def stops(self) -> list[QWidget]:
        """Return the widgets in the tab order."""
        return [stop for stop in (self._opening, self._tick) if stop is not None]

    def fill(self, line: Line | None) -> bool:
        """Show this content, or clear it without keeping any earlier text.

        Returns:
            Whether there are more stops for the Tab key than before.
        """
        if line is None and self._line is None:
            return False
        stop_count = len(self.stops)
        self._line = line
        self.setVisible(line is not None)
        line = line or Line(title="")
        self._fill_words(line)
        if line.day and self._day is None:
            self._day = day_label()
            self._whole.insertWidget(0, self._day)
        _say(self._day, line.day)
        self._fill_end(line)
        return len(self.stops) > stop_count

    def _fill_words(self, line: Line) -> None:
        if line.opens and self._opening is None:
            self._opening = Opening("", self._open)
            self._words.insertWidget(0, self._opening)
        elif not line.opens and self._title is None:
            self._title = Elided()
            self._words.insertWidget(0, self._title)
        if self._opening:
            self._opening.name(line.title if line.opens else "")
            self._opening.setVisible(line.opens is not None)
        _say(self._title, "" if line.opens else line.title)
        if line.beneath and self._beneath is None:
            self._beneath = Elided("", "quiet")
            self._words.addWidget(self._beneath)
        _say(self._beneath, line.beneath)

    def _fill_end(self, line: Line) -> None:
        if line.status and self._chip is None:
            self._chip = Chip("")
            self._whole.insertWidget(self._whole.count() - bool(self._tick), self._chip, 0, _MIDDLE)
        if self._chip:
            self._chip.set_status(*(line.status or ("", "grey", "")))
            self._chip.setVisible(line.status is not None)
            shape = Qt.CursorShape.PointingHandCursor if line.opens else Qt.CursorShape.ArrowCursor
            self._chip.setCursor(shape)
        if line.ticks and self._tick is None:
            self._tick = button("", self._do, role="tool", meaning="done")
            self._whole.addWidget(self._tick, 0, _MIDDLE)
        if self._tick:
            self._tick.setAccessibleName(line.tick_name)
            set_tip(self._tick, line.tick_tip)
            self._tick.setVisible(line.ticks is not None)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Accept clicks outside buttons, such as on the status, if the line opens something."""
        event.setAccepted(bool(self._line and self._line.opens))

    @contained
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the target of the text."""
        is_inside = self.rect().contains(event.position().toPoint())
        if is_inside and event.button() == Qt.MouseButton.LeftButton:
            self._open()

    def _open(self) -> None:
        if self._line and self._line.opens:
            self._line.opens()

    def _do(self) -> None:
        if self._line and self._line.ticks:
            self._line.ticks()


def _say(part: QLabel | None, words: str) -> None:
    if part is not None:
        part.setText(words)
        part.setVisible(bool(words))
