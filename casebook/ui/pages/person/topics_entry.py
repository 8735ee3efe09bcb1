"""Topics of the library as tick boxes, read when the field is created."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.domain.library.topic import Topic
from casebook.services.library import library
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.forms.entry_ticks import TicksEntry


class TopicsEntry(TicksEntry):
    """Every topic of the library by its title."""

    def __init__(self, name: str, context: PageContext) -> None:
        super().__init__(name, (), context.words("Search topics"))
        self._words = context.words
        context.ask(library.topics, self._take)

    def _take(self, topics: Mapping[str, Topic]) -> None:
        titles = ((each.id, self._words(each.title)) for each in topics.values())
        self.offer(sorted(titles, key=lambda each: each[1]))
