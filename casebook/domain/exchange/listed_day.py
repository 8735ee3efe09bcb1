"""Days in the cells of a list of events, tasks or facts: what one says, and what is to be known of it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from casebook.base.errors import InvalidInput
from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.base.day import refuse_unlikely
from casebook.domain.base.day_typed import NO_SUCH_DATE, DayReference, certain_day
from casebook.domain.exchange.clock_cell import split_clock
from casebook.domain.exchange.date_column import read_day
from casebook.domain.exchange.import_plan import NO_SUCH_DAY, as_stated, date_note
from casebook.domain.exchange.other_calendar_day import of_other_calendar

_AHEAD_YEARS = 20
"""So far ahead of today a day may lie."""
_YEAR_WORD = re.compile(r"(?<=\d)\s*(?:г\.?|года|р\.?|року|r\.?|roku)$", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{1,2}")
_DAY_IN_TEXT = re.compile(r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1\d{4}(?![\d./-])")
_BETWEEN = re.compile(
    r"\s*[–—~〜～至到]\s*|\s+(?:to|until|till|bis|au|al|до|по|do)\s+|\s?-\s?", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_FROM = re.compile(r"^(?:from|vom|von|du|dal|del|с|з|od)\s+(?=\d)", re.IGNORECASE)
_HAN_START = re.compile(r"(?P<year>\d{4}年)(?P<month>\d{1,2}月)\d{1,2}[日号號]?")
_HAN_END = re.compile(r"(?:\d{1,2}月)?\d{1,2}[日号號]")
_DAY_ALONE, _DAY_AND_MONTH = re.compile(r"(\d{1,2})[.日号號]?"), re.compile(r"\d{1,2}([./-])\d{1,2}\1?")
_APPROXIMATE = Message("The list states this day as approximate or uncertain.")
_BY_OFFICE = gettext_noop(
    "“{stated}” is taken as {day} by the order of your office, which nothing in the list shows. Check it."
)
_FAR = Message("This day is more than 20 years ahead. Check its year.")


class ListedDay(NamedTuple):
    """What a cell says.

    Attributes:
        stated: the date; None for an empty cell.
        clock: the time behind it as it is written, or "".
        note: what is to be known of it.
        is_doubtful: the note must be confirmed before the date is recorded.
        is_half_read: figures state a day, and it is not certain, or only one before or after which something
            is: a hearing or deadline cannot be without one.
    """

    stated: StatedDate | None
    clock: str = ""
    note: Message = NO_MESSAGE
    is_doubtful: bool = False
    is_half_read: bool = False


def listed_day(cell: str, reference: DayReference) -> ListedDay:
    """The day of a cell, read where it can mean one day only, whenever it was written.

    A day of another calendar is converted, and asked about. Of a year in two figures the order is the
    office's, and asked about; without one it is not guessed.

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
    moment = _moment(cell)
    day_text, clock = split_clock(cell) if moment is None else _written_of(moment)
    day_text = _YEAR_WORD.sub("", day_text)
    plain = _DAY_IN_TEXT.sub(_in_iso, day_text)
    if converted := of_other_calendar(day_text, reference.today, _AHEAD_YEARS):
        return ListedDay(converted.stated, clock, converted.doubt, is_doubtful=True)
    try:
        stated = _of_days(day_text, reference) or _as_stated(day_text, plain)
    except InvalidInput as error:
        if error.title.msgid == NO_SUCH_DATE:
            return ListedDay(
                StatedDate(edtf="XXXX", words=cell.strip()), clock, NO_SUCH_DAY, is_half_read=True
            )
        raise
    if stated is None:
        return ListedDay(None)
    for end in (stated.earliest_on, stated.latest_on):
        if end not in {date.min, date.max}:
            refuse_unlikely(end, "on")
    return _noted(stated, cell.strip(), plain, clock, reference.today)


def _noted(stated: StatedDate, cell: str, plain: str, clock: str, today: date) -> ListedDay:
    """A date with what is to be known of it."""
    placed = stated.placed_on
    if placed and _SHORT_YEAR.fullmatch(plain):  # a column that shows its order has been read before
        return ListedDay(
            stated, clock, Message(_BY_OFFICE, stated=plain, day=stated.earliest_on), is_doubtful=True
        )
    if placed and placed.year > today.year + _AHEAD_YEARS:
        return ListedDay(stated, clock, _FAR, is_doubtful=True)
    if stated.edtf[-1] in "~?%":
        return ListedDay(replace(stated, words=cell), clock, _APPROXIMATE, is_half_read=True)
    if stated.edtf.startswith("../") or stated.edtf.endswith("/.."):
        return ListedDay(replace(stated, words=cell), clock, is_half_read=True)
    if not stated.words:
        return ListedDay(stated, clock)
    note = date_note(replace(stated, words=plain))
    is_half_read = bool(note) and any(map(str.isdecimal, plain))
    return ListedDay(replace(stated, words=cell), clock, note, is_half_read=is_half_read)


def _moment(cell: str) -> datetime | None:
    """A day with its time in ISO 8601, as programs write it."""
    try:
        return datetime.fromisoformat(cell.strip()) if ":" in cell else None
    except ValueError:
        return None


def _written_of(moment: datetime) -> tuple[str, str]:
    """The day and the time that are written, in whatever zone."""
    return moment.date().isoformat(), f"{moment.timetz():%H:%M%z}"


def _of_days(text: str, reference: DayReference) -> StatedDate | None:
    """The one day or the span of days that a text means; None where it means another or none.

    Raises:
        InvalidInput: as `_certain_day`.
    """
    if day := _certain_day(text, reference):
        return StatedDate(edtf=day.isoformat())
    text = _FROM.sub("", text)
    for gap in _BETWEEN.finditer(text):
        first, last = text[: gap.start()], text[gap.end() :]
        with suppress(InvalidInput):
            if _HAN_END.fullmatch(last) and (begun := _HAN_START.fullmatch(first)):
                last = f"{begun['year']}{'' if '月' in last else begun['month']}{last}"
            ends_on = _certain_day(last, reference) if _YEAR.search(last) else None
            starts_on = _start(first, last, ends_on, reference) if ends_on else None
            if starts_on and ends_on and starts_on < ends_on:
                return StatedDate(edtf=f"{starts_on}/{ends_on}")
    return None


def _start(first: str, last: str, ends_on: date, reference: DayReference) -> date | None:
    """The first day of a span, with the month and year of the last where it states none of its own.

    Raises:
        InvalidInput: as `_certain_day`.
    """
    if alone := _DAY_ALONE.fullmatch(first):
        return ends_on.replace(day=int(alone[1])) if int(alone[1]) < ends_on.day else None
    if _YEAR.search(first):
        return _certain_day(first, reference)
    if (figures := _DAY_AND_MONTH.fullmatch(first)) and _DAY_IN_TEXT.fullmatch(last):
        return _certain_day(f"{first.rstrip(figures[1])}{figures[1]}{ends_on.year}", reference)
    return _certain_day(f"{first} {ends_on.year}", reference)


def _as_stated(text: str, plain: str) -> StatedDate | None:
    """A date in other words, by the text with its certain days as ISO 8601 has them.

    Raises:
        InvalidInput: its month is no word for one.
    """
    stated = as_stated(plain)
    return replace(stated, words=text) if stated and plain != text else stated


def _in_iso(match: re.Match[str]) -> str:
    """A day in figures as ISO 8601 has it where it can mean one day only; else as it stands."""
    stated = as_stated(read_day(match[0], "").text)
    return stated.edtf if stated and stated.is_exact else match[0]


def _certain_day(text: str, reference: DayReference) -> date | None:
    """The one day that a text means on any day on which it may have been written; else None.

    Raises:
        InvalidInput: it falls on another weekday than stands before it, or no calendar has it.
    """
    is_short = _SHORT_YEAR.fullmatch(text) is not None
    if is_short and not reference.order:
        return None
    return certain_day(text, replace(reference, order=reference.order if is_short else ""))
