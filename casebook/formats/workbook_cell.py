"""The text of a cell of a workbook, as its sheet shows it where that changes what it says."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

MAX_CELL = 32_767
"""Of a list; as many as Excel has. Evidence is read whole, up to `MAX_WORDS`, beyond which it says so."""
_FIRST_INEXACT = 10**15
_PERCENT, _ZEROS = re.compile(r"[#,]*0(\.0+)?%"), re.compile("0{2,64}")


def shown_text(cell: Any) -> str:  # noqa: ANN401 - openpyxl's cell
    """A cell as its sheet shows it: numbers filled with zeros, shares in percent, hours beyond a day."""
    value = cell.value
    is_number = isinstance(value, int | float | timedelta) and not isinstance(value, bool)
    return as_formatted(value, str(cell.number_format)) if is_number else whole_text(value)


def as_formatted(value: float | timedelta, number_format: str) -> str:
    """Return a number in a format of Excel, of those that change what it says; else as `whole_text`.

    >>> as_formatted(123, "00000000"), as_formatted(0.256, "0.0%"), as_formatted(timedelta(1.5), "[h]:mm")
    ('00000123', '25.6%', '36:00')

    Source: ECMA-376-1, 18.8.31.
    """
    shown_as = number_format.partition(";")[0].replace("\\", "")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        with_seconds = f":{seconds:02}" if seconds or "s" in shown_as.lower() else ""
        return f"{minutes // 60}:{minutes % 60:02}{with_seconds}"
    if match := _PERCENT.fullmatch(shown_as):
        return f"{value * 100:.{len(match[1] or '.') - 1}f}%"
    if _ZEROS.fullmatch(shown_as) and float(value).is_integer():
        return f"{'-' if value < 0 else ''}{abs(_integer(value)):0{len(shown_as)}}"
    return whole_text(value)


def cell_text(value: object) -> str:
    """A cell of a list, see `whole_text`, with at most `MAX_CELL` characters."""
    return whole_text(value)[:MAX_CELL]


def whole_text(value: object) -> str:
    """A cell as a person reads it: days in ISO 8601, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == time()
            else value.isoformat(sep=" ", timespec="minutes")
        )
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(_integer(value))
    return str(value).strip()


def has_lost_digits(value: object) -> bool:
    """Whether a number has more digits than a file of Excel keeps.

    >>> has_lost_digits(4.40103198001011e17), has_lost_digits(123456789012345.0)
    (True, False)
    """
    return isinstance(value, float) and value.is_integer() and abs(value) >= _FIRST_INEXACT


def _integer(value: float) -> int:
    """A whole number as Excel writes it: 15 digits, then zeros."""
    return int(Decimal(f"{value:.15g}")) if has_lost_digits(value) else int(value)
