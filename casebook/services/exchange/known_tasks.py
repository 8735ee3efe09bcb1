"""Existing tasks when a list or calendar is imported: by calendar entry, or else by words and due day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from casebook.base.message import Message, gettext_noop
from casebook.domain.case.task import Task, TaskSource
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
from casebook.services.exchange.known_by_keys import KnownByKeys
from casebook.services.exchange.known_records import BuiltRow, Settled, comparable
from casebook.services.exchange.restated import differences

_ALIKE = Message("A task of the same words and due day, from another calendar entry, is already present.")
_COMPARED = {
    "done_on": gettext_noop("Completed on"),
    "owner": gettext_noop("Person responsible"),
    "remark": gettext_noop("Remarks"),
}
_OF_CALENDAR = {"step": gettext_noop("Task"), "due_on": gettext_noop("Due"), **_COMPARED}


class KnownTasks:
    """The tasks of a case, or of the office.

    Args:
        standing: what is there.
        today: the day on which a task is closed that the calendar has cancelled.
    """

    def __init__(self, standing: Iterable[Task], today: date) -> None:
        self._today = today
        self._by_id: dict[str, Task] = {}
        self._by_uid: dict[str, Task] = {}
        known = list(standing)
        self._by_keys = KnownByKeys(known, _keys, titles=_COMPARED)
        for task in known:
            self._know(task)

    def settle(self, built: BuiltRow[Task]) -> Settled[Task]:
        """Return the outcome of a task in a list."""
        source = built.record.calendar
        same = self._by_uid.get(source.uid) if source else None
        if same and same.calendar:
            return replace(self._merged(same, built, same.calendar), known_id=same.id)
        settled = self._by_keys.settle(built)
        alike = self._by_id.get(settled.known_id)
        if source and alike and alike.calendar:
            settled = Settled(fate="new", record=built.record, why=_ALIKE)
        elif source and alike and source.is_cancelled:
            here = _as_imported(replace(source, is_cancelled=False), alike)
            settled = replace(self._merged(alike, built, here), known_id=alike.id)
        elif source and alike:
            linked = replace(settled.record or alike, calendar=source)
            fate: Fate = settled.fate if settled.record else "changed"
            why = settled.why if settled.record else LINKED
            settled = Settled(fate=fate, record=linked, former=alike, why=why, known_id=alike.id)
        if settled.fate == "new":
            self._know(built.record)
        return settled

    def take(self, former: Task, record: Task) -> None:
        """Know a task as a row changes it."""
        self._by_keys.take(former, record)
        self._know(record)

    def _know(self, task: Task) -> None:
        self._by_id[task.id] = task
        if task.calendar:
            self._by_uid[task.calendar.uid] = task

    def _merged(self, task: Task, built: BuiltRow[Task], last: TaskSource) -> Settled[Task]:
        """Return the task with the calendar's changes since the last import, which `last` contains."""
        source = built.record.calendar
        if source is None or is_older(source, last):
            return Settled(fate="duplicate", why=OUTDATED, is_certain=True)
        base = replace(task, step=last.step, due_on=last.due_on, done_on=last.done_on, remark=last.remark)
        entry = self._entry(base, built, last, source)
        is_done = base.done_on != entry.done_on and not (task.done_on and entry.done_on)
        groups = (
            (("step",), base.step != entry.step),
            (("due_on",), base.due_on != entry.due_on),
            (("done_on",), is_done or task.done_on == base.done_on),
        )
        taken, refused, is_kept = merged(task, base, entry, groups)
        if refused:
            return Settled(fate="refused", why=_conflict(entry, refused[0]))
        taken = replace(taken, remark=_with_lines(task.remark, base.remark, entry.remark))
        if taken == task:
            return Settled(fate="duplicate", is_certain=source.is_cancelled)
        whys = [
            *([OFF_IN_CALENDAR] if source.is_cancelled else []),
            *([BACK_IN_CALENDAR] if last.is_cancelled and not source.is_cancelled else []),
            *differences(task, taken, _OF_CALENDAR),
            *([OWN_KEPT] if is_kept else []),
        ]
        return Settled(
            fate="cancelled" if source.is_cancelled and not last.is_cancelled else "changed",
            record=replace(taken, calendar=_as_imported(source, entry)),
            former=task,
            why=joined(whys),
            is_certain=source.is_cancelled,
        )

    def _entry(self, base: Task, built: BuiltRow[Task], last: TaskSource, source: TaskSource) -> Task:
        """The task as the calendar has it now; of a cancelled one it says nothing else."""
        if source.is_cancelled:
            closed_on = last.done_on if last.is_cancelled else last.done_on or self._today
            remark = _with_lines(base.remark, "", built.record.remark)
            return replace(base, done_on=closed_on, remark=remark)
        if "done_on" in built.assumed and last.done_on:
            return replace(built.record, done_on=last.done_on)
        return built.record


def _as_imported(source: TaskSource, task: Task) -> TaskSource:
    return replace(source, step=task.step, due_on=task.due_on, done_on=task.done_on, remark=task.remark)


def _keys(task: Task) -> frozenset[str]:
    """The key: what is to be done, in which case and by when."""
    return frozenset({f"{comparable(task.step)}|{task.case_id}|{task.due_on or ''}"})


def _with_lines(mine: str, last: str, now: str) -> str:
    """Remarks without the lines that the calendar no longer has, and with its new ones."""
    here, old, new = (text.splitlines() for text in (mine, last, now))
    if here == old:
        return now
    kept = [line for line in here if line not in old or line in new]
    return "\n".join((*kept, *(line for line in new if line not in old and line not in kept)))


def _conflict(entry: Task, name: str) -> Message:
    stated = getattr(entry, name)
    return Message(
        "You edited this task, and the calendar now states otherwise: {now}. Compare both and edit the task.",
        now=str(stated) if stated else Message("none"),
    )
