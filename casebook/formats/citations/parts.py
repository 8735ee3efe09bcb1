"""What the formats of citations share: dates, names, kinds, and the note that carries an ECLI."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple, get_args

from casebook.base.errors import InvalidInput
from casebook.base.month_names import ENGLISH_SHORT
from casebook.domain.base.date import StatedDate, entered
from casebook.domain.library.reference import Reference
from casebook.domain.library.source import SourceType

MAX_REFERENCES = 20_000
_TYPES: tuple[SourceType, ...] = get_args(SourceType)
_ECLI = re.compile(r"\bECLI:[A-Z]{2}:[\w.:]+")
_HISTORY = re.compile(r"Later history: (.+)", re.DOTALL)
_FIGURES = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[/\s].*)?", re.DOTALL)
_WORDED = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %Y", "%b %Y", "%Y %B", "%Y %b %d")


class CitationNote(NamedTuple):
    """What a note of a reference says: the ECLI, and what became of the decision; "" where neither."""

    ecli: str
    history: str


def note_of(reference: Reference) -> str:
    """The ECLI, and what became of the decision: reference managers have no field for either."""
    later = f"Later history: {reference.history}" if reference.history else ""
    return "; ".join(part for part in (reference.ecli, later) if part)


def read_note(text: str) -> CitationNote:
    """What `note_of` wrote, or another program."""
    ecli, later = _ECLI.search(text), _HISTORY.search(text)
    return CitationNote(ecli[0] if ecli else "", later[1].strip() if later else "")


def own_type(word: str) -> SourceType | None:
    """The type of source with this name, or None."""
    return next((type_ for type_ in _TYPES if type_ == word), None)


def keywords(text: str) -> tuple[str, ...]:
    """The keywords in a line, set apart by commas or semicolons."""
    return tuple(word.strip() for word in re.split(r"[,;]", text) if word.strip())


def stated(text: str) -> StatedDate | None:
    """A date that a file proposes; what is no date is kept as words, never guessed.

    >>> stated("2020/3/4").edtf, stated("March 2020").edtf, stated("2009//").edtf, stated("in press").words
    ('2020-03-04', '2020-03', '2009', 'in press')
    """
    text = " ".join(text.split())
    if not text:
        return None
    for edtf in (text, _figures(text), _worded(text)):
        with suppress(InvalidInput):
            return entered(edtf)
    return StatedDate(edtf="XXXX", words=text)


def month_number(text: str) -> str:
    """The number of a month by its name or figure, two digits, or "".

    >>> month_number("mar"), month_number("March"), month_number("3"), month_number("spring")
    ('03', '03', '03', '')
    """
    word = text.strip().strip(".").casefold()
    if word.isdecimal() and 1 <= int(word) <= len(ENGLISH_SHORT):
        return f"{int(word):02}"
    return f"{ENGLISH_SHORT.index(word[:3]) + 1:02}" if word[:3] in ENGLISH_SHORT else ""


def names(people: Iterable[str]) -> str:
    """Several names as one line, each once."""
    return "; ".join(dict.fromkeys(name for person in people if (name := " ".join(person.split()))))


def year_of(reference: Reference) -> str:
    """The year for formats whose readers know nothing finer, or ""."""
    issued = reference.issued
    return "" if issued is None or issued.placed_on is None else str(issued.placed_on.year)


def _figures(text: str) -> str:
    match = _FIGURES.fullmatch(text.strip("/"))
    return "-".join((match[1], *(part.zfill(2) for part in match.groups()[1:] if part))) if match else text


def _worded(text: str) -> str:
    for form in _WORDED:
        with suppress(ValueError):
            read = datetime.strptime(text, form)  # noqa: DTZ007 - a day, no instant
            return f"{read:%Y-%m-%d}" if "%d" in form else f"{read:%Y-%m}"
    return text
