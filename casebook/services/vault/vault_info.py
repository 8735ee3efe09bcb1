"""What can be told of a vault without opening it: the door for those who load nothing of the database."""

from __future__ import annotations

from casebook.vault import VaultInfo, synced_by, vault_info

__all__ = ["VaultInfo", "synced_by", "vault_info"]
