"""Whether referenced records exist: checked at each write and in the full check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import JSON, Connection, and_, select

from casebook.base.errors import NotFound, RecordNotFound
from casebook.base.message import Message
from casebook.domain.base.reference import NOUN_BESIDE, RecordReference, naming_fields
from casebook.store.base.audit import AUDIT, PURGE
from casebook.store.base.table import among
from casebook.store.registry import table_named, tables

_ID = re.compile(r"(?=.*[0-9])[0-9a-z-]{1,80}")
"""The form of IDs; a name typed instead has no digit, and is not repeated in an error."""
_SUPPLIED = frozenset({"finding", "source", "topic", "instrument"})
"""Nouns of supplied data, which an update may withdraw while a record still refers to it."""


def require(connection: Connection, named: Iterable[RecordReference]) -> None:
    """Reject references to missing records. One in the bin may only be referred to by notes.

    Raises:
        NotFound: one is not; its `field` is the field that names it.
    """
    wanted: dict[tuple[str, bool], set[str]] = {}
    references = tuple(dict.fromkeys(named))
    for reference in references:
        for noun in reference.nouns:
            wanted.setdefault((noun, reference.field in NOUN_BESIDE), set()).add(reference.id)
    there = {
        (noun, may_be_binned, record_id)
        for (noun, may_be_binned), ids in wanted.items()
        for record_id in _present(connection, noun, ids, may_be_binned=may_be_binned)
    }
    for reference in references:
        may_be_binned = reference.field in NOUN_BESIDE
        if not any((noun, may_be_binned, reference.id) in there for noun in reference.nouns):
            raise _missing(reference)


def dangling(connection: Connection) -> list[tuple[str, str]]:
    """Return noun and ID of every record with a reference to a missing one, each once.

    One in the bin is there. One that was purged is not, and may still be referred to: the person was asked.
    """
    return sorted(set(_dangling(connection)))


def _dangling(connection: Connection) -> Iterator[tuple[str, str]]:
    purged = select(AUDIT.c.record_id).where(AUDIT.c.action.endswith(PURGE))
    for entity_table in tables():
        table = entity_table.table
        for name, nouns in naming_fields(entity_table.kind).items():
            column = table.c[name]
            if not nouns or isinstance(column.type, JSON) or _SUPPLIED.intersection(nouns):
                continue
            missing = and_(*(column.not_in(select(table_named(noun).table.c.id)) for noun in nouns))
            wrong = select(table.c.id).where(column != "", missing, column.not_in(purged))
            for record_id in connection.execute(wrong).scalars():
                yield entity_table.noun, record_id


def _present(connection: Connection, noun: str, ids: Iterable[str], *, may_be_binned: bool) -> Iterable[str]:
    table = table_named(noun).table
    query = select(table.c.id).where(among(table.c.id, ids))
    if not may_be_binned:
        query = query.where(table.c.binned_at.is_(None))
    return connection.execute(query).scalars()


def _missing(reference: RecordReference) -> NotFound:
    noun = Message(reference.nouns[0])
    if _ID.fullmatch(reference.id):
        title = Message("There is no {noun} with the ID {id}.", noun=noun, id=reference.id)
    else:
        title = Message("There is no {noun} with the ID given.", noun=noun)
    return RecordNotFound(title, field=reference.field)
