"""Who is hidden in a pseudonymised copy, under which label, and in which spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.dossier.pseudonym import Hidden, Pseudonym
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.language.hanzi import has_han, simplified, traditional
from casebook.language.match import forms
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.registry import table_for

_WORD = re.compile(r"\w{2,}")
_CLOSE = frozenset({"family"})
"""Contacts whose names betray the person; counsel and courts are named as they are."""


@dataclass(frozen=True, slots=True, repr=False)
class _Borne:
    """One whom a copy hides: id, names in every script, numbers of papers."""

    id: str
    names: tuple[str, ...]
    numbers: tuple[str, ...] = ()


def hidden(session: Session, case: Case, words: Translator, texts: Iterable[str]) -> tuple[Hidden, ...]:
    """All that a pseudonymised copy of this case must not say.

    A label, once given, is kept: it is the same in every copy of the case.

    Args:
        session: the open vault.
        case: whose parties, their relatives and close contacts are hidden.
        words: the language of the copy.
        texts: what the copy and its exhibits say; whoever else of the vault it may name is hidden too.
    """
    borne = _borne(session, case, _parts(texts))
    letters = _letters(session, case, borne)
    hidden_forms: list[Hidden] = []
    for one in borne:
        label = words("Person {letter}", letter=letters[one.id])
        hidden_forms += [Hidden(form=form, label=label) for name in one.names for form in spellings(name)]
        number = words("[identity document number]")
        hidden_forms += [Hidden(form=form, label=number, is_name=False) for form in one.numbers]
    return tuple(hidden_forms)


def protected(session: Session, case: Case, said: Iterable[str]) -> tuple[Hidden, ...]:
    """The same to be looked for on a page, where no label is given yet and none is kept."""
    borne = _borne(session, case, _parts(said))
    names = (Hidden(form=form, label="") for one in borne for name in one.names for form in spellings(name))
    return (*names, *(Hidden(form=form, label="", is_name=False) for one in borne for form in one.numbers))


def spellings(name: str) -> tuple[str, ...]:
    """A name as stated, and every way it is likely to be written in another script or romanisation."""
    stated_forms = dict.fromkeys((name, *(form.text for form in forms(name))))
    return tuple(
        dict.fromkeys(way for text in stated_forms for way in (text, simplified(text), *traditional(text)))
    )


def _parts(texts: Iterable[str]) -> frozenset[str]:
    """Every word, and every two Chinese signs side by side, of what is said."""
    parts: set[str] = set()
    for text in texts:
        for word in _WORD.findall(text.casefold()):
            parts.add(word)
            parts.update(word[at : at + 2] for at in range(len(word) - 1) if has_han(word[at]))
    return frozenset(parts)


def _may_name(person: Person, parts: frozenset[str]) -> bool:
    words = (word for name in person.names for word in _WORD.findall(name.text.casefold()))
    return any(word in parts or (has_han(word) and word[:2] in parts) for word in words)


def _borne(session: Session, case: Case, parts: frozenset[str]) -> list[_Borne]:
    with session.store.reading() as connection:
        parties = [party.person_id for party in case.parties]
        bonds = [
            relation for relation in table_for(Relation).all(connection) if relation.person_id in parties
        ]
        ids = dict.fromkeys((*parties, *(bond.other_id for bond in bonds)))
        people = {person.id: person for person in table_for(Person).all(connection)}
        ids |= dict.fromkeys(person.id for person in people.values() if _may_name(person, parts))
        roles = table_for(Role).of_case(connection, case.id)
        contacts = table_for(Contact).some(connection, (role.contact_id for role in roles)).values()
    return [
        *(_of_person(people[person_id]) for person_id in ids if person_id in people),
        *(
            _Borne(contact.id, (contact.name, *contact.other_names))
            for contact in contacts
            if contact.kind in _CLOSE
        ),
    ]


def _of_person(person: Person) -> _Borne:
    numbers = tuple(paper.number for paper in person.papers if paper.number)
    return _Borne(person.id, tuple(name.text for name in person.names), numbers)


def _letters(session: Session, case: Case, borne: list[_Borne]) -> dict[str, str]:
    with session.store.reading() as connection:
        kept = {
            pseudonym.person_id: pseudonym.label
            for pseudonym in table_for(Pseudonym).of_case(connection, case.id)
        }
    free = _free(set(kept.values()))
    new = [
        Pseudonym(id=session.ids(), case_id=case.id, person_id=one.id, label=next(free))
        for one in borne
        if one.id not in kept
    ]
    if new:
        record.add(session, *new)
    return kept | {pseudonym.person_id: pseudonym.label for pseudonym in new}


def _free(taken: set[str]) -> Iterator[str]:
    """Letters not yet given: A to Z, then A1, B1 and so on."""
    round_ = 0
    while True:
        for letter in ascii_uppercase:
            label = f"{letter}{round_ or ''}"
            if label not in taken:
                yield label
        round_ += 1
