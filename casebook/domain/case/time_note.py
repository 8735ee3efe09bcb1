"""A note on time spent on a case, with the hours of an interpreter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.day import refuse_unlikely
from casebook.domain.base.entity import entity

WorkKind = Literal[
    "client-meeting",
    "hearing",
    "drafting",
    "research",
    "evidence",
    "correspondence",
    "travel",
    "administration",
    "other",
]
WORK_TITLES: Mapping[str, str] = {
    "client-meeting": gettext_noop("Meeting with the client"),
    "hearing": gettext_noop("Hearing"),
    "drafting": gettext_noop("Drafting"),
    "research": gettext_noop("Research"),
    "evidence": gettext_noop("Evidence"),
    "correspondence": gettext_noop("Letters and calls"),
    "travel": gettext_noop("Travel"),
    "administration": gettext_noop("Administration"),
    "other": gettext_noop("Other work"),
}
_DAY_MINUTES = 24 * 60


@entity
class TimeNote:
    """Time spent on a case on one day.

    Attributes:
        on: the day.
        minutes: how long the work took, from 1 to 1440.
        work: the kind of work.
        interpreter_from, interpreter_to: when the interpreter began and finished, as HH:MM; both "" where
            none was there.
        remark: what is to be known about it; in no report.
    """

    id: str
    case_id: str
    on: date
    minutes: int
    work: WorkKind
    interpreter_from: str = ""
    interpreter_to: str = ""
    remark: str = ""

    @property
    def interpreter_minutes(self) -> int:
        """Return how long the interpreter was there, in minutes; 0 without one."""
        if not self.interpreter_from or not self.interpreter_to:
            return 0
        return _minute(self.interpreter_to) - _minute(self.interpreter_from)


def check_time_note(note: TimeNote) -> None:
    """Reject a note of an impossible year, without minutes or of more than a day, or with impossible times.

    Raises:
        InvalidInput: it is one.
    """
    refuse_unlikely(note.on, "on")
    if not 1 <= note.minutes <= _DAY_MINUTES:
        raise InvalidInput(
            Message("The time must be from 1 to {most} minutes.", most=_DAY_MINUTES),
            field="minutes",
            remedy="Enter the minutes of one day, such as 90.",
        )
    for field, clock in (
        ("interpreter_from", note.interpreter_from),
        ("interpreter_to", note.interpreter_to),
    ):
        if clock and not _is_clock(clock):
            raise InvalidInput("This is not a time.", field=field, remedy="Enter it as 14:30.")
    if bool(note.interpreter_from) != bool(note.interpreter_to):
        raise InvalidInput(
            "The interpreter’s time needs a start and a finish.",
            field="interpreter_to" if note.interpreter_from else "interpreter_from",
            remedy="Enter both, or leave both empty.",
        )
    if note.interpreter_from and note.interpreter_minutes <= 0:
        raise InvalidInput(
            "The interpreter finished before the start.",
            field="interpreter_to",
            remedy="Check both times. Enter two notes where the work went on past midnight.",
        )


def clock_text(clock: time | None) -> str:
    """Return a clock time as it is stored.

    >>> clock_text(time(9, 5)), clock_text(None)
    ('09:05', '')
    """
    return f"{clock:%H:%M}" if clock else ""


def clock_time(clock: str) -> time | None:
    """Return the clock time of a stored one, or None for ""."""
    return time.fromisoformat(clock) if clock else None


def hours_and_minutes(minutes: int) -> str:
    """Return minutes as hours and minutes.

    >>> hours_and_minutes(765)
    '12:45'
    """
    return f"{minutes // 60}:{minutes % 60:02}"


def _is_clock(clock: str) -> bool:
    try:
        return clock_text(time.fromisoformat(clock)) == clock
    except ValueError:
        return False


def _minute(clock: str) -> int:
    at = time.fromisoformat(clock)
    return at.hour * 60 + at.minute
