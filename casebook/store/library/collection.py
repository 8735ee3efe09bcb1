"""Collections of findings."""

from __future__ import annotations

from casebook.domain.library.collection import Collection
from casebook.domain.sharing.merge import WHOLE_PART, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, text

COLLECTION = EntityTable(
    noun="collection",
    kind=Collection,
    table=noun_table(
        "collection",
        text("title"),
        parts("finding_ids"),
    ),
    words=lambda collection: [SearchText(title=collection.title, body="")],
    merge=merging(one=("title",), parts={"finding_ids": WHOLE_PART}),
)
