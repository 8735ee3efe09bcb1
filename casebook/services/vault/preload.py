"""What opening a vault and its first page load, loaded before there is one: while the passphrase is typed."""

from __future__ import annotations

from contextlib import suppress

from casebook.base.errors import CasebookError
from casebook.language.table import require_whole
from casebook.services.base import calculation
from casebook.store import registry
from casebook.vault import manifest, selftest


def load() -> None:
    """Load ciphers, tables of names, database, reader of a backup's manifest, and packs of deadlines, once.

    What an installation lacks is reported when a vault is opened.
    """
    for step in (selftest, require_whole, registry.prepare, manifest.prepare, calculation.packs):
        with suppress(CasebookError):
            step()
