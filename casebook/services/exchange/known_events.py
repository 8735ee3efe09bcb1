"""Existing events when a calendar is imported: a later version of an entry changes or cancels its event.

Title, time, place and cancellation are each merged three ways: the event, the entry as it was last imported,
and the entry now. What only the calendar changed is taken, what only the person changed stays, and where both
changed the same the row is refused.

Source: RFC 5546, 2.1.5, which entry of the same UID prevails.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from casebook.base.message import Message, gettext_noop
from casebook.domain.base.day import date_value
from casebook.domain.case.event import CalendarSource, Event, EventStatus
from casebook.domain.exchange.import_plan import Fate, joined
from casebook.services.exchange.calendar_version import (
    BACK_IN_CALENDAR,
    LINKED,
    OFF_IN_CALENDAR,
    OUTDATED,
    OWN_KEPT,
    is_older,
    merged,
)
from casebook.services.exchange.known_records import BuiltRow, Settled, comparable
from casebook.services.exchange.restated import restated
from casebook.services.exchange.series_dates import series_of

_ALIKE = Message("An event of the same title and time, from another calendar entry, is already present.")
_RETITLED = gettext_noop(
    "It may be “{title}” of an earlier list, of the same day and place, which this list lacks."
)
_ABOVE = Message("A row above has the same title and time.")
_NEW_AND_CANCELLED = Message("It is stated as cancelled, and is recorded as cancelled.")
_BACK_IN_LIST = Message("It is cancelled in the record, and not in the list.")
_OFF_IN_LIST = Message("It is cancelled in the list.")
_HELD = Message("By the list it has happened.")
_PLANNED = Message("By the list it is planned.")
_COMPARED = {
    "place": gettext_noop("Place"),
    "attendance": gettext_noop("Attendance"),
    "outcome": gettext_noop("Outcome"),
    "kind": gettext_noop("Type"),
}


class KnownEvents:
    """The events of a case by calendar entry, or else by title and time.

    Args:
        standing: what is there.
        left: planned ones of earlier lists, whose titles the list lacks.
    """

    def __init__(self, standing: Iterable[Event], left: Sequence[Event] = ()) -> None:
        self._left = left
        self._by_uid: dict[str, Event] = {}
        self._by_key: dict[str, Event] = {}
        self._of_series: dict[str, Event] = {}
        self._of_list: set[str] = set()
        for event in standing:
            self._know(event)

    def settle(self, built: BuiltRow[Event]) -> Settled[Event]:
        """Return the outcome of an event in a list."""
        entry = built.record
        same = self._same(entry.calendar) if entry.calendar else None
        alike = same or (self._by_key.get(_key(entry)) if entry.title else None)
        if alike is None or (same is None and self._is_another(alike, entry)):
            self._know(entry, is_of_list=True)
            if alike is None and (other := self._retitled(entry)):
                return _may_be(other, entry)
            notes = [_ALIKE] if alike else []
            notes += [_NEW_AND_CANCELLED] if entry.status == "cancelled" else []
            return Settled(fate="new", record=entry, why=joined(notes))
        if alike.id in self._of_list:
            return Settled(fate="duplicate", why=_ABOVE)
        last = same.calendar if same else None
        settled = _merged(alike, entry, last) if last else _restated(alike, built)
        if settled.record and settled.fate != "ask":
            self.take(alike, settled.record)
        return replace(settled, known_id=alike.id)

    def _retitled(self, entry: Event) -> Event | None:
        """The event of an earlier list on the same day at the same place, whose title this list lacks."""
        if entry.calendar or entry.status == "cancelled" or entry.placed_on is None or not entry.place:
            return None
        here = (entry.placed_on, comparable(entry.place))
        same = (one for one in self._left if (one.placed_on, comparable(one.place)) == here)
        return next((one for one in same if None in {one.at, entry.at} or one.at == entry.at), None)

    def take(self, former: Event, record: Event) -> None:
        """Know an event as a row changes it."""
        self._by_key.pop(_key(former), None)
        self._know(record, is_of_list=True)

    def _same(self, source: CalendarSource) -> Event | None:
        """The event of an entry, or of what it was before it became a series or was one no longer."""
        if event := self._by_uid.get(source.uid):
            return event
        for other in (
            self._by_uid.get(series_of(source.uid)),
            self._of_series.get(_start(source.uid, source)),
        ):
            was = other.calendar if other else None
            if was and was.sequence < source.sequence and (was.on, was.at) == (source.on, source.at):
                return other
        return None

    def _is_another(self, alike: Event, entry: Event) -> bool:
        """Return whether an entry differs from the event with the same title and time."""
        if alike.id in self._of_list and (alike.status == "cancelled") != (entry.status == "cancelled"):
            return True
        return bool(entry.calendar and alike.calendar)

    def _know(self, event: Event, *, is_of_list: bool = False) -> None:
        if is_of_list:
            self._of_list.add(event.id)
        if event.calendar:
            self._by_uid[event.calendar.uid] = event
            if series := series_of(event.calendar.uid):
                self._of_series[_start(series, event.calendar)] = event
        self._by_key[_key(event)] = event


def _start(name: str, source: CalendarSource) -> str:
    return f"{name}|{source.at.timestamp() if source.at else source.on.edtf}"


def _key(event: Event) -> str:
    when = event.at.isoformat() if event.at else f"{event.on.edtf} {event.on.words}"
    return f"{comparable(event.title)}|{when}"


def _restated(event: Event, built: BuiltRow[Event]) -> Settled[Event]:
    """Return the event, known by title and time alone, with what the row states of it."""
    entry = built.record
    change = restated(event, built, _COMPARED)
    status = _status(event, entry, is_stated="status" not in built.assumed)
    taken = replace(
        change.record if change else event, status=status.taken, calendar=event.calendar or entry.calendar
    )
    if entry.calendar and event.calendar and entry.calendar.uid != event.calendar.uid:
        taken = replace(taken, calendar=entry.calendar)
    if taken == event:  # what is doubtful in the row was decided, and stands in the record
        return Settled(fate="duplicate", is_certain=True)
    whys = [*_state_whys(event, taken), *([change.why] if change else [])]
    if taken.calendar != event.calendar and not whys:
        whys.append(LINKED)
    is_asked = status.is_asked or bool(change and change.is_otherwise)
    fate: Fate = "cancelled" if taken.status == "cancelled" != event.status else "changed"
    return Settled(fate="ask" if is_asked else fate, record=taken, former=event, why=joined(whys))


def _may_be(event: Event, entry: Event) -> Settled[Event]:
    taken = replace(
        event, title=entry.title, on=entry.on, at=entry.at or event.at, zone=entry.zone or event.zone
    )
    why = Message(_RETITLED, title=event.title)
    return Settled(fate="ask", record=taken, former=event, why=why, known_id=event.id)


class _Status(NamedTuple):
    """The status of an event as a row states it, and whether that is asked about."""

    taken: EventStatus
    is_asked: bool = False


def _status(event: Event, entry: Event, *, is_stated: bool) -> _Status:
    """The status of an event that is known by title and time alone.

    A row without a status that still has a hearing cancelled here is asked about: it may be on again.
    """
    is_back = event.status == "cancelled" and entry.status == "planned"
    if entry.status == event.status or not (is_stated or is_back):
        return _Status(event.status)
    return _Status(entry.status, is_asked=not is_stated or event.status not in {"cancelled", "planned"})


def _merged(event: Event, entry: Event, last: CalendarSource) -> Settled[Event]:
    """Return the event with the calendar's changes since the last import, which `last` contains."""
    if entry.calendar and is_older(entry.calendar, last):
        return Settled(fate="duplicate", why=OUTDATED, is_certain=True)
    if entry.calendar and entry.status == "cancelled":  # it says nothing else of the event
        source = replace(
            last, sequence=entry.calendar.sequence, stamp=entry.calendar.stamp, status="cancelled"
        )
        entry = replace(_as_imported(entry, last), status="cancelled", calendar=source)
    base = _as_imported(event, last)
    groups = (
        (("title",), base.title != entry.title),
        (("on", "at", "zone"), not _is_same_time(base, entry)),
        (("place",), base.place != entry.place),
        (("status",), (base.status == "cancelled") != (entry.status == "cancelled")),
    )
    taken, refused, kept = merged(event, base, entry, groups)
    if refused:
        return Settled(fate="refused", why=_conflict(entry, refused[0]))
    if taken.on != event.on and taken.status == event.status == base.status:
        taken = replace(taken, status=entry.status)  # planned or happened, by the new day
    linked = replace(taken, calendar=entry.calendar or event.calendar)
    if taken != event:
        return _changed(event, linked, is_kept=kept)
    if entry.calendar and (event.calendar is None or event.calendar.uid != entry.calendar.uid):
        return Settled(fate="changed", record=linked, former=event, why=LINKED)
    return Settled(fate="duplicate")


def _as_imported(event: Event, last: CalendarSource) -> Event:
    return replace(
        event, title=last.title, on=last.on, at=last.at, zone=last.zone, place=last.place, status=last.status
    )


def _is_same_time(base: Event, entry: Event) -> bool:
    """Return whether both are the same time; an instant keeps the clock of its first import."""
    if base.at is None or entry.at is None:
        return (base.on, base.at) == (entry.on, entry.at)
    return base.at == entry.at and bool(base.zone or not entry.zone)


def _changed(event: Event, taken: Event, *, is_kept: bool) -> Settled[Event]:
    fate: Fate = "changed"
    whys = _state_whys(event, taken)
    if taken.status == "cancelled" != event.status:
        fate = "cancelled"
    if _shown_time(taken) != _shown_time(event):
        whys.append(
            Message("Moved from {before} to {after}.", before=_shown_time(event), after=_shown_time(taken))
        )
    if taken.title != event.title:
        whys.append(Message("Its title was “{before}”.", before=event.title))
    if taken.place != event.place:
        whys.append(Message("Its place was “{before}”.", before=event.place))
    if is_kept:
        whys.append(OWN_KEPT)
    return Settled(fate=fate, record=taken, former=event, why=joined(whys))


def _state_whys(event: Event, taken: Event) -> list[Message]:
    """What a calendar or list says of the status of an event that has another here."""
    if taken.status == event.status:
        return []
    is_calendar = taken.calendar is not None
    if taken.status == "cancelled":
        why = OFF_IN_CALENDAR if is_calendar else _OFF_IN_LIST
    elif event.status == "cancelled":
        why = BACK_IN_CALENDAR if is_calendar else _BACK_IN_LIST
    elif taken.status == "happened":
        why = _HELD
    else:
        why = _PLANNED
    return [why]


def _shown_time(event: Event) -> str | Message:
    clock = event.local_at
    if clock is None:
        return date_value(event.on)
    return f"{clock:%Y-%m-%d %H:%M} {event.zone or clock.tzname()}"


def _conflict(entry: Event, name: str) -> Message:
    now: dict[str, str | Message] = {
        "title": entry.title,
        "on": _shown_time(entry),
        "place": entry.place,
        "status": Message("cancelled") if entry.status == "cancelled" else Message("not cancelled"),
    }
    return Message(
        "You edited this event, and the calendar now states otherwise: {now}. "
        "Compare both and edit the event.",
        now=now[name],
    )
