"""The steps of a deadline calculation, complete enough to check by hand."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from casebook.base.i18n import Translator

COUNTED = True
SKIPPED = False


class TraceStep(NamedTuple):
    """One day, month or hour of a calculation.

    Attributes:
        day: the calendar day; for a month, week or year the day it ends on; for an hour the day it ends in.
        counts: whether it was counted. A trace holds as many of these as the period has units.
        text: why, as a text to translate; `{value}` stands for `value`.
        value: a number, a day or a name.
    """

    day: date
    counts: bool
    text: str
    value: object = ""

    def why(self, words: Translator) -> str:
        """Return the reason in a language."""
        return words(self.text, value=_shown(self.value, words))


class DeadlineWarning(NamedTuple):
    """A warning on a calculated date.

    Attributes:
        kind: stable word for scripts and icons.
        text: the caution as a text to translate; `{value}` stands for `value`.
        value: a number, a day or a name.
    """

    kind: str
    text: str
    value: object = ""

    def format(self, words: Translator) -> str:
        """Return the caution in a language."""
        return words(self.text, value=_shown(self.value, words))


def _shown(value: object, words: Translator) -> object:
    """Return a value as it is shown: names of calendars and weekdays are among the texts, too."""
    if isinstance(value, date):
        return words.format_date(value)
    return words(value) if isinstance(value, str) else value


Trace = tuple[TraceStep, ...]


def counted(trace: Trace) -> int:
    """Return how many units were counted."""
    return sum(1 for step in trace if step.counts)


class StepRun(NamedTuple):
    """Consecutive steps with the same meaning, which keep a trace on one page.

    Attributes:
        first: the first of them.
        last: the last of them; the same for a single step.
    """

    first: TraceStep
    last: TraceStep


def runs(trace: Trace) -> tuple[StepRun, ...]:
    """Return a complete trace in the fewest lines: consecutive counted steps of a kind are merged."""
    runs_so_far: list[StepRun] = []
    for step in trace:
        last = runs_so_far[-1].last if runs_so_far else None
        if last and step.counts and last.counts and step.text == last.text:
            runs_so_far[-1] = StepRun(runs_so_far[-1].first, step)
        else:
            runs_so_far.append(StepRun(step, step))
    return tuple(runs_so_far)
