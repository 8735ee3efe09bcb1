"""A timeline of a case: lanes of bars and marks, drawn alike in the window and in a dossier."""

from __future__ import annotations

from datetime import MAXYEAR, date
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.deadline.rule_title import RuleTitled

_MONTHS = 12
_STEPS = ((14, 1), (48, 3), (40 * _MONTHS, _MONTHS), (400 * _MONTHS, 10 * _MONTHS))
_WIDEST_STEP = 100 * _MONTHS
"""Total months and months between ticks: a month, a quarter, a year or ten years; above that a century."""

Tone = Literal["plain", "violet", "green", "amber", "red"]


@entity
class TimelineBar:
    """A span of time, such as a stage of a proceeding.

    Attributes:
        title: written on it.
        begins_on: first day.
        ends_on: last day, or None where it still runs.
        record_id: what a click opens.
    """

    title: str
    begins_on: date
    ends_on: date | None
    tone: Tone = "plain"
    record_id: str = ""


@entity
class Mark(RuleTitled):
    """A point in time, such as a hearing or a visit by police.

    Attributes:
        title: written beside it.
        on: its earliest possible day.
        record_id: what a click opens.
        status: why it never was on this day, or "" where it was or is to be; drawn as a ring.
    """

    title: str
    on: date
    tone: Tone = "plain"
    record_id: str = ""
    status: Literal["", "adjourned", "cancelled"] = ""


@entity
class Lane:
    """A row of the timeline."""

    title: str
    bars: tuple[TimelineBar, ...] = ()
    marks: tuple[Mark, ...] = ()


@entity
class Timeline:
    """Lanes from first to last day; `today` is drawn as a line.

    Attributes:
        begins_on: first day shown.
        ends_on: last day shown.
        today: the day it was drawn for.
    """

    lanes: tuple[Lane, ...]
    begins_on: date
    ends_on: date
    today: date


def ticks(begins_on: date, ends_on: date) -> list[date]:
    """Return the starts of months, quarters, years, decades or centuries, as many as are readable.

    >>> len(ticks(date.min, date.max))
    99
    """
    months = (ends_on - begins_on).days / 30
    step = next((step for most, step in _STEPS if months <= most), _WIDEST_STEP)
    first = begins_on.year * _MONTHS + begins_on.month - 1 + (begins_on.day > 1)
    last = min(ends_on.year, MAXYEAR) * _MONTHS + ends_on.month - 1
    return [
        date(at // _MONTHS, at % _MONTHS + 1, 1) for at in range(-(-first // step) * step, last + 1, step)
    ]
