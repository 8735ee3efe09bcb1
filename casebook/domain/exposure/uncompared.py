"""Quantities of a charge for which no figure of the offence was read: they are named, and left open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.exposure.amount import Quantity
from casebook.domain.exposure.measuring import AmountOutcome
from casebook.domain.exposure.offence import Offence
from casebook.domain.exposure.reading import StatedQuantity
from casebook.domain.exposure.step import ExposureStep
from casebook.domain.exposure.threshold import ChargedEntity, ladders
from casebook.domain.exposure.wording import both


def uncompared(quantity: Quantity, entity: ChargedEntity, *, has_words: bool) -> Message:
    """Return that a quantity was not compared. Which figures nobody read is for the office: it is not said.

    Args:
        quantity: of the charge.
        entity: whose figures were asked for; "" where it was not said whose act it is.
        has_words: thresholds of the text stand in words.
    """
    if has_words:
        return Message(
            "{amount}: not compared. The thresholds of this article are in words, and stand in the working.",
            amount=quantity.words,
        )
    if entity == "unit":
        return Message("{amount}: not compared with any figure for units.", amount=quantity.words)
    if entity == "individual":
        return Message("{amount}: not compared with any figure for individuals.", amount=quantity.words)
    return Message("{amount}: not compared with any figure.", amount=quantity.words)


def uncompared_with_act(quantity: Quantity) -> Message:
    """Return that a quantity has figures, but none for the kind of act that the charge is read as."""
    return Message(
        "{amount}: not compared. Its figures in the law are those of another kind of act than the one by "
        "which the charge is read here.",
        amount=quantity.words,
    )


def of_other_act(ladder: Iterable[AmountOutcome], absent: Sequence[Quantity]) -> tuple[AmountOutcome, ...]:
    """Return outcomes of one kind of act that quantities with figures for other acts only leave open.

    Args:
        ladder: what the other quantities reach by the figures of that act.
        absent: those for which that act has none.
    """
    only = (
        Message(
            "if {amount}, for which that kind of act has no figure among those compared, gives no higher "
            "band",
            amount=one.words,
        )
        for one in absent
    )
    return _opened(ladder, reduce(both, only, NO_MESSAGE))


def unless_for_individuals(
    ladder: tuple[AmountOutcome, ...], offence: Offence, stated: StatedQuantity
) -> tuple[AmountOutcome, ...]:
    """Return what a unit's quantity reaches, open where it can be of a measure with figures for individuals.

    Args:
        ladder: what it reaches by a measure that holds for a unit.
        offence: charged.
        stated: the quantity; what it measures may be open.
    """
    figures = ladders(offence.thresholds, ladder[0].version.from_on)
    others = tuple(
        Message(measure)
        for (measure, entity), group in figures.items()
        if entity == "individual"
        and group[0].unit == stated.quantity.unit
        and not {(measure, "unit"), (measure, "")} & figures.keys()
    )
    if stated.measure or not others:
        return ladder
    only = Message(
        "if {amount} is not of what is compared here for individuals alone: {measures}",
        amount=stated.quantity.words,
        measures=reduce(both, others, NO_MESSAGE),
    )
    return _opened(ladder, only)


def left_open(
    ladder: Iterable[AmountOutcome], missing: Sequence[Quantity], entity: ChargedEntity
) -> tuple[AmountOutcome, ...]:
    """Return outcomes that quantities without a figure leave open: a higher band than each is possible.

    Args:
        ladder: what the other quantities reach by one measure.
        missing: those for which no figure was read.
        entity: whose figures were asked for.
    """
    words = reduce(both, (_only_if(one, entity) for one in missing), NO_MESSAGE)
    return _opened(ladder, words)


def _opened(ladder: Iterable[AmountOutcome], words: Message) -> tuple[AmountOutcome, ...]:
    """Return outcomes with what must be so for each above which its text has a band."""
    return tuple(_open(one, words) if words and _has_higher(one) else one for one in ladder)


def _open(one: AmountOutcome, words: Message) -> AmountOutcome:
    return one._replace(assumption=both(one.assumption, words), is_open=True, is_partial=True)


def _has_higher(one: AmountOutcome) -> bool:
    return any(band.level != "none" and band.weight > one.weight for band in one.version.bands)


def _only_if(quantity: Quantity, entity: ChargedEntity) -> Message:
    if entity == "unit":
        return Message(
            "if {amount}, not compared with any figure for units, gives no higher band", amount=quantity.words
        )
    return Message("if {amount}, not compared with any figure, gives no higher band", amount=quantity.words)


def no_period_step() -> ExposureStep:
    """Return that no limitation is computed where something stated was compared with no figure."""
    return ExposureStep(
        Message(
            "No period of limitation is computed: what was not compared may give a higher band with a longer "
            "period."
        ),
        is_working=True,
    )
