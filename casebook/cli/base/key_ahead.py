"""Derivation of a vault's key on a separate thread while the code of the command is loaded.

The one module of the command line with a thread. Argon2 lets go of the interpreter while it works, and
loading the database and the nouns takes as long as it does. Nothing is written and nothing is locked ahead:
whatever goes wrong here goes wrong again, and is reported, when the vault is opened.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread  # noqa: TID251 - the one thread of the command line

from casebook.base.errors import CasebookError
from casebook.services.vault.derivation import Credential, begin


@dataclass(frozen=True, slots=True, repr=False)
class KeyAhead:
    """A running derivation for one vault and one secret."""

    vault: Path
    secret: str
    credential: Credential
    thread: Thread


_under_way: list[KeyAhead] = []


def start(vault: Path, secret: str, keyfile: Path | None) -> None:
    """Start deriving the key of a vault."""
    try:
        credential, work = begin(vault, secret, keyfile)
    except CasebookError:
        return

    def derive() -> None:
        with suppress(CasebookError):
            work()

    thread = Thread(target=derive, name="key derivation", daemon=True)
    thread.start()
    _under_way.append(KeyAhead(vault, secret, credential, thread))


def take(vault: Path, secret: str) -> Credential | str:
    """Wait for and return the derived credential, or the secret itself if none was started."""
    for ahead in _under_way:
        if (ahead.vault, ahead.secret) == (vault, secret):
            ahead.thread.join()
            return ahead.credential
    return secret


def drop() -> None:
    """Discard an unused result; a running thread ends with the process."""
    while _under_way:
        ahead = _under_way.pop()
        if not ahead.thread.is_alive():
            ahead.credential.forget()
