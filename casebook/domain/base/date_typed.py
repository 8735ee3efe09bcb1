"""Parses a typed date without losing any of its words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from difflib import get_close_matches

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.base.month_names import ENGLISH_SHORT, month_names, without_case
from casebook.domain.base.date import StatedDate, entered, is_written
from casebook.domain.base.day import is_likely
from casebook.domain.base.day_typed import DayReference, days_meant, days_without_year
from casebook.domain.base.other_calendar import persian_month

_WITH_WORDS = re.compile(r"(?P<edtf>[\dXx.~?%/-]+)\s*[(（]“?(?P<words>.*?)”?[)）]")
_WRITTEN = re.compile(r"[\dXx.~?%/-]+")
_RUN_ON = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(?P<letter>[^\W\d_]).*", re.DOTALL)
"""A day or month with a letter at once after it, as where the field was left too late."""
_DAY_FIRST = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?P<year>1[89]\d{2}|20\d{2})(?!\d)")
_BEFORE = re.compile(r"before\s+(?P<a>[\d-]+)|(?P<b>[\d-]+)\s*(?:之前|前)", re.IGNORECASE)
"""Words for "before", which exclude the date itself; 以前 includes it."""
_SAID = (
    (re.compile(r"(?:about|around|circa|c\.|ca\.|~)\s*(?P<a>[\d-]+)", re.IGNORECASE), "{a}~"),
    (re.compile(r"(?:until|by)\s+(?P<a>[\d-]+)", re.IGNORECASE), "../{a}"),
    (re.compile(r"(?:after|since|from)\s+(?P<a>[\d-]+)", re.IGNORECASE), "{a}/.."),
    (re.compile(r"(?P<a>[\d-]+)\s+(?:to|until|–|—)\s+(?P<b>[\d-]+)", re.IGNORECASE), "{a}/{b}"),
    (re.compile(r"unknown|not known|不详|不詳|不明|未知|\?", re.IGNORECASE), "XXXX"),
    (re.compile(r"(?:大约|大約|约|約)\s*(?P<a>[\d-]+)"), "{a}~"),
    (re.compile(r"(?P<a>[\d-]+)\s*(?:左右|前后|前後)"), "{a}~"),
    (re.compile(r"(?P<a>[\d-]+)\s*以前"), "../{a}"),
    (re.compile(r"(?P<a>[\d-]+)\s*(?:以后|之后|以後|之後|后|後|起)"), "{a}/.."),
    (re.compile(r"(?P<a>[\d-]+)\s*[至到]\s*(?P<b>[\d-]+)"), "{a}/{b}"),
)
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FULL_YEAR = r"(?P<year>\d{4})(?!\d)"
_ENGLISH = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
    ),
    re.compile(rf"\b{_MONTH}\s+(?P<year>\d{{4}})\b(?P<day>)", re.IGNORECASE),
)
_OF = r"(?:(?:of|de|del)\s+)?"
_NAMED = (
    re.compile(
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[.º])?\s+{_OF}(?P<name>[^\W\d_]{{3,20}})\.?,?\s+{_OF}(?P<year>\d{{4}})"
    ),
    re.compile(r"(?P<name>[^\W\d_]{3,20})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"),
)
"""A day, a word where the month stands, and a year."""
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?=\d|[a-z]+\.?\s+\d)", re.IGNORECASE)
_CLOSE = 0.7
UNREAD_MONTH = gettext_noop("The month “{name}” is not understood.")
_FIGURES = re.compile(r"(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})")
_MONTH_FIGURES = re.compile(r"(?P<month>0?[1-9]|1[0-2])\s?[./]\s?(?P<year>1[89]\d{2}|20\d{2})")
_CHINESE = re.compile(r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号號])?)?")
_NUMERALS = "〇一二三四五六七八九"
_ZERO = str.maketrans("零○", "〇〇")
_SIGN = rf"[{_NUMERALS}零○]"
_UP_TO_39 = r"[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_IN_NUMERALS = re.compile(
    rf"(?P<year>[一二]{_SIGN}{{3}})年(?:(?P<month>{_UP_TO_39})月(?:(?P<day>{_UP_TO_39})[日号號])?)?"
)
"""A date in Chinese numerals, as papers of courts and the police have it."""


def typed(text: str, reference: DayReference | None = None) -> StatedDate | None:
    """Return the typed date, or None for an empty text.

    With a reference, one day is read in every local form (`day_typed`), also one that depends on today.

    EDTF is taken as it is, with the words it was stated in after it in brackets. A few everyday ways of
    saying it are turned into EDTF, beside what was typed. Any other words are kept as they are beside "about"
    the year they name, or beside "unknown" where they name none: nothing typed is dropped.

    Raises:
        InvalidInput: signs and figures only, and no such date; text after a full day, or letters after a
            month; a date that no calendar has, also after "about" or "before"; a day whose month is not
            understood; one of which nobody can say which figure is the day.

    >>> typed("about 2016-05").edtf, typed("before 2016-05-01").edtf, typed("2016 to 2017").edtf
    ('2016-05~', '../2016-04-30', '2016/2017')
    >>> [typed(said).edtf for said in ("2016年5月3日", "约2016年", "2016年5月以前", "2016年至2017年3月")]
    ['2016-05-03', '2016~', '../2016-05', '2016/2017-03']
    >>> [typed(said).edtf for said in ("一九八四年一月十日", "二〇二一年十二月三十一日", "二零一六年五月")]
    ['1984-01-10', '2021-12-31', '2016-05']
    >>> [typed(said).edtf for said in ("20 November 2026", "Nov 20, 2026", "Nov 2026", "20.11.2026")]
    ['2026-11-20', '2026-11-20', '2026-11', '2026-11-20']
    >>> stated = typed("around New Year 2016 (lunar)")
    >>> stated.edtf, stated.words
    ('2016~', 'around New Year 2016 (lunar)')
    >>> typed(written(stated)) == stated
    True
    """
    date_text = _year_first(text.strip())
    if not date_text:
        return None
    if reference is not None and (days := days_stated(date_text, reference)):
        if len(days) > 1:
            raise _two_days()
        return days[0]
    if figures := _FIGURES.fullmatch(date_text):
        return _certain(_in_order(figures))
    if _WRITTEN.fullmatch(date_text):
        return entered(date_text.upper())
    if stated := _WITH_WORDS.fullmatch(date_text):
        return entered(stated["edtf"].upper(), stated["words"].strip())
    return _said(date_text)


def days_stated(date_text: str, reference: DayReference) -> tuple[StatedDate, ...]:
    """Return the days that a text can mean, the likeliest first; without a year where the field keeps none.

    Raises:
        InvalidInput: as `days_meant`.
    """
    without_year = [f"XXXX-{on:%m-%d}" for on in days_without_year(date_text, reference)]
    days = without_year or [on.isoformat() for on in days_meant(date_text, reference)]
    return tuple(StatedDate(edtf=edtf) for edtf in days)


def _said(date_text: str) -> StatedDate:
    """Return a date in words: a day or month written out, an everyday expression, or any other text."""
    if (run_on := _RUN_ON.fullmatch(date_text)) and not _is_chinese(run_on["letter"]):
        raise _more_follows()
    plain = _named_day(_in_figures(_WEEKDAY.sub("", date_text)))
    if plain != date_text and _WRITTEN.fullmatch(plain):
        return _certain(plain)
    if (before := _BEFORE.fullmatch(plain)) and is_written(edtf := before["a"] or before["b"]):
        return entered(f"../{_last_before(entered(edtf))}", date_text)
    for pattern, form in ((_WRITTEN, "{0}"), *_SAID):
        if said := pattern.fullmatch(plain):
            edtf = form.format(said[0], **said.groupdict())
            kept = "" if edtf == "XXXX" or pattern is _WRITTEN else date_text
            return entered(edtf, kept) if is_written(edtf) else _in_words(date_text)
    if stated := _WITH_WORDS.fullmatch(plain):
        return entered(stated["edtf"], stated["words"].strip())
    if _begins_with_day(plain):
        raise _more_follows()
    return _in_words(date_text)


def _begins_with_day(plain: str) -> bool:
    """Return whether a text that is no date begins with a day: as a mere year the day would be lost."""
    if _DAY_FIRST.match(plain) or _FIGURES.match(plain):
        return True
    named = next((one for pattern in _NAMED if (one := pattern.match(plain))), None)
    return named is not None and any(
        without_case(named["name"]) in map(without_case, month_names(month, "wide"))
        for month in range(1, len(ENGLISH_SHORT) + 1)
    )


def _year_first(date_text: str) -> str:
    """Return a month in figures, "5/2026", in EDTF form; any other text as it is."""
    match = _MONTH_FIGURES.fullmatch(date_text)
    return f"{match['year']}-{int(match['month']):02}" if match else date_text


def _named_day(date_text: str) -> str:
    """Return a day with the name of its month in another language in EDTF form, any other text as it is.

    Raises:
        InvalidInput: the word in place of the month is none: as a mere year the day would be lost.
    """
    match = next((one for pattern in _NAMED if (one := pattern.fullmatch(date_text))), None)
    if match is None:
        return date_text
    name = without_case(match["name"])
    numbers = range(1, len(ENGLISH_SHORT) + 1)
    named = {month: month_names(month, "wide") for month in numbers}
    months = [month for month, words in named.items() if name in map(without_case, words)]
    if len(months) == 1:
        return f"{match['year']}-{months[0]:02}-{int(match['day']):02}"
    english = {without_case(word): word for month in numbers for word in month_names(month, "wide", ("en",))}
    others = {without_case(word): word for words in named.values() for word in words}
    close = get_close_matches(name, english, 1, _CLOSE) or get_close_matches(name, others, 1, _CLOSE)
    year, day = f"{int(match['year']):04}", f"{int(match['day']):02}"
    remedy = Message(
        "Enter it as {example}, with the month in figures in place of MM.", example=f"{year}-MM-{day}"
    )
    is_of_another = persian_month(name) or not is_likely(date(max(int(year), 1), 1, 1))
    if close and not months and not is_of_another:  # in its own calendar the month is another
        word = (others | english)[close[0]]
        month = next(month for month, words in named.items() if word in words)
        example = f"{year}-{month:02}-{day}"
        remedy = Message(
            "Did you mean {month}? Enter it as {example} or with the month's name.",
            month=word,
            example=example,
        )
    raise InvalidInput(Message(UNREAD_MONTH, name=match["name"]), field="date", remedy=remedy)


def written(stated: StatedDate | None) -> str:
    """Return a date as it is typed: its EDTF, and the original wording in brackets if it differs."""
    if stated is None:
        return ""
    return f"{stated.edtf} (“{stated.words}”)" if stated.words else stated.edtf


def is_loose(stated: StatedDate) -> bool:
    """Return whether its words could not be parsed, except for a year."""
    plain = _in_figures(stated.words)
    patterns = (_BEFORE, *(pattern for pattern, _ in _SAID))
    return bool(plain) and not any(pattern.fullmatch(plain) for pattern in patterns)


def _is_chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _in_figures(date_text: str) -> str:
    """Return a text with its days, months and years in EDTF form."""
    plain = _CHINESE.sub(_figures, _IN_NUMERALS.sub(_from_numerals, date_text))
    for english in _ENGLISH:
        plain = english.sub(_spelled, plain)
    return plain


def _last_before(stated: StatedDate) -> str:
    """Return the preceding year, month or day, with the same precision; the first year has none."""
    if stated.earliest_on == date.min:
        return stated.edtf
    return (stated.earliest_on - timedelta(days=1)).isoformat()[: len(stated.edtf)]


def _from_numerals(said: re.Match[str]) -> str:
    """Return a day, month or year in Chinese numerals in EDTF form."""
    year = "".join(str(_NUMERALS.index(sign)) for sign in said["year"].translate(_ZERO))
    return "-".join([year, *(f"{_number(said[part]):02}" for part in ("month", "day") if said[part])])


def _number(numerals: str) -> int:
    """Return a number below 40 in Chinese numerals: 十, 十二, 三十, 三十一, 九."""
    tens, ten, units = numerals.rpartition("十")
    return (_NUMERALS.index(tens) if tens else 1) * 10 * bool(ten) + (_NUMERALS.index(units) if units else 0)


def _figures(said: re.Match[str]) -> str:
    """Return a day, month or year in Chinese characters in EDTF form."""
    return "-".join([said["year"], *(f"{int(said[part]):02}" for part in ("month", "day") if said[part])])


def _spelled(match: re.Match[str]) -> str:
    """Return a day or month in English words in EDTF form."""
    month = ENGLISH_SHORT.index(match["name"][:3].lower()) + 1
    return f"{match['year']}-{month:02}" + (f"-{int(match['day']):02}" if match["day"] else "")


def _in_order(match: re.Match[str]) -> str:
    """Return a numeric date if only one of its first two numbers can be the month.

    Raises:
        InvalidInput: either can.
    """
    first, second = int(match["first"]), int(match["second"])
    if first != second and max(first, second) <= len(ENGLISH_SHORT):
        raise _two_days()
    day, month = (second, first) if second > len(ENGLISH_SHORT) else (first, second)
    return f"{match['year']}-{month:02}-{day:02}"


def _two_days() -> InvalidInput:
    return InvalidInput(
        "This could mean two different days.",
        field="date",
        remedy="Enter it as 2026-03-02, or with the month's name.",
    )


def _more_follows() -> InvalidInput:
    return InvalidInput(
        "Other text follows the date.",
        field="date",
        remedy="Enter it as 2026-03-02, with other words in brackets after it.",
    )


def _certain(edtf: str) -> StatedDate:
    try:
        return entered(edtf)
    except InvalidInput as error:
        raise InvalidInput("This date does not exist.", field="date", remedy=error.remedy) from error


def _in_words(asked: str) -> StatedDate:
    year = _YEAR.search(asked)
    return StatedDate(edtf=f"{year['year']}~" if year else "XXXX", words=asked)
