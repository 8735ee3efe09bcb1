"""``library``: findings and sources on country conditions, by topic, words and reading level."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, get_args

from casebook.base.clock import system_clock
from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.cli.base.answer import answer, pairs, table
from casebook.cli.base.optional_vault import perhaps_unlocked
from casebook.cli.library import country_json, library_json
from casebook.domain.library.authority import Speaker
from casebook.domain.library.finding import FindingKind, Strength
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.library.source import SourceType
from casebook.services.base.synonym import synonyms
from casebook.services.library import library, registry
from casebook.services.library.library import LibraryIndex, LibraryResults
from casebook.services.library.library_query import Query

Choice = TypeVar("Choice")
Many = Sequence[str] | None
_FIELDS = {"type", "kind", "strength", "speaker", "body", "group", "place", "from", "to"}


def find(
    *,
    topic: tuple[str, ...],
    text: str,
    adverse: bool | None,
    level: tuple[str, ...],
    only: tuple[str, ...],
    stale: bool | None,
    own: bool | None,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    query = replace(
        _narrowed(only),
        text=sys.stdin.read() if text == "-" else text,
        topics=topic,
        levels=_among(level, get_args(ReadingLevel), "level"),
        is_adverse=adverse,
        is_stale=stale,
        is_own=own,
    )
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = library.library_index(session)
        refuse_unknown(query.topics, held)
        found = library.find(query, session)
        _say(found, query.text, json_wanted=json)


def _narrowed(only: Sequence[str]) -> Query:
    """Return the query of ``--only``: closed values are checked, others match parts of names or years."""
    given: dict[str, list[str]] = {}
    for condition in only:
        what, _, word = condition.partition("=")
        given.setdefault(what.strip(), []).append(word.strip())
    if set(given) - _FIELDS or not all(word for words in given.values() for word in words):
        raise InvalidInput(
            "Findings cannot be filtered by this.",
            field="only",
            remedy=Message("Enter one of {fields}, then = and a value.", fields=", ".join(sorted(_FIELDS))),
        )
    return Query(
        types=_among(given.get("type"), get_args(SourceType), "type"),
        kinds=_among(given.get("kind"), get_args(FindingKind), "kind"),
        strengths=_among(given.get("strength"), get_args(Strength), "strength"),
        speakers=_among(given.get("speaker"), get_args(Speaker), "speaker"),
        bodies=tuple(given.get("body", ())),
        groups=tuple(given.get("group", ())),
        places=tuple(given.get("place", ())),
        from_year=_year(given.get("from")),
        to_year=_year(given.get("to")),
    )


def _year(given: Many) -> int:
    if not given:
        return 0
    if not given[-1].isdecimal():
        raise InvalidInput("The year is not a number.", field="only", remedy="Enter it as 2020.")
    return int(given[-1])


def _say(matches: LibraryResults, text: str, *, json_wanted: bool) -> None:
    today = system_clock().date()
    searched = [part for part in synonyms().parts(text) if part.terms]
    document = {
        "rows": [library_json.cited(each, today) for each in matches.cited],
        "sources": [library_json.source(each, today) for each in matches.sources],
        "topics": [library_json.topic(each) for each in matches.topics],
        "decisions": [country_json.decision(each) for each in matches.decisions],
        "synonyms": [{"typed": part.typed, "terms": list(part.terms)} for part in searched],
    }
    same = [f"{part.typed} is searched as any of: {'; '.join(part.terms)}." for part in searched]
    rows = [
        [
            entry.finding.statement,
            entry.source.title,
            entry.finding.pinpoint,
            entry.finding.reading_level,
            "adverse" if entry.finding.is_adverse else "",
        ]
        for entry in matches.cited
    ]
    words = (
        table(["finding", "source", "pinpoint", "how it was read", ""], rows)
        if rows
        else "No findings match."
    )
    answer(document, "\n".join((words, *_named(matches), *same)), json_wanted=json_wanted)


def _named(matches: LibraryResults) -> Iterator[str]:
    """Yield the sources without a listed finding and the decisions that a query names."""
    listed = {entry.source.id for entry in matches.cited}
    bare = [[each.id, each.title, each.body] for each in matches.sources if each.id not in listed]
    if bare:
        yield table(["source", "title", "issued by"], bare)
    decided = [[each.id, each.title, each.court, each.outcome] for each in matches.decisions]
    if decided:
        yield table(["decision", "title", "court", "outcome"], decided)


def sources(*, vault: Path | None, passphrase_file: Path | None, json: bool) -> None:
    today = system_clock().date()
    with perhaps_unlocked(vault, passphrase_file) as session:
        found = tuple(library.library_index(session).sources.values())
    rows = [[each.id, each.title, each.body, each.reading_level] for each in found]
    document = {"rows": [library_json.source(each, today) for each in found]}
    answer(document, table(["ID", "title", "body", "how it was read"], rows), json_wanted=json)


def topics(*, vault: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        found = tuple(library.library_index(session).topics.values())
    rows = [[each.id, each.title, "; ".join(each.hooks)] for each in found]
    document = {"rows": [library_json.topic(each) for each in found]}
    answer(document, table(["ID", "title", "rules"], rows), json_wanted=json)


def show(*, record_id: str, vault: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = library.library_index(session)
        decisions = {decision.id: decision for decision in registry.held(session).decisions}
    decision = decisions.get(record_id)
    entry = country_json.decision(decision) if decision else _whole(held, record_id)
    answer(entry, pairs(entry), json_wanted=json)


def _whole(held: LibraryIndex, record_id: str) -> dict[str, object]:
    today = system_clock().date()
    if record_id in held.findings:
        return library_json.cited(held.cited(held.findings[record_id]), today)
    if record_id in held.sources:
        findings = [finding.id for finding in held.findings.values() if finding.source_id == record_id]
        return {**library_json.source(held.sources[record_id], today), "findings": findings}
    if record_id in held.topics:
        return library_json.topic(held.topics[record_id])
    raise NotFound("The library contains no such record.", field="id", remedy="Check the ID.")


def _among(given: Many, allowed: tuple[Choice, ...], field: str) -> tuple[Choice, ...]:
    for word in given or ():
        if word not in allowed:
            raise InvalidInput(
                "There is no such value in the library.",
                field=field,
                remedy=Message("One of: {allowed}.", allowed=", ".join(map(str, allowed))),
            )
    return tuple(word for word in allowed if word in (given or ()))


def refuse_unknown(topics: Iterable[str], held: LibraryIndex) -> None:
    """Reject topic IDs that the library does not have.

    Raises:
        NotFound: one of them is not there.
    """
    if any(topic not in held.topics for topic in topics):
        raise NotFound(
            "There is no such topic in the library.",
            field="topic",
            remedy="`casebook library topics` lists them.",
        )
