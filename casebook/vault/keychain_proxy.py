"""The keychain through another process, for a session without network access."""

from __future__ import annotations

import weakref

from casebook.host.ipc.channel import Channel, ChannelMessage, PeerClosed
from casebook.host.protocol.desktop_protocol import DesktopMessage


class KeychainUnavailable(Exception):
    """The keychain does not exist or refused."""


class ProxyBackend:
    """A keychain behind a connection; used by one thread at a time.

    Args:
        line: to a process that asks the keychain.

    Raises:
        KeychainUnavailable: there is none.
    """

    def __init__(self, line: Channel) -> None:
        self._line = line
        weakref.finalize(self, line.close)  # the other process ends then
        self._ask(DesktopMessage.PROBE)

    def get_password(self, _service: str, username: str) -> str | None:
        """Return the key of a vault, in base64."""
        return next(iter(self._ask(DesktopMessage.FETCH, username).words), None)

    def set_password(self, _service: str, username: str, password: str) -> None:
        """Store the key of a vault."""
        self._ask(DesktopMessage.KEEP, username, password)

    def delete_password(self, _service: str, username: str) -> None:
        """Delete the key of a vault."""
        self._ask(DesktopMessage.FORGET, username)

    def _ask(self, kind: DesktopMessage, *words: str) -> ChannelMessage:
        try:
            self._line.send(kind, *words)
            answer = self._line.receive()
        except PeerClosed as error:
            self._line.close()
            raise KeychainUnavailable from error
        if answer.kind != DesktopMessage.DONE:
            raise KeychainUnavailable
        return answer
