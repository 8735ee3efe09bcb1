"""Citations as files of reference managers: CSL-JSON and RIS both ways, BibTeX out.

Source: CSL-JSON as described by Citation Style Language 1.0.2; RIS as Zotero writes and reads it; BibTeX as
Oren Patashnik's "BibTeXing" describes entries and braces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, get_args

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.domain.base.date import StatedDate, entered
from casebook.domain.library.reference import Reference
from casebook.domain.library.source import SourceType

CitationFormat = Literal["csl-json", "ris", "bibtex"]

_TYPES: tuple[SourceType, ...] = get_args(SourceType)
_ECLI = re.compile(r"\bECLI:[A-Z]{2}:[\w.:]+")
_HISTORY = re.compile(r"Later history: (.+)", re.DOTALL)
_PLAIN_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_RIS_TYPES = {
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
_CSL_TYPES = {ris: csl for csl, ris in reversed(_RIS_TYPES.items())} | {"BOOK": "book", "GEN": "document"}
_BIBTEX_TYPES = {"article-journal": "article", "article-newspaper": "article", "report": "techreport"}
_BIBTEX_SIGNS = str.maketrans(
    {
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "\\": r"\textbackslash{}",
    }
)


def write(references: Iterable[Reference], as_: CitationFormat) -> bytes:
    """The bytes of a file, UTF-8."""
    writers: Mapping[CitationFormat, Callable[[list[Reference]], str]] = {
        "csl-json": _csl,
        "ris": _ris,
        "bibtex": _bibtex,
    }
    return writers[as_](list(references)).encode("utf-8")


def read(data: bytes) -> tuple[Reference, ...]:
    """The references of a CSL-JSON or RIS file, recognised by how it begins.

    Raises:
        DamagedSource: it is neither.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _damaged() from error
    return _from_csl(text) if text.lstrip().startswith(("[", "{")) else _from_ris(text)


def _damaged() -> DamagedSource:
    return DamagedSource(
        "This is not a citation file, or it is damaged.",
        remedy="Export it again from the reference manager as CSL-JSON or RIS.",
    )


def _csl(references: list[Reference]) -> str:
    return json.dumps([_csl_item(reference) for reference in references], ensure_ascii=False, indent=1)


def _csl_item(reference: Reference) -> dict[str, Any]:
    item = {
        "id": reference.id,
        "type": reference.csl_type,
        "title": reference.title,
        "original-title": reference.title_original,
        "author": [{"literal": reference.author}] if reference.author else None,
        "authority": reference.body,
        "publisher": reference.publisher,
        "issued": _csl_date(reference.issued) if reference.issued else None,
        "number": reference.number,
        "URL": reference.url,
        "language": reference.language,
        "keyword": ", ".join(reference.topics),
        "note": _note(reference),
        "custom": {"casebook-type": reference.type} if reference.type else None,
    }
    return {field: value for field, value in item.items() if value}


def _note(reference: Reference) -> str:
    """The ECLI, and what became of the decision: reference managers have no field for either."""
    later = f"Later history: {reference.history}" if reference.history else ""
    return "; ".join(part for part in (reference.ecli, later) if part)


def _csl_date(issued: StatedDate) -> dict[str, Any]:
    """Parts where the date is plain; else as it was stated: nothing is made more exact than it is."""
    if _PLAIN_DATE.fullmatch(issued.edtf):
        return {"date-parts": [[int(part) for part in issued.edtf.split("-")]]}
    return {"literal": issued.edtf}


def _from_csl(text: str) -> tuple[Reference, ...]:
    try:
        items = json.loads(text)
        found = items if isinstance(items, list) else items.get("items", [])
        return tuple(_csl_reference(_without_nulls(item)) for item in found)
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError) as error:
        raise _damaged() from error


def _without_nulls(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item without the fields that a program wrote and left empty."""
    return {field: value for field, value in item.items() if value is not None}


def _csl_reference(item: Mapping[str, Any]) -> Reference:
    note = str(item.get("note", ""))
    ecli, later = _ECLI.search(note), _HISTORY.search(note)
    kind = str((item.get("custom") or {}).get("casebook-type", ""))
    return Reference(
        id=str(item["id"]),
        title=str(item.get("title", "")),
        csl_type=str(item.get("type", "document")),
        type=_own_type(kind),
        title_original=str(item.get("original-title", "")),
        author="; ".join(_name(person) for person in item.get("author", ())),
        body=str(item.get("authority", "")),
        publisher=str(item.get("publisher", "")),
        issued=_csl_issued(item.get("issued")),
        number=str(item.get("number", "")),
        ecli=ecli[0] if ecli else "",
        history=later[1].strip() if later else "",
        url=str(item.get("URL", "")),
        language=str(item.get("language", "")),
        topics=_keywords(str(item.get("keyword", ""))),
    )


def _name(person: Mapping[str, Any]) -> str:
    if person.get("literal"):
        return str(person["literal"])
    return ", ".join(str(person[part]) for part in ("family", "given") if person.get(part))


def _csl_issued(issued: object) -> StatedDate | None:
    if isinstance(issued, str):
        return _stated(issued)
    if not isinstance(issued, dict):
        return None
    parts = issued.get("date-parts") or []
    if not parts:
        return _stated(str(issued.get("edtf") or issued.get("literal") or issued.get("raw") or ""))
    ends = ["-".join(f"{int(part):0{4 if at == 0 else 2}}" for at, part in enumerate(end)) for end in parts]
    return _stated("/".join(ends) + ("~" if issued.get("circa") and len(ends) == 1 else ""))


def _stated(text: str) -> StatedDate | None:
    """A date proposed by a file; what is no date is kept as words, never guessed."""
    if not text.strip():
        return None
    try:
        return entered(text.strip())
    except InvalidInput:
        return StatedDate(edtf="XXXX", words=text.strip())


def _ris(references: list[Reference]) -> str:
    import rispy

    return str(rispy.dumps([_ris_item(reference) for reference in references]))


def _ris_item(reference: Reference) -> dict[str, Any]:
    item = {
        "type_of_reference": _RIS_TYPES.get(reference.csl_type, "GEN"),
        "id": reference.id,
        "title": reference.title,
        "translated_title": reference.title_original,
        "authors": [reference.author] if reference.author else None,
        "publisher": reference.publisher,
        "year": str(reference.issued.earliest_on.year)
        if reference.issued and not reference.issued.is_unknown
        else "",
        "date": reference.issued.edtf.replace("-", "/") if reference.issued else "",
        "number": reference.number,
        "urls": [reference.url] if reference.url else None,
        "language": reference.language,
        "keywords": list(reference.topics),
        "notes": [note] if (note := _note(reference)) else None,
        "custom1": reference.body,
        "custom2": reference.type or "",
        "custom3": reference.csl_type,
        "custom4": reference.issued.edtf if reference.issued else "",
    }
    return {field: value for field, value in item.items() if value}


def _from_ris(text: str) -> tuple[Reference, ...]:
    import rispy

    try:
        items = rispy.loads(text)
    except (rispy.ParseError, OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged() from error
    if not items:
        raise _damaged()
    return tuple(_ris_reference(item, at) for at, item in enumerate(items, start=1))


def _ris_reference(item: Mapping[str, Any], at: int) -> Reference:
    notes = " ".join(item.get("notes", ()))
    ecli, later = _ECLI.search(notes), _HISTORY.search(notes)
    dated = item.get("custom4") or str(item.get("date") or item.get("year") or "").strip("/").replace(
        "/", "-"
    )
    return Reference(
        id=str(item.get("id") or at),
        title=str(item.get("title") or item.get("primary_title") or ""),
        csl_type=str(item.get("custom3") or _CSL_TYPES.get(str(item.get("type_of_reference")), "document")),
        type=_own_type(str(item.get("custom2", ""))),
        title_original=str(item.get("translated_title", "")),
        author="; ".join(item.get("authors") or item.get("first_authors") or ()),
        body=str(item.get("custom1", "")),
        publisher=str(item.get("publisher", "")),
        issued=_stated(str(dated)),
        number=str(item.get("number", "")),
        ecli=ecli[0] if ecli else "",
        history=later[1].strip() if later else "",
        url=str(next(iter(item.get("urls", ())), "")),
        language=str(item.get("language", "")),
        topics=tuple(item.get("keywords", ())),
    )


def _own_type(word: str) -> SourceType | None:
    return next((type_ for type_ in _TYPES if type_ == word), None)


def _keywords(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _bibtex(references: list[Reference]) -> str:
    return "\n\n".join(_bibtex_entry(reference) for reference in references) + "\n"


def _bibtex_entry(reference: Reference) -> str:
    fields = {
        "title": f"{{{reference.title.translate(_BIBTEX_SIGNS)}}}",
        "author": f"{{{reference.author.translate(_BIBTEX_SIGNS)}}}" if reference.author else "",
        "institution": reference.body.translate(_BIBTEX_SIGNS),
        "publisher": reference.publisher.translate(_BIBTEX_SIGNS),
        "year": str(reference.issued.earliest_on.year)
        if reference.issued and not reference.issued.is_unknown
        else "",
        "date": reference.issued.edtf if reference.issued else "",
        "number": reference.number.translate(_BIBTEX_SIGNS),
        "note": _note(reference).translate(_BIBTEX_SIGNS),
        "url": reference.url,
        "langid": reference.language,
        "keywords": ", ".join(reference.topics),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{_BIBTEX_TYPES.get(reference.csl_type, 'misc')}{{{reference.id},\n{lines}\n}}"
