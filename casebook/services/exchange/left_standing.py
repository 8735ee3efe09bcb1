"""Events and tasks that a list seems to have moved: the same words on another day, the old day being gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from casebook.base.message import Message
from casebook.domain.base.entity import Entity
from casebook.domain.case.event import Event
from casebook.domain.case.task import Task
from casebook.domain.exchange.import_plan import PlannedRow, joined
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exchange.known_records import comparable

E = TypeVar("E", bound=Entity)


def with_events_left(session: Session, case_id: str, rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """Return the rows of a list of events; one that may move a planned event says that this stays planned."""
    today = session.clock().date()
    planned = [event for event in record.of_case(session, Event, case_id) if event.is_upcoming(today)]
    return _noted(rows, planned, Event, lambda event: event.title, _event_stays)


def with_tasks_left(session: Session, case_id: str, rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """Return the rows of a list of tasks; one that may move an open task says that this stays open."""
    open_tasks = [
        task for task in record.every(session, Task) if task.case_id == case_id and task.done_on is None
    ]
    return _noted(rows, open_tasks, Task, lambda task: task.step, _task_stays)


def _noted(
    rows: Sequence[PlannedRow],
    standing: Iterable[E],
    kind: type[E],
    words: Callable[[E], str],
    stays: Callable[[E, E], Message | None],
) -> list[PlannedRow]:
    met = {row.known_id for row in rows} | {row.former.id for row in rows if row.former}
    left: dict[str, list[E]] = defaultdict(list)
    for known in standing:
        if known.id not in met and words(known):
            left[comparable(words(known))].append(known)
    noted = []
    for row in rows:
        whys = []
        if isinstance(row.record, kind) and row.former is None:
            others = left.get(comparable(words(row.record)), ())
            whys = [why for known in others if (why := stays(known, row.record))]
        noted.append(replace(row, why=joined([one for one in (row.why, *whys[:1]) if one])) if whys else row)
    return noted


def _event_stays(known: Event, listed: Event) -> Message | None:
    is_elsewhere = known.place and listed.place and comparable(known.place) != comparable(listed.place)
    if is_elsewhere or listed.status != "planned":
        return None
    return Message(
        "The event of this title on {day} is not in this list and stays planned. "
        "If it was moved, cancel it or change its date.",
        day=_shown(known.placed_on, known.on.words),
    )


def _task_stays(known: Task, _: Task) -> Message:
    return Message(
        "The task of these words due on {day} is not in this list and stays open.",
        day=_shown(known.due_on, "–"),
    )


def _shown(day: date | None, words: str) -> str:
    return day.isoformat() if day else words
