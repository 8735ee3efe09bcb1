"""A case that was closed, of which something was purged afterwards: who joins later takes what is left."""

from __future__ import annotations

from pathlib import Path

from casebook.domain.case.note import Note
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base.session import Session
from casebook.services.sharing.members.member_changes import close_case
from casebook.services.sharing.team.after_removal import late_fields
from casebook.services.sharing.team.missing_files import missing_files
from casebook.services.sharing.team.taking import take_all
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.checkpoints.test_false_checkpoints import _true
from tests.services.sharing.team.conftest import NewCasebook, pass_days
from tests.services.sharing.team.hostile import forge
from tests.services.sharing.team.office import exchange_all, joined, note, notes, pair
from tests.services.sharing.team.test_checkpoints import laid_changes


def _closed(new_casebook: NewCasebook, folder: Path) -> tuple[Session, Session]:
    """Return Anna and Ben, whose case was closed."""
    anna, ben = pair(new_casebook, folder)
    exchange_all(anna, ben)
    for name in ("n1", "n2", "kept"):
        note(ben, name)
    exchange_all(ben, anna)
    close_case(anna, "c1")
    exchange_all(anna, ben)
    return anna, ben


def _purge(note_id: str, *sessions: Session) -> None:
    """Purge a note everywhere, and let all that covers its files go."""
    for session in sessions:
        with session.store.write("note.purge") as transaction:
            transaction.purge(Note, note_id)
    for _ in range(2):
        exchange_all(*sessions)
        for session in sessions:
            pass_days(session, 16)
    exchange_all(*sessions)


def test_who_comes_after_purges_in_a_closed_case_is_asked_nothing(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = _closed(new_casebook, tmp_path)
    held = laid_changes(ben)
    for name in ("n1", "n2"):
        _purge(name, anna, ben)
        dora = joined(anna, new_casebook, f"Dora {name}", tmp_path)
        assert take_all(dora).after_removal == 0
        assert "kept" in notes(dora)
        assert name not in notes(dora)
        assert (late_fields(dora), missing_files(dora)) == ([], [])
    assert not held & laid_changes(ben)
    assert (late_fields(anna), late_fields(ben)) == ([], [])


def test_a_checkpoint_with_news_of_a_closed_case_waits_for_newcomers(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = _closed(new_casebook, tmp_path)
    true = _true(ben)
    late = encoded(RecordVersion(noun="note", id="late", is_begun=True))
    forge(ben, {**true, "r": [*true["r"], late]}, kind=CarrierKind.CHECKPOINT)
    exchange_all(anna, times=1)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    assert take_all(dora).after_removal == 1
    assert "late" not in notes(dora)
