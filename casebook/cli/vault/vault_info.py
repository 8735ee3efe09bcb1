"""``vault info``: the header of a vault, readable without a key."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from casebook.cli.base.answer import answer, pairs
from casebook.services.vault.vault_info import former_beside, synced_by, vault_info


def info(*, vault: Path, json: bool) -> None:
    shown = {
        **asdict(vault_info(vault)),
        "synced_by": synced_by(vault),
        "old_backups": former_beside(vault),
    }
    answer(shown, pairs(shown), json_wanted=json)
