"""Reading records."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from casebook.domain.library.reading import Reading
from casebook.domain.sharing.merge import FieldBlock, merging
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import among, noun_table, text

READING = EntityTable(
    noun="reading",
    kind=Reading,
    table=noun_table(
        "reading",
        text("noun"),
        text("record_id", is_indexed=True),
        text("who"),
        text("read_at"),
        text("pinpoint"),
        text("attachment_id"),
        text("sha256"),
        text("note"),
        text("quote"),
        text("quote_state"),
        text("initials"),
        text("later_history"),
    ),
    merge=merging(
        one=("noun", "record_id", "who", "read_at", "sha256"),
        whole={"place": FieldBlock(fields=("pinpoint", "quote", "quote_state", "initials", "later_history"))},
        prose=("note",),
        local=("attachment_id",),
    ),
)


def decisive(connection: Connection, record_ids: Iterable[str] | None = None) -> dict[str, Reading]:
    """Return by the record's ID the reading that decides how each record, or each of these, may be cited.

    That is one with a wrong quotation if there is one, else the latest that counts as read.
    """
    query = READING.not_binned().order_by(READING.table.c.read_at)
    if record_ids is not None:
        query = query.where(among(READING.table.c.record_id, record_ids))
    readings = READING.all(connection, query)
    standing = [reading for reading in readings if reading.counts_as_read]
    wrong = [reading for reading in readings if reading.is_misquoted]
    return {reading.record_id: reading for reading in (*standing, *wrong)}


def misquoted(connection: Connection) -> frozenset[str]:
    """The IDs of the records with a reading outside the bin whose quotation is not what the copy says."""
    query = READING.not_binned().where(READING.table.c.quote_state.in_(("differs", "absent")))
    return frozenset(reading.record_id for reading in READING.all(connection, query))


def of_record(connection: Connection, record_id: str) -> list[Reading]:
    """Return the readings of a record outside the bin, the latest first."""
    query = READING.not_binned().where(READING.table.c.record_id == record_id)
    return READING.all(connection, query.order_by(READING.table.c.read_at.desc(), READING.table.c.id))
