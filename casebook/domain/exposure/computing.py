"""The readings of one charge: each quantity by each measure, in the text of the day and lighter later ones.

LAW: Criminal Law of the PRC, art. 12; Provisions of 2001 on the time of effect of judicial interpretations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from casebook.base.errors import InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.exposure.asserted import with_asserted
from casebook.domain.exposure.band import Band
from casebook.domain.exposure.carried_band import carried
from casebook.domain.exposure.caution import is_crossing
from casebook.domain.exposure.comparing import carried_steps, comparison_step, fits_if, stays_if
from casebook.domain.exposure.displaced import favoured_first
from casebook.domain.exposure.joining import (
    Ladder,
    alternatives,
    are_measures_guessed,
    compared_with_no_act,
    heaviest_in,
    joined_ladders,
    kept_by,
    ladders_of_unit,
)
from casebook.domain.exposure.law import PenalLaw
from casebook.domain.exposure.limitation import Limitation, filing_steps, limitation_of
from casebook.domain.exposure.measuring import AmountOutcome, outcomes
from casebook.domain.exposure.offence import Offence, OffenceVersion
from casebook.domain.exposure.openness import chosen_of
from casebook.domain.exposure.reading import ExposureQuestion, ExposureReading, ReadingKind, StatedQuantity
from casebook.domain.exposure.step import ExposureStep, Steps, weakest
from casebook.domain.exposure.threshold import instruments_of, ladders
from casebook.domain.exposure.uncompared import no_period_step, uncompared, uncompared_with_act
from casebook.domain.exposure.unit import of_unit
from casebook.domain.exposure.wording import (
    act_step,
    band_step,
    both,
    doubts_of,
    lighter_period_step,
    taken_step,
    unit_steps,
    version_step,
    worded_steps,
)


@dataclass
class Computing:
    """One computation: readings are collected, then numbered."""

    law: PenalLaw
    offence: Offence
    question: ExposureQuestion
    version: OffenceVersion
    _measured: dict[tuple[StatedQuantity, ...], list[tuple[Ladder, ...]]] = field(
        default_factory=dict, init=False, repr=False
    )

    def numbered(self) -> tuple[tuple[ExposureReading, ...], ExposureReading | None]:
        """Return the readings with their numbers, and the one to choose."""
        readings, is_open = self._by_quantities()
        if self.question.band_taken:
            readings = with_asserted(readings, self._of_band(self.question.band_taken))
        if not readings:
            readings = list(self._without_amount())
        kept = tuple(replace(reading, id=str(place)) for place, reading in enumerate(readings, start=1))
        is_open = is_open or is_crossing(self.offence, self.question.from_on, self.version)
        return kept, chosen_of(kept, is_open=is_open)

    def _by_quantities(self) -> tuple[list[ExposureReading], bool]:
        """Return the readings of what the charge states, and whether it leaves open what was measured."""
        ways = alternatives(self.question.quantities)
        answers = [self._by_alternative(way.quantities) for way in ways]
        reached = [[(one.version.from_on, one.band) for one in readings] for readings, _ in answers]
        if len(ways) == 1 or reached[0] == reached[1]:
            return answers[0]
        return [
            replace(one, assumption=both(way.assumption, one.assumption))
            for way, (readings, _) in zip(ways, answers, strict=True)
            for one in readings
        ], True

    def _by_alternative(self, quantities: Sequence[StatedQuantity]) -> tuple[list[ExposureReading], bool]:
        """Return the readings of quantities together, and whether more than one measure fits them."""
        readings: list[ExposureReading] = []
        count, is_whole = 0, True
        for part in self._parts:
            of_quantities = part.measured(quantities)
            is_whole = is_whole and all(of_quantities)
            # Guesses that come to one band are shown once, and stay guesses: none of them is the charge's.
            is_whole = is_whole and not any(map(are_measures_guessed, of_quantities))
            for ladder in joined_ladders(quantities, of_quantities, part.question.entity):
                readings += part.of_ladder(ladder)
                count += 1
        return readings, bool(quantities) and not (is_whole and count == 1)

    @cached_property
    def _parts(self) -> tuple[Computing, ...]:
        """Return the computation, or where a unit has bands of its own and is not excluded one for each."""
        has_figures = any(
            entity == "unit" for _, entity in ladders(self.offence.thresholds, self.version.from_on)
        )
        if self.question.entity or not self.version.unit_rule or not has_figures:
            return (self,)
        unit = of_unit(self.offence, self.law.limitation_steps)
        return (
            replace(self, question=replace(self.question, entity="individual")),
            Computing(
                self.law,
                unit,
                replace(self.question, entity="unit"),
                unit.version_on(self.question.on),
            ),
        )

    def uncompared(self) -> tuple[Message, ...]:
        """Return each quantity of the charge that was compared with no figure, and whose act that is for."""
        parts, stated = self._parts, self.question.quantities
        measured = [part.measured(stated) for part in parts]
        none_fits = [
            one for place, one in enumerate(stated) if not any(ladders[place] for ladders in measured)
        ]
        has_words = bool(self.offence.worded_of(self.version, self.question.on))
        without_figure = (
            uncompared(
                one.quantity,
                self.question.entity if one in none_fits else part.question.entity,
                has_words=has_words,
            )
            for part, of_part in zip(parts, measured, strict=True)
            for one, ladders in zip(stated, of_part, strict=True)
            if not ladders
        )
        of_other_act = (
            uncompared_with_act(one) for of_part in measured for one in compared_with_no_act(stated, of_part)
        )
        return tuple(dict.fromkeys((*without_figure, *of_other_act)))

    def measured(self, quantities: Sequence[StatedQuantity]) -> list[tuple[Ladder, ...]]:
        """Return what each quantity reaches by each measure that it can be; worked out once."""
        key = tuple(quantities)
        if key not in self._measured:
            self._measured[key] = self._measure(quantities)
        return self._measured[key]

    def _measure(self, quantities: Sequence[StatedQuantity]) -> list[tuple[Ladder, ...]]:
        own = self._outcomes(self.question, quantities)
        if self.question.entity != "unit":
            return own
        of_anybody = self._outcomes(replace(self.question, entity=""), quantities)
        return ladders_of_unit(self.offence, quantities, own, of_anybody)

    def _outcomes(
        self, question: ExposureQuestion, quantities: Sequence[StatedQuantity]
    ) -> list[tuple[Ladder, ...]]:
        return [outcomes(self.law, self.offence, question, self.version, one) for one in quantities]

    def of_ladder(self, measured: Ladder) -> list[ExposureReading]:
        """Return the readings of one measure: those of the day, then of later texts that can be lighter.

        Where the facts stated leave the band open, nothing is favoured: each reading says what it assumes.
        """
        of_day = [one for one in measured if not one.is_later]
        most = max(one.weight for one in of_day if one is of_day[0] or of_day[0].is_open)
        lighter = [one for one in measured if one.is_later and one.weight < most]
        if of_day[0].is_open or any(one.is_open and one.is_main for one in lighter):
            return [
                self._of_outcome(one, self._depends(one), is_favoured=False) for one in (*of_day, *lighter)
            ]
        mains = (
            of_day[0],
            *(one for one in lighter if one.is_main),
        )  # an older text that is not heavier stays
        favoured = min(mains, key=lambda one: (one.weight, one.is_later))
        by_text = {id(one.version): one for one in reversed(measured) if one.is_main}
        compared = tuple(
            self._comparison(of_day[0], one, favoured, measured)
            for one in measured
            if one.is_later and one.version is not self.version and by_text[id(one.version)] is one
        )
        chosen = [id(one) for one in (*of_day, *lighter)].index(id(favoured))
        first = of_day[0]._replace(assumption=both(of_day[0].assumption, kept_by(measured, favoured, most)))
        return favoured_first(
            [
                self._of_outcome(one, compared if one.is_main else (), is_favoured=place == chosen)
                for place, one in enumerate((first, *of_day[1:], *lighter))
            ]
        )

    def _of_outcome(self, one: AmountOutcome, added: Steps, *, is_favoured: bool) -> ExposureReading:
        """Return the reading of an outcome, with steps after its own."""
        kind: ReadingKind = "amount" if one.band else "below"
        no_period = (no_period_step(),) if one.is_partial else ()
        steps = (*one.steps, *band_step(self.offence, one.version, one.band), *added, *no_period)
        return self._reading(kind, one.version, one.band, steps, outcome=one, is_favoured=is_favoured)

    def _depends(self, one: AmountOutcome) -> Steps:
        """Return the step on a later text whose comparison the facts stated leave open."""
        return (self._open_step(),) if one.is_later else ()

    def _open_step(self) -> ExposureStep:
        rule = self.law.general["lighter-law"]
        return ExposureStep(
            Message("Whether this later text is lighter depends on the band that fits the act."),
            rule.cited,
            rule.level,
        )

    def _comparison(
        self, first: AmountOutcome, one: AmountOutcome, favoured: AmountOutcome, measured: Ladder
    ) -> ExposureStep:
        """Return the step that compares a later text; what it says of other facts only where it matters."""
        heaviest = heaviest_in(measured, one)
        is_either_way = heaviest is not one and heaviest.weight < first.weight
        return comparison_step(
            self.law,
            one.version,
            one.band,
            is_lighter=one.weight < first.weight,
            applies=one.version is favoured.version,
            only=NO_MESSAGE if is_either_way else one.assumption,
            otherwise=heaviest.band if is_either_way else None,
        )

    def _of_band(self, number: int) -> list[ExposureReading]:
        """Return the readings of a band taken as given, in the text of the day and in lighter later ones."""
        band = self.version.band(number)
        if band is None or band.level == "none":
            raise InvalidInput(
                Message("The text of that day has no band {number} that was read.", number=number),
                field="band",
                remedy=Message(
                    "Its bands: {bands}.", bands=tuple(str(one.number) for one in _read(self.version))
                ),
            )
        return self._compared("taken", band)

    def _without_amount(self) -> Iterator[ExposureReading]:
        bands = _read(self.version)
        if len(bands) == 1 == len(self.version.bands):
            yield from self._compared("only-band", bands[0])
            return
        listed = ExposureStep(
            Message("No amount of the charge can be compared: the bands are listed, and none is computed."),
            is_working=True,
        )
        if self.offence.worded_of(self.version, self.question.on):
            words = Message(
                "The law puts thresholds of these bands in words, which stand here: nothing is compared with "
                "them, the bands are listed, and none is computed."
            )
            listed = ExposureStep(words, is_working=True)
        yield self._reading("possible", self.version, None, (listed,))
        for text in self.offence.later_than(self.question.on):
            yield self._reading("possible", text, None, (self._open_step(),))

    def _compared(self, kind: ReadingKind, band: Band) -> list[ExposureReading]:
        """Return a band in the text of the day, and in each later text that can be lighter.

        Where a later text has other steps, and one that can hold the act is lighter, nothing is favoured.
        """
        later = [carried(band, self.version, text) for text in self.offence.later_than(self.question.on)]
        lighter = [(one, answer) for one in later for answer in one.bands if answer.weight < band.weight]
        is_open = any(not one.is_certain for one, _ in lighter)
        lightest = min(lighter, key=lambda pair: pair[1].weight, default=(None, band))[1]
        compared = tuple(carried_steps(self.law, band, later, lightest, is_open=is_open))
        of_day = stays_if(band, later) if is_open else NO_MESSAGE
        texts = [
            (self.version, band, of_day),
            *((one.version, answer, fits_if(one, answer)) for one, answer in lighter),
        ]
        return favoured_first(
            [
                replace(
                    self._reading(
                        kind,
                        text,
                        answer,
                        (
                            taken_step(kind, band, text, answer),
                            *band_step(self.offence, text, answer),
                            *compared,
                        ),
                        is_favoured=not is_open and answer is lightest,
                    ),
                    assumption=assumed,
                )
                for text, answer, assumed in texts
            ]
        )

    def _reading(
        self,
        kind: ReadingKind,
        version: OffenceVersion,
        band: Band | None,
        steps: Steps,
        outcome: AmountOutcome | None = None,
        *,
        is_favoured: bool = False,
    ) -> ExposureReading:
        opening = (
            act_step(self.question),
            version_step(self.offence, version, self.question.on),
            *(unit_steps(self.offence, version) if self.question.entity == "unit" else ()),
        )
        used = [step.level for step in steps]
        periods = self._periods(version, band)
        is_partial = outcome is not None and outcome.is_partial
        limitation = None if band is None or is_partial else periods.get(band.number)
        return ExposureReading(
            id="",
            kind=kind,
            version=version,
            measure=outcome.measure if outcome else "",
            entity=outcome.entity if outcome else "",
            quantity=outcome.quantity if outcome else None,
            assumption=outcome.assumption if outcome else NO_MESSAGE,
            band=band,
            others=tuple(one for one in _read(version) if one is not band),
            graver=graver_bands(version, band, outcome),
            periods=tuple(periods.items()),
            limitation=limitation,
            steps=(*opening, *steps, *worded_steps(self.law, self.offence, version, self.question.on)),
            filing_steps=self._filing_steps() if limitation is None else (),
            doubts=doubts_of(version, outcome.thresholds if outcome else ()),
            level=weakest(version.level, *(one.level for one in (band,) if one), *used),
            instrument_ids=instruments_of(outcome.thresholds if outcome else ()),
            is_later=version is not self.version or (outcome is not None and outcome.is_later),
            is_favoured=is_favoured,
        )

    def _filing_steps(self) -> Steps:
        """Return what the filing stated means where no band has a period of its own; none for Hong Kong."""
        return filing_steps(self.question.filing) if self.offence.is_mainland else ()

    def _periods(self, version: OffenceVersion, band: Band | None) -> dict[int, Limitation]:
        """Return the periods of the bands of a text that were read, and of the one reached, by number."""
        bands = {one.number: one for one in (*_read(version), *((band,) if band else ()))}
        periods = ((number, self._limitation(version, one)) for number, one in bands.items())
        return {number: period for number, period in periods if period is not None}

    def _limitation(self, version: OffenceVersion, band: Band) -> Limitation | None:
        """Return the period of a band, for what its text says of one; none for the law of Hong Kong."""
        if not self.offence.is_mainland:
            return None
        question, steps = self.question, self.law.limitation_steps
        is_exact = question.is_day_exact
        period = limitation_of(band, question.on, question.filing, steps, is_day_exact=is_exact)
        if period is None or version is self.version:
            return period
        return replace(period, steps=(*period.steps, lighter_period_step(self.law)))


def graver_bands(
    version: OffenceVersion, band: Band | None, outcome: AmountOutcome | None
) -> tuple[Band, ...]:
    """Return the bands above one that carry life or death and that no figure of the law rules out.

    A band from whose figure on an amount would have to go higher is ruled out, with those above it.
    """
    if band is None:
        return ()
    beyond = [
        figure.band
        for figure in (outcome.thresholds if outcome else ())
        if outcome and not figure.condition and outcome.quantity.value < (figure.from_amount or 0)
    ]
    last = min(beyond, default=len(version.bands) + 1) - 1
    first = band.number if outcome else 0
    return tuple(
        one
        for one in _read(version)
        if (one.life or one.death) and one.weight > band.weight and first < one.number <= last
    )


def _read(version: OffenceVersion) -> tuple[Band, ...]:
    return tuple(band for band in version.bands if band.level != "none")
