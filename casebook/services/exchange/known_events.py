"""Existing events when a calendar is imported: a later version of an entry changes or cancels its event.

Title, time, place and cancellation are each merged three ways: the event, the entry as it was last imported,
and the entry now. What only the calendar changed is taken, what only the person changed stays, and where both
changed the same the row is refused.

Source: RFC 5546, 2.1.5, which entry of the same UID prevails.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casebook.base.message import Message
from casebook.domain.case.event import CalendarSource, Event
from casebook.domain.exchange.import_plan import Fate, joined
from casebook.services.exchange.known_records import Settled, comparable
from casebook.services.exchange.series_dates import series_of

_LINKED = Message("Linked to its calendar entry: later changes of the entry will be recognised.")
_OUTDATED = Message("A later version of this entry was already imported.")
_ALIKE = Message("An event of the same title and time, from another calendar entry, is already present.")
_ABOVE = Message("A row above has the same title and time.")
_NEW_AND_CANCELLED = Message("It is stated as cancelled, and is recorded as cancelled.")
_OWN_KEPT = Message("Your own changes are kept.")


class KnownEvents:
    """The events of a case by calendar entry, or else by title and time."""

    def __init__(self, standing: Iterable[Event]) -> None:
        self._by_uid: dict[str, Event] = {}
        self._by_key: dict[str, Event] = {}
        self._of_series: dict[str, Event] = {}
        self._of_list: set[str] = set()
        for event in standing:
            self._know(event)

    def settle(self, entry: Event) -> Settled[Event]:
        """Return the outcome of an event in a list."""
        same = self._same(entry.calendar) if entry.calendar else None
        alike = same or (self._by_key.get(_key(entry)) if entry.title else None)
        if alike is None or (same is None and self._is_another(alike, entry)):
            self._know(entry, is_of_list=True)
            notes = [_ALIKE] if alike else []
            notes += [_NEW_AND_CANCELLED] if entry.status == "cancelled" else []
            return Settled(fate="new", record=entry, why=joined(notes))
        if alike.id in self._of_list:
            return Settled(fate="duplicate", why=_ABOVE)
        settled = _merged(alike, entry, same.calendar if same else None)
        if settled.record:
            self._by_key.pop(_key(alike), None)
            self._know(settled.record, is_of_list=True)
        return settled

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


def _merged(event: Event, entry: Event, last: CalendarSource | None) -> Settled[Event]:
    """Return the event with the calendar's changes since the last import, which `last` contains.

    None where the event is known by title and time alone: then a cancellation is all that is taken.
    """
    if last and entry.calendar and entry.calendar.sequence < last.sequence:
        return Settled(fate="duplicate", why=_OUTDATED)
    if last and entry.calendar and entry.status == "cancelled":  # it says nothing else of the event
        source = replace(last, sequence=entry.calendar.sequence, status="cancelled")
        entry = replace(_as_imported(entry, last), status="cancelled", calendar=source)
    base = _as_imported(event, last) if last else replace(entry, status="planned")
    taken, refused, kept = event, [], False
    for names, is_changed in (
        (("title",), base.title != entry.title),
        (("on", "at", "zone"), not _is_same_time(base, entry)),
        (("place",), base.place != entry.place),
        (("status",), (base.status == "cancelled") != (entry.status == "cancelled")),
    ):
        mine, old, new = ([getattr(one, name) for name in names] for one in (event, base, entry))
        kept |= mine != old
        if is_changed and mine not in (old, new):
            refused.append(names[0])
        elif is_changed:
            taken = replace(taken, **dict(zip(names, new, strict=True)))
    if refused:
        return Settled(fate="refused", why=_conflict(entry, refused[0]))
    if taken.on != event.on and taken.status == event.status == base.status:
        taken = replace(taken, status=entry.status)  # planned or happened, by the new day
    linked = replace(taken, calendar=entry.calendar or event.calendar)
    if taken != event:
        return _changed(event, linked, is_kept=kept)
    if entry.calendar and (event.calendar is None or event.calendar.uid != entry.calendar.uid):
        return Settled(fate="changed", record=linked, former=event, why=_LINKED)
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
    whys = []
    if event.status != "cancelled" and taken.status == "cancelled":
        fate = "cancelled"
        whys.append(Message("It is cancelled in the calendar."))
    elif event.status == "cancelled" and taken.status != "cancelled":
        whys.append(Message("It is no longer cancelled in the calendar."))
    if _shown_time(taken) != _shown_time(event):
        whys.append(
            Message("Moved from {before} to {after}.", before=_shown_time(event), after=_shown_time(taken))
        )
    if taken.title != event.title:
        whys.append(Message("Its title was “{before}”.", before=event.title))
    if taken.place != event.place:
        whys.append(Message("Its place was “{before}”.", before=event.place))
    if is_kept:
        whys.append(_OWN_KEPT)
    return Settled(fate=fate, record=taken, former=event, why=joined(whys))


def _shown_time(event: Event) -> str:
    clock = event.local_at
    if clock is None:
        return event.on.words or event.on.edtf
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
