"""Examination of the records of an open vault: pages, audit chain and rows."""

from __future__ import annotations

from casebook.base.progress import Progress
from casebook.domain.vault.audit import RecordDifference
from casebook.store.record_check import examined
from casebook.vault import Vault


def examine(vault: Vault, progress: Progress) -> tuple[RecordDifference, ...]:
    """Return the records that are other than their history, read on a connection of its own, from any thread.

    Raises:
        VaultDamaged: a page or the chain does not hold.
        Cancelled: the person stopped.
    """
    return examined(
        vault.database_path, vault.database_key, vault.audit_key, vault.audit_head.hex(), progress=progress
    )
