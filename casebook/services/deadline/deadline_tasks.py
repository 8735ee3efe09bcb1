"""Tasks of a deadline: the acts its rule requires, and preparatory steps from a template."""

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
from casebook.store.case import task as tasks


@cache
def templates() -> tuple[TaskTemplate, ...]:
    """Return every template; they are read once."""
    return read_templates()


def add_tasks(session: Session, deadline_id: str, template_id: str, owner: str = "") -> tuple[Task, ...]:
    """Add the steps of a template as tasks of a deadline, each on its day; they move with the deadline.

    Raises:
        NotFound: there is no such deadline or template.
        Refused: the deadline has no date, or has ended.
    """
    template = next((each for each in templates() if each.id == template_id), None)
    if template is None:
        raise NotFound(
            Message("There is no template {id}.", id=template_id), field="template", remedy="Check the ID."
        )
    deadline = record.find(session, Deadline, deadline_id)
    act_by = deadline.act_by
    if act_by is None or not deadline.is_running:
        raise Refused(
            "Steps are scheduled backwards from the due date, but this deadline has no due date or "
            "has ended.",
            field="deadline",
        )
    today_on = session.clock().date()
    added = tuple(
        Task(
            id=session.ids(),
            step=step.step,
            case_id=deadline.case_id,
            proceeding_id=deadline.proceeding_id,
            deadline_id=deadline.id,
            owner=owner or deadline.responsible,
            due_on=step_day(step, act_by.on, today_on),
        )
        for step in template.steps
    )
    record.add(session, *added)
    return added


def steps_of(session: Session, deadline: Deadline) -> tuple[Task, ...]:
    """Return the acts a rule requires as tasks, each due on the day to act by, without writing anything."""
    required = deadline.working.basis.steps if deadline.working else ()
    return tuple(
        Task(
            id=session.ids(),
            step=step,
            case_id=deadline.case_id,
            proceeding_id=deadline.proceeding_id,
            deadline_id=deadline.id,
            owner=deadline.responsible,
            due_on=deadline.act_by.on if deadline.act_by else None,
        )
        for step in required
    )


def require_steps(session: Session, deadline_id: str) -> None:
    """Require that every act the rule asks for is done before a deadline is marked as met.

    LAW: notice of appeal is given when it is filed and served (Mucelli v Albania [2009] UKHL 2).

    Raises:
        NotFound: there is no such deadline.
        Refused: an act is still open.
    """
    deadline = record.find(session, Deadline, deadline_id)
    required = deadline.working.basis.steps if deadline.working else ()
    with session.store.reading() as connection:
        kept = tasks.of_deadlines(connection, [deadline_id])
    left = next((task.step for task in kept if task.step in required and task.done_on is None), "")
    if left:
        raise Refused(
            Message("The rule also requires this step: {step}", step=left),
            field="step",
            remedy="Mark the step as done first. If it was not done in time, record the deadline as missed.",
        )
