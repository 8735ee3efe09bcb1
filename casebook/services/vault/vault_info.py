"""The information in the header of a vault that is readable without a key; loads nothing of the database."""

from __future__ import annotations

from pathlib import Path

from casebook.vault import VaultInfo, synced_by, vault_info
from casebook.vault.folder import Folder
from casebook.vault.former_backups import former_beside
from casebook.vault.info import keyslot_ids, keyslot_kinds

__all__ = [
    "VaultInfo",
    "former_beside",
    "keyslot_ids",
    "keyslot_kinds",
    "require_casebook",
    "synced_by",
    "vault_info",
]


def require_casebook(path: Path) -> None:
    """Refuse a place where no casebook is, before a passphrase is asked for.

    Raises:
        NotFound: nothing is there.
        InvalidInput: it is not a casebook.
        DiskProblem: it cannot be looked at.
    """
    Folder.existing(path)
