"""The dates of a repeating calendar entry, in a bounded window.

Source: RFC 5545, 3.3.10 (RRULE), 3.8.5.1 (EXDATE), 3.8.5.2 (RDATE).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any, NamedTuple

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.zone import on_clock
from casebook.formats.calendar_time import StatedTime, read_time

MAX_DATES = 366
"""So many dates of one entry are listed."""
AHEAD = timedelta(days=366)
"""So far ahead of today the dates of an entry without an end are listed."""
_REACH = timedelta(days=3_660)
"""So far from its first date a rule is followed: one that no day fits would be followed to the year 9999."""
_COARSE = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


class SeriesDate(NamedTuple):
    """One date of a series: when it starts, and what is to be known of the series."""

    when: date | datetime
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
    rules, extra = _listed(event.get("RRULE")), _moments(event.get("RDATE"), defined)
    if not rules and not extra:
        return None
    removed = {_key(when) for when in _moments(event.get("EXDATE"), defined)}
    is_endless = any("COUNT" not in rule and "UNTIL" not in rule for rule in rules)
    if any(str(rule.get("FREQ", [""])[0]).upper() not in _COARSE for rule in rules):
        return (SeriesDate(first.when, _TOO_OFTEN),)
    found = {_key(first.when): first.when}
    for when in (*_followed(rules, first, today), *extra):
        found.setdefault(_key(when), when)
    kept = sorted((key, when) for key, when in found.items() if key not in removed)
    note = _note(
        len(kept), is_endless=is_endless, last=kept[min(len(kept), MAX_DATES) - 1][1] if kept else None
    )
    return tuple(SeriesDate(when, note) for _, when in kept[:MAX_DATES])


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
        text = ";".join(
            f"{name}={_written(name, value, zone)}" for name, value in rule.items() if name in _HEEDED
        )
        followed = rrulestr(text, dtstart=clock)
        dates = followed.xafter(after, inc=True)
        for at in islice(dates, MAX_DATES + 1):
            if at > until:
                break
            yield at.date() if is_day else at.replace(tzinfo=zone)


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


def _written(name: str, value: Any, zone: tzinfo | None) -> str:  # noqa: ANN401 - the library's values
    values = value if isinstance(value, list) else [value]
    if name != "UNTIL":
        return ",".join(map(str, values))
    until = values[0]
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    elif until.tzinfo is not None:  # in UTC, while the dates are followed on the clock of their zone
        until = on_clock(until, zone or UTC).replace(tzinfo=None)
    return f"{until:%Y%m%dT%H%M%S}"


def _moments(stated: Any, defined: Mapping[str, tzinfo]) -> list[date | datetime]:  # noqa: ANN401
    """The days and times in lists of dates; of a period its start."""
    moments: list[date | datetime] = []
    for dates in _listed(stated):
        for one in dates.dts:
            if isinstance(one.dt, tuple):
                start = one.dt[0]
                moments.append(start)
            else:
                moments.append(read_time(one, defined).when)
    return moments[: MAX_DATES * 2]


def _listed(stated: Any) -> list[Any]:  # noqa: ANN401 - one of the library's values, several, or None
    return [] if stated is None else stated if isinstance(stated, list) else [stated]


def _key(when: date | datetime) -> str:
    """What tells one date of a series, in whatever zone it is stated; sorts by time."""
    if isinstance(when, datetime) and when.tzinfo:
        return f"{on_clock(when, UTC):%Y%m%dT%H%M%S}"
    return f"{when:%Y%m%dT%H%M%S}"
