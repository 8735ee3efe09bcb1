"""The fields by which a record refers to others, and their nouns; checked at every write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, get_args

from casebook.domain.base.field import hints

REFERS_TO: Mapping[str, tuple[str, ...]] = {
    "case_id": ("case",),
    "person_id": ("person",),
    "Pseudonym.person_id": ("person", "contact"),
    "person_ids": ("person",),
    "other_id": ("person",),
    "contact_id": ("contact",),
    "witness_id": ("contact",),
    "interpreter_id": ("contact",),
    "recipient_ids": ("contact",),
    "proceeding_id": ("proceeding",),
    "proceeding_ids": ("proceeding",),
    "next_id": ("proceeding",),
    "event_id": ("event",),
    "deadline_id": ("deadline",),
    "document_id": ("document",),
    "document_ids": ("document",),
    "video_id": ("document",),
    "scan_id": ("document",),
    "replaces_id": ("declaration",),
    "part_of": ("document",),
    "also_part_of": ("document",),
    "translation_of": ("document",),
    "redacted_from": ("document",),
    "exhibit_ids": ("document",),
    "challenged_id": ("document",),
    "attachment_id": ("attachment",),
    "assurance_id": ("assurance",),
    "fact_ids": ("fact",),
    "ground_ids": ("ground",),
    "finding_id": ("finding",),
    "finding_ids": ("finding",),
    "adverse_ids": ("finding",),
    "Section.findings": ("finding",),
    "Omission.finding_id": ("finding", "decision"),
    "source_id": ("source",),
    "source_ids": ("source",),
    "Source.replaces": ("source",),
    "Source.follows": ("source",),
    "topic_id": ("topic",),
    "instrument_id": ("instrument",),
    "extradition_id": ("instrument",),
    "surrender_id": ("instrument",),
    "dossier_id": ("dossier",),
    "official_form_id": ("official-form",),
}
"""Allowed nouns by field, or by class and field where a name has another meaning in one class."""
NOUN_BESIDE: Mapping[str, str] = {"record_id": "noun", "about_id": "about"}
"""Fields whose noun is stored in another field of the same record."""


class RecordReference(NamedTuple):
    """A reference from one record to another.

    Attributes:
        field: that names it.
        nouns: of which it may be.
        id: its id.
    """

    field: str
    nouns: tuple[str, ...]
    id: str


def references(record: object) -> Iterator[RecordReference]:
    """Yield every reference of a record, including those in nested values, without empty fields.

    An ID beside no noun, as a record that came may have it, refers to nothing.
    """
    kind: Any = type(record)
    naming, holding = _plan(kind)
    for name, nouns in naming.items():
        value = getattr(record, name)
        ids = (value,) if isinstance(value, str) else value
        named = nouns or (getattr(record, NOUN_BESIDE[name]),)
        yield from (RecordReference(name, named, one) for one in ids if one and any(named))
    for name in holding:
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None:
                yield from references(one)


@cache
def _plan(kind: Any) -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:  # noqa: ANN401 - a class, which mypy finds no hash of
    """Return the fields of a class that refer to records, and those with nested values; cached."""
    inside: Mapping[str, Any] = values_inside(kind)
    holding = (name for name, inner in inside.items() if any(_plan(inner)))
    return naming_fields(kind), tuple(holding)


def naming_fields(kind: type[Any]) -> Mapping[str, tuple[str, ...]]:
    """Return the reference fields of a class with their nouns; none where another field states it."""
    naming: dict[str, tuple[str, ...]] = {}
    for part in fields(kind):
        nouns = REFERS_TO.get(f"{kind.__name__}.{part.name}", REFERS_TO.get(part.name))
        if nouns is not None or part.name in NOUN_BESIDE:
            naming[part.name] = nouns or ()
    return naming


def values_inside(kind: type[Any]) -> Mapping[str, type[Any]]:
    """Return the fields of a class that contain nested values, with the class of these."""
    inside = {}
    for name, hint in hints(kind).items():
        for one in (hint, *get_args(hint)):
            if isinstance(one, type) and is_dataclass(one):
                inside[name] = one
    return inside
