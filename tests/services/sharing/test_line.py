"""A casebook that goes on from an earlier state writes on a line of its own."""

from __future__ import annotations

from casebook.domain.case.note import Note
from casebook.services.base.session import Session
from casebook.store.base import version_tables


def _line(session: Session) -> bytes:
    with session.store.reading() as connection:
        return version_tables.link_of(connection).execute("SELECT line FROM line WHERE is_own").fetchone()[0]


def _note(session: Session, note_id: str) -> Note:
    return Note(id=note_id, text="A note", written_at=session.clock(), case_id="", written_by="tester")
