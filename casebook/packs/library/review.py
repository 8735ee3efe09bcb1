"""Checks that the library states only what was read, and shows only citable URLs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.domain.base.entity import Entity
from casebook.domain.library.finding import Finding
from casebook.domain.library.profile_match import IDENTITIES, OCCUPATIONS, REGIONS, WIDER
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.library.source import Source
from casebook.packs.base.reading_log import ReadingLog
from casebook.packs.library.addresses import uncitable, unmatched
from casebook.packs.library.library import Library

_SPAN = re.compile(r"\b(from|since|until|between)\b")
_DANGLING = re.compile(
    r"(?:He|She|They|This|These|Such|In such|The (?:applicants?|authors?|agency|amendment|app|claim|"
    r"Committee|Court|defendants?|judgment|law|measure|motion|NGO|note|office|regulator|report|study|Tribunal))"
    r"\b(?! (?:against|charged|in|of|on)\b)"
)
"""Openings of sentences that depend on another sentence for their court, report or case."""
_COMMUNITIES: Mapping[str, str] = {
    "Uyghurs": "uyghur",
    "Kazakhs": "kazakh",
    "other Muslims": "muslim|mosque|islam",
    "Hui and other Muslims": "hui|muslim|mosque|islam",
    "Tibetans": "tibet",
    "Falun Gong": "falun gong",
    "Church of Almighty God": "church of almighty god",
    "Christians": "christ|church",
    "house-church Christians": "church",
}
"""How a sentence names a people or a community of believers."""
RANK: dict[ReadingLevel, int] = {"none": 0, "secondary": 1, "summary": 2, "document": 3}


def review(library: Library, log: ReadingLog) -> list[Problem]:
    """What is wrong with entries that are each well formed.

    A finding is read no better than its source; a place in a source that was not read names the account that
    gives it; a report on one people names it; a finding's topic stands among those of its source; nothing is
    said twice; no address of a copy, and none that is only where something was read, stands in any text.
    """
    nouns: tuple[Entity, ...] = (*library.topics, *library.sources, *library.findings)
    return [
        *disagreements(library),
        *uncitable(nouns, log, [source.url for source in library.sources]),
        *unmatched("sources", library.sources, log),
        *unmatched("findings", library.findings, log),
    ]


def disagreements(library: Library) -> list[Problem]:
    """The same without the addresses, which are compared with the log of those who keep the packs."""
    sources = {source.id: source for source in library.sources}
    return [
        *(problem for source in library.sources for problem in _of_source(source)),
        *(
            problem
            for finding in library.findings
            if finding.source_id in sources
            for problem in _of_finding(finding, sources[finding.source_id])
        ),
        *_of_replaced(library),
        *_twice("source", library.sources, lambda source: f"{source.title} {source.number}".casefold()),
        *_twice("finding", library.findings, lambda finding: finding.statement.casefold()),
    ]


def _of_source(source: Source) -> Iterator[Problem]:
    if source.issued is not None and source.issued.is_unknown:
        yield Problem(
            where=f"source {source.id}", what=Message("leave issued out where nothing is known of it")
        )


def _of_finding(finding: Finding, source: Source) -> Iterator[Problem]:
    where = f"finding {finding.id}"
    if finding.reading_level == "none":
        yield Problem(where=where, what=Message("nothing was read for it: it cannot be a finding"))
    if RANK[finding.reading_level] > RANK[source.reading_level]:
        yield Problem(
            where=where,
            what=Message(
                "is read as {level}, its source only as {source_level}",
                level=finding.reading_level,
                source_level=source.reading_level,
            ),
        )
    if unknown := set(finding.groups) - IDENTITIES - OCCUPATIONS - WIDER:
        yield Problem(
            where=where,
            what=Message("names groups that match nobody: {groups}", groups=tuple(sorted(unknown))),
        )
    if _DANGLING.match(finding.statement):
        yield Problem(where=where, what=Message("cannot be read alone: name who speaks, or the case"))
    if not names_whom(finding):
        yield Problem(
            where=where, what=Message("does not state whom it concerns: name the people or the region")
        )
    if finding.topic_id not in source.topics:
        yield Problem(
            where=where,
            what=Message("its topic {topic} is not among those of its source", topic=finding.topic_id),
        )
    if finding.reading_level == "secondary" and finding.pinpoint and not finding.reported_in:
        yield Problem(
            where=where, what=Message("has a pinpoint nobody read, without the account that gives it")
        )
    if finding.reading_level != "secondary" and finding.reported_in:
        yield Problem(where=where, what=Message("names an account although its source was read"))


def names_whom(finding: Finding) -> bool:
    """Whether a report on one people or region says so in its sentence, which is printed without its groups.

    Laws hold for everybody, and courts and treaty bodies are cited by the case.
    """
    if finding.strength in {"law text", "court finding", "treaty body concern"}:
        return True
    names = [_COMMUNITIES[group] for group in finding.groups if group in _COMMUNITIES]
    if finding.scope in REGIONS:
        names.append(finding.scope)
    elif len(names) < len(finding.groups):
        return True
    return re.search("|".join(names), finding.statement, re.IGNORECASE) is not None


def _of_replaced(library: Library) -> Iterator[Problem]:
    """Findings on an edition that another source replaced, which do not say for which time they hold."""
    newer = {source.replaces: source.id for source in library.sources if source.replaces}
    for finding in library.findings:
        says_when = finding.verify or _SPAN.search(finding.period)
        if finding.source_id in newer and not says_when:
            what = Message(
                "rests on {old}, which {new} replaced, without saying since or until when",
                old=finding.source_id,
                new=newer[finding.source_id],
            )
            yield Problem(where=f"finding {finding.id}", what=what)


def _twice(
    kind: str, nouns: tuple[Source, ...] | tuple[Finding, ...], key: Callable[..., str]
) -> Iterator[Problem]:
    seen = Counter(key(noun) for noun in nouns)
    return (
        Problem(where=f"{kind} {noun.id}", what=Message("says what another says"))
        for noun in nouns
        if seen[key(noun)] > 1
    )
