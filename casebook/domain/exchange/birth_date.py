"""Dates of birth in lists: those of other calendars, and those on which nobody can have been born.

A date that had to be converted, or that cannot be right, is never taken without a question.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from casebook.base.errors import InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.date import StatedDate
from casebook.domain.exchange.import_plan import as_stated
from casebook.domain.exchange.other_calendar_day import of_other_calendar

_EARLIEST = 1900
"""Births before are rare."""


class BirthReading(NamedTuple):
    """A date of birth as it would be recorded, and what is to be asked about it."""

    born: StatedDate | None
    doubt: Message = NO_MESSAGE


def read_birth(text: str, today: date) -> BirthReading:
    """The date of birth that a cell states.

    >>> on = date(2026, 3, 2)
    >>> [read_birth(text, on).born.edtf for text in ("2522-05-03", "1357/02/13", "昭和54年5月3日")]
    ['1979-05-03', '1978-05-03', '1979-05-03']
    >>> read_birth("2031-05-06", on).born.edtf, read_birth("068/05/03", on).born.edtf
    ('XXXX', '1979-05-03')
    >>> bool(read_birth("1979-05-03", on).doubt)
    False
    """
    stated = text.strip()
    if converted := of_other_calendar(stated, today):
        return BirthReading(*converted)
    try:
        born = as_stated(stated)
    except InvalidInput as error:
        return BirthReading(StatedDate(edtf="XXXX", words=stated), error.message)
    if born is None or born.is_unknown:
        return BirthReading(born)
    if born.earliest_on > today:
        why = Message(
            "The date of birth “{stated}” is in the future. It is recorded as unknown.", stated=stated
        )
        return BirthReading(StatedDate(edtf="XXXX", words=stated), why)
    placed = born.placed_on
    if placed and placed.year < _EARLIEST:
        return BirthReading(born, Message("The date of birth “{stated}” is before 1900.", stated=stated))
    return BirthReading(born)
