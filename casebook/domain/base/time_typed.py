"""The time of day that somebody means who types it in a local way: 10am, 14h30, noon, 下午2点半."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

from casebook.base.errors import InvalidInput

_NOON = 12
_NAMED = {
    **dict.fromkeys(
        ("noon", "midday", "12 noon", "midi", "mittag", "mittags", "mediodía", "a mediodía"), time(12)
    ),
    **dict.fromkeys(("mezzogiorno", "południe", "полдень", "μεσημέρι", "正午", "中午"), time(12)),
    **dict.fromkeys(("midnight", "minuit", "mitternacht", "medianoche", "полночь"), time(0)),
}
_HOURS = {
    word: at
    for words in (
        "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
        "eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf",
    )
    for at, word in enumerate(words.split("|"), start=1)
}
_HALF_HOUR = re.compile(
    rf"(?P<word>half past|halb) (?P<hour>{'|'.join(_HOURS)}|\d{{1,2}})(?: uhr)?(?P<part> .+)?"
)
"""Half past an hour in English, half before it in German."""
_MORNING, _EVENING = range(7, 12), range(5, 12)
"""Hours that are of the morning if nothing is said, and those that the evening has."""
_DAY_PARTS = {
    **dict.fromkeys(("π.μ", "πμ", "de la mañana", "du matin", "in the morning", "di mattina", "утра"), "a"),
    **dict.fromkeys(("morgens", "vormittags"), "a"),
    **dict.fromkeys(("μ.μ", "μμ", "de la tarde", "de l'après-midi", "de l’après-midi"), "p"),
    **dict.fromkeys(("in the afternoon", "del pomeriggio", "nachmittags", "дня"), "p"),
    **dict.fromkeys(("de la noche", "du soir", "in the evening", "di sera", "abends", "вечера"), "evening"),
}
DAY_PARTS = "|".join(map(re.escape, _DAY_PARTS))
"""Words behind a time for the half of the day, as a pattern."""
TIME_WORDS = rf"{'|'.join(_NAMED)}|(?:half past|halb) (?:{'|'.join(_HOURS)})"
"""Times without figures, as a pattern."""
_WITH_PART = re.compile(rf"(?P<clock>.*\d.*?)\s?(?P<part>{DAY_PARTS})\.?")
_FIGURES = re.compile(
    r"(?P<hour>\d{1,2})(?:\s?(?:[:.h]|uhr|ч(?:ас(?:ов|а)?)?\.?)\s?(?P<minute>\d{2})?)?"
    r"\s?(?:(?P<half>[ap])\.?\s?m\.?|h(?:rs?)?|horas|uhr|min\.?|мин(?:ут[аы]?)?\.?)?"
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
    >>> [f"{time_meant(said):%H:%M}" for said in ("9:30 π.μ.", "1:30 μ.μ.", "5 de la tarde", "9.30 h")]
    ['09:30', '13:30', '17:00', '09:30']
    >>> [f"{time_meant(said):%H:%M}" for said in ("halb zehn", "half past nine", "half past 1", "halb drei")]
    ['09:30', '09:30', '13:30', '14:30']
    >>> [f"{time_meant(said):%H:%M}" for said in ("下午2点半", "上午十點", "12 am", "晚上8時15分")]
    ['14:30', '10:00', '00:00', '20:15']
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if plain in _NAMED:
        return _NAMED[plain]
    if match := _HALF_HOUR.fullmatch(plain):
        return _half_hour(match)
    half = ""
    if match := _WITH_PART.fullmatch(plain):
        plain, half = f"{match['clock'].strip()}", _DAY_PARTS[match["part"]]
    plain = _HOUR_SIGNS.sub(lambda match: _hour_of(match[0]), plain)
    if match := _FIGURES.fullmatch(plain) or _RUN_TOGETHER.fullmatch(plain):
        return _time(
            int(match["hour"]), int(match["minute"] or 0), match["half"] or _of_part(half, int(match["hour"]))
        )
    if match := _CHINESE.fullmatch(plain):
        minute = _MINUTES.get(match["fraction"] or "", int(match["minute"] or 0))
        return _time(int(match["hour"]), minute, _half(match["part"] or "", int(match["hour"])))
    raise _no_time()


def _of_part(part: str, hour: int) -> str:
    """The half of the day that words behind a time name; "" where the hour says so itself.

    Raises:
        InvalidInput: that part has no such hour, or people mean noon or midnight by it as they please.
    """
    if not part or (part != "a" and hour > _NOON):
        return ""
    if hour > _NOON or (part == "a" and hour == _NOON) or (part == "evening" and hour not in _EVENING):
        raise _no_time()
    return "a" if part == "a" else "p"


def _half_hour(match: re.Match[str]) -> time:
    """A time in words; without its part of the day one at which people are awake."""
    hour = _HOURS.get(match["hour"]) or int(match["hour"])
    before, part = (
        hour - (match["word"] == "halb"),
        (match["part"] or "").strip().rstrip(".").replace(".", ""),
    )
    if before > _NOON:
        return _time(before, 30, "")
    if not part:
        return _time(before or _NOON, 30, "a" if before in _MORNING else "p")
    named = {"am": "a", "pm": "p"}.get(part) or _DAY_PARTS.get((match["part"] or "").strip().rstrip("."))
    if named is None:
        raise _no_time()
    return _time(before or _NOON, 30, _of_part(named, before or _NOON))


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
