"""Who reads what is filed with each forum, as far as a source says so, from its pack."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import get_args

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.dossier.readers.reader_fact import (
    FiledPaper,
    ReaderFact,
    ReaderFacts,
    ReaderKind,
    ReaderRead,
    Receives,
)
from casebook.domain.library.reading_level import ReadingLevel
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.page_text import read_page_text
from casebook.packs.base.reader import PackFolder, read_pack

FILE, KIND = "readers.toml", "profile-reader"
READERS: tuple[ReaderKind, ...] = get_args(ReaderKind)
RECEIVES: tuple[Receives, ...] = get_args(Receives)
PAPERS: tuple[FiledPaper, ...] = get_args(FiledPaper)
LEVELS: tuple[ReadingLevel, ...] = get_args(ReadingLevel)
READ: tuple[ReaderRead, ...] = get_args(ReaderRead)
ALLOWED: dict[ReaderRead, frozenset[ReadingLevel]] = {
    "article": frozenset({"document"}),
    "article-part": frozenset({"document"}),
    "excerpt": frozenset({"summary", "secondary"}),
    "summary": frozenset({"summary", "secondary"}),
    "rule-pack": frozenset({"secondary"}),
    "unread": frozenset({"none"}),
}
"""The reading levels that each finer word allows: never better than what was read."""


def read_readers(folder: PackFolder | None = None, on_defect: OnDefect = refuse) -> ReaderFacts:
    """Read the pack; the shipped one, read once, where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    return _shipped() if folder is None and on_defect is refuse else _read(folder, on_defect)


@cache
def _shipped() -> ReaderFacts:
    return _read(None, refuse)


def _read(folder: PackFolder | None, on_defect: OnDefect) -> ReaderFacts:
    place: PackFolder = folder or resource("packs")
    pack = read_pack(place / FILE, on_defect)
    facts = tuple(map(_fact, pack.entries(KIND)))
    pack.close()
    return ReaderFacts(facts=facts, version=pack.head.version)


def _fact(entry: PackEntry) -> ReaderFact:
    level, read = entry.choice("reading_level", LEVELS), entry.choice("read", READ)
    fact = ReaderFact(
        id=entry.text("id"),
        profile_id=entry.text("profile"),
        reader=entry.choice("reader", READERS),
        from_=entry.choice("from", READERS),
        receives=entry.choice("receives", RECEIVES),
        paper=entry.choice("paper", PAPERS),
        text=read_page_text(entry),
        pinpoint=entry.text("pinpoint"),
        reading_level=level,
        read=read,
        url=entry.text("url", default=""),
        reported_in=entry.text("reported_in", default=""),
        as_of=entry.text("as_of", default=""),
        rule_id=entry.text("rule", default=""),
    )
    if level not in ALLOWED[read]:
        entry.complain("reading_level", Message("is not one that “{read}” allows", read=read))
    if level == "secondary" and not fact.reported_in:
        entry.complain("reported_in", "must name the account")
    if fact.reader in {"us", fact.from_}:
        entry.complain("reader", "must be somebody else than us and than who passes it on")
    entry.close()
    return fact


def unmatched_readers(
    readers: ReaderFacts, profiles: Collection[str], rules: Collection[str]
) -> Iterator[Problem]:
    """Yield each statement on a forum without a profile, or that names a deadline rule that is not there."""
    for fact in readers.facts:
        where = f"{FILE} · {KIND} {fact.id}"
        if fact.profile_id not in profiles:
            yield Problem(where=f"{where} · profile", what=Message("names no court profile"))
        if fact.rule_id and fact.rule_id not in rules:
            yield Problem(where=f"{where} · rule", what=Message("names a deadline rule that is not there"))
