"""The words of the files of a declaration, and when a transcript was entered that is not the sealed one."""

from __future__ import annotations

from datetime import date

from casebook.domain.declaration.declaration import Declaration
from casebook.domain.evidence.document import DocumentText
from casebook.domain.evidence.recognition import Recognition
from casebook.services.base import history
from casebook.services.base.session import Session
from casebook.store.registry import table_for


def words_of(session: Session, document_id: str) -> str:
    """Return the words of a document: its text or transcript, of a scan what a machine read; "" for none."""
    if not document_id:
        return ""
    with session.store.reading() as connection:
        read = table_for(DocumentText).some(connection, [document_id]).get(document_id)
        seen = table_for(Recognition).some(connection, [document_id]).get(document_id)
    pages = [*(read.pages if read else ()), *(page.text for page in (seen.pages if seen else ()))]
    text = "\n".join(pages)
    return text if text.strip() else ""


def later_transcript(session: Session, declaration: Declaration) -> str:
    """Return the transcript of the recording as it stands, where it is not the one that was sealed; or ""."""
    words = words_of(session, declaration.video_id)
    return words if declaration.is_sealed and words != declaration.transcript else ""


def transcript_day(session: Session, document_id: str) -> date | None:
    """Return the day the transcript of a recording was last entered, by the history, or None."""
    entries = history.of_record(session, document_id)
    days = [
        one.at.date()
        for one in entries
        if one.noun == "recording" and any(change.field == "transcript" for change in one.fields)
    ]
    return days[-1] if days else None
