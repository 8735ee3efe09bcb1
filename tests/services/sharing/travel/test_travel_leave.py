from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import DiskProblem, Refused, WrongKey
from casebook.services.base import setting
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.sharing.travel import travel_leave
from casebook.services.vault import backup, guardian, unlock_method
from casebook.services.vault.guardian import NewShares
from casebook.vault import Credential, Vault
from tests.conftest import NOW
from tests.vaults import PHRASE

NAMES = ("Ioanna", "Marios", "Wenlan")


@pytest.fixture
def authority(small_code: str) -> Credential:
    return unlock_method.credential(small_code)


def _drilled(session: Session, authority: Credential, *numbers: int) -> NewShares:
    new = guardian.prepare(NAMES, 2)
    guardian.set_up(session, authority, new)
    for number in numbers:
        guardian.drill(session, number, " ".join(new.words[number - 1].split()[-3:]))
    return new


def test_only_the_guardians_open_it_afterwards(
    session: Session, authority: Credential, small: Path, small_code: str
) -> None:
    new = _drilled(session, authority, 1, 3)
    run_in_line(backup.back_up(session))
    terms = travel_leave.leave(session, authority, new.fingerprint.lower())
    assert [one.kind for one in terms.removed] == ["passphrase", "recovery"]
    assert terms.backups == 1
    assert [one.kind for one in unlock_method.every(session)] == ["guardians"]
    session.lock()
    for secret in (PHRASE, small_code):
        with pytest.raises(WrongKey):
            open_session(small, secret)
    shutil.copy(small / "header.bak", small / "header")
    with pytest.raises(WrongKey):
        open_session(small, PHRASE)
    shares = guardian.credential(new.words[1:])
    with open_session(small, shares, clock=fixed_clock(NOW)) as again:
        unlock_method.add_passphrase(again, shares, "nine herons count the winter bridges")
    open_session(small, "nine herons count the winter bridges").lock()


def test_it_is_refused_where_nobody_may_be_able_to_open_it(
    session: Session, authority: Credential, small: Path, small_code: str
) -> None:
    with pytest.raises(Refused, match="no guardians"):
        travel_leave.terms(session)
    new = _drilled(session, authority, 2)
    with pytest.raises(Refused, match="last 30 days: 1"):
        travel_leave.leave(session, authority, new.fingerprint)
    guardian.drill(session, 3, " ".join(new.words[2].split()[-3:]))
    with pytest.raises(Refused, match="not the fingerprint"):
        travel_leave.leave(session, authority, "0000" if new.fingerprint != "0000" else "0001")
    with pytest.raises(WrongKey):
        travel_leave.leave(session, unlock_method.credential("another phrase"), new.fingerprint)
    assert len(unlock_method.every(session)) == 3
    session.lock()
    with open_session(small, small_code, clock=fixed_clock(NOW + timedelta(days=30))) as month:
        assert len(travel_leave.terms(month).removed) == 2
    with (
        open_session(small, small_code, clock=fixed_clock(NOW + timedelta(days=31))) as later,
        pytest.raises(Refused, match="last 30 days: 0"),
    ):
        travel_leave.terms(later)


def test_a_disk_that_refuses_leaves_every_way_in(
    session: Session, authority: Credential, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = _drilled(session, authority, 1, 2)

    def refuse(*_: object, **__: object) -> None:
        raise DiskProblem("The disk refuses.")

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "store_slots", refuse)
        with pytest.raises(DiskProblem):
            travel_leave.leave(session, authority, new.fingerprint)
    assert len(unlock_method.every(session)) == 3
    assert setting.value(session, guardian.GUARDIANS)
