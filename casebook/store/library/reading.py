"""Reading records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam

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
    if record_ids is None:
        readings = READING.known(connection, _in_order)
    else:
        of_these = among(READING.table.c.record_id, record_ids)
        readings = READING.all(connection, _in_order(READING.table).where(of_these))
    standing = [reading for reading in readings if reading.counts_as_read]
    wrong = [reading for reading in readings if reading.is_misquoted]
    return {reading.record_id: reading for reading in (*standing, *wrong)}


def misquoted(connection: Connection) -> frozenset[str]:
    """The IDs of the records with a reading outside the bin whose quotation is not what the copy says."""
    return frozenset(reading.record_id for reading in READING.known(connection, _misquoted))


def of_record(connection: Connection, record_id: str) -> list[Reading]:
    """Return the readings of a record outside the bin, the latest first."""
    return READING.known(connection, _of_record, of_record=record_id)


def _in_order(table: Table) -> Select[Any]:
    return READING.not_binned().order_by(table.c.read_at)


def _misquoted(table: Table) -> Select[Any]:
    return READING.not_binned().where(table.c.quote_state.in_(("differs", "absent")))


def _of_record(table: Table) -> Select[Any]:
    of_record = READING.not_binned().where(table.c.record_id == bindparam("of_record"))
    return of_record.order_by(table.c.read_at.desc(), table.c.id)
