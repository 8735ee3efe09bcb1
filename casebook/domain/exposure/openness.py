"""Which reading of an answer may be marked as the one that applies, and what it hangs on where none may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.base.message import Message, in_sequence
from casebook.domain.exposure.displaced import displaced_words
from casebook.domain.exposure.reading import ExposureReading


def chosen_of(readings: Sequence[ExposureReading], *, is_open: bool) -> ExposureReading | None:
    """Return the reading to choose, or None where what was measured is open or no amount reaches a band."""
    if readings and all(reading.band is None for reading in readings):
        return None
    favoured = [
        reading for reading in readings if reading.is_favoured and reading.kind in {"amount", "below"}
    ]
    if not favoured:
        favoured = [reading for reading in readings if reading.is_favoured]
    return None if is_open or not favoured else max(favoured, key=lambda reading: reading.weight)


def may_be_marked(reading: ExposureReading) -> bool:
    """Return whether a reading rests on no assumption, no sorting of ours and no assertion of the State.

    What an amount is measured by is always ours: a charge states the amount, the law names the measure.
    """
    return not (reading.assumption or reading.measure or reading.kind == "taken")


def openness_of(readings: Sequence[ExposureReading], *, is_marked: bool, is_crossing: bool) -> Message:
    """Return why no reading is marked as the one that applies, and that nothing is open between texts.

    Args:
        readings: of an answer.
        is_marked: one of them is.
        is_crossing: the act went on from an earlier text of its article.
    """
    if is_marked:
        return displaced_words(readings)
    if all(one.kind == "possible" for one in readings):
        return Message("The facts stated do not say which band applies: none is computed.")
    if all(one.band is None for one in readings):
        return Message("What the charge states reaches no band by the figures compared.")
    standing = [one for one in readings if not one.displaced_by]
    return in_sequence(filter(None, (_open(standing, is_crossing=is_crossing), displaced_words(readings))))


def _open(standing: Sequence[ExposureReading], *, is_crossing: bool) -> Message:
    """Return what decides between the readings that nothing displaces."""
    grounds = tuple(_grounds(standing, is_crossing=is_crossing))
    if not grounds and len(standing) == 1:
        number = standing[0].id
        return Message(
            "Open: whether reading {number} applies depends on what was not compared.", number=number
        )
    if not grounds:
        return Message("The facts stated leave more than one reading of the law.")
    if len(standing) == 1:
        return Message(
            "Open: whether reading {number} applies depends on {grounds}.",
            number=standing[0].id,
            grounds=grounds,
        )
    return Message("Open: which reading applies depends on {grounds}.", grounds=grounds)


def _grounds(readings: Sequence[ExposureReading], *, is_crossing: bool) -> Iterator[Message]:
    """Yield what decides between readings, or whether the only one applies."""
    if is_crossing:
        yield Message("which text applies to an act that went on past its change")
    if any(one.measure for one in readings):
        yield Message("what the amounts are measured by (our reading, not a text)")
    if any(one.assumption for one in readings):
        yield Message("what must be so besides (it stands with each)")
    if any(one.kind == "taken" for one in readings):
        yield Message("whether the band that the State asserts fits the act")
