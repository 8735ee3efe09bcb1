"""Tasks of a case, with persons responsible and due dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.message import Message
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.services.case import task
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.base.tags import tags_column, tags_field, tags_pair
from casebook.ui.pages.case.event_form import proceeding_title
from casebook.ui.pages.exchange.list_panes import ListPanes
from casebook.ui.pages.wording.values import Status
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.field import Field


def task_form_spec(context: PageContext, case_id: str) -> FormSpec[Task]:
    """Return the form of a task."""
    words, makers = context.words, FieldFactory(context)
    proceeding = makers.of_case(Proceeding, case_id, lambda choice: proceeding_title(context, choice))
    return FormSpec(
        kind=Task,
        new=Message("New task"),
        change=Message("Edit task"),
        added=words("Task added"),
        changed=words("Task updated"),
        removed=words("Task moved to bin"),
        fields=(
            Field(key="step", title=words("Next step"), makes=makers.text(), is_required=True, is_wide=True),
            Field(key="owner", title=words("Person responsible"), makes=makers.text()),
            Field(key="due_on", title=words("Due on"), makes=makers.day("future")),
            Field(key="proceeding_id", title=words("Related proceeding"), makes=proceeding),
            Field(key="remark", title=words("Remarks"), makes=makers.long(), is_wide=True),
            tags_field(context),
        ),
    )


class CaseTasks(Records[Task, Task]):
    """The tasks of the case, the open ones first."""

    heading_role = "title"
    concerns = frozenset({"task"})
    bulk_fields = ("owner", "due_on", "proceeding_id", "tags")

    def __init__(self, context: PageContext) -> None:
        self._today = date.min
        self._lists = ListPanes(context, "task", context.words("Import list"))
        super().__init__(context, context.words("Tasks"), self._columns(context))
        self._lists.stand_above(self)

    def read(self) -> None:
        """Read the tasks."""
        case_id = self.place.id
        self.ask(lambda session: task.of_case(session, case_id), self._show)

    def spec(self) -> FormSpec[Task]:
        """A task."""
        return task_form_spec(self.context, self.place.id)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """The imports of lists, another one, and a new task."""
        return (
            *self._lists.buttons(),
            self.new_step(self.words("New task")),
        )

    def empty_state(self) -> QWidget:
        """What belongs here."""
        return Empty(
            "task",
            self.words("No tasks yet"),
            self.words(
                "Small next steps, each with a person and a date. They also appear on the Today page."
            ),
            self.first_step(self.words("Add next step")),
        )

    def tick(self) -> None:
        """Mark the selected task as done, or reopen it."""
        todo = self.entity(self.table.chosen_id)
        if todo is None:
            return
        was_done = todo.done_on is not None
        self.context.ask(
            lambda session: task.tick(session, todo.id, is_done=not was_done),
            lambda _: self.context.did(
                self.words("Task reopened") if was_done else self.words("Task marked as done"),
                lambda session: task.tick(session, todo.id, is_done=was_done),
                redo=lambda session: task.tick(session, todo.id, is_done=not was_done),
            ),
        )

    def show_record(self, record_id: str) -> None:
        """The task."""
        todo = self.entity(record_id)
        if todo is None:
            return
        words = self.words
        word, tone, meaning = self._status(todo)
        self.details.begin(todo.step, todo.owner, (Chip(word, tone, meaning),), self.tools())
        self.details.pairs(
            (
                (words("Due on"), dates.format_date(words, todo.due_on) if todo.due_on else ""),
                (words("Done"), dates.format_date(words, todo.done_on) if todo.done_on else ""),
                (words("Remarks"), todo.remark),
                tags_pair(words, todo),
            )
        )
        title = words("Reopen") if todo.done_on else words("Mark as done")
        self.details.step_below(button(title, self.tick, meaning="done"))
        self.details.end()

    def _show(self, answer: tuple[list[Task], date]) -> None:
        tasks, self._today = answer
        self.show_records(tasks)

    def _status(self, todo: Task) -> Status:
        if todo.done_on:
            return self.words("done"), "green", "done"
        if todo.is_overdue(self._today):
            return self.words("overdue"), "red", "warning"
        return self.words("open"), "blue", "task"

    def _columns(self, context: PageContext) -> tuple[Column[Task], ...]:
        words = context.words
        return (
            Column(
                title=words("Next step"),
                text=lambda row: row.step,
                look="two-lines",
                width=32,
                stretches=True,
                edits="step",
            ),
            Column(
                title=words("Person responsible"),
                text=lambda row: row.owner,
                look="quiet",
                width=14,
                edits="owner",
            ),
            Column(
                title=words("Due on"),
                text=lambda row: dates.format_date(words, row.due_on) if row.due_on else "",
                fits=True,
                sort=lambda row: row.due_on or date.max,
                width=12,
                edits="due_on",
            ),
            Column(
                title=words("Status"),
                text=lambda row: self._status(row)[0],
                tone=lambda row: self._status(row)[1],
                icon=lambda row: self._status(row)[2],
                width=13,
            ),
            tags_column(words),
        )
