"""The parameters of counting, as a lawyer writes them in a pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.period import Period, parse_period
from casebook.domain.deadline.counting import Block, RuleReading, Service
from casebook.packs.base.entry import NO_DATE, PackEntry

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Blocks = Mapping[str, Block]
_NOON = time(12)


def read_period(entry: PackEntry, field: str, *, is_needed: bool = True) -> Period | None:
    """A period, such as ``"14 days"``; None where it is left out or wrong."""
    text = entry.text(field) if is_needed else entry.text(field, default="")
    try:
        return parse_period(text) if text else None
    except InvalidInput as error:
        entry.complain(field, error.title)
        return None


def read_day(entry: PackEntry, field: str) -> date | None:
    """A day that may be left out."""
    day = entry.day(field, default=NO_DATE)
    return None if day == NO_DATE else day


def read_blocks(entry: PackEntry, field: str = "block") -> dict[str, Block]:
    """The blocks of days of an entry, by id."""
    blocks = {}
    for table in entry.tables(field):
        id_, start, end, why = (table.text(field) for field in ("id", "from", "to", "why"))
        try:
            blocks[id_] = Block(id=id_, start=start, end=end, why=why)
        except InvalidInput as error:
            table.complain("from", error.title)
        table.close()
    return blocks


def read_changes(entry: PackEntry, field: str, blocks: Blocks) -> dict[str, Any]:
    """Parameters by their names in the engine, those written only."""
    table = entry.table(field)
    changes = {}
    for name in table.unread():
        if name in _READERS:
            parameter, read = _READERS[name]
            changes[parameter] = read(table, name, blocks)
    table.close()
    return changes


def read_readings(entry: PackEntry, blocks: Blocks) -> tuple[RuleReading, ...]:
    """Other readings of a method or rule."""
    return tuple(_reading(table, blocks) for table in entry.tables("reading"))


def _reading(entry: PackEntry, blocks: Blocks) -> RuleReading:
    reading = RuleReading(
        id=entry.text("id"),
        words=entry.text("words"),
        changes=read_changes(entry, "terms", blocks),
        period=read_period(entry, "period", is_needed=False),
        is_diarised=entry.flag("competes", default=False),
        direction=entry.choice("direction", ("after", "before", ""), default=""),
        edge=entry.choice("edge", ("latest", "earliest", ""), default=""),
        valid_from_on=read_day(entry, "valid_from"),
        claimed_from_on=read_day(entry, "claimed_from"),
        decided_from_on=read_day(entry, "decided_from"),
    )
    if not reading.changes and not reading.period:
        entry.complain("terms", "must change at least one term")
    entry.close()
    return reading


def read_services(entry: PackEntry, *, is_seen: bool) -> tuple[Service, ...]:
    """What ways of service do to time; `is_seen` is said of the method as a whole."""
    return tuple(_service(table, is_seen=is_seen) for table in entry.tables("service"))


def _service(entry: PackEntry, *, is_seen: bool) -> Service:
    service = Service(
        by=entry.texts("by"),
        days=entry.integer("days"),
        unit=entry.choice("unit", ("days", "working-days"), default="days"),
        is_deemed=entry.choice("effect", ("deemed", "added")) == "deemed",
        is_fallback=entry.flag("fallback", default=False),
        is_unread=not entry.flag("seen", default=is_seen),
        why=entry.text("why"),
    )
    entry.close()
    return service


def _flag(entry: PackEntry, field: str, _: Blocks) -> bool:
    return entry.flag(field)


def _number(entry: PackEntry, field: str, _: Blocks) -> int:
    return entry.integer(field)


def _is(word: str, *others: str) -> Callable[[PackEntry, str, Blocks], bool]:
    def read(entry: PackEntry, field: str, _: Blocks) -> bool:
        return entry.choice(field, (*others, word)) == word

    return read


def _word(*words: str) -> Callable[[PackEntry, str, Blocks], str]:
    def read(entry: PackEntry, field: str, _: Blocks) -> str:
        return entry.choice(field, words)

    return read


def _week(entry: PackEntry, field: str, _: Blocks) -> frozenset[int]:
    return frozenset(WEEKDAYS.index(day) for day in entry.choices(field, WEEKDAYS))


def _named(entry: PackEntry, field: str, blocks: Blocks) -> tuple[Block, ...]:
    ids = entry.texts(field)
    for id_ in ids:
        if id_ not in blocks:
            entry.complain(field, Message("refers to {id}, which is not a block of the method", id=id_))
    return tuple(blocks[id_] for id_ in ids if id_ in blocks)


def read_time(entry: PackEntry, field: str, text: str) -> time:
    """A clock time, such as ``17:00``."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        entry.complain(field, "must be a time of day, such as 17:00")
        return _NOON


def _time(entry: PackEntry, field: str, _: Blocks) -> time:
    return read_time(entry, field, entry.text(field))


def _window(entry: PackEntry, field: str, _: Blocks) -> tuple[time, time]:
    times = [read_time(entry, field, text) for text in entry.texts(field)]
    if len(times) != 2 or times[0] >= times[1]:  # noqa: PLR2004 - a window has two ends
        entry.complain(field, "must be two times of day, such as [08:00, 18:00]")
        return time(0), _NOON
    return times[0], times[1]


_ROLLS = ("none", "next", "previous")
_READERS: Mapping[str, tuple[str, Callable[[PackEntry, str, Blocks], object]]] = {
    "trigger_day": ("counts_trigger", _is("counted", "excluded")),
    "at_least_clear": ("is_at_least_clear", _flag),
    "clear_period": ("is_franc", _flag),
    "days": ("days_are_working", _is("working", "all")),
    "working_week": ("working_week", _week),
    "later_by_days": ("later_by_days", _number),
    "missing_day": ("missing_day", _word("last-day", "day-before")),
    "short_days": ("short_days", _number),
    "roll": ("roll", _word(*_ROLLS)),
    "roll_back": ("roll_back", _word(*_ROLLS)),
    "roll_off": ("roll_off", _week),
    "floor_from_days": ("floor_from_days", _number),
    "floor_working_days": ("floor_working_days", _number),
    "recess": ("recesses", _named),
    "recess_for": ("recess_is_for_days", _is("days", "all")),
    "closed": ("closed", _named),
    "closures": ("is_closure_apart", _is("apart", "holiday")),
    "hours": ("hours", _word("clock", "working-days")),
    "rolls_hours": ("rolls_hours", _flag),
    "hour_start": ("starts_at_full_hour", _is("full-hour", "exact")),
    "window": ("window", _window),
    "ends_at": ("ends_at", _time),
    "grace_at": ("grace_at", _time),
}
"""The name of each parameter in a pack, its name in the engine, and how it is read."""
