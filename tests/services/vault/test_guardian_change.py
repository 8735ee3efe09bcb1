"""Changes of guardians in steps: pages before anything changes, and nothing where a step fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import ForeignShares, InvalidInput, Refused, WrongKey
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import guardian, guardian_change, unlock_method
from casebook.vault import Credential
from tests.vaults import PHRASE

NAMES = ("Ioanna", "Marios", "Wenlan")
TYPED = (PHRASE, None)


def test_shares_are_prepared_written_and_put_in_use(session: Session, small: Path, tmp_path: Path) -> None:
    new = run_in_line(guardian_change.prepare(session, TYPED, NAMES, 2))
    run_in_line(guardian_change.write_pages(new, tmp_path / "shares.pdf"))
    assert (tmp_path / "shares.pdf").read_bytes().startswith(b"%PDF")
    assert guardian_change.guardians(session).known is None
    known = run_in_line(guardian_change.set_up(session, TYPED, new))
    state = guardian_change.guardians(session)
    assert state.known == known
    (way,) = [one for one in state.methods if state.knows(one)]
    assert state.fingerprint(way) == new.fingerprint
    assert not state.due
    session.lock()
    with open_session(small, guardian.credential(new.words[:2])) as again:
        assert guardian.has_opened(again)
        run_in_line(guardian_change.remove(again, TYPED))
        assert guardian_change.guardians(again).known is None


def test_nothing_is_prepared_for_a_stranger_or_for_names_that_cannot_be(session: Session) -> None:
    with pytest.raises(WrongKey):
        run_in_line(guardian_change.prepare(session, ("a passer-by", None), NAMES, 2))
    with pytest.raises(InvalidInput, match="2 to 16"):
        run_in_line(guardian_change.prepare(session, ("a passer-by", None), NAMES[:1], 2))


def test_shares_prepare_no_new_ones(session: Session) -> None:
    new = guardian.prepare(NAMES, 2)
    guardian.set_up(session, unlock_method.credential(PHRASE), new)
    with pytest.raises(Refused, match="cannot replace themselves"):
        run_in_line(guardian_change.prepare(session, (" ".join(new.words), None), NAMES, 2))


def test_shares_that_are_not_set_up_are_wiped() -> None:
    new = guardian.prepare(NAMES, 2)
    new.forget()
    assert new.credential.guardians is not None
    assert not len(new.credential.guardians)


@pytest.mark.parametrize("typed", ["academic acid", ""])
def test_what_is_typed_as_shares_is_taken_as_shares(typed: str, small: Path) -> None:
    def opening(shared: Credential) -> Session:
        return open_session(small, shared)

    with pytest.raises(InvalidInput, match=r"words|No share"):
        guardian.open_by_shares(opening, typed)


def test_shares_of_another_casebook_are_refused_as_such(small: Path) -> None:
    with pytest.raises(ForeignShares, match="do not unlock this casebook"):
        guardian.open_by_shares(
            lambda shared: open_session(small, shared), " ".join(guardian.prepare(NAMES, 2).words)
        )
