"""Notes beside records of the packs."""

from __future__ import annotations

from sqlalchemy import Connection

from casebook.domain.library.remark import Remark
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, text

SHELF = EntityTable(
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
)


def of_record(connection: Connection, record_id: str) -> list[Remark]:
    """The standing notes beside a record, oldest first."""
    query = SHELF.standing().where(SHELF.table.c.record_id == record_id)
    return SHELF.all(connection, query.order_by(SHELF.table.c.noted_at, SHELF.table.c.id))
