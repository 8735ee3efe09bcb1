"""Sealed declarations: search finds none of their words, and no list names the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casebook.domain.declaration.declaration import Declaration, require_seal_kept
from casebook.domain.sharing.merge import FieldBlock, Part, merging
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import maybe_text, noun_table, parts, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SIGNED = (
    *("person_id", "language", "made_on", "place", "clauses", "own_words", "authorised", "conditions"),
    *("witness_id", "witnessed_on", "interpreter_id", "video_id", "replaces_id"),
    *("signed_on", "pack", "words", "video_sha256", "seal"),
)
"""What is signed stands or falls together: of two versions none is put together from both."""
DECLARATION = EntityTable(
    noun="declaration",
    kind=Declaration,
    table=noun_table(
        "declaration",
        text("case_id", is_indexed=True),
        text("person_id", is_indexed=True),
        text("language"),
        maybe_text("made_on"),
        text("place"),
        parts("clauses"),
        text("own_words"),
        parts("authorised"),
        parts("conditions"),
        text("witness_id"),
        maybe_text("witnessed_on"),
        text("interpreter_id"),
        text("video_id"),
        text("scan_id"),
        text("replaces_id"),
        maybe_text("signed_on"),
        text("pack"),
        parts("words"),
        text("video_sha256"),
        text("seal"),
        maybe_text("withdrawn_on"),
        text("withdrawal"),
        parts("releases"),
    ),
    title=lambda declaration: declaration.made_on.isoformat() if declaration.made_on else "",
    merge=merging(
        one=("case_id", "scan_id"),
        whole={
            "signed": FieldBlock(fields=_SIGNED),
            "withdrawn": FieldBlock(fields=("withdrawn_on", "withdrawal"), earliest="withdrawn_on"),
        },
        parts={"releases": Part(by=("id",))},
    ),
)


def refuse_broken_seal(connection: Connection, declaration: Declaration) -> None:
    """Refuse to change a declaration that is sealed here.

    Raises:
        Refused: it would be changed.
    """
    was = DECLARATION.some(connection, [declaration.id]).get(declaration.id)
    if was is not None:
        require_seal_kept(was, declaration)
