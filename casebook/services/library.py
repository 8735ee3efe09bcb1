"""The library of country conditions: copied from its pack into the vault, so that a citation never shifts."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.domain.entity import entity
from casebook.domain.finding import Finding
from casebook.domain.source import Source
from casebook.domain.topic import Topic
from casebook.services.session import Session
from casebook.store import finding as findings
from casebook.store.registry import shelf_of


@entity
class Cited:
    """A finding with the source that makes it."""

    finding: Finding
    source: Source


def on_topics(session: Session, topic_ids: Iterable[str]) -> list[Cited]:
    """The findings on these topics with their sources, by topic, then as the pack has them."""
    order = {topic: place for place, topic in enumerate(topic_ids)}
    with session.store.reading() as connection:
        found = findings.on_topics(connection, order)
        sources = shelf_of(Source).some(connection, {finding.source_id for finding in found})
    found.sort(key=lambda finding: order[finding.topic_id])
    return [Cited(finding=finding, source=sources[finding.source_id]) for finding in found]


def topics(session: Session) -> dict[str, Topic]:
    """Every topic by its id."""
    with session.store.reading() as connection:
        return {topic.id: topic for topic in shelf_of(Topic).all(connection)}
