"""Derives the key of a vault while the program is still loading.

Imports the vault and none of the database, which takes as long to load as a cheap derivation takes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from casebook.vault import Credential, credential_of, derivation_of

__all__ = ["Credential", "begin"]


def begin(path: Path, secret: str, keyfile: Path | None = None) -> tuple[Credential, Callable[[], None]]:
    """Return the credential for `open_session` and the slow derivation that prepares it.

    The work imports nothing, so it may run on a thread of its own.

    Args:
        path: the vault's folder.
        secret: passphrase or recovery code.
        keyfile: the file that goes with the passphrase.

    Raises:
        NotFound, InvalidInput, VaultDamaged, VaultTooNew, DiskProblem: the header cannot be read.
    """
    credential = credential_of(secret, keyfile)
    return credential, derivation_of(path, credential)
