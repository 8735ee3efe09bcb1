"""A case as a picture: lanes of bars and marks over time, drawn alike in the window and in a dossier."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from casebook.domain.base.entity import entity

_MONTHS_SHOWN, _QUARTERS_SHOWN = 14, 48

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
class Mark:
    """A moment, such as a hearing or a visit by police.

    Attributes:
        title: written beside it.
        on: its earliest possible day.
        record_id: what a click opens.
    """

    title: str
    on: date
    tone: Tone = "plain"
    record_id: str = ""


@entity
class Lane:
    """A row of the picture."""

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
    """Firsts of months, quarters or years, as many as read well."""
    months = (ends_on - begins_on).days / 30
    step = 1 if months <= _MONTHS_SHOWN else 3 if months <= _QUARTERS_SHOWN else 12
    tick = begins_on.replace(day=1)
    firsts = []
    while tick <= ends_on:
        if tick >= begins_on and (tick.month - 1) % step == 0:
            firsts.append(tick)
        tick = (tick + timedelta(days=32)).replace(day=1)
    return firsts
