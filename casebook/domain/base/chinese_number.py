"""Numbers of dates in Chinese characters, as courts in China write them: 二〇二六年十二月一日."""

from __future__ import annotations

import re
from collections.abc import Mapping

GROUPS: Mapping[str, int] = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
"""What the signs of groups of four digits multiply by."""
_DIGITS = {
    sign: str(number % 10)
    for number, signs in enumerate(("〇零○", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for sign in signs
}
_SIGNS = f"[{''.join(_DIGITS)}十百廿卅]+"
_NUMBER = re.compile(rf"{_SIGNS}(?=\s?[年月日号號])")


def in_figures(text: str) -> str:
    """Return a text with the numbers before 年, 月 and 日 in figures; any others stay.

    >>> in_figures("二〇二六年十二月一日"), in_figures("民國一百一十五年三月二十一日"), in_figures("周一")
    ('2026年12月1日', '民國115年3月21日', '周一')
    """
    return _NUMBER.sub(lambda match: _figures(match[0]), text)


def number_of(written: str) -> int | None:
    """Return a number in Chinese characters, by its tens or sign by sign; None for any other text.

    >>> number_of("廿一"), number_of("二〇二六"), number_of("xx")
    (21, 2026, None)
    """
    return int(_figures(written)) if re.fullmatch(_SIGNS, written) else None


def _figures(number: str) -> str:
    number = number.replace("廿", "二十").replace("卅", "三十")
    if not set(number) & set("十百"):
        return "".join(_DIGITS[sign] for sign in number)
    total, pending = 0, ""
    for sign in number:
        if sign in "十百":
            total += int(pending or 1) * (10 if sign == "十" else 100)
            pending = ""
        elif _DIGITS[sign] != "0":
            pending = _DIGITS[sign]
    return str(total + int(pending or 0))
