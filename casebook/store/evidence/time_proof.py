"""Proofs of time of the documents of a case."""

from __future__ import annotations

from casebook.domain.evidence.time_proof import TimeProof
from casebook.domain.sharing.merge import WHOLE_PART, FieldBlock, merging
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import maybe_text, noun_table, number, parts, text

TIME_PROOF = EntityTable(
    noun="time-proof",
    kind=TimeProof,
    table=noun_table(
        "time_proof",
        text("case_id", is_indexed=True),
        parts("document_ids"),
        text("kind"),
        text("added_at"),
        maybe_text("stated_at"),
        number("accuracy_ms"),
        text("authority"),
        text("policy"),
        text("serial"),
        text("algorithm"),
        text("digest"),
        number("block_height"),
        text("merkle_root"),
        text("block_hash"),
        parts("pending"),
        parts("checks"),
        parts("files"),
    ),
    title=lambda proof: proof.digest[:16],
    merge=merging(
        one=("case_id", "added_at"),
        parts={"document_ids": WHOLE_PART, "files": WHOLE_PART},
        whole={
            "report": FieldBlock(
                fields=(
                    "kind",
                    "stated_at",
                    "accuracy_ms",
                    "authority",
                    "policy",
                    "serial",
                    "algorithm",
                    "digest",
                    "block_height",
                    "merkle_root",
                    "block_hash",
                    "pending",
                    "checks",
                )
            )
        },
    ),
)
