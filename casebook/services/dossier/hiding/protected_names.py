"""Who is hidden in a pseudonymised copy, under which label, and in which spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from string import ascii_uppercase

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.build import Births
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.identifying import FactKind, KnownFact, known_facts
from casebook.domain.dossier.pseudonym import Hidden, Pseudonym
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.language.foreign import foreign_spellings
from casebook.language.hanzi import has_han, simplified, traditional
from casebook.language.match import forms
from casebook.language.ordinary import ordinary_words
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.hiding.known_forms import hidden_facts, initials
from casebook.store.registry import table_for

_WORD = re.compile(r"\w{2,}")
_CLOSE = frozenset({"family"})
"""Contacts whose names betray the person; counsel and courts are named as they are."""


@entity
class HidingTerms:
    """How much a pseudonymised copy hides.

    Attributes:
        shown: kinds it shows, as somebody decided.
        births: to what dates of birth are generalised.
    """

    shown: frozenset[FactKind] = frozenset()
    births: Births = "year"


EVERYTHING = HidingTerms()


@dataclass(frozen=True, slots=True, repr=False)
class _Borne:
    """One whom a copy hides.

    Attributes:
        id: of the person or contact.
        names: in every script.
        kind: "relative" for those close to the parties.
        facts: what else is known of them.
    """

    id: str
    names: tuple[str, ...]
    kind: FactKind = "name"
    facts: tuple[KnownFact, ...] = ()


def hidden(
    session: Session,
    case: Case,
    words: Translator,
    texts: Iterable[str],
    terms: HidingTerms = EVERYTHING,
) -> tuple[Hidden, ...]:
    """All that a pseudonymised copy of this case must not say.

    A label, once given, is kept: it is the same in every copy of the case.

    Args:
        session: the open vault.
        case: whose parties, their relatives and close contacts are hidden.
        words: the language of the copy.
        texts: what the copy and its exhibits say; whoever else of the vault it may name is hidden too.
        terms: which kinds this copy shows, and how far dates of birth are generalised.
    """
    borne = _borne(session, case, _parts(texts))
    letters = _letters(session, case, borne)
    labels = {one.id: words("Person {letter}", letter=letters[one.id]) for one in borne}
    forms = _forms(session, case, borne, labels, words, terms.births)
    return tuple(form for form in forms if form.kind not in terms.shown)


def protected(session: Session, case: Case, said: Iterable[str]) -> tuple[Hidden, ...]:
    """The same to be looked for on a page, where no label is given yet and none is kept."""
    borne = _borne(session, case, _parts(said))
    return tuple(replace(form, label="") for form in _forms(session, case, borne, {}, Translator()))


def _forms(
    session: Session,
    case: Case,
    borne: Sequence[_Borne],
    labels: Mapping[str, str],
    words: Translator,
    births: Births = "year",
) -> Iterator[Hidden]:
    """The names of those hidden, and what is known of them and of the case, in all their forms."""
    facts = (*chain.from_iterable(one.facts for one in borne), *_of_case(session, case))
    yield from _names(borne, labels)
    yield from hidden_facts(facts, words, births)


def _names(borne: Iterable[_Borne], labels: Mapping[str, str]) -> Iterator[Hidden]:
    for one in borne:
        label = labels.get(one.id, "")
        for form in dict.fromkeys(form for name in one.names for form in spellings(name)):
            yield name_form(form, label, one.kind)
        if one.kind == "name":
            yield from chain.from_iterable(initials(name, label) for name in one.names)


def name_form(form: str, label: str, kind: FactKind = "name") -> Hidden:
    """A name to hide, with those of its parts that are words of the language."""
    parts = frozenset(_WORD.findall(form.casefold()))
    return Hidden(form=form, label=label, kind=kind, ordinary=parts & ordinary_words())


def spellings(name: str) -> tuple[str, ...]:
    """A name as stated, and every way it is likely to be written in another script or romanisation."""
    stated_forms = dict.fromkeys((name, *(form.text for form in forms(name))))
    ways = (way for text in stated_forms for way in (text, simplified(text), *traditional(text)))
    return tuple(dict.fromkeys((*ways, *foreign_spellings(name))))


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
    bound = tuple(fact for bond in bonds for fact in known_facts(bond))
    close = {bond.other_id for bond in bonds} - set(parties)
    of_people = [
        _of_person(people[person_id], is_close=person_id in close, is_known=person_id in {*parties, *close})
        for person_id in ids
        if person_id in people
    ]
    of_contacts = [_of_contact(contact) for contact in contacts if contact.kind in _CLOSE]
    return (
        [replace(of_people[0], facts=(*of_people[0].facts, *bound)), *of_people[1:], *of_contacts]
        if (of_people)
        else of_contacts
    )


def _of_person(person: Person, *, is_close: bool, is_known: bool) -> _Borne:
    """Of somebody a text only may name, the papers are hidden beside the names."""
    facts = tuple(fact for fact in known_facts(person) if is_known or fact.kind == "paper")
    names = tuple(name.text for name in person.names)
    return _Borne(person.id, names, "relative" if is_close else "name", facts)


def _of_contact(contact: Contact) -> _Borne:
    return _Borne(contact.id, (contact.name, *contact.other_names), "relative", tuple(known_facts(contact)))


def _of_case(session: Session, case: Case) -> Iterator[KnownFact]:
    yield from known_facts(case)
    for noun in (Proceeding, Event, Dossier):
        for one in record.of_case(session, noun, case.id):
            yield from known_facts(one)


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
