"""The system keychain: three known keyring backends, constructed explicitly.

SECURITY: `keyring` chooses its backend by a file in the home folder, which may name any code on any path, by
an environment variable, and by whatever is installed, plaintext stores among it. None of that is asked here:
the class is named in this file, compared by identity, and made without its initialiser, which would set
attributes from the environment.
"""

from __future__ import annotations

import base64
import sys
from importlib import import_module
from typing import Protocol
from uuid import UUID

from casebook.base.errors import Refused
from casebook.crypto.secret import Secret
from casebook.host.protocol.desktop_protocol import desktop_line
from casebook.vault.keychain_proxy import KeychainUnavailable, ProxyBackend

SERVICE = "Casebook"
KEY_BYTES = 32
ALLOWED = {
    "linux": ("keyring.backends.SecretService", "Keyring"),
    "darwin": ("keyring.backends.macOS", "Keyring"),
    "win32": ("keyring.backends.Windows", "WinVaultKeyring"),
}
"""Module and class by `sys.platform`."""


class Backend(Protocol):
    """The part of a keyring backend that is used."""

    def get_password(self, service: str, username: str) -> str | None: ...  # noqa: D102
    def set_password(self, service: str, username: str, password: str) -> None: ...  # noqa: D102
    def delete_password(self, service: str, username: str) -> None: ...  # noqa: D102


class Keychain:
    """Keys of vaults in the keychain, under names that reveal only the vault's random ID.

    Args:
        backend: as `system_keychain` makes it.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def keep(self, vault_id: UUID, key: Secret) -> None:
        """Store the key of a vault, replacing an existing one.

        Raises:
            Refused: the keychain will not.
        """
        written = base64.b64encode(key.reveal()).decode("ascii")
        try:
            self._backend.set_password(SERVICE, str(vault_id), written)
            is_kept = self._backend.get_password(SERVICE, str(vault_id)) == written
        except Exception as error:
            raise _refused() from error
        if not is_kept:
            raise _refused()

    def fetch(self, vault_id: UUID) -> Secret | None:
        """Return the key of a vault, or None if the keychain is locked, unavailable or empty."""
        try:
            written = self._backend.get_password(SERVICE, str(vault_id))
            key = base64.b64decode(written or "", validate=True)
        except Exception:  # noqa: BLE001 - whatever a keychain says, the passphrase still opens the vault
            return None
        return Secret(key) if len(key) == KEY_BYTES else None

    def forget(self, vault_id: UUID) -> bool:
        """Remove the key of a vault; returns whether the keychain reports that it is gone."""
        try:
            self._backend.delete_password(SERVICE, str(vault_id))
        except Exception:  # noqa: BLE001 - there may have been none, or no keychain
            return self.fetch(vault_id) is None
        return True


def system_keychain() -> Keychain | None:
    """Return the keychain of this system, or None if it is untrusted or does not answer."""
    line = desktop_line()
    if line is not None:
        try:
            return Keychain(ProxyBackend(line))
        except KeychainUnavailable:
            return None
    backend = local_backend()
    return None if backend is None else Keychain(backend)


def local_backend() -> Backend | None:
    """Return this system's backend, used directly by this process, or None if none is trusted."""
    module_name, class_name = ALLOWED.get(sys.platform, ("", ""))
    if not module_name:
        return None
    try:
        kind = getattr(import_module(module_name), class_name)
        if kind.priority <= 0:
            return None
        backend: Backend = kind.__new__(kind)
        if hasattr(kind, "keychain"):
            vars(backend)["keychain"] = None  # On macOS the environment could name another keychain file.
    except Exception:  # noqa: BLE001 - a missing or broken keychain never stands in the way
        return None
    return backend


def _refused() -> Refused:
    return Refused(
        "This system's keychain did not accept the key.",
        field="keychain",
        remedy="The passphrase still unlocks the casebook.",
    )
