"""CSL-JSON, both ways.

Source: Citation Style Language 1.0.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from casebook.domain.base.date import StatedDate
from casebook.domain.library.reference import Reference
from casebook.formats.citations.parts import keywords, note_of, own_type, read_note, stated

_PLAIN_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


def write_csl(references: list[Reference]) -> str:
    """The text of a file."""
    return json.dumps([_item(reference) for reference in references], ensure_ascii=False, indent=1)


def read_csl(text: str) -> Iterator[tuple[int, Reference]]:
    """Each reference with its place in the file, from 1.

    Raises:
        ValueError, AttributeError, TypeError, KeyError, RecursionError: it is not such a file.
    """
    items = json.loads(text)
    for at, item in enumerate(items if isinstance(items, list) else items.get("items", []), start=1):
        yield at, _reference({field: value for field, value in item.items() if value is not None})


def _item(reference: Reference) -> dict[str, Any]:
    item = {
        "id": reference.id,
        "type": reference.csl_type,
        "title": reference.title,
        "original-title": reference.title_original,
        "author": [{"literal": reference.author}] if reference.author else None,
        "authority": reference.body,
        "publisher": reference.publisher,
        "issued": _date_parts(reference.issued) if reference.issued else None,
        "number": reference.number,
        "URL": reference.url,
        "language": reference.language,
        "keyword": ", ".join(reference.topics),
        "note": note_of(reference),
        "custom": {"casebook-type": reference.type} if reference.type else None,
    }
    return {field: value for field, value in item.items() if value}


def _date_parts(issued: StatedDate) -> dict[str, Any]:
    """Parts where the date is plain; else as it was stated: nothing is made more exact than it is."""
    if _PLAIN_DATE.fullmatch(issued.edtf):
        return {"date-parts": [[int(part) for part in issued.edtf.split("-")]]}
    return {"literal": issued.edtf}


def _reference(item: Mapping[str, Any]) -> Reference:
    note = read_note(str(item.get("note", "")))
    doi = str(item.get("DOI", ""))
    return Reference(
        id=str(item["id"]),
        title=str(item.get("title", "")),
        csl_type=str(item.get("type", "document")),
        type=own_type(str((item.get("custom") or {}).get("casebook-type", ""))),
        title_original=str(item.get("original-title", "")),
        author="; ".join(_name(person) for person in item.get("author", ())),
        body=str(item.get("authority", "")),
        publisher=str(item.get("publisher") or item.get("container-title") or ""),
        issued=_issued(item.get("issued")),
        number=str(item.get("number", "")),
        ecli=note.ecli,
        history=note.history,
        url=str(item.get("URL") or (f"https://doi.org/{doi}" if doi else "")),
        language=str(item.get("language", "")),
        topics=keywords(str(item.get("keyword", ""))),
    )


def _name(person: Mapping[str, Any]) -> str:
    if person.get("literal"):
        return str(person["literal"])
    return ", ".join(str(person[part]) for part in ("family", "given") if person.get(part))


def _issued(issued: object) -> StatedDate | None:
    if isinstance(issued, str):
        return stated(issued)
    if not isinstance(issued, dict):
        return None
    parts = issued.get("date-parts") or []
    if not parts:
        return stated(str(issued.get("edtf") or issued.get("literal") or issued.get("raw") or ""))
    ends = ["-".join(f"{int(part):0{4 if at == 0 else 2}}" for at, part in enumerate(end)) for end in parts]
    return stated("/".join(ends) + ("~" if issued.get("circa") and len(ends) == 1 else ""))
