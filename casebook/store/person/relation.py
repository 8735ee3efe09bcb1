"""Relations between persons."""

from __future__ import annotations

from sqlalchemy import Connection

from casebook.domain.person.relation import Relation
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, text

SHELF = EntityTable(
    noun="relation",
    kind=Relation,
    table=noun_table(
        "relation",
        text("person_id", is_indexed=True),
        text("other_id", is_indexed=True),
        text("kind"),
        text("certainty"),
        text("other_is_in"),
        text("pressure"),
    ),
    words=lambda relation: [
        SearchText(title=relation.kind, body=f"{relation.other_is_in} {relation.pressure}")
    ],
)


def of_person(connection: Connection, person_id: str) -> list[Relation]:
    """The relations of a person to others."""
    return SHELF.all(connection, SHELF.standing().where(SHELF.table.c.person_id == person_id))
