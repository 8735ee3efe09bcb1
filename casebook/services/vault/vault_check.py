"""Whether a folder holds a vault, for those who are about to ask for its passphrase."""

from __future__ import annotations

from casebook.vault.header_frame import require_vault

__all__ = ["require_vault"]
