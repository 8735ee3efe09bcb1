"""Clock times in the cells of a list, beside a day or in a column of their own."""

from __future__ import annotations

import re
from datetime import time

from casebook.base.errors import InvalidInput
from casebook.domain.base.time_typed import DAY_PARTS, TIME_WORDS, time_meant

_SECONDS = re.compile(r"(?<=\d:\d\d):\d\d(?:\.\d+)?")
_HAN_HALF = "凌晨|早上|上午|中午|下午|晚上"
_WITH_DAY = re.compile(
    rf"(?P<day>.*\d.*?)(?:,?\s+(?:(?:at|um|à|a las|alle|в|ora)\s+)?|(?<=[日号號)）])\s*(?={_HAN_HALF}|\d))"
    rf"(?P<clock>(?:{_HAN_HALF})?\s?[\d零一二三四五六七八九十两兩]{{1,3}}"
    r"(?:(?:\.(?=\d\d)|[:h点點时時]|\s?ч(?:ас(?:ов|а)?)?\.?(?![^\W\d_]))\s?[\d半一三刻分:.]*"
    r"(?:\s?[ap]\.?\s?m\.?|\s?uhr|\s?min\.?|\s?мин(?:ут[аы]?)?\.?|\s?h(?:rs?)?)?|\s?[ap]\.?\s?m\.?|\s?uhr"
    rf"|(?=\s?(?:{DAY_PARTS})))(?:\s?(?:{DAY_PARTS})\.?)?"
    r"(?:\s?[-–—~至到]\s?\d{1,2}[:.h点點时時]\d\d(?:\s?[ap]\.?\s?m\.?|\s?uhr)?)?)",
    re.IGNORECASE,
)
"""A day, and a time that no figure of a day can be: it has its minutes, its half of the day or a word."""
_IN_WORDS = re.compile(
    rf"(?P<day>.*\d.*?),?\s+(?:(?:at|um|à|a|alle|в|ore)\s+)?(?P<clock>{TIME_WORDS})", re.IGNORECASE
)
_NO_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
"""What can be nothing but a time, also where no day has it."""


_DASH = re.compile(r"\s?[-–—~至到]\s?")
_FRACTION = re.compile(r"0?[.,](\d{3,})")
_DAY_MINUTES, _EXACT = 24 * 60, 4
"""With so many figures only a fraction that is exactly a minute is one."""


def clock_of(text: str) -> time | None:
    """The time that a cell states, or None; of a span the one at which it begins.

    Spreadsheets keep a time as the fraction of a day, which is read where it is a whole minute. Source:
    ECMA-376-1, 18.17.4.1.

    >>> [str(clock_of(text)) for text in ("2:00:00 PM", "14.30 Uhr", "14h", "下午2时30分", "上午9点半", "x")]
    ['14:00:00', '14:30:00', '14:00:00', '14:30:00', '09:30:00', 'None']
    >>> [str(clock_of(text)) for text in ("09:30-11:00", "14:30-05:00", "0.395833", "0.375", "0.3951")]
    ['09:30:00', 'None', '09:30:00', '09:00:00', 'None']
    """
    plain = text.strip()
    if span := span_of(plain):
        return span[0]
    return _of_day(plain) or _alone(plain)


def span_of(text: str) -> tuple[time, time] | None:
    """The times between which a cell states that something is, or None.

    >>> [str(end) for end in span_of("9.30 – 11.00 Uhr")], span_of("09:30"), span_of("09:30-09:30")
    (['09:30:00', '11:00:00'], None, None)
    """
    for dash in _DASH.finditer(text):
        first, last = _alone(text[: dash.start()]), _alone(text[dash.end() :])
        if first and last and first < last and not text.replace(dash[0], "").isdecimal():
            return first, last
    return None


def _alone(text: str) -> time | None:
    try:
        return time_meant(_SECONDS.sub("", text.strip()))
    except InvalidInput:
        return None


def _of_day(text: str) -> time | None:
    """The time at a fraction of a day; None where it is none, or no whole minute."""
    match = _FRACTION.fullmatch(text)
    if match is None:
        return None
    minutes = int(match[1]) * _DAY_MINUTES / 10 ** len(match[1])
    is_whole = (
        abs(minutes - round(minutes)) <= _DAY_MINUTES / 2 / 10 ** len(match[1]) and len(match[1]) > _EXACT
    )
    if not (is_whole or minutes == round(minutes)) or round(minutes) >= _DAY_MINUTES:
        return None
    return time(*divmod(round(minutes), 60))


def split_clock(cell: str) -> tuple[str, str]:
    """The day of a cell and the time behind it, whether or not a day has it; "" where there is none.

    >>> split_clock("16/02/2027 09:00"), split_clock("2/25/2027 3:30 PM"), split_clock("16. 2. 2027")
    (('16/02/2027', '09:00'), ('2/25/2027', '3:30 PM'), ('16. 2. 2027', ''))
    >>> split_clock("16/02/2027 09:30-11:00"), split_clock("15.01.2027 в 9 ч 30 мин")
    (('16/02/2027', '09:30-11:00'), ('15.01.2027', '9 ч 30 мин'))
    >>> split_clock("15.12.2026, halb zehn"), split_clock("15/12/2026 9:30 π.μ.")
    (('15.12.2026', 'halb zehn'), ('15/12/2026', '9:30 π.μ.'))
    >>> split_clock("Dec 15, 2026 5pm"), split_clock("2027年1月19日上午9点半"), split_clock("5 May to 9.")
    (('Dec 15, 2026', '5pm'), ('2027年1月19日', '上午9点半'), ('5 May to 9.', ''))
    """
    match = _WITH_DAY.fullmatch(cell.strip()) or _IN_WORDS.fullmatch(cell.strip())
    if match is None or (clock_of(match["clock"]) is None and not _NO_TIME.fullmatch(match["clock"])):
        return cell.strip(), ""
    return match["day"].strip(" ,"), match["clock"]
