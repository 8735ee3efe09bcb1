"""How like a row of a register is to a person: what agrees, what differs, and whether that is enough."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from casebook.domain.base.entity import entity

AgreementKind = Literal[
    "number",
    "name-characters",
    "name-script",
    "name-latin",
    "name-spelling",
    "name-alike",
    "born-day",
    "born-year",
    "born-age",
    "born-stated",
    "born-calendar",
    "sex",
    "place",
    "detained",
    "charge",
]
DifferenceKind = Literal["born", "sex"]
MatchLevel = Literal["strong", "possible", "weak"]
WEIGHTS: Mapping[AgreementKind, float] = {
    "number": 4.0,
    "name-characters": 3.0,
    "name-script": 3.0,
    "name-latin": 1.5,
    "name-spelling": 1.0,
    "name-alike": 0.5,
    "born-day": 3.0,
    "born-year": 1.5,
    "born-age": 1.0,
    "born-stated": 2.0,
    "born-calendar": 1.5,
    "sex": 0.5,
    "place": 1.0,
    "detained": 2.0,
    "charge": 1.0,
}
"""What each agreement adds to the score, which only sorts: what counts are the points that agree."""
_DIFFERS = 2.0
_OWN_SCRIPT = frozenset({"name-characters", "name-script"})
NEAR_YEARS = 10
"""Births no further apart than this may be one birth that somebody noted wrongly."""
_SPELLED = frozenset({"name-latin", "name-spelling", "name-alike"})
"""Names that agree only in a spelling: many people share one."""
_BIRTH_NOTED = frozenset({"born-stated", "born-calendar"})
"""A birth as a paper of the State or another calendar gives it: no point, but more than a spelling."""
_POINTS: Mapping[AgreementKind, str] = {
    "name-characters": "name",
    "name-script": "name",
    "born-day": "birth",
    "born-year": "birth",
    "born-age": "birth",
    "sex": "sex",
    "place": "place",
    "detained": "detained",
    "charge": "charge",
}
ENOUGH = 3
"""So many points must agree for a match that needs no reason of its own."""


@entity
class RegisterCell:
    """A cell of a row with its heading, as the file has it."""

    column: str
    text: str


@entity
class Agreement:
    """One thing in which a row and a person agree.

    Attributes:
        kind: what.
        row: as the row has it.
        ours: as the casebook has it.
    """

    kind: AgreementKind
    row: str
    ours: str


@entity
class RowDifference:
    """One thing in which they differ, as both have it."""

    kind: DifferenceKind
    row: str
    ours: str


def points(kinds: Iterable[AgreementKind]) -> frozenset[str]:
    """Return the points that agree: name in its own script, birth, sex, place, day of detention, charge."""
    return frozenset(_POINTS[kind] for kind in kinds if kind in _POINTS)


def score(kinds: Collection[AgreementKind], differences: int) -> float:
    """Return the number by which matches are sorted."""
    return max(sum(WEIGHTS[kind] for kind in kinds) - _DIFFERS * differences, 0.0)


def level(kinds: Collection[AgreementKind], differences: int) -> MatchLevel:
    """Return how much a match shows.

    >>> level(["name-characters", "born-year", "place"], 0), level(["name-characters"], 0)
    ('strong', 'possible')
    >>> level(["name-latin", "sex"], 0), level(["name-latin", "born-day", "place", "sex"], 0)
    ('weak', 'strong')
    >>> level(["name-latin", "born-stated"], 0)
    'possible'
    """
    if differences:
        return "possible" if "number" in kinds else "weak"
    if "number" in kinds or len(points(kinds)) >= ENOUGH:
        return "strong"
    beyond_spelling = points(kinds) - {"sex"}
    return "possible" if beyond_spelling or _BIRTH_NOTED & set(kinds) else "weak"


def is_listed(kinds: Collection[AgreementKind], differences: int, *, is_near: bool = False) -> bool:
    """Return whether a match is shown: a spelling alone is never a match, another birth neither.

    Args:
        kinds: what agrees.
        differences: how many things differ.
        is_near: all that differs is a birth that may have been noted wrongly (`NEAR_YEARS`): with the same
            name in its own script, a person decides.
    """
    return level(kinds, differences) != "weak" or (is_near and bool(_OWN_SCRIPT & set(kinds)))


def is_spelling_alone(kinds: Collection[AgreementKind]) -> bool:
    """Return whether only a spelling of the name, and perhaps the sex, agrees."""
    return bool(_SPELLED & set(kinds)) and not points(kinds) - {"sex"} and not _BIRTH_NOTED & set(kinds)
