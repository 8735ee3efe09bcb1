"""Relationships of two persons, and pressure on one because of the other."""

from __future__ import annotations

import re
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.domain.base.entity import entity

Certainty = Literal["stated", "documented", "confirmed"]


@entity
class Relation:
    """A relationship of two persons.

    Attributes:
        person_id: the person at risk.
        other_id: the one related to them.
        kind: what the other is to the person ("mother", "brother", "spouse").
        certainty: how it is known.
        other_is_in: where the other person is, in words; protected.
        pressure: what was done to them, in words; family in China is the usual lever.
    """

    id: str
    person_id: str
    other_id: str
    kind: str
    certainty: Certainty = "stated"
    other_is_in: str = ""
    pressure: str = ""


_CHINA = re.compile(
    r"\b(?:china|prc|people's republic|hong kong|macau|tibet|xinjiang)\b|中国|中國|香港|西藏|新疆",
    re.IGNORECASE,
)
_ABROAD = re.compile(r"\b(?:outside|not in|left) ", re.IGNORECASE)


def is_in_china(relation: Relation) -> bool:
    """Return whether the other person is in China, as the words of the relation say.

    >>> is_in_china(Relation(id="", person_id="", other_id="", kind="", other_is_in="outside China"))
    False
    """
    place = relation.other_is_in
    return bool(_CHINA.search(place)) and not _ABROAD.search(place)


def check_relation(relation: Relation) -> None:
    """Reject a relationship of a person with themselves.

    Raises:
        InvalidInput: it is one.
    """
    if relation.person_id == relation.other_id:
        raise InvalidInput(
            "A relationship must link two people.", field="other_id", remedy="Choose another person."
        )
