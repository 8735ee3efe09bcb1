"""A task with a person responsible and a date."""

from __future__ import annotations

from datetime import date

from casebook.domain.base.day import refuse_unlikely
from casebook.domain.base.entity import entity


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
