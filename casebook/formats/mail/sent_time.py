"""The time of a letter as programs write it into its head, in many forms and languages."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from casebook.base.errors import InvalidInput
from casebook.base.month_names import ENGLISH_SHORT
from casebook.domain.base.day_typed import DayReference, certain_day

_CLOCK = re.compile(
    r"(?<![0-9])[0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2})?"
    r"|(?<=\s)[0-9]{1,2}(?:\.[0-9]{2}){1,2}(?!\S)|(?<=[0-9]T)[0-9]{4,6}|\Z"
)
_COMMENT = re.compile(r"\([^)]*\)?")
_YEAR = re.compile(r"(?<![0-9])(?:19|2[01])[0-9]{2}(?![0-9])")
_YEAR_BEHIND = re.compile(r"(?<!\S)(?:19|2[01])[0-9]{2}(?!\S)")
_OFFSET = re.compile(r"(?:[A-Z]{2,5} ?)?([+-])([0-9]{1,2})(?::?([0-9]{2}))?(?: ?[A-Z]{2,5})?")
"""All that is an offset: hours, or hours and minutes, with the name of a zone before or after them."""
_UTC = frozenset({"Z", "UT", "UTC", "GMT"})
_ZONE_HOURS = {
    name: int(hours)
    for name, hours in map(
        str.split,
        (
            *("EST -5", "EDT -4", "CDT -5", "MST -7", "MDT -6", "PST -8", "PDT -7", "WET 0", "WEST 1"),
            *("CET 1", "CEST 2", "EET 2", "EEST 3", "HKT 8", "JST 9", "KST 9", "NZST 12", "NZDT 13"),
        ),
    )
}
"""Zones of RFC 5322, section 4.3, and further names of one offset each in the IANA time zone database."""
_MOSCOW, _MOSCOW_HOURS, _MOSCOW_CHANGED = "MSK", 3, range(2011, 2015)
"""In these years it was also four hours. Source: IANA time zone database, Europe/Moscow."""
_MAX_OFFSET = timedelta(hours=14)
_QUARTERS = range(0, 60, 15)
_HALF_DAY = re.compile(r"\b(\d{1,2})((?::\d\d){1,2})\s*([AaPp])\.?[Mm]\b\.?")
_YEARS = range(1900, 2200)
"""Source: RFC 5322, section 3.3: a year is 1900 or later."""
_WEEKDAY = re.compile(r"\A\s*(?:[^\W\d_]{1,12}\.?,|(?:[^\W\d_]{1,12}\.?)(?=\s+\d{1,2}\.?\s+[^\W_]))\s*")
_HAN_MONTH = re.compile(r"(?<=\d )(1[0-2]|[1-9])月(?= \d)")
_POINTED = re.compile(r"(?<!\d)(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?!\d)")
_MIDNIGHT, _LEAP_SECOND = re.compile(r"24:00(?::00)?"), re.compile(r"\d{1,2}:\d\d:60")
_FURTHER_TIME = re.compile(
    r"(?<![+\-\d:])\d{1,2}:\d\d:\d\d"
    r"|(?<!\d)\d{1,2}[ ./-]\S+[ ./-](?:19|2[01])\d\d(?!\d)|(?<!\d)(?:19|2[01])\d\d[./年-]\d"
)
_LINK = re.compile(r"(?:,|\s(?:at|um|à|a las|alle|в|ora))?\s*\Z", re.IGNORECASE)
"""What stands between a day and its time."""
_ANY_DAY = DayReference(today=date(2000, 1, 1))


class _Written(NamedTuple):
    """A time in its parts, as they are written."""

    day: str
    clock: str
    year: str
    zone: str


def sent_at(text: str) -> str:
    """The time of a letter in ISO 8601, with its zone where it names one; "" where it is none.

    A day in words of another language or in figures is read where it can mean one day only; without a time
    it is the day alone. Of two times in one line none is read.

    Source: RFC 5322, section 3.3: the zone -0000 is UTC. CST and AST are times of America there (section
    4.3), of China and of Arabia in much mail: without an offset beside them, they name no zone. An offset
    that no place keeps names none either.

    >>> sent_at("Mon, 2 Mar 2026 09:15:00 +0200"), sent_at("Mon, 2 Mar 2026 09:15:00 -0000"), sent_at("soon")
    ('2026-03-02T09:15:00+02:00', '2026-03-02T09:15:00+00:00', '')
    >>> sent_at("Di, 3 Mrz 2026 24:00:00 +0100"), sent_at("周二, 3 3月 2026 23:30:60 +0800")
    ('2026-03-04T00:00:00+01:00', '2026-03-03T23:31:00+08:00')
    >>> sent_at("Mon, 2 Mar 2026 9:15:00 PM GMT+8"), sent_at("Mon Mar 2 09:15:00 CST 2026")
    ('2026-03-02T21:15:00+08:00', '2026-03-02T09:15:00')
    >>> sent_at("2026年3月3日 星期二 23:30"), sent_at("13/1/2026"), sent_at("3/4/2026 23:30")
    ('2026-03-03T23:30:00', '2026-01-13', '')
    """
    written = _parts(text)
    if _FURTHER_TIME.search(written.zone):
        return ""
    at, over = _within_day(written.clock)
    moment = _local(written.day, at, written.year)
    if moment is None:
        return ""
    if not at:
        return moment.date().isoformat()
    return (moment + over).replace(tzinfo=_zone(written.zone, moment.year)).isoformat(timespec="seconds")


def unread_zone(text: str) -> str:
    """What stands for a zone behind the time of a letter and is not certain; "" where there is nothing.

    >>> unread_zone("Tue, 3 Mar 2026 23:30:00 +2500"), unread_zone("Tue, 3 Mar 2026 23:30:00 HKT")
    ('+2500', '')
    """
    written = _parts(text)
    moment = datetime.fromisoformat(stated) if (stated := sent_at(text)) else None
    zone = _bare(written.zone) if written.clock else ""
    return "" if moment is None or moment.tzinfo else zone


def _parts(text: str) -> _Written:
    text = _full_day(text)
    clock = _CLOCK.search(text)
    if clock is None:  # it matches at the end, if nowhere else
        return _Written(text, "", "", "")
    day, rest = text[: clock.start()], text[clock.end() :]
    year = None if _YEAR.search(day) else _YEAR_BEHIND.search(rest)
    if year:
        rest = f"{rest[: year.start()]} {rest[year.end() :]}"
    return _Written(day, clock[0], year[0] if year else "", rest)


def _within_day(clock: str) -> tuple[str, timedelta]:
    """A clock time that a day has, and how much later it is: midnight at its end, or a leap second."""
    if _MIDNIGHT.fullmatch(clock):
        return "00:00:00", timedelta(days=1)
    if _LEAP_SECOND.fullmatch(clock):
        return f"{clock[:-2]}59", timedelta(seconds=1)
    return clock, timedelta()


def _local(day: str, clock: str, year: str) -> datetime | None:
    """A time that names no zone, at midnight where it is a day alone; None where it is none."""
    english = _HAN_MONTH.sub(lambda month: ENGLISH_SHORT[int(month[1]) - 1], _WEEKDAY.sub("", day))
    stamp = f"{english}{clock} {year}".strip()
    moment = None
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        moment = parsedate_to_datetime(f"{stamp} -0000") if clock else None
    if moment is None:
        with suppress(ValueError):
            moment = datetime.fromisoformat(stamp) if clock else None
    moment = moment or _on_certain_day(f"{_LINK.sub('', day, count=1)} {year}".strip(), clock)
    return moment if moment and moment.year in _YEARS else None


def _on_certain_day(day: str, clock: str) -> datetime | None:
    """A time on a day in figures or in words, in any language, that can be one alone; else None.

    With points the day is first in every locale. Source: Unicode CLDR.
    """
    if not _YEAR.search(day):
        return None
    day = _POINTED.sub(r"\3-\2-\1", day)
    with suppress(InvalidInput, ValueError):
        on = certain_day(day, _ANY_DAY) or certain_day(_WEEKDAY.sub("", day), _ANY_DAY)
        hour, minute, second = (*map(int, re.split("[:.]", clock or "0")), 0, 0)[:3]
        return datetime.combine(on, time(hour, minute, second)) if on else None
    return None


def _zone(text: str, year: int) -> tzinfo | None:
    """The zone that the words behind a time name by one offset that a place keeps; None for all else."""
    words = _bare(text).upper()
    if words in _UTC:
        return UTC
    if words in _ZONE_HOURS:
        return timezone(timedelta(hours=_ZONE_HOURS[words]))
    if words == _MOSCOW and year not in _MOSCOW_CHANGED:
        return timezone(timedelta(hours=_MOSCOW_HOURS))
    match = _OFFSET.fullmatch(words)
    minutes = int(match[3] or 0) if match else -1
    if match is None or minutes not in _QUARTERS:
        return None
    offset = timedelta(hours=int(match[2]), minutes=minutes)
    return timezone(-offset if match[1] == "-" else offset) if offset <= _MAX_OFFSET else None


def _bare(zone: str) -> str:
    """What stands behind a time, without fractions of a second and comments."""
    return " ".join(_COMMENT.sub(" ", re.sub(r"^[.,][0-9]+", "", zone)).split())


def _full_day(text: str) -> str:
    """A time with its hour as RFC 5322 writes it, where programs write a half of the day."""
    if (half := _HALF_DAY.search(text)) and int(half[1]) in range(1, 13):
        hour = int(half[1]) % 12 + (12 if half[3] in "pP" else 0)
        text = f"{text[: half.start()]}{hour:02}{half[2]}{text[half.end() :]}"
    return text


def load_for_times() -> None:
    """Load what reading times takes, before files are given up."""
    sent_at("вт, 3 марта 2026 23:30 MSK")
