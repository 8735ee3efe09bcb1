"""Backups set aside by new keys: their number, and the unlock methods that open them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casebook.base.errors import InvalidInput, NotFound, VaultDamaged, VaultTooNew
from casebook.vault.backup_folder import BackupFolder
from casebook.vault.info import keyslot_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerBackups:
    """The backups set aside by one change of keys; each can be restored from there as before.

    Attributes:
        folder: they lie in.
        backups: how many there are.
        opens_with: kinds of the unlock methods in their headers, as `KeySlotInfo.kind`, sorted.
    """

    folder: Path
    backups: int
    opens_with: tuple[str, ...]


def former_beside(vault: Path) -> list[FormerBackups]:
    """Return those next to a vault; needs no key, and so cannot know another backup folder.

    Raises:
        DiskProblem: the disk refuses.
    """
    return former_backups(BackupFolder.of(vault))


def former_backups(place: BackupFolder) -> list[FormerBackups]:
    """Return those in a backup folder, the oldest first.

    Raises:
        DiskProblem: the disk refuses.
    """
    return [_seen(folder) for folder in place.former()]


def _seen(folder: Path) -> FormerBackups:
    backups = BackupFolder(folder).backups()
    kinds = {kind for backup in backups for kind in _kinds(backup)}
    return FormerBackups(folder=folder, backups=len(backups), opens_with=tuple(sorted(kinds)))


def _kinds(backup: Path) -> frozenset[str]:
    """Return the kinds of unlock method; none for an unreadable header, which nothing opens."""
    try:
        return keyslot_kinds(backup)
    except (NotFound, InvalidInput, VaultDamaged, VaultTooNew):
        return frozenset()
