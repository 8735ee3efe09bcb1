"""The fields of records that contain identifying details, and of which kind.

A field that no table here names fails the test that reads the nouns by reflection: nothing new is kept of a
person without a decision whether a pseudonymised copy may say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import CalendarSource, Event
from casebook.domain.case.proceeding import Proceeding, Stage
from casebook.domain.dossier.dossier import CoverLine, Dossier, Omission, Section
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.library.register_match import RegisterMatch
from casebook.domain.person.contact import Contact, ContactDetail
from casebook.domain.person.person import Consent, IdentifyingDetail, IdentityDocument, Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role

FieldClass = FactKind | Literal["shown", "nested"]
"""The content of a field: a kind of fact; "shown" if not identifying or never printed; "nested" for nested
nouns.
"""
FIELDS: Mapping[type[Any], Mapping[str, FieldClass]] = {
    Name: {
        "text": "name",
        "script": "shown",
        "language": "shown",
        "kind": "shown",
        "romanisation": "shown",
        "stands_in": "shown",
    },
    IdentityDocument: {
        "kind": "shown",
        "number": "paper",
        "issuer": "place",
        "expires": "date",
        "held_by": "shown",
    },
    IdentifyingDetail: {"kind": "shown", "text": "other"},
    Consent: {
        "purpose": "shown",
        "given_on": "shown",
        "scope": "shown",
        "withdrawn_on": "shown",
        "recipient": "shown",
        "expires_on": "shown",
    },
    Person: {
        "id": "shown",
        "names": "nested",
        "born": "birth-date",
        "birth_place": "birth-place",
        "nationalities": "shown",
        "ethnicity": "shown",
        "religion": "shown",
        "languages": "shown",
        "papers": "nested",
        "whereabouts": "place",
        "health": "shown",
        "vulnerability": "shown",
        "safe_contact": "safe-contact",
        "topics": "shown",
        "consents": "nested",
        "details": "nested",
        "sex": "shown",
        "code_name": "shown",
        "tags": "shown",
    },
    Relation: {
        "id": "shown",
        "person_id": "shown",
        "other_id": "shown",
        "kind": "shown",
        "certainty": "shown",
        "other_is_in": "place",
        "pressure": "shown",
    },
    ContactDetail: {"kind": "shown", "address": "channel"},
    Contact: {
        "id": "shown",
        "name": "name",
        "kind": "shown",
        "other_names": "name",
        "body": "workplace",
        "languages": "shown",
        "channels": "nested",
        "vetting": "shown",
        "vetted_by": "shown",
        "vetted_on": "shown",
        "public_key": "channel",
        "remarks": "shown",
        "code_name": "shown",
        "tags": "shown",
    },
    Role: {
        "id": "shown",
        "case_id": "shown",
        "contact_id": "shown",
        "kind": "shown",
        "title": "shown",
        "begins": "shown",
        "ends": "shown",
        "vetting": "shown",
        "vetted_by": "shown",
        "vetted_on": "shown",
        "basis": "shown",
        "remark": "shown",
    },
    Party: {"person_id": "shown", "standing": "shown"},
    Case: {
        "id": "shown",
        "reference": "case-number",
        "title": "shown",
        "jurisdiction": "shown",
        "opened_on": "shown",
        "closed_on": "shown",
        "closing": "shown",
        "status": "shown",
        "confidentiality": "shown",
        "parties": "nested",
        "team": "shown",
        "code_name": "shown",
        "tags": "shown",
    },
    RegisterMatch: {
        **dict.fromkeys((field.name for field in fields(RegisterMatch)), "shown"),
        "key": "case-number",  # whoever has it looks the person up
    },
    Stage: {"title": "shown", "begins": "date", "ends": "date", "outcome": "shown"},
    Proceeding: {
        "id": "shown",
        "case_id": "shown",
        "kind": "shown",
        "forum": "shown",
        "number": "case-number",
        "requested_by": "shown",
        "offence": "shown",
        "prc_article": "shown",
        "instrument_id": "shown",
        "stages": "nested",
        "outcome": "shown",
        "next_id": "shown",
        "outcome_kind": "shown",
    },
    Event: {
        "id": "shown",
        "case_id": "shown",
        "kind": "shown",
        "title": "shown",
        "on": "date",
        "status": "shown",
        "proceeding_id": "shown",
        "at": "date",
        "zone": "shown",
        "place": "shown",
        "interpreter": "shown",
        "attendance": "shown",
        "outcome": "shown",
        "calendar": "nested",
        "tags": "shown",
    },
    CalendarSource: {
        "uid": "shown",
        "sequence": "shown",
        "stamp": "shown",
        "title": "shown",
        "on": "date",
        "at": "date",
        "zone": "shown",
        "place": "shown",
        "status": "shown",
    },
    Section: dict.fromkeys((field.name for field in fields(Section)), "shown"),
    Omission: {"finding_id": "shown", "reason": "shown"},
    CoverLine: {"field": "shown", "text": "shown"},
    Dossier: {
        "id": "shown",
        "case_id": "shown",
        "title": "shown",
        "kind": "shown",
        "profile_id": "shown",
        "language": "shown",
        "court": "shown",
        "number": "case-number",
        "parties": "shown",
        "hearing_on": "date",
        "cover_lines": "nested",
        "references_at": "shown",
        "sections": "nested",
        "exhibit_ids": "shown",
        "omissions": "nested",
        "challenged_id": "shown",
        "is_grouped": "shown",
        "has_dividers": "shown",
        "page_mark": "shown",
    },
}


@entity
class KnownFact:
    """One identifying detail from the records.

    Attributes:
        kind: what it is.
        value: as recorded: a text, a date as stated, a day or an instant.
    """

    kind: FactKind
    value: str | StatedDate | date | datetime


def known_facts(record: object) -> Iterator[KnownFact]:
    """Yield the identifying details of a record and its nested nouns, by the table of its fields."""
    if isinstance(record, IdentifyingDetail):
        yield KnownFact(kind=record.kind, value=record.text)
        return
    for name, kind in FIELDS[type(record)].items():
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            if kind == "nested" and is_dataclass(one):
                yield from known_facts(one)
            elif kind not in {"shown", "nested"} and one:
                yield KnownFact(kind=kind, value=one)  # type: ignore[arg-type]
