"""Sealed declarations: search finds none of their words, and no list names the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from casebook.base.errors import Refused
from casebook.base.message import Message, gettext_noop
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.declaration.seal_kept import require_seal_kept
from casebook.domain.evidence.document import Document
from casebook.domain.sharing.merge import FieldBlock, Part, merging
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import maybe_text, noun_table, parts, text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SIGNED = (
    *("person_id", "language", "made_on", "place", "clauses", "own_words", "authorised", "conditions"),
    *("witness_id", "witnessed_on", "interpreter_id", "video_id", "replaces_id"),
    *("signed_on", "pack", "words", "video_sha256", "seal"),
    *("printed_on", "printed_sha256", "entered_on", "transcript", "transcript_sha256"),
)
"""What is signed stands or falls together: of two versions none is put together from both."""
_HELD = {"video_id": gettext_noop("its recording"), "scan_id": gettext_noop("the scan of its paper")}
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
        parts("releases"),
        maybe_text("printed_on"),
        text("printed_sha256"),
        maybe_text("entered_on"),
        text("transcript"),
        text("transcript_sha256"),
        parts("withdrawals"),
    ),
    title=lambda declaration: declaration.made_on.isoformat() if declaration.made_on else "",
    merge=merging(
        one=("case_id", "scan_id"),
        whole={"signed": FieldBlock(fields=_SIGNED)},
        parts={"releases": Part(by=("id",)), "withdrawals": Part(by=("id",))},
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


def refuse_held(connection: Connection, kind: type[object], record_id: str) -> None:
    """Refuse to take away a sealed declaration that stands, or a file that a sealed one names.

    SECURITY: whoever holds the person, or somebody close to them, may force an office to do it.

    Raises:
        Refused: it would be taken away.
    """
    if kind is Declaration:
        declaration = DECLARATION.some(connection, [record_id]).get(record_id)
        if declaration is not None and declaration.is_sealed and not declaration.is_withdrawn:
            raise Refused(
                "A signed declaration stays until the person took it back, alone and free.",
                field="declaration",
                remedy="Record its withdrawal first: who heard it, where, and whether the person was free. "
                "Is anyone forcing you? Then leave it.",
            )
    if kind is Document and (held := _names(connection, record_id)):
        raise Refused(
            Message(
                "A signed declaration names this file: {what}.",
                what=Message(_HELD[held]),
            ),
            field="document",
            remedy="Leave it. It goes with its whole case.",
        )


def _names(connection: Connection, document_id: str) -> str:
    """Return by which field a sealed declaration names a document, or ""."""
    table = DECLARATION.table
    named = or_(table.c.video_id == document_id, table.c.scan_id == document_id)
    for one in DECLARATION.all(connection, select(table).where(named, table.c.signed_on.is_not(None))):
        return "video_id" if one.video_id == document_id else "scan_id"
    return ""
