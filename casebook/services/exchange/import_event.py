"""Import of hearings from a calendar or list; where a case has several time zones, the zone is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import NamedTuple

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.base.zone import instants
from casebook.domain.case.event import CalendarSource, Event, EventKind
from casebook.domain.exchange.clock_cell import clock_of, span_of
from casebook.domain.exchange.import_plan import PlannedRow, joined
from casebook.domain.exchange.listed_day import ListedDay
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.hearing_titles import kind_by_title
from casebook.services.exchange import event_columns, list_undo
from casebook.services.exchange.calendar_version import version_of
from casebook.services.exchange.cell_words import kind_of
from casebook.services.exchange.court_zone import IN_UTC, converted, court_zone
from casebook.services.exchange.event_state import ListedState, listed_state, state_cell
from casebook.services.exchange.known_events import KnownEvents
from casebook.services.exchange.known_records import BuiltRow, Settled, comparable
from casebook.services.exchange.left_standing import with_events_left
from casebook.services.exchange.row_cells import kept_lines, read_listed
from casebook.services.exchange.series_dates import dropped_dates
from casebook.services.exchange.state_words import event_state_of

FIELDS = event_columns.FIELDS
_TAKEN_AS_HEARING = Message("Its title does not state a type: it is imported as a hearing.")
_TAKEN_AS_OTHER = Message("By its title it is not a hearing: it is imported as another event.")
_UNTITLED = Message("It has no title: its type and place are entered as one.")
_TAKEN_AS_OVER = Message("Its day is past: it is recorded as having happened. Check whether it did.")
_ONLY_A_BOUND = Message("The list states only a day before or after which it is.")
_STATUS, _REMARKS = gettext_noop("Status"), gettext_noop("Remarks")
_UNREAD_END = gettext_noop("The last day “{stated}” was not read after its first and is left out.")
_NO_END_TIME = gettext_noop("Its end time ({time}) is not imported.")
_UNKNOWN_KIND = Message("Casebook does not have the type it states.")


def build(session: Session, cells: Mapping[str, str], case_id: str, words: Translator) -> BuiltRow[Event]:
    """Return the event in the cells of a row, and a note on its date.

    Raises:
        InvalidInput: its zone is not known, or the clocks jumped over its time.
    """
    when = _listed_time(session, cells, case_id)
    name = cells.get("title", "").strip()
    kind, kind_note = _kind(cells.get("kind", ""), name)
    state = listed_state(cells, kind, when.on, session.clock().date())
    event = Event(
        id=session.ids(),
        case_id=case_id,
        kind=kind,
        title=name or _of_kind(kind, cells.get("place", "")),
        on=when.on,
        status=state.status,
        at=when.at,
        zone=when.zone,
        place=cells.get("place", ""),
        attendance=cells.get("attendance", ""),
        outcome=_outcome(cells, state, words),
    )
    if uid := cells.get("uid", "").strip():
        event = replace(event, calendar=_source(event, uid, cells))
    is_over = bool(uid) and event.status == "happened"
    notes = (
        NO_MESSAGE if name else _UNTITLED,
        *when.notes,
        NO_MESSAGE if event.status == "cancelled" else kind_note,
        state.note,
        _TAKEN_AS_OVER if is_over else NO_MESSAGE,
    )
    return BuiltRow(
        record=event,
        why=joined([one for one in notes if one]),
        is_doubtful=when.is_doubtful or bool(state.note),
        assumed=_assumed(cells),
    )


def _outcome(cells: Mapping[str, str], state: ListedState, words: Translator) -> str:
    """The outcome that a row states, with its remarks and what of its status no field holds."""
    kept = kept_lines(((_STATUS, state.kept), (_REMARKS, cells.get("remarks", "").strip())), words)
    return "\n".join(filter(None, (cells.get("outcome", "").strip(), kept, *state.lines)))


class _ListedTime(NamedTuple):
    """When an event is, as its row states it, with notes on that."""

    on: StatedDate
    at: datetime | None
    zone: str
    notes: tuple[Message, ...]
    is_doubtful: bool


def _listed_time(session: Session, cells: Mapping[str, str], case_id: str) -> _ListedTime:
    day = _day(session, cells)
    clock_cell = cells.get("clock", "") or day.clock
    stated = day.stated or StatedDate(edtf="XXXX")
    on_text = _with_clock(cells["on"].strip(), stated, clock_cell)
    zone, note = _zone(session, {**cells, "on": on_text}, case_id)
    on, at = _when(on_text, stated, zone, cells.get("stated_zone", "").strip())
    on, end_note = _until(session, on, cells.get("until", ""), cells.get("until_clock", ""))
    unread = Message("The time “{time}” was not read and is left out.", time=clock_cell)
    time_note = unread if clock_cell.strip() and at is None else _end_note(clock_cell)
    day_note = day.note or (_ONLY_A_BOUND if day.is_half_read else note)
    return _ListedTime(on, at, zone, (day_note, time_note, end_note), day.is_doubtful or day.is_half_read)


def _assumed(cells: Mapping[str, str]) -> frozenset[str]:
    """The fields of an event that no cell of the row certainly states."""
    stated = {"status": event_state_of(state_cell(cells)), "kind": kind_of(cells.get("kind", ""))}
    return frozenset(name for name, value in stated.items() if not value)


def _day(session: Session, cells: Mapping[str, str]) -> ListedDay:
    """The day of a row; one with its time in ISO 8601, as a calendar has it, needs no reading."""
    text = cells["on"].strip()
    return ListedDay(StatedDate(edtf=text[:10])) if _clock(text) else read_listed(session, text)


def _with_clock(text: str, day: StatedDate, clock_cell: str) -> str:
    """A day with the time beside it in ISO 8601; as it stands where either is not certain."""
    at = clock_of(clock_cell) if day.is_exact else None
    return text if at is None or _clock(text) else f"{day.earliest_on} {at:%H:%M}"


def _end_note(clock_cell: str) -> Message:
    span = span_of(clock_cell.strip())
    return Message(_NO_END_TIME, time=f"{span[1]:%H:%M}") if span else NO_MESSAGE


def _kind(cell: str, title_text: str) -> tuple[EventKind, Message]:
    """The type of an event and a note on it: as stated, else by its title, else a hearing.

    A calendar of court dates rarely says "hearing", and a hearing that is not listed as one is missed.
    """
    if stated := kind_of(cell):
        return stated, NO_MESSAGE
    kind = kind_by_title(title_text)
    guessed = _TAKEN_AS_HEARING if kind is None else _TAKEN_AS_OTHER if kind == "other" else NO_MESSAGE
    return kind or "hearing", joined(
        [note for note in (_UNKNOWN_KIND if cell.strip() else NO_MESSAGE, guessed) if note]
    )


def _of_kind(kind: EventKind, place: str) -> str:
    """Return what an event without a title is called: two in different places are two."""
    return ", ".join(part for part in (kind.replace("-", " ").capitalize(), place.strip()) if part)


def _until(session: Session, on: StatedDate, last_day: str, end_time: str) -> tuple[StatedDate, Message]:
    """The days of an event of several, and what of its end is left out; midnight begins no day of its own."""
    last, ends_at = read_listed(session, last_day).stated, clock_of(end_time)
    not_read = Message(_UNREAD_END, stated=last_day.strip()) if last_day.strip() else NO_MESSAGE
    note = (
        Message(_NO_END_TIME, time=end_time.strip()) if end_time.strip() and ends_at != time() else NO_MESSAGE
    )
    if last is None or not last.is_exact or not on.is_exact:
        return on, joined([one for one in (not_read, note) if one])
    ends_on = last.latest_on - timedelta(days=ends_at == time())
    if ends_on < on.earliest_on - timedelta(days=1):
        return on, joined([one for one in (not_read, note) if one])
    return StatedDate(edtf=f"{on.edtf}/{ends_on}") if ends_on > on.earliest_on else on, note


def dropped(
    session: Session, case_id: str, rows: Sequence[Mapping[str, str]]
) -> Mapping[str, tuple[int, Settled[Event]]]:
    """Return the events of the case whose dates a later version of their calendar entry no longer has.

    Returns:
        by id of the event: the index of the first row of its entry, and the outcome.
    """
    return {
        settled.known_id: (place, settled)
        for place, settled in dropped_dates(
            record.of_case(session, Event, case_id) if any(cells.get("uid") for cells in rows) else (),
            rows,
            session.clock().date(),
        )
    }


def compared(session: Session, case_id: str, rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """Return the rows, with what is to be said of planned events that none of them has."""
    return with_events_left(session, case_id, rows)


def standing_beside(session: Session, case_id: str, rows: Sequence[Mapping[str, str]]) -> KnownEvents:
    """Return the events of the case, and those of earlier lists whose titles the rows lack."""
    events = record.of_case(session, Event, case_id)
    titles = {comparable(cells.get("title", "")) for cells in rows}
    lists = (one for one in list_undo.every(session) if (one.listed, one.case_id) == ("event", case_id))
    listed = {row.record for one in lists if one.form != "icalendar" for row in one.rows if not row.is_undone}
    left = [one for one in events if one.id in listed and comparable(one.title) not in titles]
    return KnownEvents(events, [one for one in left if one.status == "planned"])


def title(event: Event) -> str:
    """Return its title."""
    return event.title


def _source(event: Event, uid: str, cells: Mapping[str, str]) -> CalendarSource:
    return CalendarSource(
        uid=uid,
        sequence=version_of(cells),
        stamp=cells.get("stamp", ""),
        title=event.title,
        on=event.on,
        at=event.at,
        zone=event.zone,
        place=event.place,
        status=event.status,
    )


def _clock(time_text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(time_text) if ":" in time_text else None
    except ValueError:
        return None


def _zone(session: Session, cells: Mapping[str, str], case_id: str) -> tuple[str, Message]:
    """Return the zone of a row and a note on it: its own, the one entered, the calendar's or the court's.

    A time without a zone is what the clock at the court shows. A time in UTC does not say which day it is
    there; many programs write all times in UTC.
    """
    clock, zone = _clock(cells["on"].strip()), cells.get("zone", "").strip()
    if clock is None:
        return "", NO_MESSAGE
    is_floating = clock.tzinfo is None
    if zone or not (is_floating or clock.utcoffset() == timedelta(0)):
        return zone, NO_MESSAGE
    if zone := "" if cells.get("stated_zone") else cells.get("calendar_zone", "").strip():
        return zone, Message("Its time zone is that of the calendar: {zone}.", zone=zone)
    # A floating time may state a zone that nobody knows: no other is put in its place.
    zone = "" if is_floating and cells.get("stated_zone") else court_zone(session, case_id)
    if not zone:
        return "", NO_MESSAGE if is_floating else IN_UTC
    if is_floating:
        return zone, Message("Its time is taken as local time of the court: {zone}.", zone=zone)
    return zone, converted(zone)


def _when(time_text: str, day: StatedDate, zone: str, stated_zone: str) -> tuple[StatedDate, datetime | None]:
    clock = _clock(time_text)
    if clock is None:
        return day, None
    if clock.tzinfo is None and not zone:
        name = f" “{stated_zone}”" if stated_zone else ""
        raise InvalidInput(
            Message(
                "The time zone{zone} is not known, so the time {time} is ambiguous.",
                zone=name,
                time=time_text,
            ),
            field="zone",
            remedy="Enter the time zone used in this list.",
        )
    candidates = instants(clock, zone)
    if len(candidates) > 1:
        raise InvalidInput(
            Message(
                "The time {time} occurred twice in {zone}, because the clocks went back.",
                time=time_text,
                zone=zone,
            ),
            field="on",
            remedy="Enter it manually with its UTC offset.",
        )
    at = candidates[0]
    return StatedDate(edtf=at.date().isoformat()), at
