"""The library of country conditions: copied from its pack into the vault, so that a citation never shifts."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.progress import Progress, silent
from casebook.domain.entity import Entity, entity
from casebook.domain.finding import Finding
from casebook.domain.source import Source
from casebook.domain.topic import Topic
from casebook.packs.library import read_library
from casebook.services.session import Session
from casebook.store import finding as findings
from casebook.store.registry import shelf_of


@entity
class Cited:
    """A finding with the source that makes it."""

    finding: Finding
    source: Source


def copy_library(session: Session, *, progress: Progress = silent) -> str:
    """Copy the shipped library into a vault that has none; returns the pack's version.

    Raises:
        Conflict: the vault has it already.
        PackInvalid: an entry of the pack breaks its schema.
        Cancelled: the person stopped it; nothing was copied.
    """
    library = read_library()
    records: tuple[Entity, ...] = (*library.topics, *library.sources, *library.findings)
    with session.store.write("library.copy") as transaction:
        for number, told in enumerate(records):
            if number % 50 == 0:
                progress(number, len(records), "copying the library")
            transaction.add(told)
    return library.version


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
