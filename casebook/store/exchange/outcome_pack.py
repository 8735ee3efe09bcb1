"""Packs of outcomes, those written here and those imported."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, or_, select, update

from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import flag, noun_table, number, parts, text

OUTCOME_PACK = EntityTable(
    noun="outcome-pack",
    kind=OutcomePack,
    table=noun_table(
        "outcome_pack",
        text("kind"),
        text("digest", is_indexed=True),
        text("at"),
        text("made_on"),
        text("signer", is_indexed=True),
        text("claimed"),
        flag("was_compared"),
        parts("rows"),
        number("left_out"),
        number("threshold"),
        parts("given"),
        parts("declined"),
    ),
    title=lambda pack: pack.made_on.isoformat(),
    unaudited=frozenset({"claimed"}),  # a purge takes a name out of it, and reaches no history
)
_SHORTEST_NAME = 2
"""Characters; a single one also occurs within other words."""


def packs(connection: Connection) -> list[OutcomePack]:
    """Return the packs outside the bin, newest first."""
    columns = OUTCOME_PACK.table.c
    return OUTCOME_PACK.all(
        connection, OUTCOME_PACK.not_binned().order_by(columns.at.desc(), columns.id.desc())
    )


def of_digest(connection: Connection, digest: str) -> list[OutcomePack]:
    """Return the entries outside the bin of a pack: one, or two where it was written and imported here."""
    return OUTCOME_PACK.all(
        connection, OUTCOME_PACK.not_binned().where(OUTCOME_PACK.table.c.digest == digest)
    )


def forget_names(connection: Connection, names: Collection[str]) -> None:
    """Take the name off packs whose signer bears one of these."""
    table = OUTCOME_PACK.table
    words = [name.casefold() for name in names if len(name) >= _SHORTEST_NAME]
    rows = connection.execute(select(table.c.id, table.c.claimed)).all() if words else []
    ids = [row.id for row in rows if any(word in row.claimed.casefold() for word in words)]
    if ids:
        connection.execute(update(table).where(or_(*(table.c.id == one for one in ids))).values(claimed=""))
