"""Where the backups of a vault lie, and what becomes of those from before new keys."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from casebook.domain.base.setting import Setting
from casebook.store.base.settings_store import settings
from casebook.store.transaction import Store
from casebook.vault import BackupFolder, Vault
from casebook.vault.passing_restore import clear_leftovers

FORMER_BACKUPS = "backup.former"
"""After new keys, the setting that says which backups are to be set aside yet, and in which folder."""
CHOSEN_BACKUP_FOLDER = "backup.folder"
"""The setting that names the folder chosen for backups."""


def backup_place(vault: Vault, store: Store) -> BackupFolder:
    """Where the backups of a vault lie: beside it, or in the folder chosen for them.

    Raises:
        NotFound: the chosen folder is not there, such as a stick that is not plugged in.
    """
    with store.reading() as connection:
        chosen = settings(connection).get(CHOSEN_BACKUP_FOLDER)
    return BackupFolder.of(vault.path, Path(str(chosen)) if chosen else None)


def set_former_aside(vault: Vault, store: Store) -> None:
    """Move the backups from before new keys into a folder of their own, where that has not been done.

    What a stopped restore left among them opens with the keys of before, and is destroyed.

    Raises:
        NotFound: the folder chosen for backups is not there.
        DiskProblem: the disk refuses; the next call goes on.
    """
    with store.reading() as connection:
        former = settings(connection).get(FORMER_BACKUPS)
    if isinstance(former, dict):
        place, former_id = backup_place(vault, store), UUID(former["vault_id"])
        clear_leftovers(place, {former_id, vault.vault_id})
        place.set_aside(former_id, former["folder"])
        store.keep(Setting(name=FORMER_BACKUPS, value=None))
