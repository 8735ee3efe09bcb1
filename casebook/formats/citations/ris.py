"""RIS, both ways, as Zotero, EndNote and the older programs write it.

Source: Research Information Systems, "RIS Format Specifications" (2001 and 2011), for the tags: A1 and AU are
both authors, Y1, PY and DA all dates, and C1 to C8 belong to whoever wrote the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from casebook.domain.library.reference import Reference
from casebook.formats.citations.parts import names, note_of, own_type, read_note, stated, year_of

_KINDS = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "dataset": "DATA",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "treaty": "STAT",
    "webpage": "ELEC",
}
_CSL_TYPES = {ris: csl for csl, ris in reversed(_KINDS.items())} | {
    "ABST": "article-journal",
    "BOOK": "book",
    "CHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "EBOOK": "book",
    "EJOUR": "article-journal",
    "GEN": "document",
    "GOVDOC": "report",
    "JFULL": "article-journal",
    "LEGAL": "legislation",
    "MGZN": "article-magazine",
    "THES": "thesis",
    "UNBILL": "bill",
    "WEB": "webpage",
}
_LOOSE_TAG = re.compile(r"^([A-Z][A-Z0-9]) {0,2}- ?(?=\S|$)", re.MULTILINE)
"""A tag as programs write it that trim spaces; the format has two before the dash and one behind."""
_DATES = ("date", "publication_year", "year")


def write_ris(references: list[Reference]) -> str:
    """The text of a file."""
    import rispy

    return str(rispy.dumps([_item(reference) for reference in references]))


def read_ris(text: str) -> Iterator[tuple[int, Reference]]:
    """Each reference with its place in the file, from 1.

    Raises:
        ValueError, OSError, KeyError, TypeError: it is not such a file.
    """
    import rispy

    items = rispy.loads(_LOOSE_TAG.sub(r"\1  - ", text))
    for at, item in enumerate(items, start=1):
        yield at, _reference(item, at)


def _item(reference: Reference) -> dict[str, Any]:
    item = {
        "type_of_reference": _KINDS.get(reference.csl_type, "GEN"),
        "id": reference.id,
        "title": reference.title,
        "translated_title": reference.title_original,
        "authors": [reference.author] if reference.author else None,
        "publisher": reference.publisher,
        "year": year_of(reference),
        "date": reference.issued.edtf.replace("-", "/") if reference.issued else "",
        "number": reference.number,
        "urls": [reference.url] if reference.url else None,
        "language": reference.language,
        "keywords": list(reference.topics),
        "notes": [note] if (note := note_of(reference)) else None,
        "custom1": reference.body,
        "custom2": reference.type or "",
        "custom3": reference.csl_type,
        "custom4": reference.issued.edtf if reference.issued else "",
    }
    return {field: value for field, value in item.items() if value}


def _reference(item: Mapping[str, Any], at: int) -> Reference:
    note = read_note(" ".join(item.get("notes", ())))
    kind = own_type(str(item.get("custom2", "")))
    csl_type = _CSL_TYPES.get(str(item.get("type_of_reference")), "document")
    is_ours = kind is not None or str(item.get("custom3", "")) in {*_KINDS, *_CSL_TYPES.values()}
    container = ("secondary_title", "journal_name", "alternate_title3", "alternate_title1", "tertiary_title")
    return Reference(
        id=str(item.get("id") or at),
        title=_first(item, "title", "primary_title", "short_title"),
        csl_type=str(item.get("custom3") or csl_type) if is_ours else csl_type,
        type=kind,
        title_original=str(item.get("translated_title", "")),
        author=names((*item.get("first_authors", ()), *item.get("authors", ()))),
        body=str(item.get("custom1", "")) if is_ours else "",
        publisher=_first(item, "publisher", *container),
        issued=stated((is_ours and str(item.get("custom4", ""))) or _first(item, *_DATES).strip("/")),
        number=str(item.get("number", "")),
        ecli=note.ecli,
        history=note.history,
        url=_url(item),
        language=str(item.get("language", "")),
        topics=tuple(item.get("keywords", ())),
    )


def _first(item: Mapping[str, Any], *fields: str) -> str:
    values = (item.get(field) for field in fields)
    return next((str(value[0] if isinstance(value, list) else value) for value in values if value), "")


def _url(item: Mapping[str, Any]) -> str:
    doi = str(item.get("doi", ""))
    return _first(item, "urls", "url") or (f"https://doi.org/{doi}" if doi else "")
