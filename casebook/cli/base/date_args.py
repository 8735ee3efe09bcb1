"""Parsing of days, times and ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.period import Period, parse_period
from casebook.domain.deadline.calculation_record import DueTime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?")
_REMEDY = Message("Enter a date as 2026-03-02, a time as 2026-03-02T14:30+02:00.")


def moment(text: str, field: str) -> tuple[date, datetime | None]:
    """Return a day, and its clock time if given.

    Raises:
        InvalidInput: it is neither, or no day of the calendar.
    """
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text), None
        if _CLOCK.fullmatch(text):
            clock = datetime.fromisoformat(text)
            return clock.date(), clock
    except ValueError as error:
        raise _invalid(text, field) from error
    raise _invalid(text, field)


def day_or_none(text: str, field: str) -> date | None:
    """Return a day, or None if empty.

    Raises:
        InvalidInput: it is no day.
    """
    return moment(text, field)[0] if text else None


def instant(text: str, field: str) -> DueTime:
    """Return a day, or a day and time with its offset.

    Raises:
        InvalidInput: it is neither, or a time without an offset.
    """
    if not text:
        raise InvalidInput(
            "The date is missing.", field=field, remedy=Message("Enter it with --{field}.", field=field)
        )
    on, at = moment(text, field)
    if at is not None and at.tzinfo is None:
        raise InvalidInput(
            "The time has no time zone.",
            field=field,
            remedy="Enter it with its UTC offset: 2026-03-02T16:00+02:00.",
        )
    return DueTime(on=on, at=at)


def moments(texts: Sequence[str], field: str) -> list[tuple[date, datetime | None]]:
    """Return several of them."""
    return [moment(text, field) for text in texts]


def days(texts: Sequence[str], field: str) -> tuple[date, ...]:
    """Return comma-separated days."""
    return tuple(moment(text.strip(), field)[0] for listed in texts for text in listed.split(","))


def spans(texts: Sequence[str], field: str) -> tuple[tuple[date, date], ...]:
    """Return comma-separated ranges of days, ``D..D``.

    Raises:
        InvalidInput: a span has no end.
    """
    day_spans = []
    for text in (part.strip() for listed in texts for part in listed.split(",")):
        first, dots, last = text.partition("..")
        if not dots or not last:
            raise InvalidInput(
                Message("“{text}” is not a period of dates.", text=text),
                field=field,
                remedy=(
                    "Enter both ends, such as 2026-03-02..2026-03-20. No date can be calculated without an "
                    "end."
                ),
            )
        day_spans.append((moment(first, field)[0], moment(last, field)[0]))
    return tuple(day_spans)


def longer(text: str, field: str = "extended-by") -> Period | None:
    """Return how much longer a period is, or None if empty.

    Raises:
        InvalidInput: it is no period.
    """
    try:
        return parse_period(text) if text else None
    except InvalidInput as error:
        raise InvalidInput(error.title, field=field, remedy=error.remedy) from error


def _invalid(text: str, field: str) -> InvalidInput:
    return InvalidInput(Message("“{text}” is not a calendar date.", text=text), field=field, remedy=_REMEDY)
