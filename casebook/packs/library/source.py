"""Sources of country conditions, from the library's pack."""

from __future__ import annotations

from typing import get_args

from casebook.domain.library.source import Source, SourceType
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack
from casebook.packs.library.history import LEVELS, read_cite_use, require_histories

KIND = "source"
TYPES: tuple[SourceType, ...] = get_args(SourceType)
CSL_TYPES = (
    "article-journal",
    "article-newspaper",
    "bill",
    "dataset",
    "hearing",
    "legal_case",
    "legislation",
    "post-weblog",
    "report",
    "treaty",
    "webpage",
)
"""Source: Citation Style Language 1.0.2, appendix III, the types in use here."""


def read_sources(pack: Pack) -> tuple[Source, ...]:
    """Every source of the pack, in its order."""
    return tuple(_source(entry, pack) for entry in pack.entries(KIND))


def _source(entry: PackEntry, pack: Pack) -> Source:
    source = Source(
        id=entry.text("id"),
        title=entry.text("title"),
        title_original=entry.text("title_original", default=""),
        author=entry.text("author"),
        publisher=entry.text("publisher", default=""),
        body=entry.text("body"),
        type=entry.choice("type", TYPES),
        csl_type=entry.choice("csl_type", CSL_TYPES),
        issued=entry.stated("issued"),
        published=entry.stated("published"),
        replaces=entry.text("replaces", default=""),
        follows=entry.text("follows", default=""),
        history=entry.text("history", default=""),
        cite_use=read_cite_use(entry),
        number=entry.text("number", default=""),
        ecli=entry.text("ecli", default=""),
        url=entry.text("url", default=""),
        language=entry.text("language"),
        topics=entry.texts("topics"),
        reliability=entry.text("reliability"),
        access=entry.text("access"),
        verify=entry.text("verify", default=""),
        reading_level=entry.choice("reading_level", LEVELS),
        checked_on=entry.day("checked", default=pack.head.checked_on),
        pack=pack.head.version,
    )
    require_histories(entry, source.history, source.cite_use)
    entry.close()
    return source
