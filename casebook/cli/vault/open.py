"""``open``: the window on a vault."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.verb import WindowRequest
from casebook.services.vault.vault_check import require_vault


def open_(*, vault: Path | None) -> WindowRequest:
    if vault is None:
        return WindowRequest()
    require_vault(vault)  # a folder that is no vault is refused here, not by asking for its passphrase
    return WindowRequest(vault)
