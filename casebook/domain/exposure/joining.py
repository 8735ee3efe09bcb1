"""Several figures of one charge: added or not, and the highest band that any of them reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce
from itertools import product
from typing import NamedTuple

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.exposure.amount import AmountUnit, Quantity, quantity
from casebook.domain.exposure.measuring import AmountOutcome
from casebook.domain.exposure.offence import Offence
from casebook.domain.exposure.reading import StatedQuantity
from casebook.domain.exposure.step import ExposureStep
from casebook.domain.exposure.threshold import ChargedEntity
from casebook.domain.exposure.uncompared import left_open, of_other_act, unless_for_individuals
from casebook.domain.exposure.wording import both

Ladder = tuple[AmountOutcome, ...]
"""What a quantity reaches by one measure, the text of the day first."""
_Measured = tuple[StatedQuantity, tuple[Ladder, ...]]
_MAX_COMBINED = 24
"""Of more ways to read several quantities each stands alone: nobody would read that many."""


class Alternative(NamedTuple):
    """Quantities to measure, and what must be so; no text for nothing."""

    quantities: tuple[StatedQuantity, ...]
    assumption: Message


def alternatives(stated: Sequence[StatedQuantity]) -> tuple[Alternative, ...]:
    """Return quantities as stated or, where some are of one kind, not added together and added.

    Whether several sums are parts of one the charge must say: the law on it was not read.
    """
    by_kind: dict[tuple[AmountUnit, str], list[StatedQuantity]] = {}
    for one in stated:
        by_kind.setdefault((one.quantity.unit, one.measure), []).append(one)
    if len(by_kind) == len(stated):
        return (Alternative(tuple(stated), NO_MESSAGE),)
    highest = tuple(max(alike, key=lambda one: one.quantity.value) for alike in by_kind.values())
    added = tuple(_sum(alike) if len(alike) > 1 else alike[0] for alike in by_kind.values())
    sums = tuple(
        total.quantity.words for total, alike in zip(added, by_kind.values(), strict=True) if alike[1:]
    )
    return (
        Alternative(highest, Message("if amounts of one kind are not added together")),
        Alternative(added, Message("if amounts of one kind are added together: {amounts}", amounts=sums)),
    )


def are_measures_guessed(ladders: Sequence[Ladder]) -> bool:
    """Return whether a quantity, by what it was measured by, can be more than one thing."""
    return len({ladder[0].measure for ladder in ladders}) > 1


def kept_by(measured: Iterable[AmountOutcome], favoured: AmountOutcome, most: tuple[int, int]) -> Message:
    """Return what would keep the text of the day where a later one is favoured; no text for nothing.

    A fact beside the amount can put the act into a band of the later text that is not lighter.
    """
    heavier = next(
        (
            one
            for one in measured
            if favoured.is_later
            and one.is_later
            and not one.is_main
            and one.version is favoured.version
            and one.weight >= most
        ),
        None,
    )
    if heavier is None:
        return NO_MESSAGE
    return Message("{assumption}; the later text is then not lighter", assumption=heavier.assumption)


def heaviest_in(measured: Iterable[AmountOutcome], one: AmountOutcome) -> AmountOutcome:
    """Return the heaviest that the text of an outcome gives on other facts, or the outcome itself."""
    others = (other for other in measured if other.version is one.version and not other.is_main)
    return max((one, *others), key=lambda other: other.weight)


def _sum(alike: Sequence[StatedQuantity]) -> StatedQuantity:
    total = sum((one.quantity.value for one in alike), Decimal(0))
    parts = "; ".join(one.derivation for one in alike if one.derivation)
    return StatedQuantity(
        quantity=quantity(total, alike[0].quantity.unit), measure=alike[0].measure, derivation=parts
    )


def joined_ladders(
    stated: Sequence[StatedQuantity], of_quantities: Sequence[tuple[Ladder, ...]], entity: ChargedEntity
) -> tuple[Ladder, ...]:
    """Return a ladder for each way to read several quantities: by measure, and by whose act it is.

    Args:
        stated: the quantities.
        of_quantities: what each reaches by each measure it can be; nothing where no figure was read.
        entity: whose act it is, "" where the charge does not say.
    """
    found = list(zip(stated, of_quantities, strict=True))
    missing = [one.quantity for one, ladders in found if not ladders]
    measured = [(one, ladders) for one, ladders in found if ladders]
    single = tuple(left_open(ladder, missing, entity) for _, ladders in measured for ladder in ladders)
    if len(measured) < 2:  # noqa: PLR2004 - nothing to join
        return single
    entities = tuple(dict.fromkeys(ladder[0].entity for ladder in single if ladder[0].entity)) or ("",)
    combined: dict[tuple[object, ...], Ladder] = {}
    for whose in entities:
        own = [
            (one, tuple(ladder for ladder in ladders if ladder[0].entity in {"", whose}))
            for one, ladders in measured
        ]
        not_of_entity = [*missing, *(one.quantity for one, ladders in own if not ladders)]
        for act, of_act in enumerate(_by_act(own)):
            absent = [
                one.quantity for one, ladders in of_act if not ladders and one.quantity not in not_of_entity
            ]
            ways = tuple(product(*filter(None, (ladders for _, ladders in of_act))))
            if len(ways) > _MAX_COMBINED:
                return single
            for way in ways:
                ladder = of_other_act(left_open(_joined(way), not_of_entity, whose), absent)
                key = (act, *((one.version.from_on, one.band, one.assumption) for one in ladder))
                combined.setdefault(key, ladder)
    return tuple(combined.values())


def _by_act(measured: Sequence[_Measured]) -> tuple[Sequence[_Measured], ...]:
    """Return the ladders of quantities by the act that they are of, where most of them are of one.

    Copies by the figures of publications and a turnover by those of currency dealing are never of one act. An
    act that a measure of the charge names is the only one.
    """
    named = {_act(ladder) for one, ladders in measured if one.measure for ladder in ladders} - {""}
    found = {_act(ladder): None for _, ladders in measured for ladder in ladders}
    acts = [act for act in found if act and (act in named or not named)]
    if len(acts) < 2 and not named:  # noqa: PLR2004 - one act
        return (measured,)
    parted = [
        [(one, tuple(ladder for ladder in ladders if _act(ladder) in {"", act})) for one, ladders in measured]
        for act in acts
    ]
    covered = [sum(bool(ladders) for _, ladders in of_act) for of_act in parted]
    return tuple(of_act for of_act, count in zip(parted, covered, strict=True) if count == max(covered)) or (
        measured,
    )


def compared_with_no_act(
    stated: Sequence[StatedQuantity], of_quantities: Sequence[tuple[Ladder, ...]]
) -> tuple[Quantity, ...]:
    """Return the quantities that have figures, but none for the acts by which the others are read.

    Args:
        stated: the quantities.
        of_quantities: what each reaches by each measure it can be; nothing where no figure was read.
    """
    measured = [(one, ladders) for one, ladders in zip(stated, of_quantities, strict=True) if ladders]
    read = {
        (one.quantity, one.measure)
        for of_act in (_by_act(measured) if measured else ())
        for one, ladders in of_act
        if ladders
    }
    return tuple(one.quantity for one, _ in measured if (one.quantity, one.measure) not in read)


def ladders_of_unit(
    offence: Offence,
    stated: Sequence[StatedQuantity],
    of_unit: Sequence[tuple[Ladder, ...]],
    of_anybody: Sequence[tuple[Ladder, ...]],
) -> list[tuple[Ladder, ...]]:
    """Return the ladders of a unit that are of the kinds of act which all figures, whoever's, leave possible.

    What kind of act a unit is charged with shows in the figures for individuals, too, though it is measured
    by none of them.

    Args:
        offence: charged.
        stated: the quantities.
        of_unit: what each reaches by the figures that hold for a unit.
        of_anybody: what each reaches by all figures.
    """
    found = [(one, ladders) for one, ladders in zip(stated, of_anybody, strict=True) if ladders]
    acts = {_act(ladder) for of_act in _by_act(found) for _, ladders in of_act for ladder in ladders}
    return [
        tuple(
            unless_for_individuals(ladder, offence, one)
            for ladder in ladders
            if not acts or _act(ladder) in acts
        )
        for one, ladders in zip(stated, of_unit, strict=True)
    ]


def _act(ladder: Ladder) -> str:
    """Return the kind of act that a measure is of, "" for any."""
    return ladder[0].thresholds[0].act


def _joined(ladders: Sequence[Ladder]) -> Iterator[AmountOutcome]:
    """Yield what several quantities reach together, text by text."""
    for start in dict.fromkeys(one.version.from_on for ladder in ladders for one in ladder):
        of_text = [tuple(one for one in ladder if one.version.from_on == start) for ladder in ladders]
        missing = [ladder[0] for ladder, here in zip(ladders, of_text, strict=True) if not here]
        yield from _in_text(tuple(filter(None, of_text)), missing)


def _in_text(of_text: Sequence[Ladder], missing: Sequence[AmountOutcome]) -> Iterator[AmountOutcome]:
    mains = [outcomes[0] for outcomes in of_text]
    top = max(mains, key=lambda one: one.weight)
    higher = [one for outcomes in of_text for one in outcomes if not one.is_main and one.weight > top.weight]
    open_ones = [
        main
        for main, outcomes in zip(mains, of_text, strict=True)
        if main.assumption and (main is top or any(one in higher for one in outcomes))
    ]
    unless = reduce(both, (*(one.assumption for one in open_ones), *map(_unmeasured, missing)), NO_MESSAGE)
    beside = tuple(step for one in mains if one is not top for step in _beside(one))
    yield top._replace(
        steps=(*top.steps, *beside),
        assumption=unless,
        is_open=bool(missing) or any(one.is_open for one in open_ones),
        is_partial=bool(missing),
    )
    yield from higher
    yield from _by_later(of_text, mains, top)


def _by_later(
    of_text: Sequence[Ladder], mains: Sequence[AmountOutcome], top: AmountOutcome
) -> Iterator[AmountOutcome]:
    """Yield what is reached by each later interpretation, where all quantities together reach less."""
    later = [[one for one in outcomes[1:] if one.is_main] for outcomes in of_text]
    for start in dict.fromkeys(one.thresholds[0].from_on for ladder in later for one in ladder):
        chosen = [
            next((one for one in ladder if one.thresholds[0].from_on == start), main)
            for ladder, main in zip(later, mains, strict=True)
        ]
        best = max(chosen, key=lambda one: one.weight)
        if best.weight < top.weight:
            beside = tuple(step for one in chosen if one is not best for step in _beside(one))
            yield best._replace(steps=(*best.steps, *beside))


def _beside(one: AmountOutcome) -> Iterator[ExposureStep]:
    """Yield what a quantity that another outweighs is taken as, which is ours, and the figure it reaches."""
    words = Message(
        "Beside it {amount}, measured here by the figures of the law for: {measure}.",
        amount=one.quantity.words,
        measure=Message(one.measure),
    )
    yield ExposureStep(words, is_ours=True)
    if one.figure is not None:
        yield one.figure
    elif one.band is None:
        yield ExposureStep(Message("By that measure it reaches no band."), is_working=True)
    yield ExposureStep(
        Message("The highest band that any of the figures reaches is taken here."), is_ours=True
    )


def _unmeasured(one: AmountOutcome) -> Message:
    return Message(
        "if {amount}, for which that text has no figure, gives no higher band", amount=one.quantity.words
    )
