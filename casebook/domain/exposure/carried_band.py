"""Which bands of a later text can hold an act that falls into a band of the text of the day.

A number says nothing of it: a later text may part a step in two, add one or count anew.
"""

from __future__ import annotations

from typing import NamedTuple

from casebook.domain.exposure.band import Band
from casebook.domain.exposure.offence import OffenceVersion


class CarriedBand(NamedTuple):
    """The bands of a later text that a band can have become.

    Attributes:
        version: the later text.
        bands: those that were read, by number.
        is_certain: there is one, and its condition is that of the band or takes in more.
    """

    version: OffenceVersion
    bands: tuple[Band, ...]
    is_certain: bool


def carried(band: Band, version: OffenceVersion, later: OffenceVersion) -> CarriedBand:
    """Return what a band of one text can be in a later one, by the conditions of both.

    A band whose condition stands in the later text is carried there, and to bands beside it that are new; one
    whose condition stands there no more, to whatever lies between its neighbours.
    """
    places = {_plain(one): place for place, one in enumerate(later.bands)}
    tied = {one.number: places[_plain(one)] for one in version.bands if _plain(one) in places}
    at = tied.get(band.number)
    is_widened = at is not None
    if at is not None:
        span = _with_new_beside(at, set(tied.values()), len(later.bands))
    else:
        lower = max((tied[number] for number in tied if number < band.number), default=-1)
        upper = min((tied[number] for number in tied if number > band.number), default=len(later.bands))
        span = list(range(lower + 1, upper))
        is_widened = any(_plain(later.bands[place]).startswith(_plain(band)) for place in span)
        if not span or (not is_widened and lower >= 0):
            span = [lower if lower >= 0 else min(upper, len(later.bands) - 1), *span]
    possible = tuple(later.bands[place] for place in span)
    return CarriedBand(
        version=later,
        bands=tuple(one for one in possible if one.level != "none"),
        is_certain=len(possible) == 1 and is_widened and possible[0].level != "none",
    )


def _with_new_beside(at: int, tied: set[int], count: int) -> list[int]:
    """Return a place with the untied ones beside it."""
    first, last = at, at
    while first > 0 and first - 1 not in tied:
        first -= 1
    while last + 1 < count and last + 1 not in tied:
        last += 1
    return list(range(first, last + 1))


def _plain(band: Band) -> str:
    """Return a condition without what is said of its place in the law."""
    return band.condition.partition(" (")[0]
