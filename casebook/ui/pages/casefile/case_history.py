"""The history of a case: every change of it and of its records."""

from __future__ import annotations

from casebook.services.base import history
from casebook.services.base.history import HistoryEntry
from casebook.services.base.session import Session
from casebook.services.sharing.line_name import with_origins
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.history import History
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.layout.layout import column


class CaseHistory(Page):
    """The latest changes, newest first."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._view = History(self.words, names_records=True)
        column(self, gap=0).addWidget(self._view)

    def read(self) -> None:
        """Read the latest changes of the case."""
        case_id = self.place.id

        def read(session: Session) -> tuple[list[HistoryEntry], dict[str, str]]:
            changes, titles = history.named_case(session, case_id)
            return with_origins(session, changes), titles

        self.ask(read, self._show)

    def take_focus(self) -> None:
        """The table."""
        self._view.table.setFocus()

    def filter_rows(self) -> None:
        """Focus the filter above the table."""
        self._view.filter.setFocus()

    def _show(self, answer: tuple[list[HistoryEntry], dict[str, str]]) -> None:
        self._view.show_changes(*answer)
