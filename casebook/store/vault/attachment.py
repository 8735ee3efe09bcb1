"""The keys of encrypted files, with the hash of each plaintext."""

from __future__ import annotations

from sqlalchemy import Connection, select

from casebook.domain.vault.attachment import Attachment
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import noun_table, number, text

ATTACHMENT = EntityTable(
    noun="attachment",
    kind=Attachment,
    table=noun_table(
        "attachment", text("key"), number("size_bytes"), text("sha256"), text("fingerprint", is_indexed=True)
    ),
    unaudited=frozenset({"key"}),  # SECURITY: a key in the history would outlive a purge
)


def attachment_ids(connection: Connection) -> list[str]:
    """Return the IDs of every encrypted file with a record, including the bin."""
    return list(connection.execute(select(ATTACHMENT.table.c.id)).scalars())


def attachment_sizes(connection: Connection) -> dict[str, int]:
    """Return the plaintext size in bytes of every encrypted file with a record, by ID, including the bin."""
    columns = ATTACHMENT.table.c
    return {
        str(row.id): int(row.size_bytes) for row in connection.execute(select(columns.id, columns.size_bytes))
    }


def every_attachment(connection: Connection) -> list[Attachment]:
    """Return every encrypted file with a record, including the bin."""
    return ATTACHMENT.all(connection, select(ATTACHMENT.table))
