"""What the office states about recordings."""

from __future__ import annotations

from casebook.domain.evidence.recording import Recording
from casebook.domain.sharing.merge import merging
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import flag, noun_table, number, text

RECORDING = EntityTable(
    noun="recording",
    kind=Recording,
    table=noun_table(
        "recording",
        text("case_id", is_indexed=True),
        number("length_seconds"),
        text("holder"),
        text("transcriber"),
        text("transcript_language"),
        flag("is_translated"),
        text("transcript"),
    ),
    merge=merging(
        one=(
            "case_id",
            "length_seconds",
            "holder",
            "transcriber",
            "transcript_language",
            "is_translated",
            "transcript",
        )
    ),
)
