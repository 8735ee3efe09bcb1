from __future__ import annotations

from dataclasses import replace
from datetime import date

from casebook.domain.case.task import Task
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import task
from tests.stubs import stubs_of

TASK = Task(id="t1", case_id="c1", step="Call the registry", due_on=date(2026, 3, 1))


def test_a_task_is_ticked_and_opened_again(session: Session) -> None:
    record.add(session, TASK, *stubs_of(TASK))
    assert task.tick(session, "t1").done_on == date(2026, 3, 2)
    assert task.still_open(session) == []
    task.tick(session, "t1", is_done=False)
    assert task.still_open(session, "c1") == [TASK]


def test_a_task_is_overdue_while_it_is_open_and_its_day_has_passed() -> None:
    assert TASK.is_overdue(date(2026, 3, 2))
    assert not TASK.is_overdue(date(2026, 3, 1))
    assert not replace(TASK, done_on=date(2026, 3, 1)).is_overdue(date(2026, 3, 9))
