"""Cards of other devices, and the register of parcels."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, Table, or_, select, update

from casebook.domain.sharing.handover import Handover
from casebook.domain.sharing.peer_card import PeerCard
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import flag, maybe_text, noun_table, parts, text

PEER_CARD = EntityTable(
    noun="peer-card",
    kind=PeerCard,
    table=noun_table(
        "peer_card",
        text("name"),
        text("device", is_indexed=True),
        text("public"),
        text("data"),
        text("added_at"),
        maybe_text("compared_at"),
        text("compared_by"),
        maybe_text("allowed_at"),
    ),
    title=lambda card: card.name,
    unaudited=frozenset({"name", "data"}),  # a purge takes a name out of them, and reaches no history
)
HANDOVER = EntityTable(
    noun="handover",
    kind=Handover,
    table=noun_table(
        "handover",
        text("kind"),
        text("parcel", is_indexed=True),
        text("state"),
        text("at"),
        parts("holders"),
        flag("by_phrase"),
        maybe_text("purpose"),
        parts("given"),
        parts("left_out"),
        maybe_text("recall_on"),
        maybe_text("recalled_at"),
        maybe_text("purged_at"),
        text("receipt_key"),
    ),
    title=lambda handover: handover.at.date().isoformat(),
)
_SHORTEST_NAME = 2
"""Characters; a single one also occurs within other words."""


def newest_first(connection: Connection) -> list[Handover]:
    """Return the register."""
    return HANDOVER.known(connection, _newest_first)


def _newest_first(table: Table) -> Select[Any]:
    return HANDOVER.not_binned().order_by(table.c.at.desc(), table.c.id.desc())


def is_any(connection: Connection) -> bool:
    """Return whether any parcel is in the register."""
    return connection.execute(select(HANDOVER.table.c.id).limit(1)).first() is not None


def of_parcel(connection: Connection, parcel: str) -> list[Handover]:
    """Return the entries of a parcel: one, or two where it was sealed and taken in here."""
    return HANDOVER.all(connection, HANDOVER.not_binned().where(HANDOVER.table.c.parcel == parcel))


def cards(connection: Connection) -> list[PeerCard]:
    """Return every card, by name."""
    return PEER_CARD.known(connection, _by_name)


def _by_name(table: Table) -> Select[Any]:
    return PEER_CARD.not_binned().order_by(table.c.name)


def card_of(connection: Connection, device: str) -> PeerCard | None:
    """Return the card of a device."""
    found = PEER_CARD.all(connection, PEER_CARD.not_binned().where(PEER_CARD.table.c.device == device))
    return found[0] if found else None


def forget_names(connection: Connection, names: Collection[str]) -> None:
    """Take the name off cards that bear one of these, and the card's bytes, in which it stands."""
    table = PEER_CARD.table
    words = [name.casefold() for name in names if len(name) >= _SHORTEST_NAME]
    rows = connection.execute(select(table.c.id, table.c.name)).all() if words else []
    ids = [row.id for row in rows if any(word in row.name.casefold() for word in words)]
    if ids:
        connection.execute(
            update(table).where(or_(*(table.c.id == one for one in ids))).values(name="", data="")
        )
