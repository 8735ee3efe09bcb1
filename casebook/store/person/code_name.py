"""Code names of persons, contacts and cases, and the names they stand for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from sqlalchemy import Connection
from sqlalchemy import text as sql

from casebook.base.errors import InvalidInput
from casebook.domain.case.case import Case
from casebook.domain.person.code_name import check_code_name, code_key
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person

Row = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]
"""Noun, ID, code name or "", names as recorded, and their other spellings."""

_ONLY = " AND id IN (SELECT value FROM json_each(:ids))"
_PEOPLE = (
    "SELECT 'person', id, code_name, (SELECT names FROM searched WHERE record_id = person.id"
    " AND noun = 'person'), '' FROM person"
    " WHERE binned_at IS NULL AND id IN (SELECT value FROM json_each(:ids))"
    " UNION ALL SELECT 'contact', id, code_name, (SELECT names FROM searched WHERE record_id = contact.id"
    " AND noun = 'contact'), kind FROM contact"
    " WHERE binned_at IS NULL AND id IN (SELECT value FROM json_each(:ids))"
)
"""The index of search has every spelling of a name: made when it was written, and not again here."""
_CASES = (
    "SELECT id, code_name, reference, title FROM case_file"
    " WHERE binned_at IS NULL AND id IN (SELECT value FROM json_each(:ids))"
)
_CODE_NAMES = sql(
    "SELECT code_name FROM person UNION SELECT code_name FROM contact UNION SELECT code_name FROM case_file"
)
_TAKEN = sql(
    "SELECT noun, id FROM (SELECT 'person' AS noun, id, code_name FROM person UNION ALL"
    " SELECT 'contact', id, code_name FROM contact UNION ALL SELECT 'case', id, code_name FROM case_file)"
    " WHERE lower(code_name) = :code_name AND id != :id LIMIT 1"
)


def people(connection: Connection, ids: Collection[str] | None = None) -> Iterator[tuple[Row, str]]:
    """Yield every person and contact outside the bin, or some of them, and the kind of a contact."""
    for noun, record_id, code_name, packed, kind in _read(connection, _PEOPLE, ids):
        named = json.loads(packed) if packed else []
        names = tuple(of for of, _ in named)
        spellings = dict.fromkeys(form[0] for _, forms in named for form in forms)
        yield (noun, record_id, code_name, names, tuple(spellings)), kind


def cases(connection: Connection, ids: Collection[str] | None = None) -> Iterator[Row]:
    """Yield every case outside the bin, or some of them, with its reference and title as names."""
    for case_id, code_name, reference, title in _read(connection, _CASES, ids):
        yield "case", case_id, code_name, tuple(filter(None, (reference, title))), ()


def every_code_name(connection: Connection) -> list[str]:
    """Return every code name that is kept, of records in the bin too."""
    return [*connection.execute(_CODE_NAMES).scalars()]


def _read(connection: Connection, query: str, ids: Collection[str] | None) -> list[tuple[str, ...]]:
    if ids is None:
        return [*map(tuple, connection.execute(sql(query.replace(_ONLY, ""))))]
    return [*map(tuple, connection.execute(sql(query), {"ids": json.dumps([*ids])}))]


def refuse_code_name(
    connection: Connection, record: Person | Contact | Case, *, is_kept: bool = False
) -> None:
    """Reject a code name that says what it hides, or that another record, in the bin or not, has.

    Args:
        connection: inside a transaction.
        record: that bears it.
        is_kept: it bore it already; that another one does too, which came from elsewhere, is no reason.

    Raises:
        InvalidInput: it is one.
    """
    if isinstance(record, Person):
        names: tuple[str, ...] = tuple(name.text for name in record.names)
    else:
        names = (record.name, *record.other_names) if isinstance(record, Contact) else (record.reference,)
    check_code_name(record.code_name, names)
    key = {"code_name": code_key(record.code_name), "id": record.id}
    if not is_kept and connection.execute(_TAKEN, key).first() is not None:
        raise InvalidInput(
            "Another record already has this code name.", field="code_name", remedy="Enter a different one."
        )
