"""The text of cells in tables of Pages, Numbers and Keynote."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.read import LOST_DIGITS, UNREAD_CELLS
from casebook.formats.workbook_cell import whole_text

MAX_ROWS, MAX_COLUMNS = 1_000_000, 1_000
"""Of a table. Source: Apple, Numbers User Guide for Mac, "Add or remove table rows and columns"."""
_EPOCH = datetime(2001, 1, 1)  # noqa: DTZ001 - days of the calendar, without a zone
_LAST_EXACT = 2**53


class HiddenLines(NamedTuple):
    """The numbers of hidden rows and columns, from 1."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def number_text(value: float | Decimal, unprinted: UnprintedCollector) -> str:
    """A number as a person types it: the fewest digits that give it, without an exponent where it is whole.

    >>> number_text(-97.400000000000006, UnprintedCollector()), number_text(3875.0, UnprintedCollector())
    ('-97.4', '3875')
    >>> number_text(Decimal("440103198001011234"), UnprintedCollector())
    '440103198001011234'
    """
    if not Decimal(value).is_finite():
        unprinted.losses.add(UNREAD_CELLS)
        return ""
    if isinstance(value, Decimal):
        return f"{value:.0f}" if value == value.to_integral_value() else repr(float(value))
    if abs(value) > _LAST_EXACT:
        unprinted.losses.add(LOST_DIGITS)
    return f"{Decimal(repr(value)):.0f}" if value.is_integer() else repr(value)


def time_text(seconds: float) -> str:
    """Return a time that is stored as seconds since 2001, in ISO 8601; a day alone where it is midnight.

    >>> time_text(276048000)
    '2009-10-01'

    Raises:
        OverflowError, ValueError: there is no such time.
    """
    return whole_text(_EPOCH + timedelta(seconds=round(seconds)))


def duration_text(seconds: float) -> str:
    """Return a length of time.

    >>> duration_text(5400), duration_text(-61.5), duration_text(0)
    ('1h 30m', '-1m 1.5s', '0s')
    """
    minutes, rest = divmod(abs(seconds), 60)
    parts = ((int(minutes // 60), "h"), (int(minutes % 60), "m"), (round(rest, 3), "s"))
    text = " ".join(f"{value:g}{unit}" if unit == "s" else f"{value}{unit}" for value, unit in parts if value)
    return f"-{text}" if seconds < 0 and text else text or "0s"


def in_text(table: str) -> str:
    r"""The rows of a table that stands in a text, with a bar behind each cell.

    >>> in_text("a\t\tb\n\nc")
    'a||b|\nc|'
    """
    return "\n".join(f"{line}|" for line in table.replace("\t", "|").split("\n") if line)
