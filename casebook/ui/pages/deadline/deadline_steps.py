"""The steps before a deadline: tasks with their days, added from a template, ticked when done."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from casebook.domain.case.task import Task
from casebook.services.case import task
from casebook.services.deadline import deadline_tasks
from casebook.services.deadline.deadline import DeadlineRow
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.layout.card import CardLine
from casebook.ui.widgets.layout.chip import Chip
from casebook.ui.widgets.layout.details import DetailPane
from casebook.ui.widgets.layout.layout import line
from casebook.ui.widgets.layout.parts import button


def show_steps(pane: DetailPane, context: PageContext, row: DeadlineRow) -> None:
    """Add the steps of a deadline to a pane."""
    deadline, words = row.deadline, context.words
    can_add = deadline.is_running and deadline.due_on is not None
    if not row.tasks and not can_add:
        return
    pane.heading(words("Preparatory steps"))
    for step in row.tasks:
        pane.add(_step(context, step))
    if can_add:
        foot = line(gap=8)
        foot.addWidget(_adding(context, deadline.id))
        foot.addStretch(1)
        pane.body.addLayout(foot)


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


def _adding(context: PageContext, deadline_id: str) -> QPushButton:
    add_button = button(context.words("Add steps"), meaning="add")
    menu = QMenu(add_button)
    for template in deadline_tasks.templates():
        menu.addAction(context.words(template.title), partial(_add, context, deadline_id, template.id))
    add_button.setMenu(menu)
    return add_button


def _add(context: PageContext, deadline_id: str, template_id: str) -> None:
    context.ask(lambda session: deadline_tasks.add_tasks(session, deadline_id, template_id), lambda _: None)
