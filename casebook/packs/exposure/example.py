"""Worked examples of exposures: facts of a charge with the answer of the law, run against the engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casebook.base.errors import CasebookError
from casebook.domain.exposure.amount import UNITS, Quantity
from casebook.domain.exposure.exposure import PenalExposure, compute_exposure
from casebook.domain.exposure.law import PenalLaw
from casebook.domain.exposure.reading import ExposureQuestion, StatedQuantity
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack
from casebook.packs.exposure.offence import ENTITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureExample:
    """A question and its answer.

    Attributes:
        name: which it is, for messages.
        offence_id, question: what is asked.
        at_act: amendment and number of the band by the text of the day.
        lighter: the same of the text that applies.
        least, most: months of that band's fixed term.
        limitation_years, lapses_on: its period.
    """

    name: str
    offence_id: str
    question: ExposureQuestion
    at_act: tuple[str, int]
    lighter: tuple[str, int]
    least: int
    most: int
    life: bool
    death: bool
    limitation_years: int
    lapses_on: date


def read_examples(pack: Pack) -> tuple[ExposureExample, ...]:
    """The worked examples of the pack."""
    return tuple(_example(entry) for entry in pack.entries("example"))


def _example(entry: PackEntry) -> ExposureExample:
    amount = entry.integer("amount", default=0)
    unit, measure = entry.choice("unit", UNITS, default="CNY"), entry.text("measure", default="")
    stated = StatedQuantity(quantity=Quantity(number=str(amount), unit=unit), measure=measure)
    example = ExposureExample(
        name=entry.name,
        offence_id=entry.text("offence"),
        question=ExposureQuestion(
            on=entry.day("act_ended"),
            quantities=(stated,) if amount else (),
            entity=entry.choice("entity", ENTITIES, default=""),
            band_taken=entry.integer("band_taken", default=0),
        ),
        at_act=(entry.text("version_at_act"), entry.integer("band_at_act", least=1)),
        lighter=(entry.text("lighter_version"), entry.integer("band", least=1)),
        least=entry.integer("min_months"),
        most=entry.integer("max_months", least=1),
        life=entry.flag("life", default=False),
        death=entry.flag("death", default=False),
        limitation_years=entry.integer("limitation_years", least=1),
        lapses_on=entry.day("lapses"),
    )
    for field in ("act", "why", "id"):
        entry.text(field)
    entry.close()
    return example


def differences(law: PenalLaw, example: ExposureExample) -> Iterator[str]:
    """How the engine's answer differs from what an example says."""
    try:
        exposure = compute_exposure(law, law.offence(example.offence_id), example.question)
    except CasebookError as error:
        yield f"was refused: {error.title!s}"
        return
    for field, expected, found in _pairs(example, exposure):
        if expected != found:
            yield f"{field} is {found}, the example says {expected}"


def _pairs(example: ExposureExample, exposure: PenalExposure) -> Iterator[tuple[str, object, object]]:
    first, chosen = exposure.of_day, exposure.chosen
    yield "band_at_act", example.at_act, (first.version.amendment, first.band.number if first.band else 0)
    if chosen is None or chosen.band is None:
        yield "band", example.lighter, None
        return
    band, period = chosen.band, chosen.limitation
    yield "band", example.lighter, (chosen.version.amendment, band.number)
    yield "min_months", example.least, band.min_months
    yield "max_months", example.most, band.max_months
    yield "life", example.life, band.life
    yield "death", example.death, band.death
    yield "limitation_years", example.limitation_years, period.years if period else None
    yield "lapses", example.lapses_on, period.lapses_on if period else None
