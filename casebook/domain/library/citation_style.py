"""Three citation styles, each stating how well the source was read.

Source: the order of elements follows OSCOLA (4th edition, Oxford), The Bluebook (21st edition) and the plain
way of European courts with ECLI or symbol. They are "like" them: rules and abbreviations of the books that
need a person's judgement are not applied.
"""

from __future__ import annotations

import re
from typing import Literal

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.library.authority import speaker_of
from casebook.domain.library.citation import source_line, versioned, with_history, with_reading
from casebook.domain.library.finding import Finding
from casebook.domain.library.source import Source

Style = Literal["oscola", "bluebook", "plain"]
STYLES: tuple[Style, ...] = ("oscola", "bluebook", "plain")

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_UN_SYMBOL = re.compile(r"(A|CAT|CCPR|CED|CEDAW|CERD|CRC|E|HRI|S)/[A-Z0-9]")
_APPLICATION = re.compile(r"^(?:no\. )?(\d+/\d+)")
_PLACES = (
    (re.compile(r"\bparas?\. ?"), "¶ "),
    (re.compile(r"^p\. ?"), "at "),
    (re.compile(r"^pp\. ?"), "at "),
)
_LAW, _CASES, _PAPERS = {"law"}, {"judgment", "tribunal-decision"}, {"news", "academic"}


def cite(source: Source, style: Style, *, pinpoint: str = "") -> str:
    """Return a source in a style, with its place if known, and its later history.

    Styles are of the English language; a dossier in another language takes the plain one.
    """
    return with_history(_styled(source, style, pinpoint), source, Translator())


def cite_found(finding: Finding, source: Source, style: Style, words: Translator) -> str:
    """Return a finding in a style: source, place, reading level if relevant, later history."""
    return with_history(with_reading(_styled(source, style, finding.pinpoint), finding, words), source, words)


def _styled(source: Source, style: Style, pinpoint: str) -> str:
    made = {"oscola": _oscola, "bluebook": _bluebook, "plain": _plain}[style]
    return made(source, pinpoint)


def _plain(source: Source, pinpoint: str) -> str:
    citation = source_line(source, Translator())
    return f"{citation}, {pinpoint}" if pinpoint else citation


def _oscola(source: Source, pinpoint: str) -> str:
    place = re.sub(r"\b(paras?|arts?|pp?|s)\.", r"\1", pinpoint)
    day = _day(source.issued)
    if source.type in _CASES:
        citation = _joined(source.title, _number(source, "App no"), f"({_joined(source.body, day, by=', ')})")
    elif speaker_of(source) in _LAW:
        citation = _joined(versioned(source, Translator()), f"({source.number})" if source.number else "")
    elif _UN_SYMBOL.match(source.number):
        citation = _joined(f"{source.author}, ‘{source.title}’", f"({day})", f"UN Doc {source.number}")
    elif source.type in _PAPERS:
        citation = _joined(f"{source.author}, ‘{source.title}’", source.publisher_apart, f"({day})")
    else:
        inside = _joined(source.publisher_apart, source.number, day, by=", ")
        citation = _joined(f"{source.author}, {source.title}", f"({inside})")
    return _joined(citation, place)


def _bluebook(source: Source, pinpoint: str) -> str:
    place = pinpoint
    for found, instead in _PLACES:
        place = found.sub(instead, place)
    day = _bluebook_day(source.issued)
    year = _year(source.issued)
    if source.type in _CASES:
        citation = f"{source.title}, {_joined(_number(source, 'App. No.'), f'({_joined(source.body, day)})')}"
        return f"{citation}, {place}" if place else citation
    if speaker_of(source) in _LAW:
        return _joined(f"{versioned(source, Translator())}{f', {place}' if place else ''}", f"({year})")
    if _UN_SYMBOL.match(source.number):
        citation = f"{source.author}, {source.title}"
        return _joined(
            f"{citation}{f', {place}' if place else ''},", f"U.N. Doc. {source.number}", f"({day})"
        )
    where = source.publisher_apart or source.number
    citation = ", ".join(part for part in (source.author, source.title, where) if part)
    return _joined(f"{citation}{f', {place}' if place else ''}", f"({day})")


def _number(source: Source, word: str) -> str:
    """Return the number as printed, an application number with its word before it, or the ECLI.

    A number that stands in the title already, such as a neutral citation, is not said again.
    """
    if source.number and source.number in source.title:
        return ""
    return _APPLICATION.sub(rf"{word} \1", source.number) or source.ecli


def _day(issued: StatedDate | None) -> str:
    return in_words(issued, Translator()) if issued else "n.d."


def _bluebook_day(issued: StatedDate | None) -> str:
    if issued is None:
        return "n.d."
    parts = issued.edtf.split("-")
    is_plain = all(part.isdecimal() for part in parts)
    if not is_plain or (len(parts) > 1 and int(parts[1]) not in range(1, len(_MONTHS) + 1)):  # or a season
        return _day(issued)
    month = f"{_MONTHS[int(parts[1]) - 1]} " if len(parts) > 1 else ""
    day = f"{int(parts[2])}, " if len(parts) > 2 else ""  # noqa: PLR2004 - year, month, day
    return f"{month}{day}{parts[0]}"


def _year(issued: StatedDate | None) -> str:
    return str(issued.earliest_on.year) if issued else "n.d."


def _joined(*parts: str, by: str = " ") -> str:
    return by.join(part for part in parts if part)
