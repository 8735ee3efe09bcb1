"""The starting library: topics, sources, findings and arguments that fit together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from casebook.base.message import Message
from casebook.domain.base.entity import Entity
from casebook.domain.library.argument import Argument
from casebook.domain.library.finding import Finding
from casebook.domain.library.route import Route
from casebook.domain.library.source import Source
from casebook.domain.library.statistic import Statistic
from casebook.domain.library.topic import Topic
from casebook.packs.base.entry import OnDefect, refuse
from casebook.packs.base.reader import Pack, PackFolder, close_together, read_together
from casebook.packs.library.argument import read_arguments, read_routes
from casebook.packs.library.argument_check import unknown_ids
from casebook.packs.library.finding import read_findings
from casebook.packs.library.source import read_sources
from casebook.packs.library.statistic import read_statistics
from casebook.packs.library.topic import read_topics

FILES = ("topics", "sources", "findings", "statistics", "arguments")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The library as shipped, in the order of its packs.

    Attributes:
        version: of its packs, which are released together.
    """

    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    statistics: tuple[Statistic, ...]
    arguments: tuple[Argument, ...]
    routes: tuple[Route, ...]
    version: str


def read_library(folder: PackFolder | None = None, on_defect: OnDefect = refuse) -> Library:
    """Read and join the packs; the shipped ones are read once.

    Args:
        folder: where the packs are; the shipped ones where None.
        on_defect: what happens to a defect.

    Raises:
        NotFound: a pack is missing.
        PackInvalid: an entry breaks its schema or points at nothing, unless `on_defect` collects.
    """
    return _shipped() if folder is None and on_defect is refuse else _read(folder, on_defect)


@cache
def _shipped() -> Library:
    return _read(None, refuse)


def _read(folder: PackFolder | None, on_defect: OnDefect) -> Library:
    packs = read_together(FILES, folder, on_defect)
    library = Library(
        topics=read_topics(packs["topics"]),
        sources=read_sources(packs["sources"]),
        findings=read_findings(packs["findings"]),
        statistics=read_statistics(packs["statistics"]),
        arguments=read_arguments(packs["arguments"]),
        routes=read_routes(packs["arguments"]),
        version=packs["findings"].head.version,
    )
    _join(library, packs)
    _join_statistics(library, packs)
    _join_arguments(library, packs["arguments"])
    close_together(packs, library.version)
    return library


def _join(library: Library, packs: dict[str, Pack]) -> None:
    topics, sources = _ids(library.topics), _ids(library.sources)
    for source in library.sources:
        for topic in source.topics:
            if topic not in topics:
                packs["sources"].root.complain(
                    f"source {source.id}", Message("names the topic {topic}, which is not there", topic=topic)
                )
        for other in filter(None, (source.replaces, source.follows)):
            if other not in sources or other == source.id:
                packs["sources"].root.complain(
                    f"source {source.id}",
                    Message("names the source {source}, which is not there", source=other),
                )
    for finding in library.findings:
        where, root = f"finding {finding.id}", packs["findings"].root
        if finding.source_id not in sources:
            root.complain(
                where, Message("names the source {source}, which is not there", source=finding.source_id)
            )
        if finding.topic_id not in topics:
            root.complain(
                where, Message("names the topic {topic}, which is not there", topic=finding.topic_id)
            )


def _join_statistics(library: Library, packs: dict[str, Pack]) -> None:
    findings = _ids(library.findings)
    for figure in library.statistics:
        if figure.finding_id not in findings:
            packs["statistics"].root.complain(
                f"statistic {figure.id}",
                Message("names the finding {finding_id}, which is not there", finding_id=figure.finding_id),
            )


def _join_arguments(library: Library, pack: Pack) -> None:
    known = {"source": _ids(library.sources), "finding": _ids(library.findings)}
    for where, what in unknown_ids(library.arguments, library.routes, known):
        pack.root.complain(where, what)


def _ids(nouns: Iterable[Entity]) -> set[str]:
    return {noun.id for noun in nouns}
