"""A backup restored into a folder, and what of it was not sound."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casebook.base.errors import InvalidInput, Refused, VaultDamaged
from casebook.base.i18n import Translator
from casebook.base.progress import Progress
from casebook.domain.base.entity import entity
from casebook.services.base.backups import backup_making
from casebook.services.vault.guardian import GUARDIANS, read_guardians
from casebook.store.database_copy import kept_setting
from casebook.vault import SlotKind
from casebook.vault.backup import MANIFEST
from casebook.vault.backup_folder import FORMER
from casebook.vault.folder import Folder
from casebook.vault.restore import OpenBackup, restore_into


@entity
class FormerGuardians:
    """The guardians of the time of a backup; those of today may be others.

    Attributes:
        made_on: the day on which their shares were made; None where that cannot be read.
        fingerprint: what their pages bear, or "".
    """

    made_on: date | None = None
    fingerprint: str = ""


@entity
class Restored:
    """The result of a restore.

    Attributes:
        path: the new vault's folder.
        changes: entries in its audit chain, which held.
        files: encrypted files in it, each compared with its digest.
        missing: ids of encrypted files that were missing when the backup was made.
        damaged: ids of those the backup itself lacks, or has no longer whole.
        is_header_damaged: one of the two headers of the backup is.
        guardians: whose shares open the new vault, or None where none do.
    """

    path: Path
    changes: int
    files: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    is_header_damaged: bool
    guardians: FormerGuardians | None = None


def require_current(backup: Path) -> None:
    """Check that a folder is a complete backup of the present keys.

    Raises:
        InvalidInput: it is no backup.
        Refused: it was made before new keys.
    """
    if backup.name.startswith(FORMER) or backup.absolute().parent.name.startswith(FORMER):
        raise Refused(
            "This backup was made before the casebook was given new keys.",
            field="backup",
            remedy="Restore it to a new folder with the passphrase or recovery code of that time.",
        )
    if not (backup / MANIFEST).exists():
        raise InvalidInput(
            "This is not a complete backup.",
            field="backup",
            remedy="Choose a numbered folder inside the backup folder.",
        )


def restored_from(opened: OpenBackup, target: Folder, progress: Progress) -> Restored:
    """Restore what is sound. SECURITY: damaged files are skipped and named, so that the rest is saved."""
    manifest = opened.manifest
    damaged = backup_making.find_unsound(
        opened.folder, opened.place, manifest, opened.keys, progress=progress
    )
    restore_into(opened, target, without=damaged, progress=progress)
    return Restored(
        path=target.path,
        changes=manifest.audit_number,
        files=len(manifest.files) - len(damaged),
        missing=manifest.missing,
        damaged=damaged,
        is_header_damaged=backup_making.is_header_damaged(opened.folder.path, manifest),
        guardians=_guardians(opened, target),
    )


def guardians_message(words: Translator, former: FormerGuardians) -> str:
    """Return whose shares open a restored casebook, in words: they may believe that they do not."""
    todo = words("Make new shares there if others were made since: those do not unlock it.")
    if former.made_on is None:
        return f"{words('Shares of guardians from the time of the backup unlock it.')} {todo}"
    about = words(
        "Shares of guardians made on {date} unlock it, those with the fingerprint {fingerprint}.",
        date=words.format_date(former.made_on),
        fingerprint=former.fingerprint,
    )
    return f"{about} {todo}"


def _guardians(opened: OpenBackup, target: Folder) -> FormerGuardians | None:
    slots = {slot.id for slot in opened.header.slots if slot.kind is SlotKind.GUARDIANS}
    if not slots:
        return None
    try:
        kept = kept_setting(target.database, opened.keys.database.reveal(), GUARDIANS)
    except VaultDamaged:  # which the restore itself did not find, and the first opening will say
        return FormerGuardians()
    known = read_guardians(kept, slots)
    if known is None:
        return FormerGuardians()
    return FormerGuardians(made_on=known.made_on, fingerprint=known.fingerprint)
