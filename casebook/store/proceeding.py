"""Proceedings of a case."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from casebook.domain.proceeding import Proceeding
from casebook.store.shelf import Shelf, Words
from casebook.store.table import among, noun_table, parts, text

SHELF = Shelf(
    noun="proceeding",
    kind=Proceeding,
    table=noun_table(
        "proceeding",
        text("case_id", is_indexed=True),
        text("kind"),
        text("forum"),
        text("number"),
        text("requested_by"),
        text("offence"),
        text("prc_article"),
        text("instrument_id"),
        parts("stages"),
        text("outcome"),
        text("next_id"),
    ),
    words=lambda told: [
        Words(
            title=f"{told.kind} · {told.forum}",
            body=f"{told.number} {told.requested_by} {told.offence} {told.prc_article}",
            case_id=told.case_id,
        )
    ],
)


def of_cases(connection: Connection, case_ids: Iterable[str]) -> list[Proceeding]:
    """The proceedings of several cases."""
    return SHELF.all(connection, SHELF.standing().where(among(SHELF.table.c.case_id, case_ids)))
