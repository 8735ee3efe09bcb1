"""Periods of time as in a law: "14 days", "1 month + 15 days", "48 hours"."""

from __future__ import annotations

import re
from typing import Literal, get_args

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.entity import entity

Unit = Literal["years", "months", "weeks", "days", "calendar-days", "working-days", "hours", "process-hours"]
"""`days` are days as the counting method counts them; `calendar-days` are always all days."""

UNITS: tuple[Unit, ...] = get_args(Unit)
LONG_UNITS: frozenset[Unit] = frozenset({"years", "months", "weeks"})
HOUR_UNITS: frozenset[Unit] = frozenset({"hours", "process-hours"})
_MAX_AMOUNTS = {"years": 100, "months": 1200, "weeks": 5200, "hours": 2000, "process-hours": 2000}
_MAX_DAYS = 36_500
_PART = re.compile(r"(\d{1,6})\s+([a-z]+(?:-[a-z]+)?)")


@entity
class PeriodPart:
    """A number of one unit."""

    amount: int
    unit: Unit


@entity
class Period:
    """A period; years and months are counted before weeks, weeks before days, in any notation.

    LAW: months first, then days (Code of Civil Procedure (FR) art. 641); no method read says otherwise.
    """

    parts: tuple[PeriodPart, ...]

    @property
    def is_in_hours(self) -> bool:
        """Return whether it is counted in hours."""
        return self.parts[0].unit in HOUR_UNITS

    @property
    def is_in_days(self) -> bool:
        """Return whether no part of it is counted in weeks, months or years."""
        return not any(part.unit in LONG_UNITS for part in self.parts)

    @property
    def total(self) -> int:
        """Return the total number of units."""
        return sum(part.amount for part in self.parts)

    def plus(self, more: Period) -> Period:
        """Return the sum of both periods, from the same start.

        Raises:
            InvalidInput: one runs by the hour and the other by the day.
        """
        amounts = {part.unit: part.amount for part in self.parts}
        for part in more.parts:
            amounts[part.unit] = amounts.get(part.unit, 0) + part.amount
        return period(amounts)

    def __str__(self) -> str:
        return " + ".join(
            f"{part.amount} {part.unit[:-1] if part.amount == 1 else part.unit}" for part in self.parts
        )


def period(amounts: dict[Unit, int]) -> Period:
    """Return a period of the given numbers of units.

    Raises:
        InvalidInput: there is no number, a number is too large, or hours are mixed with days.
    """
    parts = tuple(PeriodPart(amount=amounts[unit], unit=unit) for unit in UNITS if amounts.get(unit))
    if not parts:
        raise _invalid(Message("The number in a period must be at least 1."))
    if len(parts) > 1 and any(part.unit in HOUR_UNITS for part in parts):
        raise _invalid(Message("Hours cannot be added to days."))
    for part in parts:
        if part.amount > _MAX_AMOUNTS.get(part.unit, _MAX_DAYS):
            raise _invalid(
                Message(
                    "Periods of more than {limit} {unit} are not accepted.",
                    limit=_MAX_AMOUNTS.get(part.unit, _MAX_DAYS),
                    unit=part.unit,
                )
            )
    return Period(parts=parts)


def parse_period(text: str) -> Period:
    """Parse a period as written on the command line and in packs.

    >>> str(parse_period("15 days + 1 month")), str(parse_period("2 weeks + 3 weeks"))
    ('1 month + 15 days', '5 weeks')

    Raises:
        InvalidInput: it is not a period.
    """
    amounts: dict[Unit, int] = {}
    for written in text.split("+"):
        read = _PART.fullmatch(written.strip())
        unit = _unit(read[2]) if read else None
        if read is None or unit is None:
            raise _invalid(Message("“{text}” is not a period.", text=text))
        amounts[unit] = amounts.get(unit, 0) + int(read[1])
    return period(amounts)


def _unit(word: str) -> Unit | None:
    return next((unit for unit in UNITS if word in {unit, unit[:-1]}), None)


def _invalid(title: Message) -> InvalidInput:
    return InvalidInput(
        title,
        field="period",
        remedy="Enter a number and a unit, such as 14 days, 10 working-days, 1 month + 15 days or 48 hours.",
    )
