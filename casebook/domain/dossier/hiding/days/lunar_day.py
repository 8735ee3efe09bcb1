"""Days of the Chinese lunar calendar, by which families keep birthdays."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LUNAR = re.compile(r"[农農]历|[农農]曆|[阴陰][历曆]|旧历|舊曆|(?<![a-z])lunar(?![a-z])", re.IGNORECASE)
_HAN_DAY = r"(?:初[一二三四五六七八九十]|(?:二十|三十|[十廿卅])[一二三四五六七八九]?|[一二三四五六七八九十])"
_HAN = (
    rf"(?:闰|閏)?(?:十[一二]|[正一二三四五六七八九十冬腊臘])月{_HAN_DAY}"
    rf"|\d{{1,2}}月(?:初?\d{{1,2}}|{_HAN_DAY})"
)
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|twenty-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth)"
)
_ENGLISH = (
    rf"{_ORDINAL}(?:\sday)?\s(?:of|in)\sthe\s{_ORDINAL}(?:\slunar)?\s(?:month|moon)"
    rf"|{_ORDINAL}(?:\slunar)?\s(?:month|moon),?\s(?:on\s)?(?:the\s)?{_ORDINAL}(?:\sday)?"
)
_DAY = re.compile(rf"(?<!\d)(?:{_HAN})|(?<!\w)(?:{_ENGLISH})(?!\w)", re.IGNORECASE)
_STEMS = re.compile(
    r"[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
    rf"(?:\s?(?:闰|閏)?(?:十[一二]|[正一二三四五六七八九十冬腊臘]|\d{{1,2}})月(?:\s?(?:{_HAN_DAY}|\d{{1,2}})[日号號]?)?)?"
    r"(?=[^。；\n]{0,12}?(?:出生|生))"
)
"""A year of the cycle of sixty, in which somebody was born."""
_NEAR = 60
"""Signs between a word for the calendar and a day by it: "the lunar calendar, mine is … and hers …"."""


def lunar_days(text: str) -> Iterator[tuple[int, int]]:
    """Yield the days near a word for the lunar calendar, births in a year of its cycle, and the like.

    >>> said = "阴历八月十八，妈妈的是二月二十; the 18th day of the eighth month; 五月三日"
    >>> [said[start:end] for start, end in lunar_days(said)]
    ['八月十八', '二月二十', '18th day of the eighth month']
    """
    yield from (one.span() for one in _STEMS.finditer(text))
    words = [one.span() for one in _LUNAR.finditer(text)]
    for day in _DAY.finditer(text):
        is_named = any(start - _NEAR <= day.end() and day.start() <= end + _NEAR for start, end in words)
        if day[0].isascii() or (is_named and text[day.end() : day.end() + 1] not in {"日", "号", "號"}):
            yield day.span()
