from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, WrongKey
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import slot, unlock_change
from casebook.services.vault.unlock_change import UnlockChange
from tests.vaults import PHRASE

RECOVERY = UnlockChange(
    kind="recovery",
    secret=PHRASE,
    keyfile=None,
    passphrase="",
    code="",
    retyped="",
    target=None,
    label="Safe",
)


def test_a_recovery_code_opens_once_it_was_typed_from_paper(session: Session, small: Path) -> None:
    code = slot.new_recovery_code()
    run_in_line(unlock_change.apply(session, replace(RECOVERY, code=code, retyped=code.lower())))
    added = slot.every(session)[-1]
    assert (added.kind, added.label) == ("recovery", "Safe")
    session.lock()
    with open_session(small, code) as again:
        assert len(slot.every(again)) == 3


def test_a_mistyped_code_or_a_wrong_passphrase_changes_nothing(session: Session) -> None:
    code, other = slot.new_recovery_code(), slot.new_recovery_code()
    with pytest.raises(InvalidInput, match="not the recovery code"):
        run_in_line(unlock_change.apply(session, replace(RECOVERY, code=code, retyped=other)))
    wrong = replace(RECOVERY, secret="another passphrase", code=code, retyped=code)
    with pytest.raises(WrongKey):
        run_in_line(unlock_change.apply(session, wrong))
    assert len(slot.every(session)) == 2


def test_a_change_shows_nothing_of_what_it_holds() -> None:
    assert PHRASE not in repr(RECOVERY)
