"""Relationships of two persons, and pressure on one because of the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.domain.base.entity import entity
from casebook.domain.person.person import Person

Certainty = Literal["stated", "documented", "confirmed"]


@entity
class Relation:
    """A relationship of two persons.

    Attributes:
        person_id: the person at risk.
        other_id: the one related to them.
        kind: what the other is to the person ("mother", "brother", "spouse").
        certainty: how it is known.
        other_is_in: where the other person is, in words; protected. In China until another country is stated.
        pressure: what was done to them, in words; family in China is the usual lever.
    """

    id: str
    person_id: str
    other_id: str
    kind: str
    certainty: Certainty = "stated"
    other_is_in: str = ""
    pressure: str = ""


def related_to(ids: Collection[str], relations: Iterable[Relation]) -> Iterator[tuple[str, str]]:
    """Yield who is related to one of these persons, and as what, from whichever side it was entered."""
    for one in relations:
        if one.person_id in ids:
            yield one.other_id, one.kind
        if one.other_id in ids:
            yield one.person_id, one.kind


def check_relation(relation: Relation) -> None:
    """Reject a relationship of a person with themselves.

    Raises:
        InvalidInput: it is one.
    """
    if relation.person_id == relation.other_id:
        raise InvalidInput(
            "A relationship must link two people.", field="other_id", remedy="Choose another person."
        )


def whereabouts_of(person: Person, relations: Iterable[Relation]) -> tuple[str, ...]:
    """Return all that is entered for where a person is: in the person's record, and in relationships to them.

    A relationship entered from their own side states where the other person is, and does not count.
    """
    texts = (person.whereabouts, *(one.other_is_in for one in relations if one.other_id == person.id))
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
