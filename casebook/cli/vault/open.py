"""``open``: the window on a vault."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.verb import WindowRequest
from casebook.services.vault.vault_info import vault_info


def open_(*, vault: Path) -> WindowRequest:
    vault_info(vault)  # a folder that is no vault is refused here, not by asking for its passphrase
    return WindowRequest(vault)
