"""The status of an event as its row in a list states it, by the words of its cells and by its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.base.day import date_value
from casebook.domain.case.event import EventKind, EventStatus, default_status
from casebook.domain.exchange.date_column import DayOrder
from casebook.domain.exchange.further_day import further_day
from casebook.services.exchange.row_cells import ORDER
from casebook.services.exchange.state_words import (
    denies_holding,
    event_state_of,
    is_ticked,
    is_unsure,
    off_words_in,
)

_UNKNOWN_STATE = gettext_noop(
    "The status “{status}” was not understood and is kept as the outcome. It would be imported as {state}."
)
_UNSURE = gettext_noop("By its status “{status}” it may not take place. It would be imported as {state}.")
_OFF_BY_TITLE = gettext_noop(
    "By “{words}” in its title it may not take place on this day. It would be imported as {state} on {day}."
)
_OFF_BY_ROW = gettext_noop(
    "By “{words}” in its row it may not be held on this day. It would be imported as {state} on {day}."
)
_OTHER_DAY = gettext_noop("Its row names another day: “{words}”. It would be imported as {state} on {day}.")
_HELD_AHEAD = gettext_noop(
    "By its status “{status}” it has happened, but its day is ahead. It would be imported as {state}."
)
_NOT_HELD = gettext_noop(
    "By its status “{status}” it may not have taken place, and its day is past. "
    "It would be imported as {state}."
)
_AGAINST = gettext_noop(
    "By its status “{status}” it is cancelled, but its outcome is “{outcome}”. "
    "It would be imported as {state}."
)
_STATES: Mapping[EventStatus, Message] = {"planned": Message("planned"), "happened": Message("happened")}


class ListedState(NamedTuple):
    """The status of an event, and what must be confirmed of it.

    Attributes:
        kept: words of its status that are kept.
        note: the question.
        lines: of columns whose headings say that events are off, those that are kept.
    """

    status: EventStatus
    kept: str = ""
    note: Message = NO_MESSAGE
    lines: tuple[str, ...] = ()


def state_cell(cells: Mapping[str, str]) -> str:
    """The status that a row states: in its own column, else as a known word in that of the outcome."""
    outcome = cells.get("outcome", "").strip()
    return cells.get("state", "").strip() or (outcome if event_state_of(outcome) else "")


def listed_state(cells: Mapping[str, str], kind: EventKind, on: StatedDate, today: date) -> ListedState:
    """The status of an event by its cells, else by its day; where words leave a doubt, with a question.

    One that is planned by mistake costs a look, one that is not planned by mistake a hearing.
    """
    cell, outcome = state_cell(cells), cells.get("outcome", "").strip()
    stated, by_day = event_state_of(cell), default_status(kind, on, today)
    is_held, is_ahead = stated == "happened", on.earliest_on > today
    lines = _off_columns(cells, is_held=is_held, is_ahead=is_ahead)
    by_title = off_words_in(cells.get("title", ""), is_held=is_held)
    beside = _off_beside(cells, is_held=is_held) or next(iter(lines), "")
    is_denied = by_day == "happened" and (denies_holding(cell) or bool(by_title or beside))
    if is_denied:
        by_day = "planned"
    day = date_value(on)
    if stated == "cancelled" and event_state_of(outcome) in {"", "cancelled"}:
        return ListedState("cancelled", lines=lines)
    if is_held and not (is_ahead or by_title or beside):
        return ListedState("happened")
    if stated == "cancelled":
        doubt = Message(_AGAINST, status=cell, outcome=outcome, state=_STATES[by_day])
    elif by_title:
        doubt = Message(_OFF_BY_TITLE, words=by_title, state=_STATES[by_day], day=day)
    elif is_held and is_ahead:
        doubt = Message(_HELD_AHEAD, status=cell, state=_STATES[by_day])
    elif beside:
        doubt = Message(_OFF_BY_ROW, words=beside, state=_STATES[by_day], day=day)
    elif question := _question(cell, is_denied=is_denied):
        doubt = Message(question, status=cell, state=_STATES[by_day])
    elif other := further_day(_texts(cells, is_over=by_day == "happened"), on, today, _order(cells)):
        doubt = Message(_OTHER_DAY, words=other, state=_STATES[by_day], day=day)
    else:
        return ListedState(by_day)
    kept = cells.get("state", "").strip()
    return ListedState(by_day, kept if stated != "planned" or is_denied else "", doubt, lines)


def _texts(cells: Mapping[str, str], *, is_over: bool) -> str:
    """The words of a row in which a day may be the one to which its event was moved.

    Beside one that is over they name what follows: a decision, the next hearing.
    """
    return "\n".join(
        cells.get(key, "") for key in (("title",) if is_over else ("title", "outcome", "remarks"))
    )


def _order(cells: Mapping[str, str]) -> DayOrder:
    """The order of days and months that the list shows."""
    orders: tuple[DayOrder, ...] = ("day-first", "month-first")
    return next((order for order in orders if order == cells.get(ORDER)), "")


def _question(cell: str, *, is_denied: bool) -> str:
    """What is asked about the words of a status; "" of one that is certain."""
    if is_denied:
        return _NOT_HELD
    if not cell or event_state_of(cell):
        return ""
    return _UNSURE if is_unsure(cell) else _UNKNOWN_STATE


def _off_beside(cells: Mapping[str, str], *, is_held: bool) -> str:
    """The words beside the status by which the event is off; one that was held can have been adjourned."""
    texts = (cells.get(key, "") for key in ("outcome", "remarks"))
    return next((words for text in texts if (words := off_words_in(text, is_held=is_held))), "")


def _off_columns(cells: Mapping[str, str], *, is_held: bool, is_ahead: bool) -> tuple[str, ...]:
    """The lines of columns by whose headings the event is off, or was not held; each with its heading."""
    off = [line for line in cells.get("off", "").splitlines() if is_ticked(_value(line)) is not False]
    if is_held:
        off = [line for line in off if off_words_in(line, is_held=True)]
    held = [
        line
        for line in cells.get("held", "").splitlines()
        if is_ticked(_value(line)) in ({False, True} if is_ahead else {False}) or off_words_in(_value(line))
    ]
    return (*off, *held)


def _value(line: str) -> str:
    return line.partition(": ")[2] or line
