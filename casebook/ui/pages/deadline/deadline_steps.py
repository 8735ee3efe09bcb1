"""The steps before a deadline: tasks with their days, added from a template, ticked when done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from casebook.domain.case.task import Task
from casebook.services.case import task
from casebook.services.deadline import deadline_tasks
from casebook.services.deadline.deadline import DeadlineRow
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.cards.card import CardLine
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button


def show_steps(pane: DetailPane, context: PageContext, row: DeadlineRow, adds: QPushButton) -> None:
    """Add the steps of a deadline to a pane, and the button that adds some."""
    deadline, words = row.deadline, context.words
    can_add = deadline.is_running and deadline.due_on is not None
    if not row.tasks and not can_add:
        return
    required = deadline.working.basis.steps if deadline.working else ()
    before = [step for step in row.tasks if step.step not in required]
    within = [step for step in row.tasks if step.step in required]
    within.sort(key=lambda step: required.index(step.step))
    if within:
        pane.heading(words("Each to be done within the period"))
    for step in within:
        pane.add(_step(context, step))
    if before or can_add:
        pane.heading(words("Preparatory steps"))
    for step in before:
        pane.add(_step(context, step))
    if can_add:
        pane.step_below(adds)


def _step(context: PageContext, step: Task) -> CardLine:
    words = context.words
    day = dates.short_day(words, step.due_on) if step.due_on else "—"
    if step.done_on:
        done = words("Completed {day}", day=dates.short_day(words, step.done_on))
        return CardLine(step.step, step.owner, day=day, status=Chip(done, "green", "done"))
    tick = button(words("Done"), partial(_tick, context, step.id), meaning="done")
    tick.setAccessibleName(words("Completed: {step}", step=step.step))
    return CardLine(step.step, step.owner, day=day, status=tick)


def _tick(context: PageContext, task_id: str) -> None:
    context.ask(lambda session: task.tick(session, task_id), lambda _: None)


def adding(context: PageContext, deadline_id: Callable[[], str]) -> QPushButton:
    """The button that adds steps from a template to the deadline in view."""
    add_button = button(context.words("Add steps"), meaning="add")
    menu = QMenu(add_button)
    for template in deadline_tasks.templates():
        menu.addAction(context.words(template.title), partial(_add, context, deadline_id, template.id))
    add_button.setMenu(menu)
    return add_button


def _add(context: PageContext, deadline_id: Callable[[], str], template_id: str) -> None:
    chosen_id = deadline_id()
    context.ask(lambda session: deadline_tasks.add_tasks(session, chosen_id, template_id), lambda _: None)
