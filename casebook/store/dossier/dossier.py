"""Dossiers of a case."""

from __future__ import annotations

from casebook.domain.dossier.dossier import Dossier
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, text

SHELF = EntityTable(
    noun="dossier",
    kind=Dossier,
    table=noun_table(
        "dossier",
        text("case_id", is_indexed=True),
        text("title"),
        text("kind"),
        text("profile_id"),
        text("language"),
        text("court"),
        text("number"),
        text("parties"),
        maybe_text("hearing_on"),
        parts("cover_lines"),
        text("references_at"),
        parts("sections"),
        parts("exhibit_ids"),
        parts("omissions"),
    ),
    words=lambda dossier: [
        SearchText(
            title=dossier.title,
            body=" ".join(section.text for section in dossier.sections),
            case_id=dossier.case_id,
        )
    ],
)
