"""The way through custody on a charge, where a step counts only if a band reaches what it needs.

LAW: the articles that the stage cites (Criminal Procedure Law, extension of custody during investigation;
Supervision Law, extension of liuzhi): ten years of imprisonment or more must be possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.exposure.band import Band, years
from casebook.domain.exposure.custody import Bar, CustodyPath, CustodyStage, LastStep, bars, stages_of
from casebook.domain.exposure.exposure import PenalExposure
from casebook.domain.exposure.reading import ExposureReading


class CustodyAhead(NamedTuple):
    """A way through custody, measured by the bands in question on a charge.

    Attributes:
        bars: its stages in time.
        longest: the sum in words.
        condition: what was left out of the sum and why, or what it hangs on; no text for nothing.
        otherwise: the sum where the condition fails; "" where nothing is open.
    """

    path: CustodyPath
    bars: tuple[Bar, ...]
    longest: str
    condition: Message
    otherwise: str


def custody_ahead(path: CustodyPath, stages: Sequence[CustodyStage], exposure: PenalExposure) -> CustodyAhead:
    """Return a way through custody as the bands in question on a charge allow it."""
    stage = next((one for one in stages_of(path, stages) if one.last_months), None)
    last = last_step(exposure, stage.last_needs_months or 0) if stage else "met"
    return CustodyAhead(
        path=path,
        bars=bars(path, stages, last),
        longest=path.shorter if last == "not-met" else path.longest,
        condition=_condition(stage, last) if stage else NO_MESSAGE,
        otherwise=path.shorter if last == "open" else "",
    )


def last_step(exposure: PenalExposure, needed_months: int) -> LastStep:
    """Return whether the bands in question on a charge allow a step.

    Open where some reach it and others do not, where a band in question was not read, and where none is in
    question.

    Args:
        exposure: the readings.
        needed_months: months of imprisonment that must be possible.
    """
    bands = in_question(exposure)
    reached = {band.level != "none" and band.max_weight >= needed_months for band in bands}
    is_whole = bool(bands) and all(band.level != "none" for band in bands)
    if reached == {True}:
        return "met"
    return "open" if True in reached or not is_whole else "not-met"


def in_question(exposure: PenalExposure) -> tuple[Band, ...]:
    """Return the bands that come into question: of the reading that applies and of the one asserted.

    Those of readings on facts that the charge leaves open, too. Where no reading applies before others, those
    of every reading; where a reading has no band, or something stated was compared with no figure, all bands
    of its text.
    """
    readings = exposure.readings if exposure.chosen is None else tuple(_applying(exposure, exposure.chosen))
    return tuple(band for one in readings for band in _of(one))


def _applying(exposure: PenalExposure, chosen: ExposureReading) -> Iterator[ExposureReading]:
    yield chosen
    yield from (one for one in exposure.readings if one.assumption and one is not chosen)
    asserted = [one for one in exposure.readings if one.kind == "taken" and one is not chosen]
    yield from [one for one in asserted if one.is_favoured] or asserted


def _of(reading: ExposureReading) -> tuple[Band, ...]:
    return (reading.band,) if reading.band and reading.limitation else reading.version.bands


def _condition(stage: CustodyStage, last: LastStep) -> Message:
    if last == "met":
        return NO_MESSAGE
    stage_title, penalty = Message(stage.title), years(stage.last_needs_months or 0)
    months = years(stage.last_months or 0)
    if last == "open":
        return Message(
            "{stage}: the last {months} only if a penalty of {penalty} or more is possible ({source}).",
            stage=stage_title,
            months=months,
            penalty=penalty,
            source=Message(stage.cited),
        )
    return Message(
        "{stage}: the last {months} are left out. They need a possible penalty of {penalty} or more "
        "({source}), which none of the penalties that come into question on this charge allows.",
        stage=stage_title,
        months=months,
        penalty=penalty,
        source=Message(stage.cited),
    )
