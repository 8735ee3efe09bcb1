"""The time of day that somebody means who types it in a local way: 10am, 14h30, noon, 下午2点半."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

from casebook.base.errors import InvalidInput

_NOON = 12
_NAMED = {**dict.fromkeys(("noon", "midday", "正午", "中午"), time(12)), "midnight": time(0)}
_FIGURES = re.compile(
    r"(?P<hour>\d{1,2})(?:\s?(?:[:.h]|uhr|ч(?:ас(?:ов|а)?)?\.?)\s?(?P<minute>\d{2})?)?"
    r"\s?(?:(?P<half>[ap])\.?\s?m\.?|hrs?|uhr|min\.?|мин(?:ут[аы]?)?\.?)?"
)
_RUN_TOGETHER = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})\s?(?:h|hrs?)?(?P<half>)")
_CHINESE = re.compile(
    r"(?P<part>凌晨|早上|上午|中午|下午|晚上)?\s?(?P<hour>\d{1,2})\s?(?:[点點时時]|:)\s?"
    r"(?:(?P<minute>\d{1,2})\s?分?|(?P<fraction>半|一刻|三刻)|整)?"
)
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}
_SIGNS = {sign: str(at) for at, sign in enumerate("零一二三四五六七八九")}
_HOUR_SIGNS = re.compile(r"[一二两兩三四五六七八九十]+(?=[点點时時])")


def time_meant(text: str) -> time:
    """Return the time of day of a text, to the minute.

    Raises:
        InvalidInput: it is none, or no day has it.

    >>> [f"{time_meant(said):%H:%M}" for said in ("10am", "2.30 p.m.", "14h30", "1430", "noon", "9")]
    ['10:00', '14:30', '14:30', '14:30', '12:00', '09:00']
    >>> [f"{time_meant(said):%H:%M}" for said in ("9 ч 30 мин", "14 часов", "9 h 30 min", "09:30")]
    ['09:30', '14:00', '09:30', '09:30']
    >>> [f"{time_meant(said):%H:%M}" for said in ("下午2点半", "上午十點", "12 am", "晚上8時15分")]
    ['14:30', '10:00', '00:00', '20:15']
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if plain in _NAMED:
        return _NAMED[plain]
    plain = _HOUR_SIGNS.sub(lambda match: _hour_of(match[0]), plain)
    if match := _FIGURES.fullmatch(plain) or _RUN_TOGETHER.fullmatch(plain):
        return _time(int(match["hour"]), int(match["minute"] or 0), match["half"] or "")
    if match := _CHINESE.fullmatch(plain):
        minute = _MINUTES.get(match["fraction"] or "", int(match["minute"] or 0))
        return _time(int(match["hour"]), minute, _half(match["part"] or "", int(match["hour"])))
    raise _no_time()


def _half(part: str, hour: int) -> str:
    """Return "a" or "p" for the half of the day that a Chinese word names."""
    if not part or hour > _NOON:
        return ""
    if part == "中午":
        return "p" if hour in {1, 2, _NOON} else "a"
    return "p" if part in {"下午", "晚上"} else "a"


def _hour_of(signs: str) -> str:
    signs = signs.replace("两", "二").replace("兩", "二")
    tens, ten, ones = signs.rpartition("十")
    if not ten:
        return "".join(_SIGNS[sign] for sign in signs)
    return str(int(_SIGNS.get(tens, "1")) * 10 + int(_SIGNS.get(ones, "0")))


def _time(hour: int, minute: int, half: str) -> time:
    """Return a time; of half a day where `half` is "a" or "p", whose twelfth hour is its first."""
    if half and not 1 <= hour <= _NOON:
        raise _no_time()
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise _no_time() from error


def _no_time() -> InvalidInput:
    return InvalidInput("This must be a time of day.", field="time", remedy="Enter it as 14:30.")
