"""Rules of the office's own."""

from __future__ import annotations

from casebook.domain.deadline.own_rule import OwnRule
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import noun_table, text

SHELF = EntityTable(
    noun="own-rule",
    kind=OwnRule,
    table=noun_table("own_rule", text("rule_id"), text("text"), text("taken_from"), text("taken_on")),
)
