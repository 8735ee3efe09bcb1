"""Templates of the steps before a deadline."""

from __future__ import annotations

from pathlib import Path

from casebook.base.resources import resource
from casebook.domain.agenda.task_template import TaskTemplate, TemplateStep
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.reader import read_all

FILE = "deadline-tasks.toml"
KIND = "template"


def read_templates(folder: Path | None = None, on_defect: OnDefect = refuse) -> tuple[TaskTemplate, ...]:
    """Every template, in order; the shipped ones where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    return read_all((folder or resource("packs")) / FILE, KIND, _template, on_defect)


def _template(entry: PackEntry) -> TaskTemplate:
    template = TaskTemplate(
        id=entry.text("id"),
        title=entry.text("title"),
        steps=tuple(_step(table) for table in entry.tables("steps")),
    )
    if not template.steps:
        entry.complain("steps", "must hold at least one step")
    entry.close()
    return template


def _step(entry: PackEntry) -> TemplateStep:
    step = TemplateStep(step=entry.text("step"), days=entry.integer("days"))
    entry.close()
    return step
