"""Topics of country conditions, from the library's pack."""

from __future__ import annotations

from casebook.domain.library.topic import Topic
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack

KIND = "topic"


def read_topics(pack: Pack) -> tuple[Topic, ...]:
    """Every topic of the pack, in its order."""
    return tuple(_topic(entry, pack) for entry in pack.entries(KIND))


def _topic(entry: PackEntry, pack: Pack) -> Topic:
    topic = Topic(
        id=entry.text("id"),
        title=entry.text("title"),
        definition=entry.text("definition"),
        hooks=entry.texts("hooks"),
        terms=entry.texts("terms", default=()),
        pack=pack.head.version,
    )
    entry.close()
    return topic
