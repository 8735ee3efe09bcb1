"""Days in the cells of a list of events, tasks or facts: what one says, and what is to be known of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from casebook.base.errors import InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.day import refuse_unlikely
from casebook.domain.base.day_typed import WRONG_WEEKDAY, DayReference, days_meant
from casebook.domain.exchange.clock_cell import split_clock
from casebook.domain.exchange.import_plan import NO_SUCH_DAY, as_stated, date_note
from casebook.domain.exchange.other_calendar_day import of_other_calendar

_AHEAD_YEARS = 20
"""So far ahead of today a day of another calendar may lie."""
_ELSEWHEN = timedelta(days=200)
_YEAR_WORD = re.compile(r"(?<=\d)\s*(?:г\.?|года|р\.?|року)$", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{1,2}")


class ListedDay(NamedTuple):
    """What a cell says.

    Attributes:
        stated: the date; None for an empty cell.
        clock: the time behind it as it is written, or "".
        note: what is to be known of it.
        is_doubtful: the note must be confirmed before the date is recorded.
    """

    stated: StatedDate | None
    clock: str = ""
    note: Message = NO_MESSAGE
    is_doubtful: bool = False


def listed_day(cell: str, reference: DayReference) -> ListedDay:
    """The day of a cell, read where it can mean one day only, whenever it was written.

    A day of another calendar is converted, and asked about. Of a year in two figures the order is the
    office's; without one it is not guessed.

    Raises:
        InvalidInput: its year is none of a case, its month is no word for one, or its weekday is another.

    >>> about = DayReference(today=date(2026, 11, 29))
    >>> said = ("15 января 2027 г.", "Thu, 25 Feb 2027", "mardi 15 décembre 2026", "15/12/2569", "tomorrow")
    >>> [listed_day(text, about).stated.edtf for text in said]
    ['2027-01-15', '2027-02-25', '2026-12-15', '2026-12-15', 'XXXX']
    >>> listed_day("25.02.27", about).stated.edtf, listed_day("16/02/2027 09:00", about).clock
    ('XXXX', '09:00')
    >>> listed_day("25.02.27", replace(about, order="day")).stated.edtf
    '2027-02-25'
    """
    day_text, clock = split_clock(cell)
    day_text = _YEAR_WORD.sub("", day_text)
    if converted := of_other_calendar(day_text, reference.today, _AHEAD_YEARS):
        return ListedDay(converted.stated, clock, converted.doubt, is_doubtful=True)
    try:
        day = _certain_day(day_text, reference)
    except InvalidInput as error:
        if error.title.msgid == WRONG_WEEKDAY:
            raise
        return ListedDay(StatedDate(edtf="XXXX", words=cell.strip()), clock, NO_SUCH_DAY)
    stated = StatedDate(edtf=day.isoformat()) if day else as_stated(day_text)
    if stated is None:
        return ListedDay(None)
    for end in (stated.earliest_on, stated.latest_on):
        if end not in {date.min, date.max}:
            refuse_unlikely(end, "on")
    note = date_note(stated)
    return ListedDay(replace(stated, words=cell.strip()) if stated.words else stated, clock, note)


def _certain_day(text: str, reference: DayReference) -> date | None:
    """The one day that a text means on any day on which it may have been written; else None.

    Raises:
        InvalidInput: it falls on another weekday than stands before it, or no calendar has it.
    """
    if _SHORT_YEAR.fullmatch(text) and not reference.order:
        return None
    order = reference.order if _SHORT_YEAR.fullmatch(text) else ""
    about = replace(reference, order=order)
    days = days_meant(text, about)
    elsewhen = days_meant(text, replace(about, today=about.today + _ELSEWHEN))
    return days[0] if len(days) == 1 and days == elsewhen else None
