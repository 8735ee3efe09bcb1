"""The dates of a calendar entry that its later version no longer has: they will not take place.

A later version may make one date a series, or a series one date.

Source: RFC 5546, 3.2.1: a later version of an entry replaces the earlier one, with all dates of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from casebook.base.message import Message
from casebook.domain.case.event import Event
from casebook.services.exchange.known_records import Settled

_LISTED, _AHEAD, _BEHIND = 366, timedelta(days=365), timedelta(days=30)
"""So many dates of a series are read at most, and those of one without an end so far around today."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_GONE = Message("The calendar no longer has this date of its series.")
_GONE_AND_PAST = Message(
    "The calendar no longer has this past date of its series. Check whether it took place."
)
_GONE_BUT_EDITED = Message(
    "The calendar no longer has this date of its series, and you edited this event. "
    "Compare both and edit the event."
)


@dataclass(slots=True)
class _Series:
    """The latest version of an entry: its number, its first row, and the identities and days of its dates."""

    version: int
    place: int
    repeats: bool
    identities: set[str] = field(default_factory=set)
    days: list[str] = field(default_factory=list)

    def has_dropped(self, identity: str, day: date, today: date) -> bool:
        """Whether it would have a date, had it not been taken out. Nobody can say it of dates not read."""
        read_until = date.max
        if self.repeats:
            last = date.fromisoformat(max(self.days))
            read_until = last if len(self.days) >= _LISTED else max(last, today + _AHEAD)
        return identity not in self.identities and today - _BEHIND <= day <= read_until


def dropped_dates(
    standing: Iterable[Event], rows: Sequence[Mapping[str, str]], today: date
) -> Iterator[tuple[int, Settled[Event]]]:
    """The index of the first row of the entry, and the outcome, of each event that lost its date.

    Args:
        standing: the events of the case.
        rows: the cells of a calendar by field; ``series`` is empty for what is no date of one.
        today: events before it are left as they are, and those of the last weeks are named.
    """
    identities = {cells.get("uid", "") for cells in rows}
    series = _latest(rows)
    for event in standing:
        source = event.calendar
        latest = series.get(source.uid) or series.get(series_of(source.uid)) if source else None
        if source is None or latest is None or latest.version <= source.sequence or source.uid in identities:
            continue
        if event.status != "cancelled" and latest.has_dropped(source.uid, source.on.latest_on, today):
            yield latest.place, _settled(event, latest.version, is_past=source.on.latest_on < today)


def series_of(uid: str) -> str:
    """The series of a date by its identity; "" for an entry that is none of a series."""
    name, _, when = uid.rpartition("|")
    return name if _DAY.match(when) else ""


def _settled(event: Event, version: int, *, is_past: bool) -> Settled[Event]:
    source = event.calendar
    if is_past:
        return Settled(fate="refused", why=_GONE_AND_PAST, known_id=event.id)
    if source is None or (event.on, event.at) != (source.on, source.at):
        return Settled(fate="refused", why=_GONE_BUT_EDITED, known_id=event.id)
    gone = replace(source, sequence=version, status="cancelled")
    cancelled = replace(event, status="cancelled", calendar=gone)
    return Settled(fate="cancelled", record=cancelled, former=event, why=_GONE, known_id=event.id)


def _latest(rows: Sequence[Mapping[str, str]]) -> dict[str, _Series]:
    series: dict[str, _Series] = {}
    for place, cells in enumerate(rows):
        stated = cells.get("sequence", "")
        version = int(stated) if stated.isdecimal() else 0
        if not (name := cells.get("series", "") or cells.get("uid", "")):
            continue
        if name not in series or version > series[name].version:
            series[name] = _Series(version, place, repeats=bool(cells.get("series")))
        if version == series[name].version:
            series[name].identities.add(cells.get("uid", ""))
            series[name].days.append(cells.get("on", "")[:10])
    return series
