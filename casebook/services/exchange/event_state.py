"""The status of an event as its row in a list states it, by the words of its cells and by its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import EventKind, EventStatus, default_status
from casebook.services.exchange.state_words import denies_holding, event_state_of, off_words_in, off_words_of

_UNKNOWN_STATE = gettext_noop(
    "The status “{status}” was not understood and is kept as the outcome. It would be imported as {state}."
)
_OFF_BY_TITLE = gettext_noop(
    "By “{words}” in its title it may not take place on this day. It would be imported as {state}."
)
_OFF_BY_ROW = gettext_noop(
    "By “{words}” in its row it may not be held on this day. It would be imported as {state}."
)
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
    """The status of an event, the words that are kept of it, and what must be confirmed of it."""

    status: EventStatus
    kept: str = ""
    note: Message = NO_MESSAGE


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
    beside = _off_beside(cells, is_held=stated == "happened")
    is_denied = by_day == "happened" and (denies_holding(cell) or bool(beside))
    if is_denied:
        by_day = "planned"
    if stated == "cancelled" and event_state_of(outcome) in {"", "cancelled"}:
        return ListedState("cancelled")
    if stated == "happened" and on.earliest_on <= today and not beside:
        return ListedState("happened")
    if stated == "cancelled":
        doubt = Message(_AGAINST, status=cell, outcome=outcome, state=_STATES[by_day])
    elif words := off_words_of(cells.get("title", "").strip()):
        doubt = Message(_OFF_BY_TITLE, words=words, state=_STATES[by_day])
    elif stated == "happened" and on.earliest_on > today:
        doubt = Message(_HELD_AHEAD, status=cell, state=_STATES[by_day])
    elif beside:
        doubt = Message(_OFF_BY_ROW, words=beside, state=_STATES[by_day])
    elif is_denied:
        doubt = Message(_NOT_HELD, status=cell, state=_STATES[by_day])
    elif cell and not stated:
        doubt = Message(_UNKNOWN_STATE, status=cell, state=_STATES[by_day])
    else:
        return ListedState(by_day)
    kept = cells.get("state", "").strip()
    return ListedState(by_day, kept if stated != "planned" or is_denied else "", doubt)


def _off_beside(cells: Mapping[str, str], *, is_held: bool) -> str:
    """The words beside the status by which the event is off; one that was held can have been adjourned."""
    texts = (cells.get(key, "") for key in ("outcome", "remarks"))
    return next((words for text in texts if (words := off_words_in(text, is_held=is_held))), "")
