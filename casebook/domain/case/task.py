"""A task with a person responsible and a date."""

from __future__ import annotations

from datetime import date

from casebook.domain.base.day import refuse_unlikely
from casebook.domain.base.entity import entity


@entity
class TaskSource:
    """The to-do of an external calendar from which a task came, as last imported.

    What differs from it in the task was changed here.

    Attributes:
        uid: what the entry is known by from file to file.
        sequence: its version; a higher one is later.
        stamp: when it was written and last changed, as of `CalendarEntry`; it decides between equal versions.
        is_cancelled: the calendar states that it need not be done; `done_on` is then the day of that import.

    Source: RFC 5545, 3.8.4.7 and 3.8.7.4; RFC 5546, 2.1.4 and 2.1.5.
    """

    uid: str
    sequence: int
    step: str
    due_on: date | None
    done_on: date | None
    remark: str
    is_cancelled: bool
    stamp: str = ""


@entity
class Task:
    """A task.

    Attributes:
        step: what is to be done.
        case_id: its case, or "" for a task of the office.
        proceeding_id: the proceeding it serves, or "".
        deadline_id: the deadline it serves, or "".
        owner: who does it.
        due_on: by which day, or None.
        done_on: the day it was done, or None while it is open.
        remark: what is to be known about it.
        calendar: the calendar entry it came from, or None.
        tags: short words of the office's own, in no paper that leaves it.
    """

    id: str
    step: str
    case_id: str = ""
    proceeding_id: str = ""
    deadline_id: str = ""
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    remark: str = ""
    calendar: TaskSource | None = None
    tags: tuple[str, ...] = ()

    def is_overdue(self, today: date) -> bool:
        """Return whether it is open and its day has passed."""
        return self.done_on is None and self.due_on is not None and self.due_on < today


def check_task(task: Task) -> None:
    """Reject a task whose days cannot be right.

    Raises:
        InvalidInput: the year of one is mistyped.
    """
    for on, field in ((task.due_on, "due_on"), (task.done_on, "done_on")):
        if on is not None:
            refuse_unlikely(on, field)
