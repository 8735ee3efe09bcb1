"""A page with one table: heading, filter, a button for a new record, and what is said when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from casebook.ui import theme
from casebook.ui.desk import Desk
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.page import Crumb, Page
from casebook.ui.widgets.elided import Elided
from casebook.ui.widgets.empty import Empty
from casebook.ui.widgets.layout import column, frame, line
from casebook.ui.widgets.parts import label
from casebook.ui.widgets.search import SearchField
from casebook.ui.widgets.table import Table


class Listing(Page):
    """Give it columns and rows; it filters, sorts, counts and opens.

    Attributes:
        title: heading and name of the table.
    """

    heading_role: ClassVar[str] = "heading"

    def __init__(self, desk: Desk, title: str, columns: Sequence[Column[Any]]) -> None:
        super().__init__(desk)
        self.title = title
        self.rows: Rows[Any] = Rows(columns, self)
        self.table = Table(title, self.rows)
        self.table.opened.connect(self.open_row)
        self._stack = QStackedWidget()
        self._count = label("", "quiet")
        whole = column(self, gap=12)
        whole.addLayout(self._head())
        self.above = column(gap=0)
        whole.addLayout(self.above)
        pane = frame("pane")
        inside = column(pane, gap=0, margins=(1,))
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty())
        self._stack.addWidget(self._nothing())
        inside.addWidget(self._stack)
        self.pane: QWidget = pane
        self.fill(whole)

    def fill(self, whole: Any) -> None:  # noqa: ANN401 - a box layout
        """Put the table into the page; a page with a detail pane puts both."""
        whole.addWidget(self.pane, 1)

    def empty(self) -> QWidget:
        """What is shown while there are no rows at all."""
        return Empty("file", self.title, "")

    def steps(self) -> Sequence[QPushButton]:
        """Buttons beside the filter."""
        return ()

    def open_row(self, record_id: str) -> None:
        """Open the record of a row."""

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these."""
        self.rows.show_rows(rows)
        self._settle()

    def take_focus(self) -> None:
        """The table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def crumbs(self) -> tuple[Crumb, ...]:
        """The heading is the path."""
        return (Crumb(text=self.title),)

    def _head(self) -> Any:  # noqa: ANN401 - a box layout
        head = line(gap=12)
        head.addWidget(Elided(self.title, self.heading_role))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        self.filter = SearchField(self.words("Filter"), self.words("Filter {title}", title=self.title))
        self.filter.setMinimumWidth(theme.current().px(96))
        self.filter.setMaximumWidth(theme.current().px(200))
        self.filter.asked.connect(self._ask)
        self.filter.left.connect(lambda _: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        head.addWidget(self.filter, 4)
        for step in self.steps():
            head.addWidget(step)
        return head

    def _nothing(self) -> QWidget:
        return Empty(
            "search",
            self.words("Nothing holds these words"),
            self.words("Clear the filter to see every row."),
        )

    def _ask(self, asked: str) -> None:
        self.rows.ask(asked)
        self._settle()

    def _settle(self) -> None:
        shown, total = self.rows.rowCount(), self.rows.total
        self._stack.setCurrentIndex(1 if not total else 2 if not shown else 0)
        self.filter.setEnabled(bool(total))
        told = f"{shown}" if shown == total else self.words("{shown} of {total}", shown=shown, total=total)
        self._count.setText(told if total else "")
