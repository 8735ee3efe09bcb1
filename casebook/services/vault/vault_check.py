"""Checks whether a folder contains a vault, before its passphrase is requested."""

from __future__ import annotations

from casebook.vault.header_frame import require_vault

__all__ = ["require_vault"]
