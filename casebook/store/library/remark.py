"""Notes on records of the library."""

from __future__ import annotations

from sqlalchemy import Connection

from casebook.domain.library.remark import Remark
from casebook.domain.sharing.merge import merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, text

REMARK = EntityTable(
    noun="remark",
    kind=Remark,
    table=noun_table(
        "remark",
        text("noun"),
        text("record_id", is_indexed=True),
        text("text"),
        text("who"),
        text("noted_at"),
    ),
    words=lambda remark: [SearchText(title=remark.text, body=remark.record_id)],
    merge=merging(one=("noun", "record_id", "who", "noted_at"), prose=("text",)),
)


def remarks_on(connection: Connection, record_id: str) -> list[Remark]:
    """Return the notes on a record outside the bin, oldest first."""
    query = REMARK.not_binned().where(REMARK.table.c.record_id == record_id)
    return REMARK.all(connection, query.order_by(REMARK.table.c.noted_at, REMARK.table.c.id))
