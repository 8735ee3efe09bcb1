"""Lines of tags: EndNote's export (Refer, ``%A``) and that of RefWorks (``A1``).

Source: EndNote's manual, "Tagged format"; RefWorks, "RefWorks Tagged Format".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casebook.domain.library.reference import Reference
from casebook.formats.citations.parts import names, read_note, stated

_CSL_TYPES = {
    "bill": "bill",
    "bills/resolutions": "bill",
    "blog": "post-weblog",
    "book": "book",
    "book section": "chapter",
    "book, section": "chapter",
    "book, whole": "book",
    "case": "legal_case",
    "case/court decisions": "legal_case",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "dissertation": "thesis",
    "dissertation/thesis": "thesis",
    "edited book": "book",
    "electronic article": "article-journal",
    "government document": "report",
    "hearing": "hearing",
    "journal": "article-journal",
    "journal article": "article-journal",
    "laws/statutes": "legislation",
    "legal rule or regulation": "legislation",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "report": "report",
    "statute": "legislation",
    "thesis": "thesis",
    "thesis/dissertation": "thesis",
    "unenacted bill/resolution": "bill",
    "web page": "webpage",
}


class _Tags(NamedTuple):
    """Which tag holds what, the preferred first."""

    line: re.Pattern[str]
    begin: str
    id: str
    title: tuple[str, ...]
    author: tuple[str, ...]
    publisher: tuple[str, ...]
    date: tuple[str, ...]
    number: str
    url: tuple[str, ...]
    doi: str
    language: str
    keyword: str
    note: tuple[str, ...]


_REFER = _Tags(
    line=re.compile(r"%(\S)(?:\s(.*))?"),
    begin="0",
    id="F",
    title=("T", "Q"),
    author=("A", "Q"),
    publisher=("I", "J", "B"),
    date=("8", "D"),
    number="N",
    url=("U",),
    doi="R",
    language="G",
    keyword="K",
    note=("Z", "O"),
)
_REFWORKS = _Tags(
    line=re.compile(r"([A-Z][A-Z0-9])(?:\s(.*))?"),
    begin="RT",
    id="ID",
    title=("T1",),
    author=("A1",),
    publisher=("PB", "JF", "JO", "T2"),
    date=("FD", "YR"),
    number="IS",
    url=("UL", "LK"),
    doi="DO",
    language="LA",
    keyword="K1",
    note=("NO",),
)


def csl_type_of(kind: str) -> str:
    """The CSL type by a kind as EndNote and RefWorks call it."""
    return _CSL_TYPES.get(kind.strip().casefold(), "document")


def read_refer(text: str) -> Iterator[tuple[int, Reference]]:
    """Each reference of an EndNote export with the line it begins on."""
    return _read(text, _REFER)


def read_refworks(text: str) -> Iterator[tuple[int, Reference]]:
    """Each reference of a RefWorks export with the line it begins on."""
    return _read(text, _REFWORKS)


def _read(text: str, tags: _Tags) -> Iterator[tuple[int, Reference]]:
    held: dict[str, list[str]] = {}
    begun, last = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        match = tags.line.fullmatch(line)
        if match is None and line.strip() and last:
            held[last][-1] += f" {line.strip()}"
            continue
        if (match is None or match[1] == tags.begin) and held.keys() - {tags.begin}:
            yield begun, _reference(held, tags, begun)
            held, last = {}, ""
        if match is not None:
            begun = begun if held else number
            last = match[1]
            held.setdefault(last, []).append((match[2] or "").strip())
    if held:
        yield begun, _reference(held, tags, begun)


def _reference(held: Mapping[str, list[str]], tags: _Tags, at: int) -> Reference:
    def first(*wanted: str) -> str:
        return next((value for tag in wanted for value in held.get(tag, ()) if value), "")

    note = read_note(" ".join(value for tag in tags.note for value in held.get(tag, ())))
    title = first(*tags.title)
    authors = next((held[tag] for tag in tags.author if tag in held), [])
    dated = [first(tag) for tag in tags.date]
    return Reference(
        id=first(tags.id) or str(at),
        title=title,
        csl_type=csl_type_of(first(tags.begin)),
        author=names(authors) if title not in authors else "",
        publisher=first(*tags.publisher),
        issued=stated(_dated(*dated)),
        number=first(tags.number),
        ecli=note.ecli,
        history=note.history,
        url=first(*tags.url) or (f"https://doi.org/{doi}" if (doi := first(tags.doi)) else ""),
        language=first(tags.language),
        topics=tuple(dict.fromkeys(value for value in held.get(tags.keyword, ()) if value)),
    )


def _dated(day: str, year: str) -> str:
    """The day where it says its year too, else both, else the year alone."""
    return day if day and (not year or year in day) else f"{day} {year}".strip() if day else year
