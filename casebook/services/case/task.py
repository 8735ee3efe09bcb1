"""Tasks: listing them and marking them done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casebook.domain.case.task import Task
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.case import task as tasks


def of_case(session: Session, case_id: str) -> tuple[list[Task], date]:
    """Return the tasks of a case, open ones first and soonest due first, and the current day."""
    found = record.of_case(session, Task, case_id)
    in_order = sorted(found, key=lambda task: (task.done_on is not None, task.due_on or date.max))
    return in_order, session.clock().date()


def still_open(session: Session, case_id: str = "") -> list[Task]:
    """Return the open tasks of a case or of all cases, soonest due first, undated ones last."""
    with session.store.reading() as connection:
        return tasks.still_open(connection, case_id)


def tick(session: Session, task_id: str, *, is_done: bool = True) -> Task:
    """Mark a task done today, or reopen it.

    Raises:
        NotFound: there is no such task.
    """
    task = record.find(session, Task, task_id)
    ticked = replace(task, done_on=session.clock().date() if is_done else None)
    return record.change(session, ticked, seen=task)
