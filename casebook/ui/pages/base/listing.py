"""A page with one table: heading, filter, a button for a new record, and an empty state."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Generic

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QPushButton, QWidget

from casebook.domain.base.saved_filter import SavedFilter
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import table_settings
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.printing import table_pdf
from casebook.ui.models.rows import Column, R, Rows
from casebook.ui.pages.base.many_rows import RowAction, RowMenu
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.pages.base.saved_filters import SavedFilters
from casebook.ui.pages.base.tags import TagFilter
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.lazy_stack import LazyStack
from casebook.ui.widgets.layout.wrapping import Wrapping
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable
from casebook.ui.widgets.tables.table_menu import TableMenu

_ONE_LINE = 560
_EMPTY, _NO_MATCH = "empty", "no match"
"""What stands in place of the table where it shows no row."""


class _Pane(QFrame):
    """What the table stands in: it scrolls, and squeezes no form above it for the height that it prefers."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")

    def hasHeightForWidth(self) -> bool:
        """Return no: a layout would take the height that it prefers at a width for the least."""
        return False


class Listing(Page, Generic[R]):
    """A table page with columns and rows: it filters, sorts, counts and opens.

    Attributes:
        title: heading and name of the table.
        is_selecting: the program chooses a row after reading, not the person.
        detail_pane: what shows the row chosen; empty while none is shown.
        sought: the record the place names, until it was shown once.
        row_menu: what can be done with the selected rows.
        saved_filters: those of its filters that were saved, where it keeps any.
        keeps_filters: its filter can be saved under a name: what narrows it is in `filter_boxes`.
    """

    heading_role: ClassVar[str] = "heading"
    keeps_filters: ClassVar[bool] = False

    def __init__(self, context: PageContext, title: str, columns: Sequence[Column[R]]) -> None:
        super().__init__(context)
        self.detail_pane: DetailPane | None = None
        self.sought = ""
        self.title = title
        self.is_selecting = False
        self.rows: Rows[R] = Rows(columns, self)
        self.table = DataTable(title, self.rows)
        self.table.opened.connect(self.open_row)
        self.table.chosen.connect(self._clear_details)
        self.row_menu = RowMenu(self.table, self.words("Actions for the selected rows"), self.row_actions)
        self.menu = TableMenu(self.table, self.words)
        self.menu.columns_chosen.connect(self._keep_columns)
        self.menu.writing.connect(self._write)
        self.menu.printing.connect(self._print)
        self._has_columns, self._led_to, self._left_out = False, "", 0
        self._stack = LazyStack({_EMPTY: self.empty_state, _NO_MATCH: self._nothing}, in_tab_order=True)
        self._stack.addWidget(with_hidden_columns(self.table, self.words))
        self._count = label("", "quiet")
        whole = column(self, gap=12)
        whole.addLayout(self._head())
        self.above = column(gap=0)
        whole.addLayout(self.above)
        pane = _Pane()
        inside = column(pane, gap=0, margins=(1,))
        inside.addWidget(self._stack)
        self.pane: QWidget = pane
        self.fill(whole)
        self.saved_filters: SavedFilters | None = None

    def fill(self, whole: QBoxLayout) -> None:
        """Add the table to the page; pages with a detail pane add both."""
        whole.addWidget(self.pane, 1)

    def empty_state(self) -> QWidget:
        """Return the placeholder for an empty table."""
        return Empty("file", self.title, "")

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Return the buttons next to the filter."""
        return ()

    def open_row(self, record_id: str) -> None:
        """Open the record of a row."""

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected rows."""
        words = self.words
        return [
            RowAction(title=words("Copy rows"), act=self.table.copy, keys="Ctrl+C", begins_group=True),
            RowAction(title=words("Select all"), act=self.table.selectAll, keys="Ctrl+A"),
        ]

    def resume(self, form: str) -> None:
        """Select the record that the open form is about."""
        self.table.choose(form.rpartition("/")[2])

    def show_place(self, place: Location) -> None:
        """Show a place with the chosen columns."""
        if not self._has_columns:
            self._has_columns = True
            table, count = self._key, len(self.rows.columns)
            self.ask(lambda session: table_settings.hidden_columns(session, table, count), self._show_columns)
        self._read_filters()
        self.sought, self._led_to = place.within, self.record_in(place)
        if self._led_to and self.rows.total:
            self.is_selecting = True
            self.table.seek(self._led_to)
            self.is_selecting = False
        super().show_place(place)

    def filter_rows(self) -> None:
        """Focus the filter above the table."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def show_rows(self, rows: Sequence[R], of: int = 0) -> None:
        """Show these rows.

        Args:
            rows: those that the boxes of the page admit.
            of: how many there are without the boxes, where the page has some.
        """
        self._left_out = max(0, of - len(rows))
        self.tag_filter.offer(rows)
        self.rows.show_rows(rows)
        self._show_count()
        self._show_sought()

    def record_in(self, place: Location) -> str:
        """Return the record of this list that a place names, or ""."""
        return place.within

    def wanted_row(self) -> str:
        """Return the row to show after reading: the place's own, once, or the selected one."""
        sought, self.sought = self.sought, ""
        shown = (sought if self.rows.index_of(sought).isValid() else "", self.table.chosen_id)
        return next(filter(None, shown), self.first_row())

    def first_row(self) -> str:
        """Return the record of the first row as the table is sorted, which may be another order than read."""
        first = self.rows.row_at(self.rows.index(0, 0))
        return first.id if first is not None else ""

    def select_row(self, record_id: str) -> None:
        """Select a row after reading; text typed beside the table stays unless the user leaves."""
        self.is_selecting = True
        self.table.keep(record_id)
        self.is_selecting = False

    def print_page(self) -> None:
        """Print the table as it is sorted and filtered; pages with a paper of their own print that."""
        self._print()

    def take_focus(self) -> None:
        """Focus the table, or the first step where it is shown in its place."""
        instead = self._stack.currentWidget() if self._stack.currentIndex() else None
        step = instead.findChild(QPushButton) if instead is not None else None
        (step or self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return no path: the heading suffices."""
        return (Crumb(text=self.title),)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the heading above the tools where both do not fit on a line."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.current().px(_ONE_LINE)
        across = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._top.setDirection(across)

    def _head(self) -> QBoxLayout:
        head = self._top = line(gap=8)
        heading_line = line(gap=12)
        heading_line.addWidget(Elided(self.title, self.heading_role))
        heading_line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        heading_line.addStretch(1)
        head.addLayout(heading_line, 1)
        tools = line(gap=8)
        self.choices = line(gap=8)
        tools.addLayout(self.choices)
        self.filter = SearchField(self.words("Filter"), self.words("Filter {title}", title=self.title))
        self.filter.setMinimumWidth(theme.current().px(96))
        self.filter.setMaximumWidth(theme.current().px(200))
        self.filter.asked.connect(self._ask)
        self.filter.left.connect(lambda _: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.tag_filter = TagFilter(self.words)
        self.tag_filter.narrowed.connect(self._narrow_tag)
        tools.addWidget(self.tag_filter)
        tools.addWidget(self.filter, 4)
        tools.addWidget(Wrapping(*self.toolbar_buttons(), self.menu))
        head.addLayout(tools)
        return head

    @property
    def _key(self) -> str:
        """Return the key of the saved column choice: the page, never its content."""
        return type(self).__name__

    def _show_columns(self, hidden: frozenset[int]) -> None:
        self.menu.show_hidden(hidden)
        self.table.show_columns(hidden)

    def _keep_columns(self, hidden: frozenset[int]) -> None:
        table, count = self._key, len(self.rows.columns)
        self.context.ask(
            lambda session: table_settings.hide_columns(session, table, count, hidden), lambda _: None
        )

    def _cells(self, *, is_print: bool = False) -> tuple[list[str], list[list[str]]]:
        """Return headings and cells as currently sorted, filtered and chosen; tags are not for print."""
        shown = [at for at in self.table.shown if self.rows.columns[at].is_printed or not is_print]
        headings = [self.rows.columns[at].title for at in shown]
        return headings, self.rows.cells(range(self.rows.rowCount()), shown)

    def write_csv(self, out: Path | SaveTarget) -> None:
        """Write the table to a file."""
        headings, cells = self._cells()
        self.context.run(
            lambda _: table_settings.write_csv(out, headings, cells),
            lambda _: self.context.say(self.words("Table exported. The file is not encrypted.")),
        )

    def _write(self) -> None:
        out = pick_target(self, self.words, self.words("table") + ".csv")
        if out:
            self.write_csv(out)

    def _print(self) -> None:
        self.print_out(table_pdf(self.title, *self._cells(is_print=True)))

    def no_match(self) -> str:
        """Return what is said where entries exist and what narrows the list admits none."""
        if self._left_out or self.tag_filter.currentIndex() > 0:
            return self.words("No entry matches this filter")
        return self.words("No entries contain these words")

    def show_all(self) -> None:
        """Take back whatever narrows the list."""
        for box in self.filter_boxes().values():
            box.setCurrentIndex(0)
        self.filter.clear()
        self._ask("")
        self._let_go()

    def _nothing(self) -> QWidget:
        return Empty("search", "", "", button(self.words("Show all"), self._show_all_and_focus))

    def _show_all_and_focus(self) -> None:
        self.show_all()
        self.take_focus()

    def _clear_details(self, record_id: str) -> None:
        """Hide buttons that would act on a record out of view."""
        if not record_id and self.detail_pane is not None:
            self.detail_pane.clear()

    def filter_boxes(self) -> dict[str, QComboBox]:
        """Return the boxes above the list by their keys; pages with boxes of their own add them."""
        return {"tag": self.tag_filter}

    def filter_state(self) -> SavedFilter:
        """Return what the list shows, to be saved under a name."""
        header, boxes = self.table.horizontalHeader(), self.filter_boxes()
        is_sorted = header.isSortIndicatorShown() and header.sortIndicatorSection() >= 0
        return SavedFilter(
            id="",
            title="",
            words=self.filter.text().strip(),
            choices={
                key: box.currentData() for key, box in boxes.items() if box.currentData() not in {None, ""}
            },
            columns=len(self.rows.columns),
            hidden=tuple(sorted(self.table.unwanted)),
            sorted_by=header.sortIndicatorSection() if is_sorted else -1,
            is_falling=is_sorted and header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        )

    def show_filter(self, saved: SavedFilter) -> bool:
        """Show the list as it was saved; returns whether all that was chosen is still offered."""
        is_whole = True
        for key, box in self.filter_boxes().items():
            wanted = saved.choices.get(key, "")
            place = box.findData(wanted) if wanted != "" else 0
            is_whole = is_whole and place >= 0
            box.setCurrentIndex(max(place, 0))
        self.filter.setText(saved.words)
        self._ask(saved.words)
        if saved.columns == len(self.rows.columns):
            self._show_columns(frozenset(saved.hidden))
            self.table.sort_by(saved.sorted_by, falling=saved.is_falling)
        return is_whole

    def _read_filters(self) -> None:
        if not self.keeps_filters:
            return
        if self.saved_filters is None:
            self.saved_filters = SavedFilters(self, self, self._key, self.menu, self.above)
            self.choices.insertWidget(0, self.saved_filters.box)
            self.filter.asked.connect(lambda _: self._let_go())
            for box in self.filter_boxes().values():
                box.activated.connect(lambda _: self._let_go())
        self.saved_filters.read()

    def _let_go(self) -> None:
        if self.saved_filters is not None:
            self.saved_filters.let_go()

    def _show_sought(self) -> None:
        """Take back what narrows the list where it hides the record that was gone to."""
        led_to, self._led_to, self.table.is_seeking = self._led_to, "", False
        if led_to and not self.rows.index_of(led_to).isValid():
            self.show_all()

    def _ask(self, asked: str) -> None:
        self.rows.ask(asked)
        self._show_count()

    def _narrow_tag(self) -> None:
        self.rows.narrow(self.tag_filter.admits)
        self._show_count()

    def _show_count(self) -> None:
        shown, total = self.rows.rowCount(), self.rows.total
        if shown:
            self._stack.setCurrentIndex(0)
        elif total or self._left_out:
            page = self._stack.page(_NO_MATCH)
            if isinstance(page, Empty):
                page.retitle(self.no_match())
            self._stack.show_page(_NO_MATCH)
        else:
            self._stack.show_page(_EMPTY)
        self.filter.setEnabled(bool(total or self._left_out))
        text = f"{shown}" if shown == total else self.words("{shown} of {total}", shown=shown, total=total)
        self._count.setText(text if total else "")
