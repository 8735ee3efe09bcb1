"""Notes on time spent on cases."""

from __future__ import annotations

from casebook.domain.case.time_note import TimeNote
from casebook.domain.sharing.merge import FieldBlock, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, number, text

TIME_NOTE = EntityTable(
    noun="time-note",
    kind=TimeNote,
    table=noun_table(
        "time_note",
        text("case_id", is_indexed=True),
        text("on"),
        number("minutes"),
        text("work"),
        text("interpreter_from"),
        text("interpreter_to"),
        text("remark"),
    ),
    title=lambda note: note.on.isoformat(),
    words=lambda note: (
        [SearchText(title=note.remark.partition("\n")[0], body=note.remark, case_id=note.case_id)]
        if note.remark
        else []
    ),
    merge=merging(
        one=("case_id", "on", "minutes", "work"),
        whole={"interpreter": FieldBlock(fields=("interpreter_from", "interpreter_to"))},
        prose=("remark",),
    ),
)
