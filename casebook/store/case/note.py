"""Notes on cases and on their records."""

from __future__ import annotations

from casebook.domain.case.note import Note
from casebook.domain.sharing.merge import merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import flag, noun_table, text

NOTE = EntityTable(
    noun="note",
    kind=Note,
    table=noun_table(
        "note",
        text("text"),
        text("written_at"),
        text("case_id", is_indexed=True),
        text("written_by"),
        text("about"),
        text("about_id", is_indexed=True),
        flag("is_privileged"),
    ),
    words=lambda note: [
        SearchText(
            title=note.text.partition("\n")[0], body=f"{note.text} {note.written_by}", case_id=note.case_id
        )
    ],
    merge=merging(
        one=("written_at", "case_id", "written_by", "about", "about_id"),
        safest={"is_privileged": (True, False)},
        prose=("text",),
    ),
)
