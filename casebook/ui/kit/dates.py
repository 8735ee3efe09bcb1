"""Dates in tables: short, in the window's language, no more precise than stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTimeZone

from casebook.base.i18n import PSEUDO_LANGUAGE, Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.zone import on_clock

_MONTHS = 12
SHORT = QLocale.FormatType.ShortFormat
_FORMS = {
    "day": ("d MMM yyyy", "yyyy年M月d日"),
    "month": ("MMM yyyy", "yyyy年M月"),
    "month-alone": ("MMM", "M月"),
    "short-day": ("d MMM", "M月d日"),
}
"""The date formats of tables: European and Chinese."""


def locale(words: Translator) -> QLocale:
    """Return the locale of the window's language."""
    tag = words.language
    return QLocale("en_GB" if tag in {"en", PSEUDO_LANGUAGE} else tag.replace("-", "_"))


def weekday(words: Translator, on: date) -> str:
    """Return the short name of the weekday."""
    return locale(words).dayName(on.isoweekday(), SHORT)


def format_date(words: Translator, on: date) -> str:
    """Return a day: "2 Mar 2026"."""
    return _formatted(words, on, "day")


def format_weekday(words: Translator, on: date) -> str:
    """Return a day with its weekday: "Mon 2 Mar 2026"."""
    day = format_date(words, on)
    return f"{day} {weekday(words, on)}" if words.is_chinese else f"{weekday(words, on)} {day}"


def format_year(words: Translator, year: int) -> str:
    """Return a year alone: "2016"."""
    return f"{year}年" if words.is_chinese else str(year)


def format_month(words: Translator, on: date, *, has_year: bool) -> str:
    """Return a month of an axis: "Mar", or "Jan 2026" at the start of the year."""
    return _formatted(words, on, "month" if has_year else "month-alone")


def format_datetime(words: Translator, at: datetime) -> str:
    """Return an instant in local time: "2 Mar 2026, 14:30"."""
    local = on_clock(at)
    return f"{format_date(words, local.date())}{' ' if words.is_chinese else ', '}{local:%H:%M}"


def hour(at: datetime, zone: str) -> str:
    """Return the time of an instant in the zone in which it was stated: "09:30"."""
    there = QDateTime.fromSecsSinceEpoch(int(at.timestamp()), QTimeZone(zone.encode() or b"UTC"))
    return there.toString("HH:mm")


def hour_and_zone(at: datetime, zone: str) -> str:
    """Return the time of an instant with the zone in which it was stated: "09:30 (Asia/Nicosia)"."""
    return f"{hour(at, zone)} ({zone})"


def clock_time(at: datetime) -> str:
    """Return the time of an instant in local time: "14:30"."""
    return f"{on_clock(at):%H:%M}"


def stated(words: Translator, on: StatedDate | None) -> str:
    """Return a date as stated: "2 Mar 2026", "about Mar 2016", "by 1 May 2016", "2016 – 2017"."""
    text = brief(words, on)
    return words.bracketed(text, on.words) if on and on.words else text


def brief(words: Translator, on: StatedDate | None) -> str:
    """Return the same without the original words, for a table."""
    if on is None:
        return ""
    if on.without_year:
        return in_words(replace(on, words=""), words)
    return words("unknown") if on.is_unknown else _edtf(words, on.edtf)


def _edtf(words: Translator, edtf: str) -> str:
    start, slash, end = edtf.partition("/")
    if not slash:
        return _single(words, edtf)
    if start in {"", ".."}:
        return words("by {day}", day=_single(words, end))
    if end in {"", ".."}:
        return words("from {day}", day=_single(words, start))
    return f"{_single(words, start)} – {_single(words, end)}"


def _single(words: Translator, edtf: str) -> str:
    plain = edtf.rstrip("~?%")
    parts = plain.replace("-XX", "").split("-")
    if not all(part.isdigit() for part in parts):
        return in_words(StatedDate(edtf=edtf), words)
    if len(parts) > 1 and int(parts[1]) > _MONTHS:  # a season
        return in_words(StatedDate(edtf=edtf), words)
    text = _certain(words, plain, [int(part) for part in parts])
    mark = edtf[len(plain) :]
    if "~" in mark or "%" in mark:
        text = words("about {day}", day=text)
    return f"{text}?" if "?" in mark or "%" in mark else text


def _certain(words: Translator, plain: str, parts: list[int]) -> str:
    """Return a year, month or day; one missing from the calendar is left as written."""
    year, month, day = (*parts, 0, 0)[:3]
    if not month:
        return format_year(words, year)
    try:
        on = date(year, month, day or 1)
    except ValueError:
        return plain
    return format_date(words, on) if day else format_month(words, on, has_year=True)


def short_day(words: Translator, on: date) -> str:
    """Return a day without its year, for near dates: "28 Nov"."""
    return _formatted(words, on, "short-day")


def _formatted(words: Translator, on: date, form: str) -> str:
    return locale(words).toString(QDate(on.year, on.month, on.day), _FORMS[form][words.is_chinese])
