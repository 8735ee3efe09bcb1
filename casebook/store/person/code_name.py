"""Code names of persons, contacts and cases, and the names they stand for."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy import text as sql

Row = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]
"""Noun, ID, code name or "", names as recorded, and their other spellings."""

_PEOPLE = sql(
    "SELECT 'person', person.id, code_name, searched.names, '' FROM person"
    " JOIN searched ON searched.record_id = person.id AND searched.noun = 'person'"
    " WHERE binned_at IS NULL"
    " UNION ALL SELECT 'contact', contact.id, code_name, searched.names, contact.kind FROM contact"
    " JOIN searched ON searched.record_id = contact.id AND searched.noun = 'contact'"
    " WHERE binned_at IS NULL"
)
"""The index of search has every spelling of a name: made when it was written, and not again here."""
_CASES = sql("SELECT id, code_name, reference, title FROM case_file WHERE binned_at IS NULL")
_TAKEN = sql(
    "SELECT noun, id FROM (SELECT 'person' AS noun, id, code_name FROM person UNION ALL"
    " SELECT 'contact', id, code_name FROM contact UNION ALL SELECT 'case', id, code_name FROM case_file)"
    " WHERE lower(code_name) = :code_name AND id != :id LIMIT 1"
)


def people(connection: Connection) -> Iterator[tuple[Row, str]]:
    """Yield every person and contact outside the bin, and the kind of a contact."""
    for noun, record_id, code_name, packed, kind in connection.execute(_PEOPLE):
        named = json.loads(packed) if packed else []
        names = tuple(of for of, _ in named)
        spellings = dict.fromkeys(form[0] for _, forms in named for form in forms)
        yield (noun, record_id, code_name, names, tuple(spellings)), kind


def cases(connection: Connection) -> Iterator[Row]:
    """Yield every case outside the bin, with its reference and title as names."""
    for case_id, code_name, reference, title in connection.execute(_CASES):
        yield "case", case_id, code_name, tuple(filter(None, (reference, title))), ()


def is_taken(connection: Connection, code_name: str, record_id: str) -> bool:
    """Return whether another record, in the bin or not, has a code name, compared without case."""
    return connection.execute(_TAKEN, {"code_name": code_name, "id": record_id}).first() is not None
