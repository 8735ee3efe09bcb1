"""The dates of a repeating calendar entry, in a bounded window.

Source: RFC 5545, 3.3.10 (RRULE), 3.8.5.1 (EXDATE), 3.8.5.2 (RDATE), 3.2.13 (RANGE);
RFC 2445, 4.8.5.2 (EXRULE, which old servers still write).
"""

from __future__ import annotations

import re
import sys
from calendar import isleap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any, NamedTuple

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.zone import on_clock
from casebook.domain.exchange.import_plan import joined
from casebook.formats.calendar.calendar_time import StatedTime, on_clock_of, read_times

MAX_DATES = 366
"""So many dates of one entry are listed."""
AHEAD = timedelta(days=366)
"""So far ahead of today the dates of an entry without an end are listed."""
_REACH = timedelta(days=3_660)
"""So far from its first date a rule is followed: one that no day fits would be followed to the year 9999."""
_MAX_NUMBER = 100_000
_MAX_FAULT = 100
_MAX_DAYS = 10
_LIMITS = {
    "INTERVAL": (sys.maxsize, False),
    "COUNT": (sys.maxsize, False),
    "BYMONTH": (12, False),
    "BYMONTHDAY": (31, True),
    "BYYEARDAY": (366, True),
    "BYWEEKNO": (53, True),
    "BYSETPOS": (366, True),
}
"""The greatest number of each part of a rule, and whether it can be counted from the end."""
_NUMBERED_DAY = re.compile(r"([+-]?\d{1,9})?(?:MO|TU|WE|TH|FR|SA|SU)")
_COARSE = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


class SeriesDate(NamedTuple):
    """One date of a series: when it starts, and what is to be known of the series."""

    time: StatedTime
    note: Message


def series_dates(
    event: Any,  # noqa: ANN401 - the library's component
    first: StatedTime,
    defined: Mapping[str, tzinfo],
    today: date,
) -> tuple[SeriesDate, ...] | None:
    """The dates of an entry that repeats, the earliest first; None where it does not.

    Args:
        event: the entry.
        first: when it starts.
        defined: the zones that its file describes.
        today: an entry without an end is listed from here on, besides its first date.

    Raises:
        ValueError: its rule cannot be read.
    """
    faults = [
        f"{name}:{one}"
        for name in ("RRULE", "RDATE", "EXDATE", "EXRULE")
        for one in _listed(event.get(name))
        if isinstance(one, str)  # the library's way to keep what it cannot read
    ]
    rules, extra = _sound(event.get("RRULE")), _moments(event.get("RDATE"), first, defined)
    without = _sound(event.get("EXRULE"))
    if not rules and not extra and not faults:
        return None
    faults += [fault for rule in (*rules, *without) if (fault := rule_fault(rule))]
    if faults:
        return (SeriesDate(first, _not_understood(faults[0])),)
    if any(str(rule.get("FREQ", [""])[0]).upper() not in _COARSE for rule in (*rules, *without)):
        return (SeriesDate(first, _TOO_OFTEN),)
    times = {moment_key(first.when): first}
    for time_ in (*(replace(first, when=when) for when in _followed(rules, first, today)), *extra):
        times.setdefault(moment_key(time_.when), time_)
    removed = [time_.when for time_ in _moments(event.get("EXDATE"), first, defined)]
    kept, days = _without(times, [*removed, *_followed(without, first, today)])
    is_endless = any("COUNT" not in rule and "UNTIL" not in rule for rule in rules)
    note = _note(
        len(kept), is_endless=is_endless, last=kept[min(len(kept), MAX_DATES) - 1].when if kept else None
    )
    return tuple(
        SeriesDate(time_, joined([part for part in (note, days, _own_note(time_, first)) if part]))
        for time_ in kept[:MAX_DATES]
    )


def _own_note(time_: StatedTime, first: StatedTime) -> Message:
    """What is to be known of the zone of one date, where it differs from the first, which the entry tells."""
    return NO_MESSAGE if time_.note == first.note else time_.note


def _without(
    times: Mapping[str, StatedTime], removed: Sequence[date | datetime]
) -> tuple[list[StatedTime], Message]:
    """The times of a series that were not removed, the earliest first, and a note on whole days that were.

    A day without a time removes the times of that day, as calendar programs have it; RFC 5545, 3.8.5.1 has no
    meaning for it.
    """
    keys = {moment_key(when) for when in removed}
    days = {when for when in removed if not isinstance(when, datetime)}
    kept = [time_ for key, time_ in sorted(times.items()) if key not in keys]
    by_day = {
        time_.when.date() for time_ in kept if isinstance(time_.when, datetime) and time_.when.date() in days
    }
    if not by_day:
        return kept, NO_MESSAGE
    left = [
        time_ for time_ in kept if not isinstance(time_.when, datetime) or time_.when.date() not in by_day
    ]
    listed = ", ".join(f"{day:%Y-%m-%d}" for day in sorted(by_day)[:_MAX_DAYS])
    return left, Message(
        "The file removes whole days from the series, without a time: {days}. Their dates are left out; "
        "check them.",
        days=listed + (" …" if len(by_day) > _MAX_DAYS else ""),
    )


def _not_understood(fault: str) -> Message:
    return Message(
        "Its repetition is not understood ({fault}); only its first date is listed. Check its other dates.",
        fault=fault[:_MAX_FAULT],
    )


def rule_fault(rule: Mapping[str, Any]) -> str:
    """The first part of a rule that has no meaning, as ``INTERVAL=0``; "" where all have one.

    What a rule may state: RFC 5545, 3.3.10. By RFC 7529, 4.1, it may count in another calendar (RSCALE) or
    move days that a month lacks (SKIP), which is not followed.

    >>> rule_fault({"FREQ": ["YEARLY"], "RSCALE": ["CHINESE"]})
    'RSCALE=CHINESE'
    >>> rule_fault({"FREQ": ["MONTHLY"], "BYDAY": ["99MO"]}), rule_fault({"FREQ": ["DAILY"], "COUNT": [5]})
    ('BYDAY=99MO', '')
    """
    if len(rule.get("FREQ", [])) != 1:
        return "FREQ"
    for name, value in rule.items():
        for one in _listed(value):
            stated = str(one).rpartition(".")[2].upper()  # the library has SKIP as an enumeration
            if stated != _FOLLOWED_ALONE.get(name, stated):
                return f"{name}={stated}"
            if name == "BYDAY" and not _is_day_of_rule(str(one), str(rule["FREQ"][0]).upper()):
                return f"{name}={one}"
            if name in _LIMITS and not (isinstance(one, int) and _is_within(one, *_LIMITS[name])):
                return f"{name}={one}"
    return ""


_FOLLOWED_ALONE = {"RSCALE": "GREGORIAN", "SKIP": "OMIT"}


def _is_within(number: int, limit: int, may_count_back: bool) -> bool:  # noqa: FBT001 - of a table
    return 1 <= number <= limit or (may_count_back and -limit <= number <= -1)


def _is_day_of_rule(stated: str, frequency: str) -> bool:
    """Whether a day of the week, in a month or year with its number, is one."""
    match = _NUMBERED_DAY.fullmatch(stated.upper())
    if match is None or not match[1]:
        return match is not None
    most = {"MONTHLY": 5, "YEARLY": 53}.get(frequency, 0)
    return 1 <= abs(int(match[1])) <= most


_TOO_OFTEN = Message("It repeats more often than daily; only its first date is listed.")


def _note(count: int, *, is_endless: bool, last: date | datetime | None) -> Message:
    if last is None:
        return NO_MESSAGE
    day = last.date() if isinstance(last, datetime) else last
    if is_endless:
        return Message("It repeats without an end; its dates until {day} are listed.", day=day)
    if count > MAX_DATES:
        return Message("It repeats; only its dates until {day} are listed.", day=day)
    return Message.plural("It repeats: {number} date.", "It repeats: {number} dates.", count)


def _followed(rules: Iterable[Any], first: StatedTime, today: date) -> Iterator[date | datetime]:
    """The dates that rules give, on the clock of the zone, so that the time stays when the clocks change."""
    from dateutil.rrule import rrulestr

    start = first.when
    is_day = not isinstance(start, datetime)
    zone = start.tzinfo if isinstance(start, datetime) else None
    clock = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())
    for rule in rules:
        is_endless = "COUNT" not in rule and "UNTIL" not in rule
        until = clock + _REACH
        after = clock
        if is_endless:
            after = max(clock, datetime.combine(today - AHEAD / 12, time()))
            until = max(clock, datetime.combine(today, time())) + AHEAD
        # The library follows a rule that no day fits to the year 9999: as near to it as the calendar repeats.
        later = _years_later(clock.year, until.year)
        text = ";".join(
            f"{name}={_written(name, value, zone, later)}" for name, value in rule.items() if name in _HEEDED
        )
        followed = rrulestr(text, dtstart=clock.replace(year=clock.year + later))
        dates = followed.xafter(after.replace(year=after.year + later), inc=True)
        for shifted in islice(dates, MAX_DATES + 1):
            if shifted > until.replace(year=until.year + later):
                break
            at = shifted.replace(year=shifted.year - later)
            yield at.date() if is_day else at.replace(tzinfo=zone)


def _years_later(first: int, last: int) -> int:
    """By how many years a span of years can be moved towards 9999 so that every day keeps its weekday.

    >>> _years_later(2026, 2036)
    7944
    """
    for later in range(MAXYEAR - last, 0, -1):
        moved = (date(first + later, 1, 1).weekday(), date(last + later, 12, 31).weekday())
        is_alike = moved == (date(first, 1, 1).weekday(), date(last, 12, 31).weekday())
        if is_alike and all(isleap(year) == isleap(year + later) for year in range(first, last + 1)):
            return later
    return 0


_HEEDED = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYSETPOS",
}


def _written(name: str, value: Any, zone: tzinfo | None, later: int) -> str:  # noqa: ANN401 - the library's
    values = value if isinstance(value, list) else [value]
    if name in {"INTERVAL", "COUNT"}:  # no further than the library can count
        return str(min(values[0], _MAX_NUMBER))
    if name != "UNTIL":
        return ",".join(map(str, values))
    until = values[0]
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    elif until.tzinfo is not None:  # in UTC, while the dates are followed on the clock of their zone
        until = on_clock(until, zone or UTC).replace(tzinfo=None)
    year = min(until.year + later, MAXYEAR)
    return f"{year:04}{until:%m%dT%H%M%S}"


def _moments(
    stated: Any,  # noqa: ANN401 - the library's values
    first: StatedTime,
    defined: Mapping[str, tzinfo],
) -> list[StatedTime]:
    """The days and times in lists of dates, on the clock of the first date."""
    times = [time_ for dates in _sound(stated) for time_ in read_times(dates, defined)]
    return [on_clock_of(time_, first) for time_ in times[: MAX_DATES * 2]]


def _listed(stated: Any) -> list[Any]:  # noqa: ANN401 - one of the library's values, several, or None
    return [] if stated is None else stated if isinstance(stated, list) else [stated]


def _sound(stated: Any) -> list[Any]:  # noqa: ANN401 - the library's values
    return [one for one in _listed(stated) if not isinstance(one, str)]


def moment_key(when: date | datetime) -> str:
    """What tells one date of a series, in whatever zone it is stated; sorts by time."""
    if isinstance(when, datetime) and when.tzinfo:
        return f"{on_clock(when, UTC):%Y%m%dT%H%M%S}"
    return f"{when:%Y%m%dT%H%M%S}"


def is_onward(event: Any) -> bool:  # noqa: ANN401 - the library's component
    """Whether an entry changes one date of a series and all later ones (RFC 5545, 3.2.13)."""
    instance = event.get("RECURRENCE-ID")
    return instance is not None and str(instance.params.get("RANGE", "")).upper() == "THISANDFUTURE"


def shifted(when: date, since: date, starts: date) -> date | None:
    """A date moved as `since` was moved to `starts`, on the clock of its zone; None where nobody can say."""
    if not isinstance(when, datetime) or not isinstance(since, datetime) or not isinstance(starts, datetime):
        is_of_days = not any(isinstance(one, datetime) for one in (when, since, starts))
        return when + (starts - since) if is_of_days else None
    zone = when.tzinfo
    if len({zone is None, since.tzinfo is None, starts.tzinfo is None}) > 1:
        return None
    if zone is None:
        return when + (starts - since)
    on_its_clock = [on_clock(one, zone).replace(tzinfo=None) for one in (since, starts)]
    moved = when.replace(tzinfo=None) + (on_its_clock[1] - on_its_clock[0])
    return on_clock(moved.replace(tzinfo=zone), starts.tzinfo)
