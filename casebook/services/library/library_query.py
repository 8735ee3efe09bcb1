"""Filters of the library: each one narrows the results, and none is set initially, so nothing is hidden."""

from __future__ import annotations

from datetime import date

from casebook.domain.base.entity import entity
from casebook.domain.library.authority import Speaker, is_stale, speaker_of
from casebook.domain.library.finding import Finding, FindingKind, Strength
from casebook.domain.library.profile_match import ClientProfile, Misfit, misfit
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.library.source import Source, SourceType, is_replaced


@entity
class Cited:
    """A finding with its source."""

    finding: Finding
    source: Source

    def is_stale(self, today_on: date) -> bool:
        """Return whether it must be checked again: last checked long ago, or its text replaced."""
        return is_stale(self.finding, today_on) or is_replaced(self.source)

    def misfit(self, profile: ClientProfile) -> Misfit | None:
        """Why the finding does not speak of these persons, or None."""
        return misfit(self.finding, profile, is_decision=self.source.is_decision)


@entity
class Query:
    """Filters; an empty one matches everything. Only `is_adverse = False` leaves out adverse findings.

    Attributes:
        text: words in any script.
        topics, bodies, types, strengths, kinds, speakers, levels: any of these; bodies by a part of a name.
        groups, places: any of these, by a part of the word.
        from_year, to_year: the year the source was issued.
        is_adverse: only those that point the other way, only those that do not, or both.
        is_stale: only those to be checked again, only those that need not, or both.
        profile: only those that speak of these persons, and whatever must not be passed over.
        is_own: only the person's own, only those of a pack, or both.
    """

    text: str = ""
    topics: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    types: tuple[SourceType, ...] = ()
    groups: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    strengths: tuple[Strength, ...] = ()
    kinds: tuple[FindingKind, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    levels: tuple[ReadingLevel, ...] = ()
    from_year: int = 0
    to_year: int = 0
    is_adverse: bool | None = None
    is_stale: bool | None = None
    is_own: bool | None = None
    profile: ClientProfile | None = None

    def admits(self, citation: Cited, today_on: date) -> bool:
        """Return whether a finding matches every filter except the text."""
        finding = citation.finding
        return (
            _among(finding.topic_id, self.topics)
            and _among(finding.strength, self.strengths)
            and _among(finding.kind, self.kinds)
            and _among(finding.reading_level, self.levels)
            and _part_of(finding.scope, self.places)
            and _part_of("\n".join(finding.groups), self.groups)
            and _is(self.is_adverse, finding.is_adverse)
            and _is(self.is_stale, citation.is_stale(today_on))
            and _is(self.is_own, not finding.pack)
            and (self.profile is None or citation.misfit(self.profile) is None)
            and self._admits_source(citation.source)
        )

    def admits_source(self, source: Source, today_on: date) -> bool:
        """Return whether a source matches the filters that apply to sources."""
        return (
            (not self.topics or bool(set(self.topics) & set(source.topics)))
            and _among(source.reading_level, self.levels)
            and _is(self.is_stale, is_stale(source, today_on) or is_replaced(source))
            and _is(self.is_own, not source.pack)
            and self._admits_source(source)
        )

    def _admits_source(self, source: Source) -> bool:
        year = source.issued.earliest_on.year if source.issued else 0
        return (
            _among(source.type, self.types)
            and _among(speaker_of(source), self.speakers)
            and _part_of(source.body, self.bodies)
            and (not self.from_year or year >= self.from_year)
            and (not self.to_year or 0 < year <= self.to_year)
        )


def _among(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


def _part_of(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(part.casefold() in value.casefold() for part in wanted)


def _is(wanted: bool | None, value: bool) -> bool:  # noqa: FBT001 - both are the answer to a question
    return wanted is None or wanted == value
