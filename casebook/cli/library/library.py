"""``library``: findings and sources on country conditions, by topic, words and how well they were read."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, TypeVar, get_args

import typer

from casebook.base.clock import system_clock
from casebook.base.errors import InvalidInput, NotFound
from casebook.cli.base.answer import answer, pairs, table
from casebook.cli.base.key import Json, KeyFile, perhaps_unlocked
from casebook.cli.library import adverse_material, library_citation, library_json
from casebook.domain.library.authority import Speaker
from casebook.domain.library.finding import Strength
from casebook.domain.library.library import ReadingLevel
from casebook.domain.library.source import SourceType
from casebook.services.library import library
from casebook.services.library.library import LibraryIndex, LibraryResults
from casebook.services.library.library_query import Query

Choice = TypeVar("Choice")
Many = list[str] | None
_WISHES = {"type", "strength", "speaker", "body", "group", "place", "from", "to"}
VaultOf = Annotated[
    Path | None, typer.Option("--vault", help="With this vault's own records.", show_default=False)
]
Topic = Annotated[Many, typer.Option(help="Id of a topic, such as rsdl; more than one may be given.")]
Text = Annotated[str, typer.Option(help="Words in any script; - reads them from standard input.")]
Level = Annotated[Many, typer.Option(help="How well it was read: document, summary, secondary, none.")]
Only = Annotated[
    Many,
    typer.Option(
        "--only",
        metavar="WHAT=WORD",
        help="type, strength, speaker, body, group, place, from or to (years): such as speaker=court.",
    ),
]
Adverse = Annotated[
    bool | None, typer.Option("--adverse/--not-adverse", help="Which way it points; both where not said.")
]
Stale = Annotated[bool | None, typer.Option("--stale/--fresh", help="Whether it is to be checked again.")]
Own = Annotated[bool | None, typer.Option("--own/--pack", help="The person's own, or those of a pack.")]


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(help="Sources and findings on country conditions.", no_args_is_help=True)
    group.command("find", epilog="Example: casebook library find --topic rsdl --text 监视居住 --adverse")(
        _find
    )
    group.command("sources", epilog="Example: casebook library sources --json")(_sources)
    group.command("topics", epilog="Example: casebook library topics --json")(_topics)
    group.command("show", epilog="Example: casebook library show prc-criminal-procedure-law-2018")(_show)
    library_citation.add_to(group)
    adverse_material.add_to(group)
    app.add_typer(group, name="library")


def _find(  # noqa: PLR0913 - the options of the command line
    *,
    topic: Topic = None,
    text: Text = "",
    adverse: Adverse = None,
    level: Level = None,
    only: Only = None,
    stale: Stale = None,
    own: Own = None,
    vault: VaultOf = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Findings, best first, and the sources that answer by themselves."""
    query = replace(
        _narrowed(only or []),
        text=sys.stdin.read() if text == "-" else text,
        topics=tuple(topic or ()),
        levels=_among(level, get_args(ReadingLevel), "level"),
        is_adverse=adverse,
        is_stale=stale,
        is_own=own,
    )
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = library.shelves(session)
        _refuse_unknown(query.topics, held)
        found = library.find(query, session)
        _say(found, json_wanted=json)


def _narrowed(only: list[str]) -> Query:
    """The query of ``--only``: closed words are checked, others are parts of names, years are numbers."""
    given: dict[str, list[str]] = {}
    for wish in only:
        what, _, word = wish.partition("=")
        given.setdefault(what.strip(), []).append(word.strip())
    if set(given) - _WISHES or not all(word for words in given.values() for word in words):
        raise InvalidInput(
            "Findings cannot be narrowed by this.",
            field="only",
            remedy=f"Write one of {', '.join(sorted(_WISHES))}, then = and a word.",
        )
    return Query(
        types=_among(given.get("type"), get_args(SourceType), "type"),
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
        raise InvalidInput("A year is a number.", field="only", remedy="Write it as 2020.")
    return int(given[-1])


def _say(matches: LibraryResults, *, json_wanted: bool) -> None:
    today = system_clock().date()
    document = {
        "rows": [library_json.cited(each, today) for each in matches.cited],
        "sources": [library_json.source(each, today) for each in matches.sources],
        "topics": [library_json.topic(each) for each in matches.topics],
    }
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
    words = table(["finding", "source", "place", "read", ""], rows) if rows else "No finding answers this."
    answer(document, words, json_wanted=json_wanted)


def _sources(vault: VaultOf = None, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Every source, those without a finding among them."""
    today = system_clock().date()
    with perhaps_unlocked(vault, passphrase_file) as session:
        found = tuple(library.shelves(session).sources.values())
    rows = [[each.id, each.title, each.body, each.reading_level] for each in found]
    document = {"rows": [library_json.source(each, today) for each in found]}
    answer(document, table(["id", "title", "body", "read"], rows), json_wanted=json)


def _topics(vault: VaultOf = None, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Every topic with the legal rules it bears on."""
    with perhaps_unlocked(vault, passphrase_file) as session:
        found = tuple(library.shelves(session).topics.values())
    rows = [[each.id, each.title, "; ".join(each.hooks)] for each in found]
    document = {"rows": [library_json.topic(each) for each in found]}
    answer(document, table(["id", "title", "rules"], rows), json_wanted=json)


def _show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Of a finding, source or topic.")],
    vault: VaultOf = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """One finding, source or topic, whole."""
    with perhaps_unlocked(vault, passphrase_file) as session:
        held = library.shelves(session)
    entry = _whole(held, record_id)
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
    raise NotFound("The library holds no such record.", field="id")


def _among(given: Many, allowed: tuple[Choice, ...], field: str) -> tuple[Choice, ...]:
    for word in given or ():
        if word not in allowed:
            raise InvalidInput(
                "The library knows no such word.",
                field=field,
                remedy=f"One of: {', '.join(map(str, allowed))}.",
            )
    return tuple(word for word in allowed if word in (given or ()))


def _refuse_unknown(topics: tuple[str, ...], held: LibraryIndex) -> None:
    if any(topic not in held.topics for topic in topics):
        raise NotFound(
            "The library has no such topic.", field="topic", remedy="`casebook library topics` lists them."
        )
