"""Which reading leads where art. 12, or a better interpretation, displaces another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.exposure.reading import Displacement, ExposureReading

_WORDS = {
    "text": Message(
        "Between the texts nothing is open: the later one is lighter, applies by art. 12 and stands first."
    ),
    "interpretation": Message(
        "Between the figures nothing is open: the later ones are better for the accused, apply by the "
        "Provisions of 2001 and stand first."
    ),
}


def favoured_first(readings: Sequence[ExposureReading]) -> list[ExposureReading]:
    """Return readings of one measure, the one that applies first and what it displaces last.

    Where the reading of the day stays on a fact that is open, it is not displaced, and the order is kept.
    """
    held = list(readings)
    favoured = next((one for one in held if one.is_favoured), None)
    if favoured is None or not favoured.is_later or held[0].assumption:
        return held
    by: Displacement = "interpretation" if favoured.version is held[0].version else "text"
    standing = [one for one in held if one is not favoured and one.assumption]
    displaced = [replace(one, displaced_by=by) for one in held if one is not favoured and not one.assumption]
    return [favoured, *standing, *displaced]


def displaced_words(readings: Sequence[ExposureReading]) -> Message:
    """Return why nothing is open between a reading and what it displaces; no text where none is."""
    return next((_WORDS[one.displaced_by] for one in readings if one.displaced_by), NO_MESSAGE)
