"""Templates of steps before a deadline, counted back from it."""

from __future__ import annotations

from datetime import date

from casebook.domain.base.day import days_later
from casebook.domain.base.entity import entity
from casebook.domain.deadline.court_calendar import WEEKEND


@entity
class TemplateStep:
    """One step and its number of days before the deadline."""

    step: str
    days: int


@entity
class TaskTemplate:
    """A set of steps, the earliest first."""

    id: str
    title: str
    steps: tuple[TemplateStep, ...]


def step_day(step: TemplateStep, due_on: date, today_on: date) -> date:
    """Return the day of a step: the preceding Friday instead of a weekend, and never in the past."""
    day = days_later(due_on, -step.days)
    while day.weekday() in WEEKEND:
        day = days_later(day, -1)
    return max(day, min(today_on, due_on))
