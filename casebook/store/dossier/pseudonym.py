"""The key table: which label stands for whom in the copies of a case. It is not searched."""

from __future__ import annotations

from casebook.domain.dossier.pseudonym import Pseudonym
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import noun_table, text

SHELF = EntityTable(
    noun="pseudonym",
    kind=Pseudonym,
    table=noun_table("pseudonym", text("case_id", is_indexed=True), text("person_id"), text("label")),
)
