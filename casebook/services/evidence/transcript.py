"""Transcripts of recordings: kept as the text of the recording, so that search finds the moment."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.evidence.recording import Recording
from casebook.domain.evidence.transcript import (
    TranscriptLine,
    is_recording,
    transcript_lines,
    transcript_text,
)
from casebook.host.protocol.extract_protocol import MAX_WORDS
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.evidence.transcript_words import follow_transcripts
from casebook.store.registry import table_for


def transcript_of(session: Session, document_id: str) -> tuple[TranscriptLine, ...]:
    """The lines of the transcript of a recording; none where there is no transcript yet.

    Raises:
        NotFound: there is no such document.
        InvalidInput: it is no recording.
    """
    document = require_recording(session, document_id)
    with session.store.reading() as connection:
        text = table_for(DocumentText).some(connection, [document.id]).get(document.id)
    return transcript_lines("\n".join(text.pages)) if text else ()


def keep_transcript(session: Session, document_id: str, text: str) -> tuple[TranscriptLine, ...]:
    """Keep the transcript of a recording in place of an earlier one; an empty text takes it away.

    Args:
        session: the open vault.
        document_id: of the recording.
        text: WebVTT, SubRip, or lines with a time before those where one is known.

    Raises:
        NotFound: there is no such document.
        InvalidInput: it is no recording, or the text is longer than search can hold.
    """
    document = require_recording(session, document_id)
    if len(text) > MAX_WORDS:
        raise InvalidInput(
            Message("The transcript has more than {limit} characters.", limit=f"{MAX_WORDS:,}"),
            field="transcript",
            remedy="Check that this is the transcript.",
        )
    lines = transcript_lines(text)
    with session.store.write("document.transcribe") as transaction:
        known = table_for(Recording).some(transaction.connection, [document.id]).get(document.id)
        stated = replace(
            known or Recording(id=document.id, case_id=document.case_id), transcript=transcript_text(lines)
        )
        if known:
            transaction.replace(stated)
        else:
            transaction.add(stated)
        follow_transcripts(transaction, [document.id], [] if lines else [document.id])
    return lines


def require_recording(session: Session, document_id: str) -> Document:
    """Return a recording.

    Raises:
        NotFound: there is no such document.
        InvalidInput: it is no recording.
    """
    document = record.find(session, Document, document_id)
    if not is_recording(document.media_type):
        raise InvalidInput(
            "This document is not a recording.",
            field="document",
            remedy="Choose a sound or video file. The text of other documents is read from the file.",
        )
    return document
