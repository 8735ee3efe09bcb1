"""A casebook that goes on from an earlier state writes on a line of its own."""

from __future__ import annotations

from pathlib import Path

from casebook.domain.case.note import Note
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup
from casebook.store.base.version_tables import link_of
from tests.vaults import PHRASE


def _lines(session: Session) -> list[tuple[bytes, int]]:
    with session.store.reading() as connection:
        return list(link_of(connection).execute("SELECT line, is_own FROM line ORDER BY is_own"))


def _add_note(session: Session, note_id: str) -> None:
    record.add(
        session, Note(id=note_id, text="A note", written_at=session.clock(), case_id="", written_by="tester")
    )


def test_a_restored_backup_begins_a_line(session: Session, tmp_path: Path) -> None:
    _add_note(session, "n1")
    [(line, _)] = _lines(session)
    copy = run_in_line(backup.back_up(session))
    target = tmp_path / "again.casebook"
    run_in_line(backup.restore(copy.path, PHRASE, target))
    with open_session(target, PHRASE, to_read=True) as reading:
        assert _lines(reading) == [(line, 1)], "whoever only reads changes nothing"
    with open_session(target, PHRASE) as again:
        _add_note(again, "n2")
        assert [is_own for _, is_own in _lines(again)] == [0, 1]
        assert _lines(again)[0] == (line, 0)
    with open_session(target, PHRASE) as later:
        _add_note(later, "n3")
        assert len(_lines(later)) == 2, "only once"
    assert _lines(session) == [(line, 1)]
