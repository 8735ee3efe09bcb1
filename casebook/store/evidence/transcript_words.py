"""The text of recordings, which follows from their transcripts: search and copies read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from casebook.domain.evidence.document import DocumentText
from casebook.domain.evidence.transcript import is_recording
from casebook.store.evidence.document import DOCUMENT, DOCUMENT_TEXT
from casebook.store.evidence.recording import RECORDING

if TYPE_CHECKING:
    from casebook.store.record_transaction import RecordTransaction


def follow_transcripts(transaction: RecordTransaction, ids: Iterable[str], emptied: Iterable[str]) -> None:
    """Let the text of recordings say what their transcripts do; a document that is not here yet has none.

    Args:
        transaction: which wrote them.
        ids: of documents or recordings, which share theirs.
        emptied: of those whose transcript was taken away.
    """
    connection, without = transaction.connection, {*emptied}
    wanted = [*{*ids} | without]
    documents = DOCUMENT.some(connection, wanted)
    recordings = RECORDING.some(connection, wanted)
    texts = DOCUMENT_TEXT.some(connection, wanted)
    for document_id in without & texts.keys() - documents.keys():
        transaction.discard(DocumentText, document_id)
    for document_id, document in documents.items():
        stated = recordings.get(document_id)
        transcript = stated.transcript if stated else ""
        if not is_recording(document.media_type) or not (transcript or document_id in without):
            continue
        words = DocumentText(
            id=document_id,
            case_id=document.case_id,
            title=document.title,
            pages=(transcript,) if transcript else (),
        )
        transaction.keep_local(words)
        transaction.replace(replace(document, has_text=bool(transcript)))
