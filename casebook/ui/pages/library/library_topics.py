"""The topics of the library, each with its rules; opening one shows its findings."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casebook.domain.library.topic import Topic
from casebook.services.library import library_view
from casebook.services.library.library_view import Whole
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.widgets.cards.empty import Empty


class Topics(Listing[Topic]):
    """Every topic with its rules; opening one shows its findings."""

    heading_role = "title"
    concerns = frozenset({"topic"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, context.words("Topics"), _topic_columns(context))

    def read(self) -> None:
        """Read every topic."""
        self.ask(library_view.whole, self._show)

    def empty_state(self) -> QWidget:
        """The placeholder shown when the list is empty."""
        return Empty("library", self.words("No topics"), self.words("Topics are supplied with the library."))

    def open_row(self, record_id: str) -> None:
        """Show the findings on a topic."""
        self.context.go(Location(page="library", tab="findings", id=record_id))

    def _show(self, whole: Whole) -> None:
        self.show_rows(list(whole.library_index.topics.values()))


def _topic_columns(context: PageContext) -> tuple[Column[Topic], ...]:
    words = context.words
    return (
        Column(
            title=words("Topic"),
            text=lambda row: words(row.title),
            beside=lambda row: words.list_of(row.terms),
            look="strong",
            width=30,
            stretches=True,
        ),
        Column(title=words("Definition"), text=lambda row: row.definition, width=36, stretches=True),
        Column(
            title=words("Legal rules"),
            text=lambda row: words.series_of(row.hooks),
            look="quiet",
            width=26,
            stretches=True,
        ),
    )
