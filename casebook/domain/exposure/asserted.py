"""The band that the State asserts beside what its amounts come to: one reading where both are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casebook.base.message import Message
from casebook.domain.exposure.reading import ExposureReading
from casebook.domain.exposure.step import ExposureStep


def with_asserted(
    measured: Sequence[ExposureReading], asserted: Sequence[ExposureReading]
) -> list[ExposureReading]:
    """Return the readings of the amounts, then those of the band asserted that give anything else.

    Args:
        measured: what the amounts of the charge come to.
        asserted: the band taken as given, in the text of the day and in lighter later ones.
    """
    reached = {_outcome(one) for one in measured if not one.assumption}
    if any(one.assumption or _outcome(one) not in reached for one in asserted):
        return [*measured, *asserted]
    same = {_outcome(one) for one in asserted}
    return [
        replace(one, steps=(*one.steps, _step(one))) if _outcome(one) in same and not one.is_later else one
        for one in measured
    ]


def _outcome(reading: ExposureReading) -> tuple[object, ...]:
    return reading.version.from_on, reading.band


def _step(reading: ExposureReading) -> ExposureStep:
    number = reading.band.number if reading.band else 0
    return ExposureStep(Message("The band that the State asserts is the same: band {number}.", number=number))
