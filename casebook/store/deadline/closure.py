"""Days a registry is shut, as the office knows them."""

from __future__ import annotations

from casebook.domain.deadline.closure import Closure
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import noun_table, text

SHELF = EntityTable(
    noun="closure",
    kind=Closure,
    table=noun_table("closure", text("calendar_id", is_indexed=True), text("on"), text("why")),
)
