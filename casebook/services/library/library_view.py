"""Details of one finding or source: its citation, reading records, and related and adverse findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from casebook.domain.library.collection import Collection
from casebook.domain.library.finding import Finding
from casebook.domain.library.profile_match import FRESH_YEARS, ClientProfile, profile_of
from casebook.domain.library.reading import Reading
from casebook.domain.library.remark import Remark
from casebook.domain.library.source import Source
from casebook.domain.library.statistic import Statistic
from casebook.domain.library.topic import Topic
from casebook.language.synonym import SynonymMatch
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import adverse_material, collection, library, reading, remark, suggestion
from casebook.services.library.library import LibraryIndex
from casebook.services.library.library_query import Cited, Query
from casebook.services.library.suggestion import ProofSlot
from casebook.store.library import reading as readings
from casebook.store.person import person as persons


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The library data of a page.

    Attributes:
        cited: every finding, weightiest source first.
        people: persons whose record names topics: name, topics and profile by id.
        collections: by title.
        slots: things that grounds of open cases must show, to which a finding can be joined.
        misquoted: IDs of findings with a quotation that is not what the stored copy says.
    """

    library_index: LibraryIndex
    cited: tuple[Cited, ...]
    people: Mapping[str, tuple[str, tuple[str, ...], ClientProfile]]
    collections: tuple[Collection, ...]
    slots: tuple[ProofSlot, ...]
    misquoted: frozenset[str]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding in a list, with its source, whether it is to be checked again and whether it is misquoted.

    Attributes:
        synonyms: terms by which a search found it, or its source or topic, without those typed.
    """

    id: str
    cited: Cited
    is_stale: bool
    is_misquoted: bool
    synonyms: tuple[SynonymMatch, ...] = ()


def narrowed(
    held: Whole,
    query: Query,
    chosen: frozenset[str] | None = None,
    ranks: Mapping[str, int] | None = None,
    synonyms: Mapping[str, tuple[SynonymMatch, ...]] = MappingProxyType({}),
) -> list[FindingRow]:
    """Return the findings that match every filter, weightiest source first.

    Args:
        held: the library.
        query: the filters.
        chosen: only these findings, or None for all.
        ranks: only these findings, and in this order, the lowest first; None without a search.
        synonyms: of a search, by ID of finding, source or topic.
    """
    matches = [
        citation
        for citation in held.cited
        if query.admits(citation, held.today)
        and (chosen is None or citation.finding.id in chosen)
        and (ranks is None or citation.finding.id in ranks)
    ]
    if ranks is not None:
        matches.sort(key=lambda citation: ranks[citation.finding.id])
    return [
        FindingRow(
            id=citation.finding.id,
            cited=citation,
            is_stale=citation.is_stale(held.today),
            is_misquoted=citation.finding.id in held.misquoted,
            synonyms=_synonyms(citation.finding, synonyms),
        )
        for citation in matches
    ]


def _synonyms(finding: Finding, synonyms: Mapping[str, tuple[SynonymMatch, ...]]) -> tuple[SynonymMatch, ...]:
    through = (finding.id, finding.source_id, finding.topic_id)
    return next((synonyms[each] for each in through if each in synonyms), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A finding with everything related to it.

    Attributes:
        after: editions that replaced its source, and decisions that followed it.
        beside: other findings of the same source.
        against: what contradicts it.
        readings: of it and of its source, the latest first.
        remarks: of the person's own.
    """

    cited: Cited
    topic: Topic
    after: tuple[Source, ...]
    beside: tuple[Cited, ...]
    against: tuple[Cited, ...]
    readings: tuple[Reading, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutSource:
    """A source with everything related to it.

    Attributes:
        before: the edition it replaced and the decision it follows, where the library has them.
        after: editions that replaced it and decisions that followed it.
    """

    source: Source
    before: tuple[Source, ...]
    after: tuple[Source, ...]
    findings: tuple[Cited, ...]
    readings: tuple[Reading, ...]
    remarks: tuple[Remark, ...]


def whole(session: Session) -> Whole:
    """Return the whole library with the filter values of a page."""
    held, since = library.library_index(session), session.clock().year - FRESH_YEARS
    with session.store.reading() as connection:
        people = {
            person.id: (person.leading_name, person.topics, profile_of([person], since))
            for person in persons.with_topics(connection)
        }
        misquoted = readings.misquoted(connection)
    return Whole(
        library_index=held,
        cited=tuple(sorted(map(held.cited, held.findings.values()), key=library.by_authority)),
        people=people,
        collections=tuple(collection.every(session)),
        slots=tuple(suggestion.slots(session)),
        misquoted=misquoted,
        today=session.clock().date(),
    )


def about(session: Session, finding_id: str) -> About | None:
    """Return a finding with everything related to it, or None."""
    held = library.library_index(session)
    finding = held.findings.get(finding_id)
    if finding is None:
        return None
    beside = (other for other in held.findings.values() if other.source_id == finding.source_id)
    statistics = record.every(session, Statistic)
    return About(
        cited=held.cited(finding),
        topic=held.topic_of(finding),
        after=after(held, finding.source_id),
        beside=tuple(held.cited(other) for other in beside if other.id != finding_id),
        against=tuple(adverse_material.of_finding(held, finding, statistics)),
        readings=(
            *reading.of_record(session, finding_id),
            *reading.of_record(session, finding.source_id),
        ),
        remarks=tuple(remark.of_record(session, finding_id)),
    )


def after(held: LibraryIndex, source_id: str) -> tuple[Source, ...]:
    """Return the editions that replaced a source, and the decisions that followed it."""
    return tuple(source for source in held.sources.values() if source_id in {source.replaces, source.follows})


def about_source(session: Session, source_id: str) -> AboutSource | None:
    """Return a source with everything related to it, or None."""
    held = library.library_index(session)
    source = held.sources.get(source_id)
    if source is None:
        return None
    findings = (finding for finding in held.findings.values() if finding.source_id == source_id)
    return AboutSource(
        source=source,
        before=tuple(
            held.sources[other_id]
            for other_id in (source.replaces, source.follows)
            if other_id in held.sources
        ),
        after=after(held, source_id),
        findings=tuple(map(held.cited, findings)),
        readings=tuple(reading.of_record(session, source_id)),
        remarks=tuple(remark.of_record(session, source_id)),
    )
