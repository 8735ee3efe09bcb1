"""Days of the week as they are typed: Monday, next Tue, 周一, 下星期二."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casebook.base.month_names import weekday_number

_WEEK = 7
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMES = {
    **{name: at for at, name in enumerate(_ENGLISH)},
    **{name[:3]: at for at, name in enumerate(_ENGLISH)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
_SIGNS = "一二三四五六日"
_ENGLISH_DAY = re.compile(rf"(?:(?P<which>last|next|this|on) )?(?P<name>{'|'.join(_NAMES)})\.?")
_CHINESE_DAY = re.compile(rf"(?P<which>上|下|本|这|這)?[个個]?(?:星期|[周週]|[礼禮]拜)(?P<sign>[{_SIGNS}天])")
_BEFORE = re.compile(
    rf"(?:(?P<name>{'|'.join(_NAMES)})[.,]?,? |(?:星期|[周週])(?P<sign>[{_SIGNS}天])[,,]?\s?)(?=\S)"
)
_WORD_BEFORE = re.compile(r"(?P<name>[^\W\d_]{2,20})[.,]?,?\s+(?:(?:le|den)\s+)?(?=\d)")
_AFTER = re.compile(rf"(?P<rest>.*[^\s(,])[,,]?\s?\(?(?:星期|[周週]|[礼禮]拜)(?P<sign>[{_SIGNS}天])\)?")
_JAPANESE_SIGNS = "月火水木金土日"
_SIGN_AFTER = re.compile(rf"(?P<rest>.*[^\s(])\s?\((?P<sign>[{_JAPANESE_SIGNS}{_SIGNS[:-1]}])\)")
_WORD_AFTER = re.compile(
    r"(?=.*(?:\d{4}|\d[./-]\d{1,2}[./-]\d))(?P<rest>.*[^\s(,]),?\s+\(?(?P<name>[^\W\d_]{2,20})\.?\)?"
)
"""Behind a day with its year, so that no month is taken for one."""


def weekday_days(plain: str, today: date, toward: str) -> tuple[date, ...]:
    """Return the days that the name of a weekday can mean, the likeliest first; none if it is not one.

    "Monday" is the next one where a field looks ahead, the last one where it looks back, else either. "Next
    Monday" and "last Monday" mean either of two where the nearest one is in the current week.

    >>> thursday = date(2026, 3, 5)
    >>> [str(on) for on in weekday_days("monday", thursday, "")], weekday_days("day", thursday, "")
    (['2026-03-02', '2026-03-09'], ())
    >>> [str(on) for on in weekday_days("下周五", thursday, "")]
    ['2026-03-13']
    """
    if match := _CHINESE_DAY.fullmatch(plain):
        weekday = _of_sign(match["sign"])
        if match["which"]:
            weeks = {"上": -1, "下": 1}.get(match["which"], 0)
            return (_in_week(today, weekday, weeks),)
        return _either(today, weekday, toward)
    match = _ENGLISH_DAY.fullmatch(plain)
    if match is None:
        return ()
    weekday, which = _NAMES[match["name"]], match["which"]
    if which == "this":
        return (_in_week(today, weekday, 0),)
    if which in {"last", "next"}:
        return _beyond(today, weekday, -1 if which == "last" else 1)
    return _either(today, weekday, toward)


def split_weekday(plain: str) -> tuple[int | None, str]:
    """Return the weekday that stands before or behind a date, 0 for Monday, and the rest of the text.

    >>> split_weekday("tue, 1 dec"), split_weekday("12月1日 星期二"), split_weekday("mardi 1 décembre")
    ((1, '1 dec'), (1, '12月1日'), (1, '1 décembre'))
    >>> split_weekday("12月1日(星期二)"), split_weekday("2026/12/1(火)"), split_weekday("1.12.2026 вт")
    ((1, '12月1日'), (1, '2026/12/1'), (1, '1.12.2026'))
    """
    if match := _BEFORE.match(plain):
        weekday = _NAMES[match["name"]] if match["name"] else _of_sign(match["sign"])
        return weekday, plain[match.end() :]
    if match := _AFTER.fullmatch(plain):
        return _of_sign(match["sign"]), match["rest"]
    if match := _SIGN_AFTER.fullmatch(plain):
        signs = _SIGNS if match["sign"] in _SIGNS[:-1] else _JAPANESE_SIGNS
        return signs.index(match["sign"]), match["rest"]
    if (word := _WORD_BEFORE.match(plain)) and (number := weekday_number(word["name"])) is not None:
        return number, plain[word.end() :]
    if (word := _WORD_AFTER.fullmatch(plain)) and (number := weekday_number(word["name"])) is not None:
        return number, word["rest"]
    return None, plain


def _of_sign(sign: str) -> int:
    return _SIGNS.index("日" if sign == "天" else sign)


def _in_week(today: date, weekday: int, weeks: int) -> date:
    """Return a weekday of the current week, or so many weeks later; weeks begin on Monday."""
    return today + timedelta(days=weekday - today.weekday() + weeks * _WEEK)


def _either(today: date, weekday: int, toward: str) -> tuple[date, ...]:
    ahead = today + timedelta(days=(weekday - today.weekday()) % _WEEK)
    behind = today - timedelta(days=(today.weekday() - weekday) % _WEEK)
    if ahead == behind or toward == "future":
        return (ahead,)
    return (behind,) if toward == "past" else (behind, ahead)


def _beyond(today: date, weekday: int, step: int) -> tuple[date, ...]:
    """Return the next or last such day, and the one a week beyond where it lies in the current week."""
    distance = (step * (weekday - today.weekday()) - 1) % _WEEK + 1
    near = today + timedelta(days=step * distance)
    is_this_week = near == _in_week(today, weekday, 0)
    return (near, near + timedelta(days=step * _WEEK)) if is_this_week else (near,)
