"""Countries, with the remedies a person has there."""

from __future__ import annotations

from casebook.domain.library.country import Country
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, text

SHELF = EntityTable(
    noun="country",
    kind=Country,
    table=noun_table(
        "country",
        text("name"),
        parts("remedies"),
        text("extradition_id"),
        text("surrender_id"),
        text("death_penalty_practice"),
        text("notes"),
        text("conflict"),
        text("pack"),
    ),
    words=lambda country: [SearchText(title=country.name, body=country.notes)],
)
