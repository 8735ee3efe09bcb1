"""The information in the header of a vault that is readable without a key; loads nothing of the database."""

from __future__ import annotations

from casebook.vault import VaultInfo, synced_by, vault_info
from casebook.vault.former_backups import former_beside
from casebook.vault.info import keyslot_kinds

__all__ = ["VaultInfo", "former_beside", "keyslot_kinds", "synced_by", "vault_info"]
