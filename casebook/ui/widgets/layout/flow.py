"""Cards side by side where they fit, wrapping to further lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QScrollBar, QWidget
from shiboken6 import isValid

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.layout.layout import ScrolledBody, column


class CardGrid(QWidget):
    """Cards in as many columns as fit, equally high in each line."""

    def __init__(self, cards: Sequence[QWidget], least: int = 270, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = list(cards)
        self._least = least
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.current().px(12))
        self._arrange(len(self._cards))

    def minimumSizeHint(self) -> QSize:
        """Return the width of one card."""
        return QSize(theme.current().px(200), super().minimumSizeHint().height())

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Recalculate the columns."""
        super().resizeEvent(event)
        fitting = self.width() // theme.current().px(self._least)
        self._arrange(max(1, min(len(self._cards), fitting)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at in range(len(self._cards)):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        for at, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, at // columns, at % columns)


class Scrolled(QScrollArea):
    """A vertically scrolling column; `body` is its layout. Tab stops at it only where it can scroll."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        inside = ScrolledBody()
        self.body = column(inside, gap=12)
        self.setWidget(inside)
        self._held: QWidget | None = None
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._show_held)
        bar.rangeChanged.connect(self._take_tab)
        self._take_tab()
        bar.actionTriggered.connect(self.let_go)

    def hold(self, part: QWidget) -> None:
        """Keep the top of a widget in view, whatever is added above it, until someone scrolls or `let_go`."""
        self._held = part
        QTimer.singleShot(0, self, self._show_held)

    def _take_tab(self) -> None:
        policy = type(self.focusPolicy())  # by its name the lock screen would load all names of Qt
        self.setFocusPolicy(policy.StrongFocus if self.verticalScrollBar().maximum() else policy.ClickFocus)

    def _show_held(self) -> None:
        inside, part = self.widget(), self._held
        if part is None or not isValid(part) or inside is None or not inside.isAncestorOf(part):
            self._held = None
            return
        if (layout := inside.layout()) is not None:
            layout.activate()
        self.verticalScrollBar().setValue(part.mapTo(inside, QPoint()).y())
        keep_in_view(part)

    def let_go(self) -> None:
        """Keep nothing in view any longer."""
        self._held = None


def areas_around(part: QWidget) -> Iterator[QScrollArea]:
    """Yield what a widget scrolls in, the innermost first."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            yield around
        around = around.parentWidget()


def keep_in_view(part: QWidget) -> None:
    """Scroll whatever it lies in, from the inside out, until it is seen whole."""
    for area in areas_around(part):
        area.ensureWidgetVisible(part)


def keep_whole_in_view(part: QWidget) -> None:
    """Scroll the same way to a list, of which Qt would show the current line alone; its top comes first."""
    for area in areas_around(part):
        if (inside := area.widget()) is not None:
            at, room = part.mapTo(inside, QPoint()), theme.current().px(_ROOM_AROUND)
            for y in (at.y() + part.height(), at.y()):
                area.ensureVisible(at.x(), y, 0, room)


def show_together(*parts: QWidget) -> None:
    """Scroll, after layout, until these widgets are seen: the first before the others, if not all fit."""
    QTimer.singleShot(0, parts[0], partial(_show_together, parts, _ROUNDS))


def _show_together(parts: Sequence[QWidget], rounds: int) -> None:
    for part in reversed([one for one in parts if isValid(one) and one.isVisible()]):
        for area in areas_around(part):
            if (inside := area.widget()) is not None and (layout := inside.layout()) is not None:
                layout.activate()
            area.ensureWidgetVisible(part, 0, theme.current().px(_ROOM_AROUND))
    if rounds and isValid(parts[0]):
        QTimer.singleShot(0, parts[0], partial(_show_together, parts, rounds - 1))


def scroll_back(areas: Sequence[QScrollArea], offsets: Sequence[int]) -> None:
    """Scroll areas, after layout, to where others like them stood."""
    for area, offset in zip(areas, offsets, strict=False):
        QTimer.singleShot(0, area, partial(_scroll_back, area, offset, _ROUNDS))


def _scroll_back(area: QScrollArea, offset: int, rounds: int) -> None:
    if (inside := area.widget()) is not None and (layout := inside.layout()) is not None:
        layout.activate()
    area.verticalScrollBar().setValue(offset)
    if rounds:
        QTimer.singleShot(0, area, partial(_scroll_back, area, offset, rounds - 1))


def bring_into_view(part: QWidget, areas: Iterable[QScrollArea]) -> None:
    """Scroll each of these areas, the innermost first, as far as needed to see a widget."""
    for area in areas:
        area.ensureWidgetVisible(part, 0, 0)


def scroll_to(part: QWidget) -> None:
    """Scroll to the top of a widget after layout."""
    around = next(areas_around(part), None)
    inside = around.widget() if around is not None else None
    if around is not None and inside is not None:
        QTimer.singleShot(0, part, partial(_show_top, part, inside, around.verticalScrollBar(), _ROUNDS))


def _show_top(part: QWidget, inside: QWidget, bar: QScrollBar, rounds: int) -> None:
    """Scroll to the top of a widget, and again: what was added last is squeezed until the area has grown."""
    if not inside.isAncestorOf(part):
        return
    if (layout := inside.layout()) is not None:
        layout.activate()
    bar.setValue(part.mapTo(inside, QPoint()).y())
    if rounds:
        QTimer.singleShot(0, part, partial(_show_top, part, inside, bar, rounds - 1))


_ROOM_AROUND = 14
"""Pixels above and below what is brought into view."""
_ROUNDS = 2
"""Of events, in which an area grows by what was added to it."""
