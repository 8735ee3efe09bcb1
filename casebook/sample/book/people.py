"""Persons, relations, contacts and their roles, of the sample."""

from __future__ import annotations

from typing import get_args

from casebook.domain.base.name import Name, NameKind, Romanisation, Script
from casebook.domain.person.contact import Contact, ContactDetail, ContactKind, Vetting
from casebook.domain.person.person import (
    Consent,
    DetailKind,
    IdentifyingDetail,
    IdentityDocument,
    Person,
    Purpose,
)
from casebook.domain.person.relation import Certainty, Relation
from casebook.domain.person.role import Role, RoleKind
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.key import Keys, day, stated

SCRIPTS: tuple[Script, ...] = get_args(Script)
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)
ROMANISATIONS: tuple[Romanisation, ...] = get_args(Romanisation)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
CONTACT_KINDS: tuple[ContactKind, ...] = get_args(ContactKind)
DETAIL_KINDS: tuple[DetailKind, ...] = get_args(DetailKind)
VETTINGS: tuple[Vetting, ...] = get_args(Vetting)
ROLE_KINDS: tuple[RoleKind, ...] = get_args(RoleKind)


def read_persons(keys: Keys) -> tuple[Person, ...]:
    """Every person, in order."""
    return tuple(_person(keys, entry) for entry in keys.entries("person"))


def _person(keys: Keys, entry: PackEntry) -> Person:
    person = Person(
        id=keys.own(entry, "person"),
        names=tuple(_name(name) for name in entry.tables("names")),
        born=stated(entry, "born"),
        birth_place=entry.text("birth_place", default=""),
        nationalities=entry.texts("nationalities", default=()),
        ethnicity=entry.text("ethnicity", default=""),
        religion=entry.text("religion", default=""),
        languages=entry.texts("languages", default=()),
        papers=tuple(_paper(paper) for paper in entry.tables("papers")),
        whereabouts=entry.text("whereabouts", default=""),
        health=entry.text("health", default=""),
        vulnerability=entry.text("vulnerability", default=""),
        safe_contact=entry.text("safe_contact", default=""),
        topics=entry.texts("topics", default=()),
        consents=tuple(_consent(consent) for consent in entry.tables("consents")),
        details=tuple(_detail(detail) for detail in entry.tables("details")),
    )
    entry.close()
    return person


def _detail(entry: PackEntry) -> IdentifyingDetail:
    detail = IdentifyingDetail(kind=entry.choice("kind", DETAIL_KINDS), text=entry.text("text"))
    entry.close()
    return detail


def _name(entry: PackEntry) -> Name:
    name = Name(
        text=entry.text("text"),
        script=entry.choice("script", SCRIPTS),
        language=entry.text("language", default=""),
        kind=entry.choice("kind", NAME_KINDS),
        romanisation=entry.choice("romanisation", ROMANISATIONS, default=""),
        stands_in=entry.text("stands_in", default=""),
    )
    entry.close()
    return name


def _paper(entry: PackEntry) -> IdentityDocument:
    expires = entry.stated("expires")
    paper = IdentityDocument(
        kind=entry.text("kind"),
        number=entry.text("number", default=""),
        issuer=entry.text("issuer", default=""),
        expires=expires,
        held_by=entry.text("held_by", default=""),
    )
    entry.close()
    return paper


def _consent(entry: PackEntry) -> Consent:
    consent = Consent(
        purpose=entry.choice("purpose", PURPOSES),
        given_on=entry.day("given_on"),
        scope=entry.text("scope", default=""),
        withdrawn_on=day(entry, "withdrawn_on"),
        recipient=entry.text("recipient", default=""),
        expires_on=day(entry, "expires_on"),
    )
    entry.close()
    return consent


def read_relations(keys: Keys) -> tuple[Relation, ...]:
    """Every relation, in order."""
    return tuple(_relation(keys, entry) for entry in keys.entries("relation"))


def _relation(keys: Keys, entry: PackEntry) -> Relation:
    relation = Relation(
        id=keys.own(entry, "relation"),
        person_id=keys.named(entry, "person", "person"),
        other_id=keys.named(entry, "other", "person"),
        kind=entry.text("kind"),
        certainty=entry.choice("certainty", CERTAINTIES),
        other_is_in=entry.text("other_is_in", default=""),
        pressure=entry.text("pressure", default=""),
    )
    entry.close()
    return relation


def read_contacts(keys: Keys) -> tuple[Contact, ...]:
    """Every contact, in order."""
    return tuple(_contact(keys, entry) for entry in keys.entries("contact"))


def _contact(keys: Keys, entry: PackEntry) -> Contact:
    contact = Contact(
        id=keys.own(entry, "contact"),
        name=entry.text("name"),
        kind=entry.choice("kind", CONTACT_KINDS),
        other_names=entry.texts("other_names", default=()),
        body=entry.text("body", default=""),
        languages=entry.texts("languages", default=()),
        channels=tuple(_channel(channel) for channel in entry.tables("channels")),
        vetting=entry.choice("vetting", VETTINGS, default="not-vetted"),
        vetted_by=entry.text("vetted_by", default=""),
        vetted_on=day(entry, "vetted_on"),
        public_key=entry.text("public_key", default=""),
        remarks=entry.text("remarks", default=""),
    )
    entry.close()
    return contact


def _channel(entry: PackEntry) -> ContactDetail:
    channel = ContactDetail(kind=entry.text("kind"), address=entry.text("address"))
    entry.close()
    return channel


def read_roles(keys: Keys) -> tuple[Role, ...]:
    """Every role of a contact in a case, in order."""
    return tuple(_role(keys, entry) for entry in keys.entries("role"))


def _role(keys: Keys, entry: PackEntry) -> Role:
    role = Role(
        id=keys.own(entry, "role"),
        case_id=keys.named(entry, "case", "case"),
        contact_id=keys.named(entry, "contact", "contact"),
        kind=entry.choice("kind", ROLE_KINDS),
        title=entry.text("title", default=""),
        begins=stated(entry, "begins"),
        ends=stated(entry, "ends"),
        vetting=entry.choice("vetting", VETTINGS, default="not-vetted"),
        vetted_by=entry.text("vetted_by", default=""),
        vetted_on=day(entry, "vetted_on"),
        basis=entry.text("basis", default=""),
        remark=entry.text("remark", default=""),
    )
    entry.close()
    return role
