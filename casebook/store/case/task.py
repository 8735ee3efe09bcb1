"""Tasks, soonest due first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, Index

from casebook.domain.case.task import Task
from casebook.domain.sharing.merge import WHOLE_PART, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import among, maybe_text, noun_table, parts, text

TASK = EntityTable(
    noun="task",
    kind=Task,
    table=noun_table(
        "task",
        text("step"),
        text("case_id", is_indexed=True),
        text("proceeding_id"),
        text("deadline_id"),
        text("owner"),
        maybe_text("due_on"),
        maybe_text("done_on"),
        text("remark"),
        parts("calendar"),
        parts("tags"),
    ),
    words=lambda task: [
        SearchText(
            title=task.step, body=" ".join((task.owner, task.remark, *task.tags)), case_id=task.case_id
        )
    ],
    merge=merging(
        one=("step", "case_id", "proceeding_id", "deadline_id", "owner", "due_on", "done_on", "calendar"),
        parts={"tags": WHOLE_PART},
        prose=("remark",),
    ),
)
TABLE = TASK.table
Index("ix_task_open", TABLE.c.due_on, sqlite_where=TABLE.c.done_on.is_(None))


def of_deadlines(connection: Connection, deadline_ids: Iterable[str]) -> list[Task]:
    """Return the tasks of several deadlines, soonest due first."""
    query = TASK.not_binned().where(among(TABLE.c.deadline_id, deadline_ids))
    return TASK.all(connection, query.order_by(TABLE.c.due_on.is_(None), TABLE.c.due_on, TABLE.c.id))


def due(connection: Connection, first_on: date, last_on: date, case_id: str = "") -> list[Task]:
    """Return the open tasks of a case, or of all, that are due in this range of days."""
    query = TASK.not_binned().where(
        TABLE.c.done_on.is_(None), TABLE.c.due_on.between(first_on.isoformat(), last_on.isoformat())
    )
    return TASK.all(connection, query.where(TABLE.c.case_id == case_id) if case_id else query)


def still_open(connection: Connection, case_id: str = "") -> list[Task]:
    """Return the open tasks of a case, or of all, soonest due first, undated ones last."""
    query = TASK.not_binned().where(TABLE.c.done_on.is_(None))
    if case_id:
        query = query.where(TABLE.c.case_id == case_id)
    return TASK.all(connection, query.order_by(TABLE.c.due_on.is_(None), TABLE.c.due_on, TABLE.c.id))
