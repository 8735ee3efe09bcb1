from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import Conflict, DiskProblem, InvalidInput, NotFound, Refused, WrongKey
from casebook.crypto.kdf import KdfCost
from casebook.services.base import setting
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import PASSPHRASE_USED, Session, open_session
from casebook.services.vault import unclean_stop, unlock_method
from casebook.services.vault.keychain import open_session_by_keychain
from casebook.vault import Credential, Keychain
from tests.conftest import NOW
from tests.vault.standin import StandIn
from tests.vaults import PHRASE


@pytest.fixture
def authority(small_code: str) -> Credential:
    return unlock_method.credential(small_code)


def test_ways_in_are_listed_with_their_names(
    session: Session, authority: Credential, cheap_cost: KdfCost, small: Path
) -> None:
    added = unlock_method.add_passphrase(
        session, authority, "five clouds above my colleague", cost=cheap_cost, label="Maître D."
    )
    assert [(way_in.kind, way_in.label) for way_in in unlock_method.every(session)] == [
        ("passphrase", ""),
        ("recovery", ""),
        ("passphrase", "Maître D."),
    ]
    assert unlock_method.rename(session, added.id, "second desk").label == "second desk"
    session.lock()
    assert b"second desk" not in (small / "header").read_bytes()
    with open_session(small, "five clouds above my colleague") as again:
        unlock_method.remove(again, authority, added.id)
        assert setting.value(again, unlock_method.LABELS) is None
    with pytest.raises(WrongKey):
        open_session(small, "five clouds above my colleague")


def test_a_name_is_short_and_for_a_way_that_is_there(session: Session, authority: Credential) -> None:
    with pytest.raises(NotFound):
        unlock_method.rename(session, "0" * 16, "x")
    with pytest.raises(InvalidInput):
        unlock_method.rename(session, unlock_method.every(session)[0].id, "x" * 81)
    with pytest.raises(InvalidInput):
        unlock_method.add_recovery_code(session, authority, "c", label="x" * 81)


def test_a_recovery_code_is_added_once_it_was_typed_again(
    session: Session, authority: Credential, small: Path
) -> None:
    code, other = unlock_method.new_recovery_code(), unlock_method.new_recovery_code()
    with pytest.raises(InvalidInput, match="not the recovery code"):
        unlock_method.confirm_code(code, other)
    for mistyped, fault in (
        ("", "not entered yet"),
        (code[:-1], "this one has"),
        ("?" + code[1:], "cannot occur"),
    ):
        with pytest.raises(InvalidInput, match=fault) as refused:
            unlock_method.confirm_code(code, mistyped)
        assert "on the screen" in str(refused.value.remedy)
    unlock_method.confirm_code(code, code.lower().replace("-", " "))
    unlock_method.add_recovery_code(session, authority, code)
    session.lock()
    open_session(small, code).lock()


def test_a_keyfile_is_made_and_wanted(
    session: Session, authority: Credential, cheap_cost: KdfCost, small: Path, tmp_path: Path
) -> None:
    keyfile = tmp_path / "stick.key"
    with pytest.raises(WrongKey):
        unlock_method.add_keyfile(
            session, Credential("wrong"), "never without a purple stick", keyfile, cost=cheap_cost
        )
    assert not keyfile.exists()
    unlock_method.add_keyfile(session, authority, "never without a purple stick", keyfile, cost=cheap_cost)
    with pytest.raises(Conflict):
        unlock_method.add_keyfile(
            session, authority, "never without a purple stick", keyfile, cost=cheap_cost
        )
    session.lock()
    open_session(small, "never without a purple stick", keyfile=keyfile).lock()
    with pytest.raises(WrongKey):
        open_session(small, "never without a purple stick")


def test_a_changed_passphrase_keeps_its_name(session: Session, small: Path, cheap_cost: KdfCost) -> None:
    first = unlock_method.every(session)[0]
    unlock_method.rename(session, first.id, "mine")
    changed = unlock_method.change_passphrase(
        session, Credential(PHRASE), "six rather different words here", cost=cheap_cost
    )
    assert (changed.label, len(unlock_method.every(session))) == ("mine", 2)
    assert changed.id != first.id
    session.lock()
    open_session(small, "six rather different words here").lock()
    with pytest.raises(WrongKey):
        open_session(small, PHRASE)


@pytest.fixture
def no_settings(session: Session) -> None:
    """The disk takes a header, and what goes into the database it refuses."""
    with session.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")


@pytest.mark.usefixtures("no_settings")
def test_a_passphrase_is_changed_though_its_name_cannot_be_kept(
    session: Session, small: Path, cheap_cost: KdfCost
) -> None:
    first = unlock_method.every(session)[0]
    changed = unlock_method.change_passphrase(
        session, Credential(PHRASE), "six rather different words here", cost=cheap_cost
    )
    assert changed.label == ""
    assert first.id not in {way_in.id for way_in in unlock_method.every(session)}
    session.lock()
    open_session(small, "six rather different words here").lock()


@pytest.mark.usefixtures("no_settings")
def test_a_way_is_added_and_removed_though_its_name_cannot_be(
    session: Session, authority: Credential
) -> None:
    with pytest.raises(DiskProblem):
        unlock_method.rename(session, unlock_method.every(session)[0].id, "mine")
    code = unlock_method.new_recovery_code()
    added = unlock_method.add_recovery_code(session, authority, code, label="mine")
    assert added.label == ""
    unlock_method.remove(session, authority, added.id)
    assert [way_in.kind for way_in in unlock_method.every(session)] == ["passphrase", "recovery"]


@pytest.mark.usefixtures("no_settings")
def test_no_keychain_is_added_whose_seven_days_cannot_be_kept(
    session: Session, authority: Credential
) -> None:
    backend = StandIn()
    with pytest.raises(DiskProblem):
        unlock_method.add_keychain(session, authority, Keychain(backend))
    assert [way_in.kind for way_in in unlock_method.every(session)] == ["passphrase", "recovery"]
    assert backend.kept == {}


def test_the_keychain_opens_for_seven_days_after_the_passphrase(
    session: Session, authority: Credential, small: Path
) -> None:
    backend = StandIn()
    keychain = Keychain(backend)
    unlock_method.add_keychain(session, authority, keychain)
    session.lock()

    def by_keychain(days: float) -> Session:
        return open_session_by_keychain(small, keychain, clock=fixed_clock(NOW + timedelta(days=days)))

    by_keychain(6.9).lock()
    by_keychain(-0.5).lock()
    open_session(small, PHRASE, clock=fixed_clock(NOW + timedelta(days=5))).lock()
    by_keychain(11.9).lock()
    with pytest.raises(Refused, match="seven days"):
        by_keychain(12.1)
    assert backend.kept == {}
    with pytest.raises(Refused, match="The keychain cannot unlock this casebook"):
        by_keychain(6)
    with open_session(small, PHRASE) as again:
        assert [way_in.kind for way_in in unlock_method.every(again)] == ["passphrase", "recovery"]
        assert not again.is_recovered


def test_a_clock_put_back_for_long_opens_nothing_by_keychain(
    session: Session, authority: Credential, small: Path
) -> None:
    keychain = Keychain(StandIn())
    unlock_method.add_keychain(session, authority, keychain)
    session.lock()
    with pytest.raises(Refused, match="seven days"):
        open_session_by_keychain(small, keychain, clock=fixed_clock(NOW - timedelta(days=2)))


def test_a_recovery_code_is_no_use_of_the_passphrase(
    session: Session, authority: Credential, small: Path, small_code: str
) -> None:
    unlock_method.add_keychain(session, authority, Keychain(StandIn()))
    session.lock()
    with open_session(small, small_code, clock=fixed_clock(NOW + timedelta(days=3))) as again:
        assert setting.value(again, PASSPHRASE_USED) == NOW.isoformat()


def test_the_passphrase_is_used_after_an_unclean_end_once_records_hold(
    session: Session, authority: Credential, small: Path, cheap_cost: KdfCost
) -> None:
    phrase, later = "five clouds above my colleague", NOW + timedelta(days=3)
    unlock_method.add_passphrase(session, authority, phrase, cost=cheap_cost)
    unlock_method.add_keychain(session, authority, Keychain(StandIn()))
    session.close()
    with open_session(small, phrase, clock=fixed_clock(later), checks_later=True) as again:
        assert setting.value(again, PASSPHRASE_USED) == NOW.isoformat()
        run_in_line(unclean_stop.checked(again))
        assert setting.value(again, PASSPHRASE_USED) == later.isoformat()


def test_a_system_without_a_keychain_offers_none(session: Session, authority: Credential) -> None:
    with pytest.raises(Refused, match="no keychain"):
        unlock_method.add_keychain(session, authority, None)
    assert not unlock_method.drop_keychain(session, None)


def test_two_codes_without_names_are_told_apart(session: Session, authority: Credential) -> None:
    first, second = (
        unlock_method.add_recovery_code(session, authority, unlock_method.new_recovery_code())
        for _ in range(2)
    )
    assert first.added_on == second.added_on == NOW.date()
    assert first.fingerprint != second.fingerprint
    assert unlock_method.rename(session, first.id, "in the safe").added_on == NOW.date()
    setting.keep(session, unlock_method.LABELS, {first.id: "kept before days were"})
    assert unlock_method.rename(session, first.id, "renamed").added_on is None
