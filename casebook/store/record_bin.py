"""The bin: its records, those removed together, and references to a record.

What waits for a decision, since others deleted it permanently or wrote it late, is out of sight as what is in
the bin, and not in it: nobody moved it there, and the question about it alone shows, keeps or deletes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, cast, func, or_, select

from casebook.base.errors import Conflict, NotFound, RecordNotFound
from casebook.base.message import Message
from casebook.domain.base.entity import Entity, entity
from casebook.store.base import search
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.team_tables import PURGE_REQUEST
from casebook.store.registry import table_named, tables

HIDDEN = {"attachment", "document-text", "redaction", "chat", "recording", "form-answer"}
"""Parts of a document or form, which follow it into the bin."""
DOCUMENT_PARTS = ("document-text", "recognition", "redaction", "chat", "recording")
"""Parts of a document that have its ID, and go for good with it alone."""
_PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "document": tuple((part, "id") for part in DOCUMENT_PARTS),
    "person": (
        ("relation", "person_id"),
        ("relation", "other_id"),
        ("client-paper", "person_id"),
        ("declaration", "person_id"),
        ("register-match", "person_id"),
        ("outcome", "person_id"),
    ),
    "contact": (("role", "contact_id"),),
    "official-form": (("form-answer", "official_form_id"),),
}
"""Parts of a noun other than a case, with the column that refers to it."""


@entity
class Binned:
    """A record in the bin.

    Attributes:
        title: as search showed it.
        binned_at: when it went there.
        parts: noun and id of what went there as part of it.
    """

    noun: str
    id: str
    title: str
    case_id: str
    binned_at: datetime
    parts: tuple[tuple[str, str], ...]


def listed(connection: Connection) -> list[Binned]:
    """Return the content of the bin, newest first; parts are listed with the record they belong to."""
    waiting = _waiting(connection)
    binned_records = [
        binned
        for entity_table in tables()
        if entity_table.noun not in HIDDEN
        for binned in _listed(connection, entity_table, waiting)
    ]
    inside = {part for binned in binned_records for part in binned.parts}
    wholes = [binned for binned in binned_records if (binned.noun, binned.id) not in inside]
    return sorted(wholes, key=lambda binned: (binned.binned_at, binned.noun, binned.id), reverse=True)


def _waiting(connection: Connection) -> set[tuple[str, str]]:
    """Return noun and ID of what others deleted or wrote late and nobody here decided about."""
    columns = PURGE_REQUEST.c
    return {(row.noun, row.record_id) for row in connection.execute(select(columns.noun, columns.record_id))}


def waits(connection: Connection, entity_table: EntityTable[Any], record_id: str) -> bool:
    """Return whether a record that is here waits for a decision, by itself or with what it is a part of.

    Raises:
        NotFound: it is not here.
    """
    waiting = _waiting(connection)
    if not waiting:
        return False
    wholes = wholes_of(entity_table, entity_table.find(connection, record_id))
    return not waiting.isdisjoint({(entity_table.noun, record_id), *wholes})


def is_undecided(connection: Connection, entity_table: EntityTable[Any], record_id: str) -> bool:
    """Return whether a record is out of sight until a person here decides about it.

    Raises:
        NotFound: it is not here.
    """
    return is_binned(connection, entity_table, record_id) and waits(connection, entity_table, record_id)


def title_of(connection: Connection, noun: str, record_id: str) -> str:
    """Return the title of a record, in the bin or not, as search shows it.

    Raises:
        NotFound: it is not there.
    """
    entity_table = table_named(noun)
    return title_within(entity_table, entity_table.find(connection, record_id))


def title_within(entity_table: EntityTable[Any], record: Any) -> str:  # noqa: ANN401 - of any noun
    """Return the title of a record as search shows it, whether or not it is here."""
    words = next(iter(entity_table.words(record)), None)
    return words.title if words else entity_table.title(record)


def _listed(
    connection: Connection, entity_table: EntityTable[Any], waiting: Collection[tuple[str, str]]
) -> Iterator[Binned]:
    query = select(entity_table.table).where(entity_table.table.c.binned_at.is_not(None))
    for row in connection.execute(query).mappings():
        record = entity_table.entity(row)
        if not {(entity_table.noun, record.id), *wholes_of(entity_table, record)}.isdisjoint(waiting):
            continue
        words = next(iter(entity_table.words(record)), None)
        parts = parts_of(connection, entity_table, record.id, row["binned_at"])
        yield Binned(
            noun=entity_table.noun,
            id=record.id,
            title=words.title if words else entity_table.title(record),
            case_id=words.case_id if words else "",
            binned_at=datetime.fromisoformat(row["binned_at"]),
            parts=tuple(one for part, part_id in parts if (one := (part.noun, part_id)) not in waiting),
        )


def require(
    connection: Connection, entity_table: EntityTable[Any], record_id: str, *, is_binned: bool
) -> str | None:
    """Return when a record was moved to the bin, or None.

    Raises:
        NotFound: there is none on that side of the bin.
    """
    query = select(entity_table.table.c.binned_at).where(entity_table.table.c.id == record_id)
    row = connection.execute(query).first()
    is_there = row is not None and (row.binned_at is not None) is is_binned
    if row is None or not is_there or (is_binned and waits(connection, entity_table, record_id)):
        noun = Message(entity_table.noun)
        if is_binned:
            title = Message("There is no {noun} with this ID in the bin.", noun=noun)
            raise NotFound(title, field="id", remedy="Check the ID in the list of the bin.")
        raise RecordNotFound(Message("There is no {noun} with this ID.", noun=noun), field="id")
    return None if row.binned_at is None else str(row.binned_at)


def parts_of(
    connection: Connection, entity_table: EntityTable[Any], record_id: str, binned_at: str | None
) -> list[tuple[EntityTable[Any], str]]:
    """Return the parts of a record removed at this moment, or those outside the bin if None.

    A case takes all of its records with it, a document its text, what a machine read on it and
    what its copies hide, a person the relations, outcomes and matches with registers, a contact the roles, a
    form what goes into it in single cases.
    """
    parts: list[tuple[EntityTable[Any], str]] = []
    for part, column in _belonging(entity_table.noun):
        table = part.table
        query = select(table.c.id).where(table.c[column] == record_id, table.c.binned_at.is_(binned_at))
        parts += [(part, part_id) for part_id in connection.execute(query).scalars()]
    return parts


def wholes_of(entity_table: EntityTable[Any], record: Entity) -> list[tuple[str, str]]:
    """Return noun and ID of the case, persons, contact or form of which a record is a part."""
    columns = [("case", "case_id")] if "case_id" in entity_table.table.c else []
    for whole, parts in _PARTS.items():
        columns += [(whole, column) for noun, column in parts if noun == entity_table.noun and column != "id"]
    named = [(whole, str(getattr(record, column, ""))) for whole, column in columns]
    return [one for one in named if one[1]]


def purged_with(
    connection: Connection, entity_table: EntityTable[Any], record_id: str, binned_at: str | None
) -> list[tuple[EntityTable[Any], str]]:
    """Return what is deleted with a record: its parts; of a case all records, in the bin or not.

    None of them could be reached without the case.
    """
    if entity_table.noun != "case":
        return parts_of(connection, entity_table, record_id, binned_at)
    return [
        (part, part_id)
        for part, column in _belonging("case")
        for part_id in connection.execute(
            select(part.table.c.id).where(part.table.c[column] == record_id)
        ).scalars()
    ]


def purged(connection: Connection, chosen: Iterable[tuple[str, str]]) -> list[tuple[EntityTable[Any], str]]:
    """Return records in the bin, given by noun and ID, then all that is deleted with them, each once.

    Raises:
        NotFound: one is not in the bin.
    """
    named = [(table_named(noun), record_id) for noun, record_id in chosen]
    whole = {(part.noun, part_id): part for part, part_id in named}
    for part, part_id in named:
        at = require(connection, part, part_id, is_binned=True)
        whole |= {(one.noun, one_id): one for one, one_id in purged_with(connection, part, part_id, at)}
    return [(part, part_id) for (_, part_id), part in whole.items()]


def is_binned(connection: Connection, entity_table: EntityTable[Any], record_id: str) -> bool:
    """Return whether a record is in the bin."""
    table = entity_table.table
    query = select(table.c.id).where(table.c.id == record_id, table.c.binned_at.is_not(None))
    return connection.execute(query).first() is not None


def binned_at(connection: Connection, entity_table: EntityTable[Any], record_id: str) -> str | None:
    """Return when a record went to the bin; None where it is not there, or nowhere."""
    table = entity_table.table
    at = connection.execute(select(table.c.binned_at).where(table.c.id == record_id)).scalar()
    return None if at is None else str(at)


def refuse_binned_case(connection: Connection, record: Entity) -> None:
    """Reject a record of a case that is in the bin.

    Raises:
        Conflict: it is.
    """
    case_id = getattr(record, "case_id", "")
    if case_id and is_binned(connection, table_named("case"), case_id):
        raise Conflict("The case is in the bin, so nothing was saved.", remedy="Restore the case first.")


def _belonging(whole: str) -> list[tuple[EntityTable[Any], str]]:
    """Return the tables of parts of a noun, each with the column that refers to the whole."""
    if whole == "case":
        return [(part, "case_id") for part in tables() if "case_id" in part.table.c]
    return [(table_named(noun), column) for noun, column in _PARTS.get(whole, ())]


def ids_of_case(connection: Connection, case_id: str) -> set[str]:
    """Return the IDs of a case and of every record in it, including the bin."""
    ids = {case_id}
    for entity_table, column in _belonging("case"):
        ids.update(
            connection.execute(
                select(entity_table.table.c.id).where(entity_table.table.c[column] == case_id)
            ).scalars()
        )
    return ids


def speaking_of(connection: Connection, record_id: str) -> list[tuple[str, str, str]]:
    """Return noun, ID and title of every record outside the bin that refers to another by ID."""
    mentions: list[tuple[str, str, str]] = []
    for entity_table in tables():
        if entity_table.noun in HIDDEN:
            continue
        columns = [column for column in entity_table.table.c if column.name not in {"id", "binned_at"}]
        names_it = or_(*(func.instr(cast(column, Text), record_id) > 0 for column in columns))
        naming = entity_table.all(connection, entity_table.not_binned().where(names_it))
        mentions += [(entity_table.noun, record.id, title_within(entity_table, record)) for record in naming]
    return mentions


def sweep(connection: Connection) -> None:
    """Rebuild the index after a purge: its segments retain the words of removed records."""
    search.sweep(connection)
