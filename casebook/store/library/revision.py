"""Changes of the reference data not yet adopted by a dossier."""

from __future__ import annotations

from casebook.domain.library.revision import Revision
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import flag, noun_table, parts, text

REVISION = EntityTable(
    noun="revision",
    kind=Revision,
    table=noun_table(
        "revision",
        text("dossier_id", is_indexed=True),
        text("noun"),
        text("record_id"),
        text("kind"),
        text("from_version"),
        text("to_version"),
        text("noted_at"),
        parts("fields"),
        flag("is_settled"),
    ),
)
