"""The system keychain for a session without network access, through a process that has it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from casebook.host.ipc.channel import Channel, ChannelMessage, PeerClosed
from casebook.host.protocol.desktop_protocol import DesktopMessage
from casebook.vault.keychain import SERVICE, Backend, local_backend

Answer = tuple[str, ...]


def serve_keychain(line: Channel, first: ChannelMessage) -> None:
    """Answer a session's keychain requests until it closes the connection.

    SECURITY: under the name of this program and the id of a vault only; a session reaches no other secret.

    Args:
        line: to the session.
        first: what it asked first.
    """
    backend, message = local_backend(), first
    with suppress(PeerClosed):
        while True:
            kind, words = _answer(backend, message)
            line.send(kind, *words)
            message = line.receive()


def _answer(backend: Backend | None, message: ChannelMessage) -> tuple[DesktopMessage, Answer]:
    if backend is None:
        return DesktopMessage.REFUSED, ()
    try:
        return DesktopMessage.DONE, _handlers(backend)[message.kind](*message.words)
    except Exception:  # noqa: BLE001 - whatever a keychain or a session says, the session gets an answer
        return DesktopMessage.REFUSED, ()


def _handlers(backend: Backend) -> dict[int, Callable[..., Answer]]:
    def fetch(vault_id: str) -> Answer:
        key = backend.get_password(SERVICE, str(UUID(vault_id)))
        return () if key is None else (key,)

    def keep(vault_id: str, key: str) -> Answer:
        backend.set_password(SERVICE, str(UUID(vault_id)), key)
        return ()

    def forget(vault_id: str) -> Answer:
        backend.delete_password(SERVICE, str(UUID(vault_id)))
        return ()

    return {
        DesktopMessage.PROBE: tuple,
        DesktopMessage.FETCH: fetch,
        DesktopMessage.KEEP: keep,
        DesktopMessage.FORGET: forget,
    }
