"""Casebooks in which records are missing that others refer to, as if they had never come."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select, update

from casebook.services.base.session import Session
from casebook.store.base import audit, search, version_tables
from casebook.store.base.audit import AUDIT
from casebook.store.base.table import among
from casebook.store.registry import table_named

REFERRED = (
    *("case", "person", "contact", "proceeding", "event", "deadline", "document", "attachment"),
    *("fact", "ground", "finding", "source", "topic", "instrument", "dossier", "official-form"),
)
"""The nouns that records refer to."""


def take_away(session: Session, noun: str, ids: Collection[str] = ()) -> frozenset[str]:
    """Take away records of a noun, or all, with all that says that they were here; returns their IDs."""
    table = table_named(noun).table
    with session.store.engine.begin() as connection:
        taken = frozenset(ids or connection.execute(select(table.c.id)).scalars())
        connection.execute(delete(table).where(among(table.c.id, taken)))
        connection.execute(delete(AUDIT).where(AUDIT.c.noun == noun, among(AUDIT.c.record_id, taken)))
        _chain_again(session, connection)
        version = version_tables.VERSION
        connection.execute(delete(version).where(version.c.noun == noun, among(version.c.record_id, taken)))
        search.forget_all(connection, noun, list(taken))
    return taken


def _chain_again(session: Session, connection: Connection) -> None:
    """Chain what is left of the change history, so that it holds."""
    key, previous = session.store._audit_key, audit.START
    rows = connection.execute(select(AUDIT).order_by(AUDIT.c.number)).mappings().all()
    connection.execute(delete(AUDIT))
    chained = []
    for number, row in enumerate(rows, start=1):
        entry = {**row, "number": number}
        previous = audit.link(key, previous, entry)
        chained.append({**entry, "mac": previous})
    if chained:
        connection.execute(insert(AUDIT), chained)


def take_files_away(session: Session) -> None:
    """Take away the file of every document, as where it came without it."""
    take_away(session, "attachment")
    document = table_named("document").table
    with session.store.engine.begin() as connection:
        connection.execute(update(document).values(attachment_id=""))
