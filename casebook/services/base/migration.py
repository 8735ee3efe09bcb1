"""Brings the vault of an earlier program up to date; no script runs over records without a verified copy."""

from __future__ import annotations

from casebook.base.clock import Clock
from casebook.base.errors import NotFound
from casebook.services.base.backups import backup_heads, backup_making
from casebook.services.base.backups.backup_places import backup_place, set_former_aside
from casebook.store.base.migrate import migrate
from casebook.store.store import Store
from casebook.vault import BackupFolder, Vault


def migrate_after_backup(vault: Vault, store: Store, clock: Clock, schema_version: int) -> None:
    """Bring the tables up to date; the backup made before goes beside the vault if its place is not at hand.

    Args:
        vault: whose database is not locked.
        store: its records.
        clock: when the backup is made.
        schema_version: of the tables; 0 where there are none, and nothing to back up.
    """
    if schema_version:
        try:
            set_former_aside(vault, store)
            place = backup_place(vault, store)
            place.backups()  # out of reach, it is not at hand either
            survey = backup_heads.survey(vault, store)
            confirmed, unconfirmed = survey.confirmed, survey.unconfirmed
        except NotFound:
            place, confirmed, unconfirmed = BackupFolder.of(vault.path), frozenset(), frozenset()
        backup_making.make(vault, place, clock, confirmed=confirmed, unconfirmed=unconfirmed)
    migrate(store.engine)
