"""Identifiers of a source, each with its type, recognised from its printed number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.library.source import Source

IdentifierKind = Literal[
    "ecli",
    "application",
    "neutral-citation",
    "un-symbol",
    "treaty-series",
    "isbn",
    "doi",
    "docket",
    "note",
]
"""`docket` is any number of a court or office; `note` is a word on adoption or version."""

_KINDS: tuple[tuple[IdentifierKind, re.Pattern[str]], ...] = (
    ("ecli", re.compile(r"ECLI:")),
    ("application", re.compile(r"nos?\. \d+/\d{2}\b(?!\d)")),
    ("neutral-citation", re.compile(r"\[\d{4}\] [A-Z]|\d{4} FC \d")),
    ("un-symbol", re.compile(r"(?:A|S|E|CAT|CCPR|CED|CERD|CEDAW|CRC|HRI)(?:\.\d+)?/")),
    ("treaty-series", re.compile(r"\d+ UNTS \d+")),
    ("isbn", re.compile(r"ISBN ")),
    ("doi", re.compile(r"10\.\d{4,9}/")),
    ("note", re.compile(r"adopted|amended|revised|updated|version|State Council|\d{4} (?:law|Constitution)")),
)
_DOI_AT = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)")


@entity
class Identifier:
    """One identifier, as printed."""

    kind: IdentifierKind
    value: str


def identifiers(source: Source) -> tuple[Identifier, ...]:
    """Return every identifier of a source, each once."""
    return tuple(dict.fromkeys(_stated(source)))


def _kind(part: str) -> IdentifierKind:
    return next((kind for kind, pattern in _KINDS if pattern.match(part)), "docket")


def _stated(source: Source) -> Iterator[Identifier]:
    if source.ecli:
        yield Identifier(kind="ecli", value=source.ecli)
    if source.type == "legislation" and not any(pattern.match(source.number) for _, pattern in _KINDS):
        parts = [source.number]
    else:
        parts = source.number.split("; ")
    for part in filter(None, parts):
        yield Identifier(kind=_kind(part), value=part)
    at = _DOI_AT.match(source.url)
    if at:
        yield Identifier(kind="doi", value=at[1])


_REPORT = re.compile(r"[\[(]\d{4}[\])] \d+ [A-Z]|^(?:NJA|Bull\.|Series [A-C]) |\bSbNU\b")
"""A year and the volume after it, "[1997] 1 WLR 839", where a neutral citation has its court first; and the
series of reports that are cited without one.
"""


def by_kind(number: str) -> tuple[str, str]:
    """Return what cites the decision itself, and what cites a report of it, each parted by semicolons.

    >>> by_kind("[1997] UKHL 20; [1997] 1 WLR 839")
    ('[1997] UKHL 20', '[1997] 1 WLR 839')

    Source: OSCOLA (4th edition), 2.1.2 and 2.1.3, for the difference of the two.
    """
    parts = [part.strip() for part in number.split(";") if part.strip()]
    return (
        "; ".join(part for part in parts if not _REPORT.search(part)),
        "; ".join(part for part in parts if _REPORT.search(part)),
    )
