"""What the office states about chats."""

from __future__ import annotations

from casebook.domain.evidence.chat import Chat
from casebook.domain.sharing.merge import Part, merging
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import noun_table, parts, text

CHAT = EntityTable(
    noun="chat",
    kind=Chat,
    table=noun_table(
        "chat",
        text("case_id", is_indexed=True),
        text("zone"),
        text("holder"),
        text("date_order"),
        parts("ties"),
    ),
    merge=merging(one=("case_id", "zone", "holder", "date_order"), parts={"ties": Part(by=("sender",))}),
)
