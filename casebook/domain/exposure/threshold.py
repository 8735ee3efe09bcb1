"""A figure from which an act falls into a band, and the interpretation in which it stands."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Literal, NamedTuple

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.entity import entity
from casebook.domain.exposure.amount import AmountUnit
from casebook.domain.library.reading_level import ReadingLevel

ChargedEntity = Literal["", "individual", "unit"]
"""Whose act a figure is for; "" for anybody's."""
InstrumentKind = Literal["interpretation", "filing-standard", "opinion"]


@entity
class JudicialInterpretation:
    """A judicial interpretation, opinion or filing standard.

    Attributes:
        kind: only a judicial interpretation reaches acts before it.
        title_original: in Chinese.
        number: its number; printed only where `is_number_seen`.
        from_on, to_on: first and last day in force; `is_day_seen` says whether the first was read.
        unread: what nobody read, for the office only.
    """

    id: str
    kind: InstrumentKind
    title: str
    title_original: str
    number: str
    is_number_seen: bool
    from_on: date
    to_on: date | None
    is_day_seen: bool
    note: str
    unread: str
    level: ReadingLevel

    @property
    def cited(self) -> str:
        """Return the title, with the number where that was seen."""
        return f"{self.title} ({self.number})" if self.number and self.is_number_seen else self.title


@entity
class Threshold:
    """A figure of a band.

    Attributes:
        band: number of the band in the version that began on `version_from_on`, and in those that began on
            the days of `also_from_on`.
        measure: what is counted, the same word for all figures that are steps of one ladder.
        act: the kind of act that the measure is of, where the article has figures of several; "" for any.
        condition: what must be there beside the amount; "" for nothing.
        text: the figure in words, where it is no number.
        from_amount: the least amount; None where `text` stands instead.
        highest: the highest figure a province may choose; None where the figure holds everywhere.
        unit: of the amount; "" where `text` stands instead.
        entity: whose act it is for.
        instrument_id: the interpretation; "" where the figure stands in the article itself.
        from_on, to_on: when that figure was in force.
    """

    band: int
    measure: str
    act: str
    condition: str
    text: str
    from_amount: int | None
    highest: int | None
    unit: AmountUnit | Literal[""]
    entity: ChargedEntity
    instrument_id: str
    pinpoint: str
    from_on: date
    to_on: date | None
    version_from_on: date
    also_from_on: tuple[date, ...]
    note: str
    doubt: str
    unread: str
    level: ReadingLevel

    @property
    def is_statute(self) -> bool:
        """Return whether the figure stands in the article itself."""
        return not self.instrument_id

    @property
    def top(self) -> int:
        """Return the figure from which it is reached in every province."""
        return self.highest or self.from_amount or 0

    def is_of(self, version_from_on: date) -> bool:
        """Return whether it counts for the bands of a version, by the first day of that."""
        return version_from_on == self.version_from_on or version_from_on in self.also_from_on

    def is_in_force(self, on: date) -> bool:
        """Return whether it was in force on a day; a figure of the article is as long as its version."""
        return self.is_statute or (self.from_on <= on and (self.to_on is None or on <= self.to_on))


class Assumption(NamedTuple):
    """A higher band that an amount reaches only if something else is so.

    Attributes:
        band: its number.
        threshold: the figure reached.
        words: what must be so.
    """

    band: int
    threshold: Threshold
    words: Message


class Measured(NamedTuple):
    """What an amount reaches by a set of figures.

    Attributes:
        band: number of the band that is reached unless an assumption is so; 0 for none.
        reached: the figure of that band; None where the band asks for none.
        unless: what must not be so for the band to stay; no text where nothing bears on it.
        is_open: the facts stated do not decide between the band and an assumption: a figure is chosen by a
            province, or a band asks beside every figure for something the charge does not say.
        following: the lowest figure above that is not reached; None where there is none.
        assumptions: higher bands, each with what must be so.
    """

    band: int
    reached: Threshold | None
    following: Threshold | None
    unless: Message
    is_open: bool
    assumptions: tuple[Assumption, ...]


def measure_by(thresholds: Sequence[Threshold], amount: Decimal) -> Measured:
    """Return the band that an amount reaches by figures of one measure.

    A band is reached where every figure that asks for nothing else is, by the highest a province may choose.
    Below the lowest figure the band is the one before it, where that asks for no figure.
    """
    numbers = sorted({figure.band for figure in thresholds})
    band, reached = numbers[0] - 1, None
    for number in numbers:
        plain = [figure for figure in thresholds if figure.band == number and not figure.condition]
        if plain and all(amount >= figure.top for figure in plain):
            band, reached = number, max(plain, key=lambda figure: figure.top)
    above = [figure for figure in thresholds if figure.band > band and amount < (figure.from_amount or 0)]
    assumptions = tuple(_assumed(thresholds, amount, band))
    settled = {
        figure.band for figure in thresholds if not figure.condition and amount < (figure.from_amount or 0)
    }
    return Measured(
        band=band,
        reached=reached,
        following=min(above, key=lambda figure: figure.from_amount or 0, default=None),
        unless=_unless(assumptions, amount),
        is_open=any(not one.threshold.condition or one.band not in settled for one in assumptions),
        assumptions=assumptions,
    )


def _unless(assumptions: Sequence[Assumption], amount: Decimal) -> Message:
    """Return what must not be so for the lower band to stay."""
    facts = tuple(Message(one.threshold.condition) for one in assumptions if one.threshold.condition)
    words = [_denied(one.threshold, amount) for one in assumptions if not one.threshold.condition]
    if len(facts) == 1:
        words.append(Message("if this is not so: {condition}", condition=facts[0]))
    elif facts:
        words.append(Message("if none of this is so: {conditions}", conditions=facts))
    return reduce(_joined, words, NO_MESSAGE)


def _joined(first: Message, second: Message) -> Message:
    return Message("{words}; {others}", words=first, others=second) if first else second


def _assumed(thresholds: Iterable[Threshold], amount: Decimal, band: int) -> Iterable[Assumption]:
    """Yield the highest band for figure thing that must be so."""
    by_words: dict[Message, Assumption] = {}
    for figure in thresholds:
        if figure.band <= band or amount < (figure.from_amount or 0):
            continue
        assumption = Assumption(figure.band, figure, _words(figure, amount))
        held = by_words.get(assumption.words)
        if held is None or held.band < figure.band:
            by_words[assumption.words] = assumption
    return by_words.values()


def _words(threshold: Threshold, amount: Decimal) -> Message:
    if threshold.condition:
        return Message("if there is also: {condition}", condition=Message(threshold.condition))
    if threshold.highest and amount < threshold.highest:
        return Message(
            "where the province chose a figure of {amount} or less; it may choose from {least} to {most}",
            amount=f"{amount:,f}",
            least=f"{threshold.from_amount or 0:,}",
            most=f"{threshold.highest:,}",
        )
    return Message("by the lower of two figures in force")


def _denied(threshold: Threshold, amount: Decimal) -> Message:
    if threshold.highest and amount < threshold.highest:
        return Message(
            "where the province chose a figure above {amount}; it may choose from {least} to {most}",
            amount=f"{amount:,f}",
            least=f"{threshold.from_amount or 0:,}",
            most=f"{threshold.highest:,}",
        )
    return Message("by the higher of two figures in force")


def ladders(
    thresholds: Iterable[Threshold], version_from_on: date
) -> dict[tuple[str, ChargedEntity], tuple[Threshold, ...]]:
    """Return the figures of a version that were read and are numbers, by measure and by whose act it is."""
    by_measure: dict[tuple[str, ChargedEntity], tuple[Threshold, ...]] = {}
    for each in thresholds:
        if each.level != "none" and each.from_amount is not None and each.is_of(version_from_on):
            key = each.measure, each.entity
            by_measure[key] = (*by_measure.get(key, ()), each)
    return by_measure


def by_time(
    ladder: Sequence[Threshold], on: date, reaching_back: Container[str]
) -> tuple[tuple[Threshold, ...], ...]:
    """Return the figures in force on a day, then those of each later interpretation, the earliest first.

    Where none was in force the first later interpretation stands first, since it then applies. A later one
    that lacks a step of the first is left out: what it does not speak of it does not make milder.

    Args:
        ladder: the figures of one measure.
        on: the day of the act.
        reaching_back: ids of judicial interpretations, for no other text reaches acts before it, and of texts
            whose first day was not read, for these may have been in force.

    LAW: Provisions of 2001 on the time of effect of judicial interpretations.
    """
    now = tuple(each for each in ladder if each.is_in_force(on))
    after = [each for each in ladder if each.instrument_id in reaching_back and each.from_on > on]
    starts = sorted({each.from_on for each in after})
    later = (tuple(each for each in after if each.from_on == start) for start in starts)
    first, *others = tuple(filter(None, (now, *later))) or ((),)
    steps = _steps_of(first)
    return tuple(filter(None, (first, *(group for group in others if steps <= _steps_of(group)))))


def instruments_of(thresholds: Iterable[Threshold]) -> tuple[str, ...]:
    """Return the ids of the interpretations in which figures stand, each once."""
    return tuple(dict.fromkeys(each.instrument_id for each in thresholds if each.instrument_id))


def _steps_of(group: Iterable[Threshold]) -> set[int]:
    return {each.band for each in group}
