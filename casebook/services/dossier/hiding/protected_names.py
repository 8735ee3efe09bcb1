"""Who is hidden in a pseudonymised copy, under which label, and in which spellings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import Births
from casebook.domain.dossier.hiding.courtesy_title import FUNCTION_WORDS, bare_name
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.identifying import KnownFact, known_facts
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.plain_letters import LONG_LETTERS, folded
from casebook.domain.dossier.hiding.readings.text_reading import other_readings
from casebook.domain.dossier.hiding.text_hit import NAMED_OPENLY
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.language.cantonese import names_within
from casebook.language.foreign import foreign_spellings, parts_of_rendering
from casebook.language.hanzi import has_han, in_mixed_characters, simplified, traditional
from casebook.language.mandarin import parted
from casebook.language.match import forms
from casebook.language.ordinary import listed_names, ordinary_words
from casebook.language.spoken_word import is_spoken_word
from casebook.language.tibetan import halves as halves_of
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.hiding.case_facts import of_births, of_case, of_happenings
from casebook.services.dossier.hiding.contact_names import is_public, organisations, personal_names
from casebook.services.dossier.hiding.inflected_name import inflected_parts
from casebook.services.dossier.hiding.known_forms import (
    ages,
    channels,
    hidden_facts,
    initials,
    numbers,
    partial_days,
)
from casebook.services.dossier.hiding.nicknames import nicknames
from casebook.services.dossier.hiding.paper_particulars import facts_in_papers, names_in_papers
from casebook.services.dossier.hiding.person_letter import person_letters
from casebook.services.dossier.hiding.small_names import short_names
from casebook.services.dossier.hiding.text_account import stated_accounts
from casebook.services.dossier.hiding.text_forms import forms_in
from casebook.services.dossier.hiding.text_paper import stated_papers
from casebook.store.registry import table_for

_WORD = re.compile(r"[^\W\d_]{2,}")
_GIVEN_SIGNS = 2
"""Of most Chinese given names."""
_CLOSE = frozenset({"family"})
"""Contacts of whom all that is recorded identifies the person."""


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
class _ProtectedPerson:
    """One whom a copy hides.

    Attributes:
        id: of the person or contact.
        names: in every script.
        kind: "relative" for those close to the parties, "contact" for contacts.
        facts: what else is known of them.
    """

    id: str
    names: tuple[str, ...]
    kind: FactKind = "name"
    facts: tuple[KnownFact, ...] = ()


def forms_to_hide(
    session: Session,
    case: Case,
    words: Translator,
    texts: Iterable[str],
    terms: HidingTerms = EVERYTHING,
    *,
    keeps_labels: bool = False,
) -> tuple[Hidden, ...]:
    """All that a pseudonymised copy of this case must not say.

    Args:
        session: the open vault.
        case: whose parties, their relatives and close contacts are hidden.
        words: the language of the copy.
        texts: what the copy and its exhibits say; whoever else of the vault it may name is hidden too.
        terms: which kinds this copy shows, and how far dates of birth are generalised.
        keeps_labels: keep the labels that are given here, so that each stays the same in every copy of the
            case; nothing is written otherwise.

    Raises:
        ReadOnly: a label must be kept, and the vault is open to read alone.
    """
    texts = tuple(texts)
    persons = _protected_persons(session, case, _parts(texts))
    named = [one.id for one in persons if one.names]
    letters = person_letters(session, case, named, keeps_labels=keeps_labels)
    labels = {key: words("Person {letter}", letter=letter) for key, letter in letters.items()}
    known = tuple(_forms(session, case, persons, labels, words, terms.births))
    forms = (
        *known,
        *forms_in(known, texts),
        *stated_accounts(texts, words),
        *stated_papers(texts, words),
        channels(words),
        numbers(words),
        *partial_days(words),
    )
    return tuple(form for form in forms if form.kind not in terms.shown)


def recorded_of_people(session: Session, case: Case) -> tuple[KnownFact, ...]:
    """What is recorded of the people of a case whom its copies hide, whatever these say."""
    return tuple(chain.from_iterable(one.facts for one in _protected_persons(session, case, frozenset())))


def forms_to_search(
    session: Session, case: Case, texts: Iterable[str], *, named: Collection[str] = ()
) -> tuple[Hidden, ...]:
    """Return the same to be looked for on a page, where no label is shown.

    Args:
        session: the open vault.
        case: of the page.
        texts: what it says.
        named: persons whom it may name; their forms have the label `NAMED_OPENLY`.
    """
    texts = tuple(texts)
    persons = sorted(_protected_persons(session, case, _parts(texts)), key=lambda one: one.id not in named)
    known = tuple(_forms(session, case, persons, dict.fromkeys(named, NAMED_OPENLY), Translator()))
    forms = (*known, *forms_in(known, texts))
    return tuple(form if form.label == NAMED_OPENLY else replace(form, label="") for form in forms)


def _forms(
    session: Session,
    case: Case,
    persons: Sequence[_ProtectedPerson],
    labels: Mapping[str, str],
    words: Translator,
    births: Births = "year",
) -> Iterator[Hidden]:
    """The names of those hidden, and what is known of them and of the case, in all their forms."""
    of_persons = tuple(chain.from_iterable(one.facts for one in persons))
    facts = (*of_persons, *_of_bonds(session, case), *of_births(session, case, of_persons))
    of_papers = facts_in_papers(session, case)
    of_file = (*of_case(session, case), *of_happenings(session, case), *of_papers)
    facts += of_file  # after the births: the day of one in the chronology is generalised as a birth is
    yield from _names(persons, labels)
    yield from _of_certificates(session, case, words)
    yield from hidden_facts(facts, words, births)
    now = KnownFact(kind="date", value=session.clock().date())
    yield from ages(of_persons, (*of_file, now), words)


def _names(persons: Iterable[_ProtectedPerson], labels: Mapping[str, str]) -> Iterator[Hidden]:
    for one in persons:
        yield from name_forms(one.names, labels.get(one.id, ""), one.kind)


def _of_certificates(session: Session, case: Case, words: Translator) -> Iterator[Hidden]:
    """Names and addresses in translators' certificates; a contact has a label of its own before it."""
    signed = [one.certificate for one in record.of_case(session, Document, case.id) if one.certificate]
    names = dict.fromkeys(one.translator for one in signed if one.translator)
    yield from name_forms(tuple(names), words("[translator]"), "contact")
    addresses = (KnownFact(kind="channel", value=one.address) for one in signed if one.address)
    yield from hidden_facts(addresses, words)


def name_forms(names: Sequence[str], label: str, kind: FactKind = "name") -> Iterator[Hidden]:
    """Everything the names of one person may be written as: spellings, nicknames, and initials of parties.

    Titles and remarks in brackets are no part of a name.
    """
    names = [*filter(None, map(bare_name, names))]
    names = [*chain.from_iterable(map(names_within, names)), *names]  # what they find first needs no title
    forms = dict.fromkeys(form for name in names for form in spellings(name))
    halves = dict.fromkeys(way for form in forms for half in halves_of(form) for way in spellings(half))
    mixed = dict.fromkeys(way for form in forms if has_han(form) for way in in_mixed_characters(form))
    for form in {**forms, **halves, **mixed}:
        yield name_form(form, label, kind)
    yield from short_names(names, label, kind)
    for name in names:
        yield from nicknames(name, label, kind)
        yield from _without_middle(name, label, kind)
        yield from (name_form(part, label, kind) for part in parts_of_rendering(name))
        if kind == "name":
            yield from initials(name, label)


def _without_middle(name: str, label: str, kind: FactKind) -> Iterator[Hidden]:
    """A Chinese name of three signs with two of them, as it is often shortened, unless that is a word."""
    family = len(parted(name)[0]) if has_han(name) and all(map(has_han, name)) else len(name)
    short = name[:family] + name[-1:]
    if len(name) - family == _GIVEN_SIGNS and not is_spoken_word(short):
        yield Hidden(form=short, label=label, is_name=False, kind=kind, shape="nickname")


def name_form(form: str, label: str, kind: FactKind = "name") -> Hidden:
    """A name to hide, with those of its parts that are words of the language."""
    family = len(parted(form)[0]) if has_han(form) else 1
    ordinary, inflected = ordinary_parts(form), tuple(inflected_parts(form))
    is_word = not ordinary and is_spoken_word(form) and form.casefold() not in listed_names()
    return Hidden(
        form=form,
        label=label,
        kind=kind,
        ordinary=ordinary,
        family=family,
        inflected=() if is_word else inflected,
        is_word=is_word,
    )


def ordinary_parts(form: str) -> frozenset[str]:
    """Return the parts of a name, in small letters, that are words of the language too."""
    return frozenset(
        part for part in _WORD.findall(form.casefold()) if part in ordinary_words() or part in FUNCTION_WORDS
    )


def spellings(name: str) -> tuple[str, ...]:
    """A name as stated, and every way it is likely to be written in another script or romanisation."""
    stated_forms = dict.fromkeys((name, *(form.text for form in forms(name))))
    ways = (way for text in stated_forms for way in (text, simplified(text), *traditional(text)))
    return tuple(dict.fromkeys((*ways, *foreign_spellings(name))))


def _parts(texts: Iterable[str]) -> frozenset[str]:
    """Return every word of a text, also joined to the next, and every pair of Chinese characters."""
    parts: set[str] = set()
    readings = chain.from_iterable((text, *(one.text for one in other_readings(text))) for text in texts)
    for text in chain.from_iterable((one, simplified(one)) if has_han(one) else (one,) for one in readings):
        words = _WORD.findall(text.casefold())
        parts.update(words)
        parts.update(map(str.__add__, words, words[1:]))
        for word in words:
            parts.update(word[at : at + 2] for at in range(len(word) - 1) if has_han(word[at]))
    return frozenset(map(folded, parts))


def _may_name(names: Sequence[str], parts: frozenset[str]) -> bool:
    """Return whether a text contains a word of one of the names, or a spelling of it.

    SECURITY: a text has somebody by a romanisation or in another script as easily as by the name on record.
    """
    words = [_WORD.findall(folded(name)) for name in names]
    stated = (word for name in words for word in (*name, *map(str.__add__, name, name[1:])))
    return any(_is_said(word, parts) for word in stated) or any(
        _is_spelt_out(_WORD.findall(folded(form)), parts) for name in names for form in spellings(name)
    )


def _is_said(word: str, parts: frozenset[str]) -> bool:
    return word in parts or (has_han(word) and (word[:2] in parts or word[-2:] in parts))


def _is_spelt_out(words: Sequence[str], parts: frozenset[str]) -> bool:
    """Return whether all words of a spelling occur, or one too long to be another word."""
    is_whole = bool(words) and all(_is_said(word, parts) for word in words)
    return is_whole or any(
        _is_said(word, parts) for word in words if has_han(word) or len(word) >= LONG_LETTERS
    )


def _protected_persons(session: Session, case: Case, parts: frozenset[str]) -> list[_ProtectedPerson]:
    """Return the parties, those close to them, others the sections may name, and close contacts."""
    parties = [party.person_id for party in case.parties]
    bonds = _bonds(session, case)
    with session.store.reading() as connection:
        people = {person.id: person for person in table_for(Person).all(connection)}
        roles = table_for(Role).of_case(connection, case.id)
        contacts = table_for(Contact).all(connection)
    clients = [people[client_id] for client_id in case.client_ids if client_id in people]
    in_papers = names_in_papers(session, case, clients)
    close = {bond.other_id for bond in bonds} - set(parties)
    subjects = {one.person_id for one in case.parties if one.standing not in {"witness", "relative"}}
    ids = dict.fromkeys((*parties, *(bond.other_id for bond in bonds)))
    ids |= dict.fromkeys(
        person.id
        for person in people.values()
        if person.id not in ids and _may_name(_names_of(person), parts)
    )
    return [
        *(
            _of_person(
                people[person_id],
                in_papers.get(person_id, ()),
                is_close=person_id in close,
                is_known=person_id in {*parties, *close},
                is_subject=person_id in subjects,
            )
            for person_id in ids
            if person_id in people
        ),
        *_of_contacts(contacts, roles, parts),
    ]


def _of_contacts(
    contacts: Iterable[Contact], roles: Sequence[Role], parts: frozenset[str]
) -> Iterator[_ProtectedPerson]:
    """Yield the contacts with a role in the case, and whom a text may name without one.

    Of those who act for a court or a State nothing but the ways to reach them is hidden.
    """
    acting = {role.contact_id for role in roles}
    for contact in contacts:
        is_open = is_public(contact, roles)
        names = () if is_open else personal_names(contact)
        wholes = () if is_open else tuple(organisations(contact))
        if contact.id in acting or _may_name((*names, *(str(one.value) for one in wholes)), parts):
            facts = tuple(
                fact for fact in known_facts(contact) if contact.kind in _CLOSE or fact.kind == "channel"
            )
            kind: FactKind = "relative" if contact.kind in _CLOSE else "contact"
            yield _ProtectedPerson(contact.id, names, kind, (*facts, *wholes))


def _bonds(session: Session, case: Case) -> list[Relation]:
    """The relations of the parties to others."""
    parties = {party.person_id for party in case.parties}
    with session.store.reading() as connection:
        return [bond for bond in table_for(Relation).all(connection) if bond.person_id in parties]


def _of_person(
    person: Person, in_papers: tuple[str, ...], *, is_close: bool, is_known: bool, is_subject: bool
) -> _ProtectedPerson:
    """Return the hidden forms of a person; if only a text may name them, names and documents.

    Args:
        person: whom a copy hides.
        in_papers: names that compared papers give them.
        is_close: to a party.
        is_known: as a party, or close to one.
        is_subject: the case is about them.
    """
    facts = tuple(fact for fact in known_facts(person) if is_known or fact.kind == "paper")
    if not is_subject:  # "[place of birth]" is that of those whom the case is about
        facts = tuple(replace(fact, kind="place") if fact.kind == "birth-place" else fact for fact in facts)
    names = tuple(dict.fromkeys((*_names_of(person), *in_papers)))
    return _ProtectedPerson(person.id, names, "relative" if is_close else "name", facts)


def _names_of(person: Person) -> tuple[str, ...]:
    return tuple(name.text for name in person.names)


def _of_bonds(session: Session, case: Case) -> Iterator[KnownFact]:
    for bond in _bonds(session, case):
        yield from known_facts(bond)
