from __future__ import annotations

import sys

import pytest

from casebook.base.errors import Refused
from casebook.crypto.secret import Secret
from casebook.vault.keychain import ALLOWED, Keychain, system_keychain
from tests.vault.conftest import VAULT_ID
from tests.vault.standin import StandIn

KEY = Secret(bytes(range(32)))


def test_a_key_is_kept_found_and_forgotten_under_a_name_that_tells_nothing() -> None:
    backend = StandIn()
    keychain = Keychain(backend)
    assert keychain.fetch(VAULT_ID) is None
    keychain.keep(VAULT_ID, KEY)
    assert keychain.fetch(VAULT_ID) == KEY
    assert list(backend.kept) == [("Casebook", str(VAULT_ID))]
    assert keychain.forget(VAULT_ID)
    assert keychain.fetch(VAULT_ID) is None
    assert keychain.forget(VAULT_ID)


def test_a_keychain_that_is_away_stops_nothing() -> None:
    backend = StandIn()
    backend.is_away = True
    keychain = Keychain(backend)
    assert keychain.fetch(VAULT_ID) is None
    assert keychain.forget(VAULT_ID)
    with pytest.raises(Refused):
        keychain.keep(VAULT_ID, KEY)


@pytest.mark.parametrize("written", ["", "not base64!", "c2hvcnQ=", "x" * 10_000])
def test_what_is_no_key_is_not_taken_for_one(written: str) -> None:
    backend = StandIn()
    backend.kept["Casebook", str(VAULT_ID)] = written
    assert Keychain(backend).fetch(VAULT_ID) is None


def test_a_keychain_that_drops_what_it_is_given_is_noticed() -> None:
    class Forgetful(StandIn):
        def set_password(self, service: str, username: str, password: str) -> None:
            pass

    with pytest.raises(Refused):
        Keychain(Forgetful()).keep(VAULT_ID, KEY)


def test_a_system_without_a_keychain_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert system_keychain() is None
    monkeypatch.setattr(sys, "platform", "haiku")
    assert system_keychain() is None


def test_only_three_backends_are_known() -> None:
    assert {module for module, _ in ALLOWED.values()} == {
        "keyring.backends.SecretService",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
    }
