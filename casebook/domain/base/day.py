"""Dates as they are shown: arithmetic clamped to the range of the calendar, and as values of messages.

A record may stand on the first or the last day there is, and an unknown date is read as reaching from one
to the other. What is drawn or listed around such a day ends where the calendar ends. Only for what is shown:
a day the law counts is never bent so (`casebook.domain.deadline`).
"""

from __future__ import annotations

from calendar import Calendar, monthrange
from datetime import MAXYEAR, MINYEAR, date

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.date import StatedDate

_MONTHS = 12
_MONTH_NAMES = (
    *(gettext_noop("January"), gettext_noop("February"), gettext_noop("March"), gettext_noop("April")),
    *(gettext_noop("May"), gettext_noop("June"), gettext_noop("July"), gettext_noop("August")),
    *(gettext_noop("September"), gettext_noop("October"), gettext_noop("November"), gettext_noop("December")),
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def is_likely(on: date) -> bool:
    """Return whether the year of a day may be that of an event in a case; "0026" is mistyped."""
    return _FIRST_YEAR <= on.year <= _LAST_YEAR


def refuse_unlikely(on: date, field: str) -> None:
    """Reject a day whose year is mistyped, or one of another calendar.

    Raises:
        InvalidInput: it is.
    """
    if not is_likely(on):
        raise InvalidInput(
            Message("The year {year} cannot be right.", year=f"{on.year:04d}"),
            field=field,
            remedy="Enter a year from 1900 to 2200.",
        )


def days_later(on: date, days: int) -> date:
    """Return the day this many days later (or earlier, if negative), clamped to the calendar.

    >>> days_later(date(2026, 3, 2), -2), days_later(date.min, -14), days_later(date.max, 45)
    (datetime.date(2026, 2, 28), datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
    """
    return date.fromordinal(min(max(on.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def months_later(on: date, months: int) -> date:
    """Return the same day this many months later, or the last of that month, clamped to the calendar.

    >>> months_later(date(2026, 1, 31), 1), months_later(date(9999, 12, 2), 1)
    (datetime.date(2026, 2, 28), datetime.date(9999, 12, 2))
    """
    first, last = MINYEAR * _MONTHS, MAXYEAR * _MONTHS + _MONTHS - 1
    year, month = divmod(min(max(on.year * _MONTHS + on.month - 1 + months, first), last), _MONTHS)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def weeks_of(on: date) -> list[list[date]]:
    """Return the weeks of the month of a day, from Monday, with adjoining days of other months."""
    days = Calendar().itermonthdays3(on.year, on.month)
    weeks = zip(*[iter(days)] * 7, strict=True)
    return [[date(*day) for day in week if MINYEAR <= day[0] <= MAXYEAR] for week in weeks]


def date_value(stated: StatedDate) -> str | Message:
    """Return a date for a message: as it was said or else written; no day and one without its year in words.

    >>> [str(date_value(StatedDate(edtf=edtf))) for edtf in ("2016-05-12", "XXXX-05-12", "XXXX")]
    ['2016-05-12', '12 May, year not stated', 'date not known']
    """
    if day := None if stated.words else stated.without_year:
        month = Message(_MONTH_NAMES[day.month - 1])
        return Message("{day} {month}, year not stated", day=day.day, month=month)
    return stated.words or (Message("date not known") if stated.is_unknown else stated.edtf)
