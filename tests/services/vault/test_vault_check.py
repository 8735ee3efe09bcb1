"""The check of everything: what it names, and that it can be stopped."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.errors import Cancelled
from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.cli.run import run
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.services.base.session import Session, open_session
from casebook.services.vault import vault
from casebook.store import reference_check
from casebook.store.sharing.sameness import shared_values
from tests.stubs import bare
from tests.vaults import MasterVault


def refer(session: Session, case_id: str) -> str:
    """Add a note of a case."""
    note = Note(
        id=session.ids(), case_id=case_id, text="a word that must stay in", written_at=session.clock()
    )
    with session.store.write("note.add") as transaction:
        transaction.add(note)
    return note.id


def test_a_record_that_refers_to_nothing_is_named_by_noun_and_id(
    small: Path,
    small_code: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_session(small, small_code) as session, monkeypatch.context() as before_it_was_required:
        before_it_was_required.setattr(reference_check, "require", lambda *_: None)
        note_id = refer(session, "0" * 16)
    key = tmp_path / "code.txt"
    key.write_text(small_code)
    capsys.readouterr()
    assert run(["vault", "check", str(small), "--passphrase-file", str(key), "--json"], lambda _: 0) == 5
    out = capsys.readouterr().out
    (problem,) = json.loads(out)["problems"]
    assert problem == {"where": f"note {note_id}", "what": vault.REFERS_TO_NOTHING}
    assert "must stay in" not in out


def test_the_sample_refers_to_nothing_that_is_not_there(sample_vault: MasterVault, tmp_path: Path) -> None:
    with (
        open_session(sample_vault.copied_to(tmp_path / "sample.casebook"), sample_vault.code) as session,
        session.store.reading() as connection,
    ):
        assert reference_check.dangling(connection) == reference_check.Dangling(damaged=(), waiting=())
        assert shared_values(connection) == []


def test_what_was_purged_may_be_referred_to_still(session: Session) -> None:
    case: Case = bare(Case, id=session.ids())
    with session.store.write("case.add") as transaction:
        transaction.add(case)
    refer(session, case.id)
    with session.store.write("case.purge") as transaction:
        transaction.move_to_bin(Case, case.id)
        transaction.purge(Case, case.id)
    assert vault.check(session).problems == ()


def test_a_check_stops_at_each_of_its_steps_when_asked(session: Session) -> None:
    with session.store.write("document.take-in") as transaction:
        transaction.add(session.vault.attachments.seal(BytesIO(b"an invented exhibit"), session.ids()))
    steps: list[str] = []

    def note_step(done: int, total: int, step: Message) -> None:
        assert done <= total
        steps.append(str(step))

    vault.check(session, progress=note_step)
    assert "checking the database" in steps
    for step in dict.fromkeys(steps):
        with pytest.raises(Cancelled):
            vault.check(session, progress=stopping(step))


def stopping(at: str) -> Progress:
    """Whoever stops at a step."""

    def stop(done: int, total: int, step: Message) -> None:
        assert done <= total
        if str(step) == at:
            raise Cancelled("Stopped.")

    return stop


def test_a_damaged_copy_of_the_header_and_foreign_files_are_named(
    small: Path, small_code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_session(small, small_code) as session:
        session.vault.attachments.seal(BytesIO(b"words"), session.ids())
        assert vault.check(session).warnings == ()
    copy = small / "header.bak"
    copy.write_bytes(bytes([copy.read_bytes()[0] ^ 1]) + copy.read_bytes()[1:])
    (small / "att" / "zz").mkdir()
    (small / "att" / "zz" / "Weiming.pdf").write_bytes(b"x")
    (small / "att" / "list.txt").write_bytes(b"x")
    key = tmp_path / "code.txt"
    key.write_text(small_code)
    capsys.readouterr()
    assert run(["vault", "check", str(small), "--passphrase-file", str(key), "--json"], lambda _: 0) == 0
    out = capsys.readouterr().out
    assert [one["where"] for one in json.loads(out)["warnings"]] == ["header.bak", "att", "att/zz"]
    assert "Weiming" not in out
    with open_session(small, small_code, to_read=True) as session:
        assert [one.where for one in vault.check(session).warnings] == ["att", "att/zz"]
