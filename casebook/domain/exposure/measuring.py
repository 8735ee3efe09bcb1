"""An amount of a charge measured by the figures of an offence, in the text of the day and in later ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from casebook.base.errors import InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.exposure.amount import Quantity
from casebook.domain.exposure.band import Band
from casebook.domain.exposure.law import PenalLaw
from casebook.domain.exposure.offence import Offence, OffenceVersion
from casebook.domain.exposure.reading import ExposureQuestion, StatedQuantity
from casebook.domain.exposure.step import ExposureStep, Steps
from casebook.domain.exposure.threshold import (
    Assumption,
    ChargedEntity,
    Measured,
    Threshold,
    by_time,
    ladders,
    measure_by,
)
from casebook.domain.exposure.wording import (
    assumed_steps,
    band_words,
    both,
    cited,
    figure_step,
    if_in_force,
    later_figures_steps,
    measure_steps,
    time_step,
    unseen_step,
)


class AmountOutcome(NamedTuple):
    """What an amount reaches in one text.

    Attributes:
        assumption: what must be so, or not be so, besides; no text for nothing.
        thresholds: the figures it was compared with.
        is_later: by a text or an interpretation later than the act, though another was in force.
        is_main: what the facts stated reach, not a band that also needs something else.
        is_open: the facts stated do not decide whether it is this band.
        figure: the step on the figure that its band begins at; None where no figure was reached.
        is_partial: something else that the charge states was compared with no figure, and a higher band is
            possible.
    """

    version: OffenceVersion
    band: Band | None
    measure: str
    entity: ChargedEntity
    quantity: Quantity
    assumption: Message
    thresholds: tuple[Threshold, ...]
    steps: Steps
    is_later: bool
    is_main: bool
    is_open: bool
    figure: ExposureStep | None = None
    is_partial: bool = False

    @property
    def weight(self) -> tuple[int, int]:
        """Return what outcomes are compared by; nothing weighs less than no band."""
        return self.band.weight if self.band else (0, 0)


_Key = tuple[str, ChargedEntity]


def outcomes(
    law: PenalLaw,
    offence: Offence,
    question: ExposureQuestion,
    version: OffenceVersion,
    stated: StatedQuantity,
) -> tuple[tuple[AmountOutcome, ...], ...]:
    """Return what a quantity reaches by each measure it can be, the text of the day first.

    Raises:
        InvalidInput: the measure named is none of the offence.
    """
    if stated.measure and stated.measure not in offence.measures:
        raise InvalidInput(
            Message(
                "{article} is not measured by “{measure}”.", article=offence.article, measure=stated.measure
            ),
            field="measure",
            remedy=_remedy(offence),
        )
    keys = [
        key
        for key, ladder in ladders(offence.thresholds, version.from_on).items()
        if ladder[0].unit == stated.quantity.unit
        and stated.measure in {"", key[0]}
        and question.entity in {"", key[1] or question.entity}
    ]
    measuring = _Measuring(law, offence, question, version, stated)
    return tuple(filter(None, (tuple(measuring.by(key)) for key in keys)))


def _remedy(offence: Offence) -> Message:
    if not offence.measures:
        return Message("No figure of this offence was read: leave the measure out.")
    return Message("Use one of: {measures}.", measures=offence.measures)


class _Measuring(NamedTuple):
    law: PenalLaw
    offence: Offence
    question: ExposureQuestion
    version: OffenceVersion
    stated: StatedQuantity

    def by(self, key: _Key) -> Iterator[AmountOutcome]:
        """Yield what the quantity reaches by one measure in every text."""
        for text in (self.version, *self.offence.later_than(self.question.on)):
            held = ladders(self.offence.thresholds, text.from_on)
            ladder = held.get(key) or held.get((key[0], ""))
            if ladder is not None:
                yield from self._in_text(text, key, ladder)

    def _in_text(
        self, text: OffenceVersion, key: _Key, ladder: tuple[Threshold, ...]
    ) -> Iterator[AmountOutcome]:
        """Yield what it reaches by the figures that apply, and by later ones that are better."""
        is_later_text = text is not self.version
        law, on = self.law, self.question.on
        groups = by_time(ladder, on, law.judicial_interpretations | law.unseen_days)
        if not groups:
            return
        first = measure_by(groups[0], self.stated.quantity.value)
        is_new = not groups[0][0].is_in_force(on)
        timed = unseen_step(law, groups[0][0])
        if is_new:
            timed = later_figures_steps(law, self.offence, text, groups[0][0], on)
        main = self._outcome(text, key, groups[0], first, timed, is_later=is_later_text)
        yield main
        for assumption in first.assumptions:
            yield self._assumed(text, key, groups[0], assumption, timed, is_later=is_later_text)
        for group in groups[1:]:
            better = measure_by(group, self.stated.quantity.value)
            timed = time_step(law, group[0], is_new=False)
            in_force = if_in_force(law, group[0], on)
            outcome = self._outcome(text, key, group, better, timed, is_later=True, in_force=in_force)
            if outcome.weight < main.weight or in_force:
                yield outcome

    def _outcome(
        self,
        text: OffenceVersion,
        key: _Key,
        group: tuple[Threshold, ...],
        measured: Measured,
        timed: Steps,
        *,
        is_later: bool,
        in_force: Message = NO_MESSAGE,
    ) -> AmountOutcome:
        band = _band(text, measured.band)
        compared = measure_steps(self.law, self.offence, self.stated, key[0], measured, band)
        lower = self._below(text, group, measured)
        steps = (*timed, *compared, *lower, *self._without_figure(text, group, measured))
        return AmountOutcome(
            version=text,
            band=band,
            measure=key[0],
            entity=key[1],
            quantity=self.stated.quantity,
            assumption=both(in_force, measured.unless),
            thresholds=group,
            steps=steps,
            is_later=is_later and not in_force,
            is_main=True,
            is_open=measured.is_open or bool(in_force),
            figure=figure_step(self.law, self.offence, measured.reached, band)
            if measured.reached is not None and band is not None
            else None,
        )

    def _below(
        self, text: OffenceVersion, group: tuple[Threshold, ...], measured: Measured
    ) -> Iterator[ExposureStep]:
        """Yield where each lower band begins, where an amount reaches one above it."""
        for figure in sorted(group, key=lambda one: one.band):
            band = _band(text, figure.band)
            if band is not None and figure.band < measured.band and not figure.condition:
                yield figure_step(self.law, self.offence, figure, band)

    def _without_figure(
        self, text: OffenceVersion, group: tuple[Threshold, ...], measured: Measured
    ) -> Iterator[ExposureStep]:
        """Yield a step for each band above the highest figure, where that is reached."""
        top = max(figure.band for figure in group)
        for band in text.bands:
            if measured.band == top < band.number and band.level != "none":
                yield ExposureStep(
                    Message("{band} has no figure among those compared.", band=band_words(band)),
                    cited(self.offence),
                    band.level,
                )

    def _assumed(
        self,
        text: OffenceVersion,
        key: _Key,
        group: tuple[Threshold, ...],
        assumption: Assumption,
        timed: Steps,
        *,
        is_later: bool,
    ) -> AmountOutcome:
        band = _band(text, assumption.band)
        steps = assumed_steps(self.law, self.offence, self.stated, key[0], assumption, band)
        return AmountOutcome(
            version=text,
            band=band,
            measure=key[0],
            entity=key[1],
            quantity=self.stated.quantity,
            assumption=assumption.words,
            thresholds=group,
            steps=(*timed, *steps),
            is_later=is_later,
            is_main=False,
            is_open=True,
            figure=figure_step(self.law, self.offence, assumption.threshold, band) if band else None,
        )


def _band(text: OffenceVersion, number: int) -> Band | None:
    """Return a band that was read, or None."""
    band = text.band(number)
    return None if band is None or band.level == "none" else band
