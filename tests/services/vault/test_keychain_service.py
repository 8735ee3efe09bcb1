"""A session's keychain in another process: every question is answered, under our name and for vaults only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from uuid import UUID

import pytest

from casebook.base.errors import Refused
from casebook.crypto.secret import Secret
from casebook.host.ipc.channel import Channel
from casebook.host.protocol import desktop_protocol
from casebook.host.protocol.desktop_protocol import DesktopMessage, reach_desktop_by
from casebook.services.vault import keychain_service
from casebook.services.vault.keychain_service import serve_keychain
from casebook.vault.keychain import KEY_BYTES, system_keychain
from tests.vault.standin import StandIn

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the process that is asked")

VAULT_ID = UUID(int=7)
KEY = Secret(bytes(range(KEY_BYTES)))


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """What the other process finds; each line to it is served by a thread of this one."""
    backend = StandIn()
    monkeypatch.setattr(keychain_service, "local_backend", lambda: backend)
    monkeypatch.setattr(desktop_protocol, "_lines", [])
    serving: list[Future[None]] = []
    with ThreadPoolExecutor() as desktop:

        def line() -> Channel:
            ours, its = Channel.pair()
            serving.append(desktop.submit(lambda: serve_keychain(its, its.receive())))
            return ours

        reach_desktop_by(line)
        yield backend
        for one in serving:
            one.result(10)  # who serves a keychain ends with whoever asked it


def test_a_key_is_kept_found_and_forgotten_in_another_process(backend: StandIn) -> None:
    keychain = system_keychain()
    assert keychain is not None
    assert keychain.fetch(VAULT_ID) is None
    keychain.keep(VAULT_ID, KEY)
    assert keychain.fetch(VAULT_ID) == KEY
    assert list(backend.kept) == [("Casebook", str(VAULT_ID))]
    assert keychain.forget(VAULT_ID)
    assert backend.kept == {}


def test_a_keychain_that_is_away_there_stops_nothing(backend: StandIn) -> None:
    keychain = system_keychain()
    assert keychain is not None
    backend.is_away = True
    assert keychain.fetch(VAULT_ID) is None
    with pytest.raises(Refused):
        keychain.keep(VAULT_ID, KEY)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DesktopMessage.FETCH, ("Firefox",)),
        (DesktopMessage.FETCH, ()),
        (DesktopMessage.KEEP, ("../x", "key")),
        (DesktopMessage.FORGET, (str(VAULT_ID), "more")),
        (99, ()),
    ],
)
def test_no_other_secret_is_asked_for(kind: int, words: tuple[str, ...], backend: StandIn) -> None:
    backend.kept["Casebook", "Firefox"] = "secret"
    line = desktop_protocol.desktop_line()
    assert line is not None
    line.send(kind, *words)
    assert (line.receive().kind, backend.kept) == (
        DesktopMessage.REFUSED,
        {("Casebook", "Firefox"): "secret"},
    )
    line.close()


def test_a_system_without_a_keychain_has_none_there_either(
    backend: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain_service, "local_backend", lambda: None)
    assert system_keychain() is None
    assert backend.kept == {}
