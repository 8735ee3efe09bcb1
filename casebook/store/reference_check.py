"""Whether referenced records exist: checked at each write and in the full check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import JSON, Connection, and_, select

from casebook.base.errors import NotFound, RecordNotFound
from casebook.base.message import Message
from casebook.domain.base.reference import NOUN_BESIDE, RecordReference, naming_fields
from casebook.store.base.audit import AUDIT, PURGE
from casebook.store.base.table import among
from casebook.store.registry import known_table, table_named, tables
from casebook.store.sharing import absence

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dangling:
    """Records that refer to one that is not there, each once by noun and ID.

    Attributes:
        damaged: those written here, which could not have been written so.
        waiting: those that came from another casebook, of which what they refer to never was here.
    """

    damaged: tuple[tuple[str, str], ...]
    waiting: tuple[tuple[str, str], ...]


def dangling(connection: Connection) -> Dangling:
    """Return every record with a reference to a missing one.

    One in the bin is there. One that was purged is not, and may still be referred to: the person was asked.
    """
    damaged, waiting = set[tuple[str, str]](), set[tuple[str, str]]()
    for noun, nouns, named_by in _dangling(connection):
        named = [RecordReference(field="", nouns=nouns, id=one) for one in dict.fromkeys(named_by.values())]
        never_here = {reference.id for reference in absence.absent(connection, named)}
        came = _arrived(connection, noun, named_by)
        for record_id, missing in named_by.items():
            waits = record_id in came and missing in never_here
            (waiting if waits else damaged).add((noun, record_id))
    return Dangling(damaged=tuple(sorted(damaged)), waiting=tuple(sorted(waiting - damaged)))


def _dangling(connection: Connection) -> Iterator[tuple[str, tuple[str, ...], dict[str, str]]]:
    """Yield for each field that names records its noun, theirs, and the missing ID by that of its record."""
    purged = select(AUDIT.c.record_id).where(AUDIT.c.action.endswith(PURGE))
    for entity_table in tables():
        table = entity_table.table
        for name, nouns in naming_fields(entity_table.kind).items():
            column = table.c[name]
            if not nouns or isinstance(column.type, JSON) or _SUPPLIED.intersection(nouns):
                continue
            missing = and_(*(column.not_in(select(table_named(noun).table.c.id)) for noun in nouns))
            wrong = select(table.c.id, column).where(column != "", missing, column.not_in(purged))
            if named_by := dict(map(tuple, connection.execute(wrong))):
                yield entity_table.noun, nouns, named_by


def _arrived(connection: Connection, noun: str, ids: Iterable[str]) -> set[str]:
    """Return which of these records, or of their fields, came from another casebook."""
    query = select(AUDIT.c.record_id).where(
        AUDIT.c.noun == noun, AUDIT.c.device != "", among(AUDIT.c.record_id, ids)
    )
    return set(connection.execute(query).scalars())


def _present(connection: Connection, noun: str, ids: Iterable[str], *, may_be_binned: bool) -> Iterable[str]:
    entity_table = known_table(noun)
    if entity_table is None:  # a record that came may name any, and be edited here
        return ()
    table = entity_table.table
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
