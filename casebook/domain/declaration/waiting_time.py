"""The time that a condition names in words, such as 72 hours without news: to be compared with days.

What is found is only looked at by a person; nothing is computed for a deadline with it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_HAN_DIGITS = {
    han: value
    for value, pair in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for han in pair
}
_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_ONES, start=1)} | {
    f"{ten}{f'-{one}' if one else ''}": 10 * tens + ones
    for tens, ten in enumerate(_TENS, start=2)
    for ones, one in enumerate(("", *_ONES[:9]))
}
_ENGLISH = re.compile(
    rf"(?<![\w-])(?P<number>\d{{1,4}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})[\s-]?"
    r"(?P<unit>hours?|hrs?|h|days?|weeks?)\b",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    rf"(?<![月\d])(?P<number>\d{{1,4}}|[{''.join(_HAN_DIGITS)}十百]{{1,6}})\s*[个個]?\s*"
    r"(?P<unit>小时|小時|钟头|鐘頭|天|日|周|週|星期|礼拜|禮拜)"
)
_HOURS = {"h": 1, "小": 1, "钟": 1, "鐘": 1, "d": 24, "天": 24, "日": 24}
_WEEK_HOURS = 168


def waiting_hours(condition: str) -> int:
    """Return the longest time that a condition names, in hours; 0 where none is found.

    >>> waiting_hours("No news from me for 72 hours"), waiting_hours("七十二小时内没有消息")
    (72, 72)
    """
    found = [*_ENGLISH.finditer(condition), *_CHINESE.finditer(condition)]
    return max(
        (_number(one["number"]) * _HOURS.get(one["unit"][0].lower(), _WEEK_HOURS) for one in found), default=0
    )


def earliest_end(condition: str, signed_on: date) -> date:
    """Return the first day on which the time that a condition names can have passed since a signature."""
    return signed_on + timedelta(hours=waiting_hours(condition))


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return _WORDS.get(text.lower()) or _han_number(text)


def _han_number(text: str) -> int:
    """Return a number below a thousand in Han digits.

    >>> _han_number("七十二"), _han_number("十"), _han_number("一百二十")
    (72, 10, 120)
    """
    total = digit = 0
    for sign in text:
        if sign in _HAN_DIGITS:
            digit = _HAN_DIGITS[sign]
        else:
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
    return total + digit
