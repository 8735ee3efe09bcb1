"""Every field of what is known of a person or case is classified, and what it tells is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.hiding.identifying import FIELDS, known_facts
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import IdentifyingDetail, IdentityDocument, Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role

NOUNS = (Person, Relation, Contact, Role, Case, Proceeding, Event, Dossier)
VALUES = {StatedDate}


def within(kind: type[Any]) -> Iterator[type[Any]]:
    """The nouns a noun holds, itself first."""
    yield kind
    for hint in get_type_hints(kind).values():
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and is_dataclass(part) and part not in VALUES:
                yield from within(part)


@pytest.mark.parametrize("kind", sorted({each for noun in NOUNS for each in within(noun)}, key=str))
def test_every_field_is_classified(kind: type[Any]) -> None:
    assert set(FIELDS[kind]) == {field.name for field in fields(kind)}


def test_what_a_person_tells() -> None:
    person = Person(
        id="p",
        names=(Name(text="Wen Shuyun", script="Latn"),),
        born=StatedDate(edtf="1984-01-10"),
        papers=(IdentityDocument(kind="passport", number="E1"),),
        safe_contact="Signal only",
        health="well",
        details=(IdentifyingDetail(kind="work", text="A Book"),),
    )
    told = {fact.kind: fact.value for fact in known_facts(person)}
    assert told == {
        "name": "Wen Shuyun",
        "birth-date": StatedDate(edtf="1984-01-10"),
        "paper": "E1",
        "safe-contact": "Signal only",
        "work": "A Book",
    }


def test_what_a_dossier_tells() -> None:
    dossier = Dossier(id="d", case_id="c", title="Appeal", number="41/2026", hearing_on=date(2026, 5, 1))
    assert {fact.kind for fact in known_facts(dossier)} == {"case-number", "date"}
