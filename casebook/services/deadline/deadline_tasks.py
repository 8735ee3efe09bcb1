"""Tasks before a deadline, made from a template."""

from __future__ import annotations

from functools import cache

from casebook.base.errors import NotFound, Refused
from casebook.base.message import Message
from casebook.domain.agenda.task_template import TaskTemplate, step_day
from casebook.domain.case.task import Task
from casebook.domain.deadline.deadline import Deadline
from casebook.packs.deadline.deadline_tasks import read_templates
from casebook.services.base import record
from casebook.services.base.session import Session


@cache
def templates() -> tuple[TaskTemplate, ...]:
    """Every template, read once."""
    return read_templates()


def add_tasks(session: Session, deadline_id: str, template_id: str, owner: str = "") -> tuple[Task, ...]:
    """The steps of a template as tasks of a deadline, each on its day; they move when the deadline moves.

    Raises:
        NotFound: there is no such deadline or template.
        Refused: the deadline has no date, or has ended.
    """
    template = next((each for each in templates() if each.id == template_id), None)
    if template is None:
        raise NotFound(Message("There is no template {id}.", id=template_id), field="template")
    deadline = record.find(session, Deadline, deadline_id)
    if deadline.due_on is None or not deadline.is_running:
        raise Refused(
            "Steps are scheduled backwards from the due date, but this deadline has no due date or "
            "has ended.",
            field="deadline",
        )
    today_on, due_on = session.clock().date(), deadline.due_on
    tasks = tuple(
        Task(
            id=session.ids(),
            step=step.step,
            case_id=deadline.case_id,
            proceeding_id=deadline.proceeding_id,
            deadline_id=deadline.id,
            owner=owner or deadline.responsible,
            due_on=step_day(step, due_on, today_on),
        )
        for step in template.steps
    )
    record.add(session, *tasks)
    return tasks
