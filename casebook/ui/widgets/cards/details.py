"""The detail pane beside a list: title, statuses, labelled values and headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice, pairwise

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QScrollArea, QWidget
from shiboken6 import isValid

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.layout.layout import ScrolledBody, column, empty_out, frame, laid_out, line, rule
from casebook.ui.widgets.layout.wrapping import Wrapping

_TITLE_WIDTH = 200
"""Width kept for a title beside its tools, with the margins of the pane."""
_STEP_WIDTH = 420
"""Width from which a step has its date beside it."""
_FIRST_PARTS, _MAX_PARTS = 2, 8
"""Parts that are added in the first turn of the event loop, and in a later one."""
_Kind = tuple[str, bool, bool]
"""A kind of label: its role, wrapping and selectability."""


class DetailPane(QFrame):
    """A scrolling pane, rebuilt for each record.

    Attributes:
        ended: it shows all of a record.
    """

    ended = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        outer = column(self, gap=0, margins=(1,))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(name)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._scroll)
        self._inside = ScrolledBody()
        self.body = column(self._inside, gap=12, margins=(16,))
        self._scroll.setWidget(self._inside)
        self._kept: tuple[QWidget, ...] = ()
        self._acted_on: tuple[str, ...] = ()
        self._head: QBoxLayout | None = None
        self._parts: Iterator[object] = iter(())
        self._tools_width = 0
        self._value_rows: dict[str, tuple[QGridLayout, int]] = {}
        self._head_parts = 0
        self._mark_widgets: list[QWidget] = []
        self._mark_strip: Wrapping | None = None
        self._steps: list[tuple[QBoxLayout, QLabel]] = []
        self._labels: list[tuple[_Kind, QLabel]] = []
        self._thin_lines: list[QFrame] = []
        self._spare: defaultdict[_Kind, list[QLabel]] = defaultdict(list)

    def keep(self, *parts: QWidget) -> None:
        """Keep these widgets and labels for reuse with every record."""
        self._kept = parts
        for part in parts:
            part.setParent(self._scroll.widget())
            part.hide()

    def clear(self) -> None:
        """Clear the pane completely; the focus stays in it."""
        self._keep_keyboard(self.window().focusWidget())
        self._head, self._parts = None, iter(())
        self._steps.clear()
        self._value_rows.clear()
        self._mark_widgets, self._mark_strip = [], None
        empty_out(self.body, {*self._kept, *self._thin_lines, *(shown for _, shown in self._labels)})
        for kind, shown in self._labels:
            shown.clear()
            self._spare[kind].append(shown)
        self._labels.clear()

    def _keep_keyboard(self, held: QWidget | None) -> None:
        """Keep the focus of a removed widget; Qt would pass it on, such as to the bar's Undo."""
        if held is not None and self._scroll.isAncestorOf(held):
            stops = self._stops()
            names = [stop.accessibleName() for stop in stops[: stops.index(held) + 1 if held in stops else 0]]
            self._acted_on = tuple(reversed(names))
            self._scroll.setFocus()

    def _give_back_keyboard(self) -> None:
        """Restore the focus to the widget with the same name.

        Where that is gone, on the nearest before it that is still there, never on one that took its place:
        the same key pressed again then does nothing new.
        """
        acted_on, self._acted_on = self._acted_on, ()
        if not self._scroll.hasFocus():
            return
        by_name = {stop.accessibleName(): stop for stop in self._stops()}
        wanted = next((by_name[name] for name in acted_on if name in by_name), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stops(self) -> list[QWidget]:
        """Return the visible, named widgets of the tab order from the top."""
        parts = self._inside.findChildren(QWidget)
        with_key = (part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        named = (part for part in with_key if part.isVisible() and part.isEnabled() and part.accessibleName())
        places = {part: part.mapTo(self._inside, QPoint()) for part in named}
        return sorted(places, key=lambda part: (places[part].y(), places[part].x()))

    def begin(
        self, title: str, beneath: str = "", chips: Sequence[Chip] = (), tools: Sequence[QWidget] = ()
    ) -> None:
        """Begin another record: title, secondary text, statuses and tools."""
        self.clear()
        head = self._head = line(gap=4)
        text_column = column(gap=1)
        text_column.addWidget(self._label(title, "title", wraps=True, selectable=True))
        if beneath:
            text_column.addWidget(self._label(beneath, "quiet", wraps=True))
        head.addLayout(text_column, 1)
        row = line(gap=4)
        for tool in tools:
            row.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        head.addLayout(row)
        self._tools_width = sum(tool.sizeHint().width() for tool in tools)
        self._arrange_head()
        self.body.addLayout(head)
        if chips:
            row = line(gap=8)
            for chip in chips:
                row.addWidget(chip)
            row.addStretch(1)
            self.body.addLayout(row)
        self._head_parts = self.body.count()
        self._scroll.verticalScrollBar().setValue(0)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the tools below the title where they would leave it too little room, and dates below steps."""
        super().resizeEvent(event)
        self._arrange_head()
        for step in self._steps:
            self._arrange_step(*step)

    def _arrange_head(self) -> None:
        if self._head is None:
            return
        is_narrow = self.width() - self._tools_width < theme.current().px(_TITLE_WIDTH)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._head.direction() != way:
            self._head.setDirection(way)

    def _arrange_step(self, head: QBoxLayout, when: QLabel) -> None:
        """Set the date of a step beside it, or below it where the pane is narrow."""
        is_narrow = self.width() < theme.current().px(_STEP_WIDTH)
        head.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        head.setSpacing(0 if is_narrow else theme.current().px(8))
        when.setWordWrap(is_narrow)

    def heading(self, text: str) -> None:
        """Add a rule and a heading."""
        self.body.addSpacing(theme.current().px(4))
        self.body.addWidget(self._thin_line())
        self.body.addWidget(self._label(text, "strong", wraps=True))

    def pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        """Add labels with values, without empty ones."""
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(1, 1)
        for at, (title, value) in enumerate(row for row in rows if row[1]):
            title_label = self._label(title, "quiet")
            grid.addWidget(title_label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._label(value, wraps=True, selectable=True), at, 1, Qt.AlignmentFlag.AlignTop)
            self._value_rows[title] = grid, at
        self.body.addLayout(grid)

    def has_value(self, title: str) -> bool:
        """Return whether a value is shown under this title."""
        return title in self._value_rows

    def mark(self, title: str, mark: QWidget) -> None:
        """Set a mark behind the value that is shown under this title, or below the head where none is."""
        self._mark_widgets.append(mark)
        if title in self._value_rows:
            grid, row = self._value_rows[title]
            grid.addWidget(mark, row, 2, Qt.AlignmentFlag.AlignTop)
        else:
            if self._mark_strip is None:
                self._mark_strip = Wrapping()
                self.note_below_head(self._mark_strip)
            self._mark_strip.add(mark)
        mark.show()
        self._order_stops(laid_out(self.body))

    def note_below_head(self, widget: QWidget) -> None:
        """Set a widget below title and statuses, above all that was set there before."""
        self._mark_widgets.append(widget)
        self.body.insertWidget(self._head_parts, widget)
        widget.show()

    def unmark(self) -> None:
        """Remove all marks and what they say below the head."""
        for mark in filter(isValid, self._mark_widgets):
            mark.hide()
            mark.deleteLater()
        self._mark_widgets, self._mark_strip = [], None

    def words(self, text: str, role: str = "") -> None:
        """Add a paragraph."""
        self.body.addWidget(self._label(text, role, wraps=True, selectable=True))

    def note(
        self,
        title: str,
        words: str,
        beneath: str = "",
        chip: Chip | None = None,
        tools: Sequence[QWidget] = (),
    ) -> None:
        """Add an indented text, such as one account of a fact."""
        box = frame("note")
        inside = column(box, gap=4, margins=(10, 12))
        head = line(gap=8)
        head.addWidget(label(title, "strong", wraps=True), 1)
        if chip:
            head.addWidget(chip)
        for tool in tools:
            head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        if words:
            inside.addWidget(label(words, wraps=True, selectable=True))
        if beneath:
            inside.addWidget(label(beneath, "small", wraps=True))
        self.body.addWidget(box)

    def beside(self, text: str, beneath: str, roles: tuple[str, str] = ("", "small")) -> None:
        """Add a text with secondary text below it."""
        text_column = column(gap=1)
        text_column.addWidget(self._label(text, roles[0], wraps=True, selectable=True))
        if beneath:
            text_column.addWidget(self._label(beneath, roles[1], wraps=True))
        self.body.addLayout(text_column)

    def step(self, title: str, when: str, words: str) -> None:
        """Add a step of a sequence: what, when and by whom."""
        text_column = column(gap=0)
        head = line(gap=8)
        head.addWidget(self._label(title, "strong", wraps=True), 1)
        when_label = self._label(when, "small")
        head.addWidget(when_label)
        head.setAlignment(when_label, Qt.AlignmentFlag.AlignTop)
        text_column.addLayout(head)
        self._steps.append((head, when_label))
        self._arrange_step(head, when_label)
        if words:
            text_column.addWidget(self._label(words, "small", wraps=True))
        self.body.addLayout(text_column)

    def step_below(self, step: QWidget) -> None:
        """Add a button on a line of its own."""
        row = line(gap=0)
        row.addWidget(step)
        row.addStretch(1)
        self.body.addLayout(row)

    def add(self, widget: QWidget) -> None:
        """Add any other widget."""
        self.body.addWidget(widget)

    def add_parts(self, parts: Iterator[object]) -> None:
        """Add parts, some at a time so that no key waits for the rest, then finish; another record ends it.

        Args:
            parts: each is added when it is asked for.
        """
        self._parts = parts
        self._add_some(parts, _FIRST_PARTS)

    def _add_some(self, parts: Iterator[object], count: int) -> None:
        if parts is not self._parts:
            return
        if len([*islice(parts, count)]) == count:
            QTimer.singleShot(0, self, partial(self._add_some, parts, min(2 * count, _MAX_PARTS)))
        else:
            self.end()

    def end(self) -> None:
        """Finish, aligning the content to the top."""
        self._parts = iter(())
        self.body.addStretch(1)
        if self._kept:
            self._show_kept()
        if self._acted_on:  # once the layout has shown the new parts
            QTimer.singleShot(0, self, self._give_back_keyboard)
        self.ended.emit()

    def _thin_line(self) -> QFrame:
        """Return a reused line, already styled, or a new one."""
        spare = next((made for made in self._thin_lines if self.body.indexOf(made) < 0), None)
        if spare is not None:
            return spare
        shown = rule()
        if self._kept:
            self._thin_lines.append(shown)
        return shown

    def _label(self, text: str, role: str = "", *, wraps: bool = False, selectable: bool = False) -> QLabel:
        """Return a reused label, already styled, or a new one."""
        kind = (role, wraps, selectable)
        spare = self._spare[kind]
        shown = spare.pop() if spare else label("", role, wraps=wraps, selectable=selectable)
        shown.setText(text)
        if self._kept:
            self._labels.append((kind, shown))
        return shown

    def _show_kept(self) -> None:
        """Show the reused widgets that were added.

        The Tab key and whoever reads aloud go from top to bottom, whatever was made first.
        """
        laid = list(laid_out(self.body))
        self.body.setEnabled(False)  # once for all of them, not for each
        for part in self._kept:
            part.setVisible(part in laid)
        for _, shown in self._labels:
            shown.show()
        for line_between in self._thin_lines:
            line_between.setVisible(line_between in laid)
        for part in laid:
            part.raise_()
        self.body.setEnabled(True)
        self._order_stops(laid)

    def _order_stops(self, laid: Iterable[QWidget]) -> None:
        """Let Tab go through widgets from top to bottom."""
        window = self.window()  # a list that opens, or a menu, is one of its own
        parts = (part for widget in laid for part in (widget, *widget.findChildren(QWidget)))
        with_key = (part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        stops = [part for part in with_key if part.window() is window]
        for before, stop in pairwise(stops):
            QWidget.setTabOrder(before, stop)
