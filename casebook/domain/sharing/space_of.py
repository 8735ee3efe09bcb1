"""Into which spaces a change of a record goes: that of its case, the office, or all that have a person.

A person or contact goes into every space of the author that has them, and nothing else crosses between spaces
but a purge, of which only the ID is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from casebook.domain.base.entity import entity
from casebook.domain.person.relation import Relation

_PEOPLE = frozenset({"person", "contact"})
_OFFICE = frozenset(
    {
        "source",
        "finding",
        "argument",
        "reading",
        "remark",
        "collection",
        "official-form",
        "closure",
        "own-rule",
        "rule-confirmation",
        "own-profile",
        "letter-template",
        "paper-translation",
    }
)


class SpaceRule(StrEnum):
    """How the spaces of a noun are found.

    Attributes:
        CASE: that of the case it stands in; of none the office.
        PEOPLE: every space that has the person or contact.
        RELATION: every space that has both.
        OFFICE: the office.
    """

    CASE = "case"
    PEOPLE = "people"
    RELATION = "relation"
    OFFICE = "office"


def space_rule(noun: str) -> SpaceRule:
    """Return how the spaces of a noun are found."""
    if noun in _PEOPLE:
        return SpaceRule.PEOPLE
    if noun == "relation":
        return SpaceRule.RELATION
    return SpaceRule.OFFICE if noun in _OFFICE else SpaceRule.CASE


@entity
class RecordPlace:
    """What of a record says where it belongs.

    Attributes:
        noun: of the record.
        id: of the record.
        case_id: of its case, "" for none; of a case its own ID.
        people: persons and contacts that it is about: both of a relation, that of a note in no case.
    """

    noun: str
    id: str
    case_id: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCircle:
    """Who belongs to a case.

    Attributes:
        space: of the case, 16 bytes.
        parties: persons it is about.
        contacts: who has a role in it.
        named: others that records of the case name: an interpreter, the addressee of a letter.
    """

    space: bytes
    parties: Collection[str] = ()
    contacts: Collection[str] = ()
    named: Collection[str] = ()


class SpaceMap:
    """The spaces in which a device writes, and who is in each.

    Args:
        cases: by ID, those with a space of this device.
        office: the space of what belongs to no case, or None.
        relations: of all persons; who is related to a person of a case is in its space, and no farther.
    """

    def __init__(
        self, cases: Mapping[str, CaseCircle], office: bytes | None, relations: Iterable[Relation] = ()
    ) -> None:
        self._cases, self._office = dict(cases), office
        related: dict[str, set[str]] = defaultdict(set)
        for one in relations:
            related[one.person_id].add(one.other_id)
            related[one.other_id].add(one.person_id)
        self._people: dict[bytes, set[str]] = defaultdict(set)
        for circle in self._cases.values():
            near = {*circle.parties, *circle.contacts, *circle.named}
            self._people[circle.space] |= near.union(*(related.get(person, ()) for person in near))

    def people(self, space: bytes) -> frozenset[str]:
        """Return the persons and contacts that are in a space."""
        return frozenset(self._people.get(space, ()))

    def spaces_of(self, place: RecordPlace) -> frozenset[bytes]:
        """Return the spaces that a change of a record goes into; none for what stays on this device.

        A person in no case stays, as does what belongs to a case or office without a space here.
        """
        rule = space_rule(place.noun)
        if rule is SpaceRule.CASE and place.case_id:
            circle = self._cases.get(place.case_id)
            return frozenset({circle.space} if circle else ())
        if rule is SpaceRule.PEOPLE:
            return self._with({place.id})
        if rule is SpaceRule.RELATION or place.people:
            return self._with({*place.people})
        return frozenset({self._office} if self._office else ())

    def spaces_of_purge(self, place: RecordPlace) -> frozenset[bytes]:
        """Return the spaces in which a purge is said.

        That of people goes into all that the device has: a space may hold them from a time when they were in
        the case.
        """
        if space_rule(place.noun) in {SpaceRule.PEOPLE, SpaceRule.RELATION}:
            return frozenset(circle.space for circle in self._cases.values()) | self.spaces_of(place)
        return self.spaces_of(place)

    def entered(self, before: SpaceMap) -> dict[bytes, frozenset[str]]:
        """Return who is in a space now and was not before: all that is known of them goes into it."""
        new = {space: frozenset(people - before.people(space)) for space, people in self._people.items()}
        return {space: people for space, people in new.items() if people}

    def _with(self, people: set[str]) -> frozenset[bytes]:
        return frozenset(space for space, there in self._people.items() if people and people <= there)


def purges_to_say(
    purged: Mapping[bytes, Collection[str]], own: Iterable[bytes]
) -> dict[bytes, frozenset[str]]:
    """Return the purges of people that a device knows by one space and says in its others.

    Args:
        purged: IDs of persons and contacts whose purge was said in a space, by space.
        own: the spaces of cases in which this device writes.
    """
    known = {record_id for ids in purged.values() for record_id in ids}
    unsaid = {space: frozenset(known - {*purged.get(space, ())}) for space in own}
    return {space: ids for space, ids in unsaid.items() if ids}
