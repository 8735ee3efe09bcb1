"""Runs of letters and digits that have the shape of the number of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.days.stated_day import stated_days, yearless_days
from casebook.domain.dossier.hiding.number_pattern import NO_MONEY_BEHIND
from casebook.domain.dossier.hiding.plain_letters import squeezed
from casebook.language.identity.paper_words import LETTER, alone, plain_text

MIN_DIGITS, _MAX_SIGNS, _MAX_RUN, _MIN_LETTERED = 4, 20, 30, 5
"""Signs of groups together, and of one group: files of Chinese police have more than twenty."""
_SHORT_GROUP, _SHORT_END = 6, 4
_ROW_FIGURES = 2
"""Figures of the number of a row, at the beginning of a line."""
_LOOK_BACK = 24
_CORE = re.compile(
    rf"(?<!{LETTER})(?<![\d_@])(?:{LETTER}{{0,6}}\d)(?:{LETTER}|\d)*(?![\d_@])"
    r"|(?<=[a-z]{3}n[or])\d{4,}(?![\w@])"
)
_SEPARATOR = r"(?:[\-\u2010-\u2015/.\xb7]|[ ]|[ ][\-\u2013/][ ])"
_SERIES_BEFORE = re.compile(
    rf"(?<!{LETTER})(?<!\d)(?<!a/)(?P<series>{LETTER}{{1,3}}{_SEPARATOR}|{LETTER}{{4,5}}[\-/.])$"
)
_LETTERS_BEHIND = re.compile(rf"[\-\u2010-\u2015]{LETTER}{{1,2}}(?!{LETTER}|\d)|[ ]{LETTER}(?=[.,;)]|\Z)")
_CHECK = re.compile(r"\s?[(\uff08][\da-z][)\uff09]")
_IN_ADDRESS = re.compile(r"\S*(?:://|www\.|@|[?&][^\s=]*=|\w{2,}\.\w{2,}/)\S*")
_SUM, _GROUPED = r"\d{1,3}\.\d\d", r"\d{1,3}(?:,\d{3})+(?:\.\d\d)?"
_WHOLE_SUM = r"\d{1,7}\.\d\d"
_SUMS = re.compile(
    rf"(?<![\w.,/\-])(?:{_SUM}[\s|]{{1,3}})*{_GROUPED}(?:[\s|]{{1,3}}(?:{_SUM}|{_GROUPED}))*(?![\w/\-]|[.,]\d)"
    rf"|(?<![\w.,/\-]){_WHOLE_SUM}(?:[ \t|]{{1,40}}{_WHOLE_SUM})+(?![\w/\-]|[.,]\d)"
)
"""Sums beside each other in columns; one parted by commas is one alone: "180.00 | 87,288.00"."""
_MISREAD = re.compile(r"[A-Z]{0,3}[\dlIOoSB|]*")
"""A number of capitals and figures, of which some were read as the letters like them: "G5l000043"."""
_FIGURE = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY = re.compile(
    rf"(?<![\d.,/\-])(?:{_FIGURE}([.\-/ ]){_FIGURE}\1(?:19|20)?\d\d"
    rf"|(?:19|20)\d\d([.\-/ ]){_FIGURE}\2{_FIGURE})(?![\d/\-])"
)
_PERSONAL = re.compile(r"(?:19|20)\d{6}(?:[\-+\u2010-\u2015]| (?!(?:[01]\d|2[0-3])[0-5]\d(?!\d)))\d{4}(?!\d)")
"""A personal number of Sweden, which begins with a day; behind a space its end is no hour."""
_YEARS = re.compile(r"(?:1[89]|20)\d\d(?:[\-\u2010-\u2015/ .]{1,3}(?:1[89]|20)?\d\d)*")
_OF_YEAR = re.compile(r"\d{1,7}\s?[/\-]\s?(?:19|20)\d\d(?!\d)")
_OF_SHORT_YEAR = re.compile(r"\d{1,6}\s?/\s?\d\d")
_SCORE = re.compile(r"(?:[a-z]{1,3}(?:-\d{1,2})? )?\d{1,3}/\d{2,3}")
"""A pressure of the blood, or points out of so many: "BP 128/84", "PCL-5 58/80"."""
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .\xa0]\d{3})+")
_UNIT = re.compile(
    r"\s?(?:%|[kcm]m\b|kg\b|\xb0|meters?\b|metres?\b|people\b|persons?\b|times\b|years?\b|days?\b|pages?\b"
    r"|元|(?:人|名|次|年|页|頁|条|條|款)(?![^\W被在的以左余多受遭和及至于於]))"
)
"""A lone "m" is whose number it is: a sex. A Chinese sign that begins another word is no unit: "名字"."""
_NO_MONEY = re.compile(NO_MONEY_BEHIND)


@entity
class Shape:
    """A run that may be the number of a document.

    Attributes:
        start, end: as a slice.
        signs: its letters and digits, folded.
        is_lettered: whether it has letters of its own, in capitals, and five digits.
        is_written_large: whether none of its letters is small.
        is_day: whether it is a day or years unless a word for a number stands before it.
        is_of_year: whether it is made as the number of a file or law of a year is.
        is_amount: whether a currency or unit stands behind it.
        is_in_thousands: whether it is parted as a large amount is.
    """

    start: int
    end: int
    signs: str
    is_lettered: bool
    is_written_large: bool
    is_day: bool
    is_of_year: bool
    is_amount: bool
    is_in_thousands: bool

    @property
    def digits(self) -> int:
        """Return the number of its digits."""
        return sum(map(str.isdigit, self.signs))


def shapes(text: str, plain: str) -> Iterator[Shape]:
    """Yield the runs of a text that may be numbers of documents, from left to right.

    Args:
        text: as written.
        plain: the same as `plain_text` returns it.

    >>> from casebook.language.identity.paper_words import plain_text
    >>> said = "X-1234567-L; 12345678 9 ZZ4, 910501-1234567, 65 01 № 123456; 12 May"
    >>> [said[one.start : one.end] for one in shapes(said, plain_text(said))]
    ['X-1234567-L', '12345678 9 ZZ4', '910501-1234567', '65 01 № 123456']
    """
    cores = [*_cores(text, plain)]
    others = (_IN_ADDRESS, _SUMS) if cores else ()
    explained = [place.span() for pattern in others for place in pattern.finditer(plain)]
    cores = [one for one in cores if not _within(one, explained)]
    days = _days(text) if cores else []
    for start, end in _joined(text, plain, cores, days):
        signs = squeezed(plain[start:end].replace("#", " "))
        if sum(map(str.isdigit, signs)) >= MIN_DIGITS and len(signs) <= _MAX_RUN:
            is_day = _meets((start, end), days) and not _PERSONAL.fullmatch(plain, start, end)
            yield _shape(text, plain, (start, end), signs, is_day=is_day)


def _shape(text: str, plain: str, span: tuple[int, int], signs: str, *, is_day: bool) -> Shape:
    start, end = span
    written, letters = plain[start:end], [sign for sign in text[start:end] if sign.isalpha()]
    is_large = _is_misread(text[start:end]) or all(sign == sign.upper() for sign in letters)
    has_digits = sum(map(str.isdigit, signs)) >= _MIN_LETTERED
    return Shape(
        start=start,
        end=end,
        signs=signs,
        is_lettered=bool(letters) and is_large and has_digits,
        is_written_large=is_large,
        is_day=is_day or bool(_YEARS.fullmatch(written)),
        is_of_year=bool(
            _OF_YEAR.search(written) or _OF_SHORT_YEAR.fullmatch(written) or _SCORE.fullmatch(written)
        ),
        is_amount=not letters and has_unit(plain, end),
        is_in_thousands=bool(_THOUSANDS.fullmatch(written)),
    )


def has_unit(plain: str, end: int) -> bool:
    """Return whether a currency or unit stands behind a number of a plain text that ends there."""
    return not _NO_MONEY.match(plain, end) or _UNIT.match(plain, end) is not None


def _is_misread(written: str) -> bool:
    """Return whether a run is of capitals and figures but for letters that look like figures."""
    figures = sum(map(str.isdigit, written))
    return figures >= _MIN_LETTERED and bool(_MISREAD.fullmatch(re.sub(r"[\W_]", "", written)))


def _cores(text: str, plain: str) -> Iterator[tuple[int, int]]:
    """Yield the groups that have a digit, without a sign before them that makes them another number."""
    for place in _CORE.finditer(plain):
        before = plain[place.start() - 1 : place.start()]
        written = text[slice(*place.span())]
        is_word = any(map(str.islower, written)) and any(map(str.isupper, written))
        if before not in {"+", "\xa7", "$", "\u20ac", "\xa3", "\xa5"} and (
            not is_word or _is_misread(written)
        ):
            yield place.span()


def _joined(
    text: str, plain: str, cores: list[tuple[int, int]], days: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield groups that stand together as one, with the letters of a series before or behind them."""
    at = 0
    while at < len(cores):
        start, end = cores[at]
        at += 1
        while at < len(cores) and (reach := _reach(text, plain, (start, end), cores[at:], days)):
            end = cores[at + reach - 1][1]
            at += reach
        yield _with_letters(text, plain, start, end)


def _reach(
    text: str,
    plain: str,
    span: tuple[int, int],
    following: list[tuple[int, int]],
    days: list[tuple[int, int]],
) -> int:
    """Return how many of the following groups belong to a run."""
    start, end = span
    first = following[0]
    between = plain[end : first[0]]
    is_parted_by_word = bool(_numbered_between().fullmatch(between))
    is_series = bool(re.fullmatch(rf"[ \-]{LETTER}{{1,3}}[ \-]", between)) and text[end : first[0]].isupper()
    is_personal = _PERSONAL.fullmatch(plain, start, first[1]) is not None
    if is_personal or (is_series and not _is_word(between.strip(" -"))):
        return 1
    is_of_day = text[first[1] : first[1] + 1] in {"\u5e74", "\u6708"}
    is_next_row = "\n" in text[end : first[0]] and first[1] - first[0] <= _ROW_FIGURES
    if (
        is_next_row
        or is_of_day
        or "\t" in text[end : first[0]]
        or not (is_parted_by_word or re.fullmatch(_SEPARATOR, between))
    ):
        return 0
    length = len(squeezed(plain[start : first[1]]))
    if length > _MAX_SIGNS or _meets(span, days) != _meets(first, days):
        return 0
    if is_parted_by_word:
        is_page = _behind_other().search(plain, max(0, start - _LOOK_BACK), start)
        return int(len(squeezed(plain[start:end])) <= _SHORT_GROUP and not is_page)
    if between.strip():
        return 1
    return _reach_over_space(text, plain, span, following)


def _reach_over_space(text: str, plain: str, span: tuple[int, int], following: list[tuple[int, int]]) -> int:
    """Return the same where a space parts the first of them, as it parts words."""
    last = re.split(r"[^\w]", plain[slice(*span)])[-1]
    for number, one in enumerate(following[:2], start=1):
        written = text[slice(*one)]
        is_mixed = written.isupper() and len(written) <= _SHORT_END
        if is_mixed and not any(sign.strip() for sign in plain[following[0][1] : one[0]] if number > 1):
            return number
    group = plain[slice(*following[0])]
    is_year = bool(_YEARS.fullmatch(group)) and len(squeezed(plain[slice(*span)])) > _SHORT_GROUP
    if is_year or len(last) > _SHORT_GROUP or re.match(rf"[a-z]*\d[a-z\d]*[a-z]|{LETTER}{{2}}", group):
        return 0
    return int(group.isdigit())


@cache
def _behind_other() -> re.Pattern[str]:
    """Return what finds a word for another thing directly before its number: "page 7105 no 12345678"."""
    return re.compile(rf"(?:{alone('other').pattern})[ .:]{{0,2}}$")


@cache
def _numbered_between() -> re.Pattern[str]:
    """Return what stands between the series of a document and its number: "65 01 № 123456"."""
    return re.compile(rf"[ ,]{{0,2}}(?:{alone('number').pattern})[. :]{{0,2}}")


def _with_letters(text: str, plain: str, start: int, end: int) -> tuple[int, int]:
    series = _SERIES_BEFORE.search(plain, max(0, start - _SHORT_GROUP), start)
    numbered = None if series else _series_and_number().search(plain, max(0, start - 16), start)
    for before in filter(None, (series, numbered)):
        written = text[slice(*before.span("series"))].rstrip(" \t\n-/.\u2013\u2014\xb7")
        is_series = len(written) == 1 or not _is_word(plain_text(written))
        if written.isupper() and is_series:
            start = before.start("series")
    behind = _CHECK.match(plain, end) or _LETTERS_BEHIND.match(plain, end)
    if behind and (text[slice(*behind.span())].upper() == text[slice(*behind.span())]):
        end = behind.end()
    return start, end


@cache
def _series_and_number() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!{LETTER})(?P<series>{LETTER}{{2}})[ ]?,?[ ](?:{alone('number').pattern})[. :]{{1,2}}$"
    )


def _is_word(letters: str) -> bool:
    """Return whether the letters before a number are a word for a number, a document or a link to it."""
    return any(alone(kind).fullmatch(letters) for kind in ("number", "document", "beside", "link", "other"))


def _days(text: str) -> list[tuple[int, int]]:
    """Return the places of the days of a text."""
    written = dict.fromkeys(day.text for day in chain(stated_days(text), yearless_days(text)))
    found = (place.span() for one in written for place in re.finditer(re.escape(one), text))
    return sorted({*found, *(place.span() for place in _DAY.finditer(text))})


def _within(span: tuple[int, int], places: list[tuple[int, int]]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in places)


def _meets(span: tuple[int, int], places: list[tuple[int, int]]) -> bool:
    return any(first < span[1] and span[0] < last for first, last in places)
