"""The library of country conditions: as supplied if no vault is open, else as copied into the vault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casebook.base.clock import Clock, system_clock
from casebook.domain.base.entity import Entity
from casebook.domain.library.authority import weight
from casebook.domain.library.country import Country
from casebook.domain.library.decision import Decision
from casebook.domain.library.finding import Finding
from casebook.domain.library.reading import Reading, as_read
from casebook.domain.library.source import Source, absent_source, with_successors
from casebook.domain.library.topic import Topic, absent_topic
from casebook.language.synonym import SynonymMatch
from casebook.packs.library.library import read_library
from casebook.services.base.session import Session
from casebook.services.base.synonym import synonyms
from casebook.services.library import registry
from casebook.services.library.library_query import Cited, Query
from casebook.store.registry import table_for

NOUNS = ("finding", "source", "topic")


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryIndex:
    """The whole available library, by ID."""

    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    findings: Mapping[str, Finding]

    def cited(self, finding: Finding) -> Cited:
        """Return a finding with its source, or the stand-in of one that is not here."""
        source = self.sources.get(finding.source_id) or absent_source(finding.source_id)
        return Cited(finding=finding, source=source)

    def topic_of(self, finding: Finding) -> Topic:
        """Return the topic of a finding, or the stand-in of one that is not here."""
        return self.topics.get(finding.topic_id) or absent_topic(finding.topic_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryResults:
    """The results of a query.

    Attributes:
        cited: findings, best first.
        sources: sources that answer it themselves, those without a finding among them.
        topics: topics named by it.
        decisions: decisions on sending people to China that its words name, best first; none where the query
            filters by what only findings and sources have.
    """

    cited: tuple[Cited, ...]
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    decisions: tuple[Decision, ...] = ()


def library_index(session: Session | None = None) -> LibraryIndex:
    """Return the library of the vault with its custom records, or the supplied one if none is open."""
    if session is None:
        shipped = read_library()
        return _index(shipped.topics, with_successors(shipped.sources, shipped.sources), shipped.findings)
    from casebook.store.library import reading as readings
    from casebook.store.library import source as sources

    with session.store.reading() as connection:
        return _index(
            table_for(Topic).all(connection),
            sources.citable(connection).values(),
            _as_read(table_for(Finding).all(connection), readings.decisive(connection)),
        )


def find(query: Query, session: Session | None = None, *, clock: Clock = system_clock) -> LibraryResults:
    """Return the results of a query: by rank if it has a text, else by weight of authority and recency."""
    held = library_index(session)
    today = (session.clock if session else clock)().date()
    ranks = _ranks(query.text, held, session) if query.text.strip() else None
    cited = [
        held.cited(finding) for finding in held.findings.values() if ranks is None or finding.id in ranks
    ]
    cited = [citation for citation in cited if query.admits(citation, today)]
    if ranks is None:
        cited.sort(key=by_authority)
    else:
        cited.sort(key=lambda citation: ranks[citation.finding.id])
    return LibraryResults(
        cited=tuple(cited),
        sources=tuple(
            source
            for source in held.sources.values()
            if (ranks is None or source.id in ranks) and query.admits_source(source, today)
        ),
        topics=tuple(topic for topic in held.topics.values() if ranks is None or topic.id in ranks),
        decisions=_decisions(query, session),
    )


def _decisions(query: Query, session: Session | None) -> tuple[Decision, ...]:
    if not query.text.strip() or query != Query(text=query.text):
        return ()
    from casebook.store.base import search
    from casebook.store.lookup import Lookup

    decisions = {decision.id: decision for decision in registry.held(session).decisions}
    if session is None:
        with Lookup(decisions.values()) as lookup:
            keys = lookup.keys(query.text, ("decision",), synonyms())
    else:
        with session.store.reading() as connection:
            keys = search.keys(connection, query.text, ("decision",), synonyms())
    return tuple(decisions[key] for _, key in keys if key in decisions)


def matching(session: Session, text: str) -> list[tuple[str, str]]:
    """Return noun and ID of findings, sources and topics of a vault with every word, best first."""
    from casebook.store.base import search

    with session.store.reading() as connection:
        return search.keys(connection, text, NOUNS, synonyms())


def synonyms_met(
    session: Session, text: str, keys: Iterable[tuple[str, str]]
) -> dict[str, tuple[SynonymMatch, ...]]:
    """Return by ID why records match that do not contain the terms typed."""
    from casebook.store.base import search

    with session.store.reading() as connection:
        return search.synonyms_met(connection, text, [record_id for _, record_id in keys], synonyms())


def by_authority(citation: Cited) -> tuple[int, int, str]:
    """Sort key of findings: weight of authority, then recency, then the order in the source."""
    issued = citation.source.issued
    return -weight(citation.source), -(issued.earliest_on.toordinal() if issued else 0), citation.finding.id


def on_topics(session: Session, topic_ids: Iterable[str]) -> list[Cited]:
    """Return the findings on these topics with their sources, by topic, then in the pack's order.

    Those whose source is not here are left out.
    """
    from casebook.store.library import finding as findings
    from casebook.store.library import reading as readings
    from casebook.store.library import source as sources

    order = {topic: place for place, topic in enumerate(topic_ids)}
    with session.store.reading() as connection:
        topic_findings = findings.on_topics(connection, order)
        topic_findings = _as_read(
            topic_findings, readings.decisive(connection, [finding.id for finding in topic_findings])
        )
        by_id = sources.citable(connection, {finding.source_id for finding in topic_findings})
    topic_findings.sort(key=lambda finding: order[finding.topic_id])
    return [
        Cited(finding=finding, source=by_id[finding.source_id])
        for finding in topic_findings
        if finding.source_id in by_id
    ]


def some(session: Session, ids: Iterable[str]) -> dict[str, Finding]:
    """Return the findings outside the bin with these IDs, in their currently citable form, by ID."""
    from casebook.store.library import reading as readings

    wanted = sorted(set(ids))
    with session.store.reading() as connection:
        found = table_for(Finding).some(connection, wanted)
        read = _as_read(found.values(), readings.decisive(connection, wanted))
    return {finding.id: finding for finding in read}


def cited(session: Session, ids: Iterable[str]) -> dict[str, Cited]:
    """Return the same findings with their sources; skips those whose source no longer exists."""
    from casebook.store.library import source as sources

    by_finding = some(session, ids)
    with session.store.reading() as connection:
        by_id = sources.citable(connection, sorted({finding.source_id for finding in by_finding.values()}))
    return {
        finding.id: Cited(finding=finding, source=by_id[finding.source_id])
        for finding in by_finding.values()
        if finding.source_id in by_id
    }


def _as_read(found: Iterable[Finding], read: Mapping[str, Reading]) -> list[Finding]:
    """Return findings in their currently citable form, taking reading records into account."""
    return [as_read(finding, read.get(finding.id)) for finding in found]


def topics(session: Session, forum: str = "") -> dict[str, Topic]:
    """Return every topic by its ID.

    Args:
        session: the open vault.
        forum: ISO 3166 code of the State of the court; provisions of regional law that does not bind it are
            left out. "" for none.
    """
    with session.store.reading() as connection:
        held = table_for(Country).some(connection, {forum}).get(forum)
        states = {remedy.kind: remedy.state for remedy in held.remedies} if held else {}
        unbound = [kind for kind, state in states.items() if state in {"no", "former"}]
        return {topic.id: topic.without(unbound) for topic in table_for(Topic).all(connection)}


def topics_named(session: Session, ids: Sequence[str]) -> list[Topic]:
    """Return these topics in this order, without those no longer in the library."""
    with session.store.reading() as connection:
        found = table_for(Topic).some(connection, set(ids))
    return [found[each] for each in ids if each in found]


def _index(topics: Iterable[Topic], sources: Iterable[Source], findings: Iterable[Finding]) -> LibraryIndex:
    return LibraryIndex(
        topics={topic.id: topic for topic in topics},
        sources={source.id: source for source in sources},
        findings={finding.id: finding for finding in findings},
    )


def _ranks(text: str, held: LibraryIndex, session: Session | None) -> dict[str, int]:
    """Return the rank of every record that matches a text; a source or topic is followed by its findings."""
    from casebook.store.lookup import Lookup

    if session is not None:
        return ranked(matching(session, text), held)
    records: tuple[Entity, ...] = (*held.topics.values(), *held.sources.values(), *held.findings.values())
    with Lookup(records) as lookup:
        return ranked(lookup.keys(text, NOUNS, synonyms()), held)


def ranked(keys: Iterable[tuple[str, str]], held: LibraryIndex) -> dict[str, int]:
    """Return the rank of every finding, source and topic of a search, and of the findings they bring in."""
    record_ids = [record_id for _, record_id in keys]
    ranks = {record_id: place for place, record_id in enumerate(record_ids)}
    for finding in held.findings.values():
        through = [ranks[of] for of in (finding.source_id, finding.topic_id) if of in ranks]
        if through and finding.id not in ranks:
            ranks[finding.id] = len(record_ids) + min(through)
    return ranks
