"""Topics of the library."""

from __future__ import annotations

from casebook.domain.library.topic import Topic
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, text

TOPIC = EntityTable(
    noun="topic",
    kind=Topic,
    table=noun_table(
        "topic", text("title"), text("definition"), parts("hooks"), parts("terms"), text("pack")
    ),
    words=lambda topic: [
        SearchText(title=topic.title, body=" ".join((topic.definition, topic.id, *topic.terms, *topic.hooks)))
    ],
)
