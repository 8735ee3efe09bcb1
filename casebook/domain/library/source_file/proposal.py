"""Proposals of source data found in a file: each with its origin, none accepted automatically.

A person takes up each proposal or leaves it; nothing is filled in by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from casebook.base.month_names import ENGLISH
from casebook.domain.base.entity import entity

ProposedField = Literal["title", "author", "issued", "number", "ecli", "url"]
Whence = Literal["properties", "first-page"]


@entity
class Proposal:
    """A proposed value for a field of a source.

    Attributes:
        value: as it would be typed; a date in EDTF.
        whence: the file's properties, which its maker set, or the words of its first page.
    """

    field: ProposedField
    value: str
    whence: Whence


_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(ENGLISH)}),?\s+(\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b({'|'.join(ENGLISH)})\s+(\d{{1,2}})(?:st|nd|rd|th)?,\s+(\d{{4}})\b", re.IGNORECASE
)
_NUMBERS_ONLY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_ECLI = re.compile(r"\bECLI:[A-Z]{2}:[A-Z0-9]+:\d{4}:[\w.]+")
_SYMBOL = re.compile(r"\b(?:A|S|E|CAT|CCPR|CED|CERD|CEDAW|CRC|HRI)(?:/[A-Z0-9][\w.-]*){2,}")
_APPLICATION = re.compile(r"\bno\.?\s*(\d{1,5}/\d{2})\b", re.IGNORECASE)
_NEUTRAL = re.compile(r"\[\d{4}\]\s+[A-Z][A-Za-z]{1,8}(?:\s+(?:Civ|Crim|Fam))?\s+\d{1,5}\b")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)]")
_TELLING_NOTHING = re.compile(
    r"\.(?:docx?|pdf|indd|odt|tex|wpd)$|^(?:untitled|document|microsoft word)\b|^\W*$", re.IGNORECASE
)
_MIN_TITLE, _MAX_TITLE = 8, 300
_MAX_EACH = 3


def proposed(properties: Mapping[str, str], first_page: str) -> tuple[Proposal, ...]:
    """Return possible titles, authors, dates, numbers and addresses; at most three for each field.

    Args:
        properties: what the file says of itself, by name in lower case.
        first_page: its words.
    """
    by_field: dict[ProposedField, list[Proposal]] = {}
    for proposal in (*_of_properties(properties), *_of_page(first_page)):
        held = by_field.setdefault(proposal.field, [])
        if len(held) < _MAX_EACH and all(each.value != proposal.value for each in held):
            held.append(proposal)
    return tuple(proposal for held in by_field.values() for proposal in held)


def _of_properties(values: Mapping[str, str]) -> Iterable[Proposal]:
    title = values.get("title", "").strip()
    if len(title) >= _MIN_TITLE and not _TELLING_NOTHING.search(title):
        yield Proposal(field="title", value=title[:_MAX_TITLE], whence="properties")
    if author := values.get("author", "").strip():
        yield Proposal(field="author", value=author, whence="properties")
    made = _PDF_DATE.match(values.get("creationdate", ""))
    if made and (edtf := _edtf(*made.groups())):
        yield Proposal(field="issued", value=edtf, whence="properties")


def _of_page(words: str) -> Iterable[Proposal]:
    title = next((line for line in map(str.strip, words.splitlines()) if len(line) >= _MIN_TITLE), "")
    values: list[tuple[ProposedField, str]] = [("title", title[:_MAX_TITLE])] if title else []
    values += [("issued", edtf) for edtf in _dates(words)]
    values += [("ecli", found) for found in _ECLI.findall(words)]
    values += [("number", " ".join(found.split())) for found in _numbers(words)]
    values += [("url", f"https://doi.org/{found}") for found in _DOI.findall(words)]
    return (Proposal(field=field, value=value, whence="first-page") for field, value in values)


def _numbers(words: str) -> Iterable[str]:
    yield from _NEUTRAL.findall(words)
    yield from (f"no. {found}" for found in _APPLICATION.findall(words))
    yield from (found.rstrip(".-") for found in _SYMBOL.findall(words))


def _dates(words: str) -> Iterable[str]:
    """Return days in their order on the page."""
    dated: list[tuple[int, str]] = []
    dated += [(at.start(), _edtf(at[3], _month(at[2]), at[1])) for at in _DAY_FIRST.finditer(words)]
    dated += [(at.start(), _edtf(at[3], _month(at[1]), at[2])) for at in _MONTH_FIRST.finditer(words)]
    for pattern in (_NUMBERS_ONLY, _CHINESE):
        dated += [(at.start(), _edtf(at[1], at[2], at[3])) for at in pattern.finditer(words)]
    return [edtf for _, edtf in sorted(dated) if edtf]


def _month(name: str) -> str:
    return str(ENGLISH.index(name.lower()) + 1)


def _edtf(year: str, month: str, day: str) -> str:
    """Return a day in EDTF, or "" if it does not exist."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
