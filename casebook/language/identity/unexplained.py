"""Numbers of the shape of a document's that nothing explains: perhaps those of identity documents.

SECURITY: no list of words has every form of every language, and a number printed in doubt names somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from casebook.domain.dossier.hiding.channel_pattern import (
    CHANNELS,
    LANDLINE,
    LINK,
    MAIL,
    MOBILE,
    NUMBERS,
    SLASHED,
)
from casebook.language.identity.number_shape import Shape

MIN_SIGNS, _MIN_DIGITS, _MIN_ROW = 7, 5, 6
_SIGN = r"[\-\u2010-\u2015/.()\[\] ]{0,2}"
_LIKELY = re.compile(rf"(?<!\d)\d(?:{_SIGN}[a-z|]?{_SIGN}\d){{4}}")
"""Five figures near each other, with no more than one letter between two of them."""
_CLOCK = r"(?:[01]\d|2[0-3])[0-5]\d"
"""SECURITY: without a T it has its seconds: a day and four figures are a personal number of Sweden."""
_DAYS = re.compile(
    rf"(?:(?:19|20)\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])(?:t{_CLOCK}(?:[0-5]\d)?z?|{_CLOCK}[0-5]\d)?"
    r"(?:[\-\u2010-\u2015/. ]{1,3}(?=\d)|$))+"
    r"|(?:[0-2]\d|3[01])(?:0\d|1[0-2])(?:19|20)\d\d"
    r"|(?:19|20)\d\d(?:[\-\u2010-\u2015/ .]{1,3}(?:19|20)?\d\d){1,4}|(?:0?\d|1[0-2])[./](?:19|20)\d\d.*"
)
_DECIMAL = re.compile(r"\d{1,4}\.\d{4,}|\d{1,4}(?:\.\d{1,3}){2,5}")
"""A coordinate, or the number of a version."""
OF_YEAR = r"/(?:(?:19|20)\d\d|[0-2]\d|[6-9]\d)(?!\d)"
"""Behind the number of a file of a year ("37610/18"); an age of thirty to fifty-nine is no year of one."""
_FILE_OF_YEAR = re.compile(rf".*(?<!\d)\d{{1,7}}{OF_YEAR}.*|(?:19|20)\d\d[/\-]\d{{1,6}}")
_SMALL_SERIES = re.compile(r"[A-Za-z]{1,2}\d{7,9}")
_CITED = re.compile(
    r"(?<!\w)(?:ecli:|celex:?\s?)\S+|(?<![\w/])10\.\d{4,}/\S+"
    r"|(?<!\d)\(?(?:1[89]|20)\d\d[)\]]?\s(?:[a-z]{1,8}[. ]{0,2}){1,4}\d{1,4}(?:\s\([a-z]+\))?(?!\w|[ \-/.]\d)"
    r"|(?<!\w)\d{1,4}\s(?:[a-z]\.?\s?){1,4}(?:\d?d|th)?\s\d{1,4}(?!\w|[ \-/.]\d)"
    r"|(?<!\w)[ct]-\d{1,4}/\d\d|\d+\s\([a-z]+\)\s\[\d{4}\]"
    r"|(?<!\w)boe-a-\d{4}-\d+|(?<!\w)f20\d\dl\d{5}|(?<!\w)\d\d-\d\d\.\d{3}"
    r"|(?<!\w)(?:o|imm)[ \-]\d{1,5}-\d\d(?!\w)"
    r"|(?<!\w)(?:caa|cours?|tribuna(?:l|ux)|arrets?|jugements?)(?!\w)[^\n;]{0,40}?(?<!\w)\d\d[a-z]{2}\d{5}(?!\w)"
)
"""Public citations: ECLI, CELEX, DOI, neutral citations, reporters.

Also the numbers of the Boletín Oficial del Estado, of Australia's Federal Register of Legislation, and of
files at French, Swedish and Canadian courts. SECURITY: any word may stand between a year and a short number,
but a longer number has its court in capitals, or a year and a passport would be a citation; a passport of
France has the shape of a file there, which therefore stands behind its court.
"""
_DECISIONS = re.compile(
    r"(?<![\w\-])[CT]-\d{1,4}/\d\d(?: P(?:PU)?)?(?!\w)|\bECLI:[A-Z]{2}:\w+:\d{4}:[\w.]+"
    r"|\[(?:18|19|20)\d\d\] (?:\d{1,2} )?[A-Z][A-Za-z]{1,6}(?: [A-Z][A-Za-z]{1,4}){0,2} \d{1,5}"
    r"(?: \([A-Z][a-z]+\)| \([A-Z]{2,4}\))?(?!\w)"
    r"|\bBGE \d{1,3} [IV]{1,3} \d{1,4}(?!\w)|(?<!\w)[A-Z]{1,5}/CN\.\d{1,2}/[\w./]+"
)
"""Decisions of courts as they are published, and documents of the commissions of the United Nations.

SECURITY: strict, since it holds beside a word for a document, too. The number that a court gives a file is
none of these: the file may be the client's.
"""
_TIME = r"(?<![\w.:])[a-z]?\d{1,4}(?::\d{1,4}){1,4}(?![\w:])"
_CITED_IN_CAPITALS = re.compile(
    r"\[(?:19|20)\d\d\]\s[A-Z]{3,6}(?:\s[A-Z][A-Za-z]{1,4})?\s\d{5}(?:\s\([A-Z]{1,4}\))?(?!\w)"
    r"|(?<![\w/])[A-Z]{1,6}(?:/[A-Z]{0,8}[a-z]{0,3}\.?\d{0,4}(?:[.\-]\d{1,4})?(?:\([A-Z]+\))?)+(?![\w/])"
)
"""The same where their letters are written so: neutral citations of five figures, symbols of documents of
the United Nations, none of which has as many."""
_PROVISION = re.compile(r"(?:[A-Z]{2,5} )?\d{1,4}\.\d{1,3}(?:\(\w{1,3}\))*")
_RANGE = re.compile(r"(?:[A-Z]{2,5} )?(\d{1,4})[A-Z]?[\-\u2010-\u2015](\d{1,4})[A-Z]?")
_MAX_PAGES = 999
"""Between the pages of a range; more are two groups of a number: "537-2455"."""
_REFERENCE = re.compile(r"[A-Z]{1,5}-(?:19|20)\d\d-\d{1,4}(?:-RES-\d{1,3})?")
"""A reference of a case with its year, as offices give it, or of a resolution of Interpol."""


def likely_places(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where a folded text may have such a number, as slices."""
    yield from (place.span() for place in _LIKELY.finditer(plain))


def is_dated(plain: str) -> bool:
    """Return whether a folded run of figures may be a day, or years.

    >>> [one for one in ("20190501-20190612", "20190501t0930", "196203042380") if is_dated(one)]
    ['20190501-20190612', '20190501t0930']
    """
    return _DAYS.fullmatch(plain) is not None


def reached_places(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where a folded text has a telephone, a link, an address or a time, as slices."""
    found = chain.from_iterable(pattern.finditer(plain) for pattern in _channels())
    yield from (place.span() for place in found)


def cited_places(text: str, plain: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has a public citation, as slices.

    Args:
        text: as written.
        plain: the same as `plain_text` returns it.
    """
    yield from (place.span() for place in chain(_CITED.finditer(plain), _CITED_IN_CAPITALS.finditer(text)))


def decided_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text cites a published decision, as slices, whatever stands beside it.

    >>> said = "her passport; Petruhhin, C-182/15; Love [2018] 1 WLR 2889; passport C-18215/1"
    >>> [said[start:end] for start, end in decided_places(said)]
    ['C-182/15', '[2018] 1 WLR 2889']
    """
    yield from (place.span() for place in _DECISIONS.finditer(text))


class Explained:
    """What explains numbers of a text apart from words beside them: a telephone, a link, a citation."""

    def __init__(self, text: str, plain: str) -> None:
        self._plain = plain
        self._reached, self._cited = [*reached_places(plain)], [*cited_places(text, plain)]

    def explains(self, shape: Shape, written: str) -> bool:
        """Return whether a run is a number of another kind, or too short to be that of a document."""
        return (
            not _is_shaped(shape, written)
            or any(first < shape.end and shape.start < last for first, last in self._reached)
            or any(first <= shape.start and shape.end <= last for first, last in self._cited)
            or any((shape.is_amount, shape.is_in_thousands, shape.is_day, shape.is_of_year))
            or _is_other(self._plain[shape.start : shape.end])
            or is_cited(written)
        )


def _is_shaped(shape: Shape, written: str) -> bool:
    if len(shape.signs) < MIN_SIGNS or shape.digits < _MIN_DIGITS:
        return False
    if not (shape.is_written_large or _SMALL_SERIES.fullmatch(written)):
        return False
    # Short groups with blanks between them are the figures of a table or a list of pages.
    rows = re.split(r"[\s,]+", written)
    return len(rows) == 1 or any(map(str.isalpha, written)) or max(map(len, rows)) >= _MIN_ROW


def _is_other(plain: str) -> bool:
    return any(one.fullmatch(plain) for one in (_DAYS, _DECIMAL, _FILE_OF_YEAR))


def is_cited(written: str) -> bool:
    """Return whether a run is a provision of a law, a range of pages or the reference of a case of a year."""
    pages = _RANGE.fullmatch(written)
    is_range = pages is not None and 0 <= int(pages[2]) - int(pages[1]) <= _MAX_PAGES
    return is_range or any(one.fullmatch(written) for one in (_PROVISION, _REFERENCE))


@cache
def _channels() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, (*CHANNELS, MOBILE, SLASHED, LANDLINE, LINK, MAIL, *NUMBERS, _TIME)))
