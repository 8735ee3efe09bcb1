"""Citations in XML: EndNote's export, and MODS of the Library of Congress.

Source: EndNote's document type ``RSXML``; Metadata Object Description Schema 3.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casebook.domain.library.reference import Reference
from casebook.formats.citations.parts import names, read_note, stated
from casebook.formats.citations.tagged import csl_type_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # for its name; defusedxml reads

_MODS_TYPES = {
    "article": "article-journal",
    "bibliography": "book",
    "book": "book",
    "conference publication": "paper-conference",
    "government publication": "report",
    "journal article": "article-journal",
    "law report or digest": "legal_case",
    "legal case and case notes": "legal_case",
    "legislation": "legislation",
    "newspaper": "article-newspaper",
    "report": "report",
    "technical report": "report",
    "thesis": "thesis",
    "treaty": "treaty",
    "web page": "webpage",
    "web site": "webpage",
}


def read_citation_xml(data: bytes) -> Iterator[tuple[int, Reference]]:
    """Each reference with its place in the file, from 1.

    Raises:
        ValueError: it is no sound XML, or names entities of its own.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = _bare(fromstring(data))
    except (ParseError, DefusedXmlException, LookupError) as error:
        raise ValueError from error
    records = [element for element in root.iter("record") if element.find("ref-type") is not None]
    if records:
        yield from enumerate(map(_endnote, records), start=1)
    else:
        items = [root] if root.tag == "mods" else root.iter("mods")
        yield from ((at, _mods(item, at)) for at, item in enumerate(items, start=1))


def _bare(root: Element) -> Element:
    """The tree without namespaces, whose prefixes differ from library to library."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def _text(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _first(element: Element, *paths: str) -> str:
    return next((text for path in paths for one in element.findall(path) if (text := _text(one))), "")


def _all(element: Element, path: str) -> list[str]:
    return [text for one in element.findall(path) if (text := _text(one))]


def _endnote(record: Element) -> Reference:
    kind = record.find("ref-type")
    doi = _first(record, "electronic-resource-num")
    note = read_note(_first(record, "notes"))
    day, year = _first(record, "dates/pub-dates/date"), _first(record, "dates/year")
    printed = ("publisher", "titles/secondary-title", "periodical/full-title", "alt-periodical/full-title")
    return Reference(
        id=_first(record, "rec-number", "label"),
        title=_first(record, "titles/title"),
        csl_type=csl_type_of("" if kind is None else kind.get("name", "")),
        title_original=_first(record, "titles/translated-title", "orig-pub"),
        author=names(_all(record, "contributors/authors/author")),
        publisher=_first(record, *printed),
        issued=stated(day if year in day else f"{day} {year}") if day and year else stated(day or year),
        number=_first(record, "number"),
        ecli=note.ecli,
        history=note.history,
        url=_first(record, "urls/related-urls/url", "urls/web-urls/url")
        or (f"https://doi.org/{doi.removeprefix('https://doi.org/')}" if doi else ""),
        language=_first(record, "language"),
        topics=tuple(_all(record, "keywords/keyword")),
    )


def _mods(item: Element, at: int) -> Reference:
    note = read_note(" ".join(_all(item, "note")))
    titles = [info for info in item.findall("titleInfo") if info.get("type") is None]
    title = titles[0] if titles else item.find("titleInfo")
    translated = [_mods_title(info) for info in item.findall("titleInfo[@type='translated']")]
    genres = [genre.casefold() for genre in _all(item, "genre") + _all(item, "relatedItem/genre")]
    kind = next((_MODS_TYPES[genre] for genre in genres if genre in _MODS_TYPES), "document")
    dates = tuple(
        f"{part}/{name}"
        for part in ("originInfo", "relatedItem/originInfo", "relatedItem/part")
        for name in ("dateIssued", "copyrightDate", "date", "dateCreated")
    )
    return Reference(
        id=_first(item, "recordInfo/recordIdentifier") or item.get("ID", "") or str(at),
        title="" if title is None else _mods_title(title),
        csl_type="chapter" if kind == "book" and item.find("relatedItem[@type='host']") is not None else kind,
        title_original=translated[0] if translated else "",
        author=names(_mods_name(name) for name in item.findall("name")),
        publisher=_first(item, "originInfo/publisher", "relatedItem[@type='host']/titleInfo/title"),
        issued=stated(_first(item, *dates)),
        number=_first(item, "identifier[@type='report number']", "identifier[@type='docket']"),
        ecli=note.ecli,
        history=note.history,
        url=_first(item, "location/url", "identifier[@type='uri']"),
        language=_first(item, "language/languageTerm"),
        topics=tuple(dict.fromkeys(_all(item, "subject/topic"))),
    )


def _mods_title(info: Element) -> str:
    lead = " ".join(part for name in ("nonSort", "title") if (part := _first(info, name)))
    return ": ".join(part for part in (lead, _first(info, "subTitle")) if part)


def _mods_name(name: Element) -> str:
    if stated_name := _first(name, "displayForm"):
        return stated_name
    family, given = (_all(name, f"namePart[@type='{kind}']") for kind in ("family", "given"))
    if family or given:
        return ", ".join(" ".join(parts) for parts in (family, given) if parts)
    return " ".join(
        text for part in name.findall("namePart") if part.get("type") is None if (text := _text(part))
    )
