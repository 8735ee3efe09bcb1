"""Backups of the open vault: made, listed, restored and tested, and the age of the last good one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from casebook.base.errors import CasebookError, Conflict, DiskProblem, NotFound
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.host.protocol.picker_protocol import NewFolder
from casebook.host.sandbox.places import note_reach
from casebook.services.base import setting
from casebook.services.base.backups import backup_heads, backup_making
from casebook.services.base.backups.backup_making import ONE_HEADER_LEFT, Backup, DamagedBackup
from casebook.services.base.backups.backup_places import (
    CHOSEN_BACKUP_FOLDER,
    BackupsGone,
    backup_place,
    keep_earlier_place,
    keep_made_in,
    require_backups_kept,
    set_former_aside,
)
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.vault import backup_failure
from casebook.services.vault.backup_restore import Restored, require_current, restored_from
from casebook.services.vault.journey_mark import is_travelling
from casebook.store.database_copy import examine
from casebook.vault import BackupFolder, BlobStore, Credential
from casebook.vault.backup import UNSOUND_REMEDY, read_manifest, unsound_message
from casebook.vault.disk import disk
from casebook.vault.folder import Folder
from casebook.vault.keyfile import read_keyfile
from casebook.vault.passing_restore import clear_leftovers, passing_restore
from casebook.vault.restore import OpenBackup, open_backup

__all__ = [
    "ONE_HEADER_LEFT",
    "UNSOUND_REMEDY",
    "Backup",
    "BackupsGone",
    "DamagedBackup",
    "Restored",
    "unsound_message",
]

OLD = timedelta(days=7)
RESTORED_WITHOUT = gettext_noop(
    "Everything else was restored. The integrity check of the restored casebook names what is missing from "
    "it. Look for files of these names in other copies of the backup folder."
)


async def back_up(session: Session, *, progress: Progress = silent) -> Backup:
    """Make a backup now.

    Raises:
        ReadOnly: the window that writes makes the backups.
        NotFound: the folder chosen for backups is not there, or has none any more.
        VaultDamaged: the vault or the copy is damaged; no backup was made.
        DiskProblem: the disk refuses; no backup was made.
        Cancelled: the person stopped; no backup was made.
    """
    session.store.require_writing()
    await on_vault(partial(set_former_aside, session.vault, session.store))
    place = await on_vault(partial(backup_place, session.vault, session.store))
    await on_vault(partial(require_backups_kept, session.store, place))
    survey = await on_vault(partial(backup_heads.survey, session.vault, session.store))
    fresh_backup = await off_thread(
        partial(
            backup_making.make,
            session.vault,
            place,
            session.clock,
            confirmed=survey.confirmed,
            unconfirmed=survey.unconfirmed,
            progress=progress,
        )
    )
    await on_vault(partial(backup_failure.note, session, ""))
    await on_vault(partial(keep_made_in, session.store, place))
    return fresh_backup


def begin_anew(session: Session) -> None:
    """Let backups begin anew in their folder, where those made there are lost.

    Raises:
        ReadOnly: the window that writes makes the backups.
        DiskProblem: the disk refuses.
    """
    session.store.require_writing()
    keep_made_in(session.store, None)


async def back_up_if_due(session: Session, *, progress: Progress = silent) -> Backup | None:
    """Make a backup if the records differ from the last one, also after an interrupted session."""
    if not await on_vault(partial(is_due, session)):
        return None
    return await back_up(session, progress=progress)


def is_due(session: Session) -> bool:
    """Return whether records changed since the last good backup and this window must make the next one.

    SECURITY: what travels across a border is the one folder that its page describes: no copy of it is made
    that nobody asked for.
    """
    if session.is_read_only or is_travelling(session):
        return False
    return _has_changed(session, latest(session))


def _has_changed(session: Session, last: Backup | None) -> bool:
    return last is None or last.audit_head != session.store.audit_head()[1]


@entity
class BackupState:
    """The state of the backups.

    Attributes:
        last: the last good one, or None.
        now: what time it is.
        is_needed: something changed and no backup of the last seven days is at hand.
        is_at_hand: their folder is there and can be read.
        has_changed: records differ from the last one.
        is_travelling: this casebook was packed for a journey: none is made by itself, and none is missed.
    """

    last: Backup | None
    now: datetime
    is_needed: bool
    is_at_hand: bool
    has_changed: bool
    is_travelling: bool = False


def state(session: Session) -> BackupState:
    """Return the current state of the backups; a folder that cannot be read is not at hand."""
    now = session.clock()
    try:
        last, is_at_hand = _newest(session), True
    except (NotFound, DiskProblem):
        last, is_at_hand = None, False
    changed, is_old = _has_changed(session, last), last is None or now - last.made_at >= OLD
    travels = is_travelling(session)
    return BackupState(
        last=last,
        now=now,
        is_needed=is_old and changed and not session.is_read_only and not travels,
        is_at_hand=is_at_hand,
        has_changed=changed,
        is_travelling=travels,
    )


@entity
class BackupOverview:
    """All available backups.

    Attributes:
        backups: oldest first; none where their folder is not there.
        damaged: those whose header or manifest is, oldest first.
        folder: the one chosen for them, or None for beside the vault.
        now: what time it is.
        problem: why their folder cannot be read, or None.
    """

    backups: tuple[Backup, ...]
    damaged: tuple[DamagedBackup, ...]
    folder: Path | None
    now: datetime
    problem: CasebookError | None = None


def overview(session: Session) -> BackupOverview:
    """Return the available backups and the backup folder."""
    problem = None
    try:
        backups, no_good = every(session), damaged(session)
        if not backups:
            require_backups_kept(session.store, backup_place(session.vault, session.store))
    except (NotFound, DiskProblem) as error:
        backups, no_good, problem = [], [], error
    return BackupOverview(
        backups=tuple(backups),
        damaged=tuple(no_good),
        folder=folder(session),
        now=session.clock(),
        problem=problem,
    )


def every(session: Session) -> list[Backup]:
    """Return the backups of this vault, oldest first.

    Raises:
        NotFound: the folder chosen for backups is not there.
        DiskProblem: the disk refuses.
    """
    return backup_making.known(session.vault, backup_place(session.vault, session.store))


def damaged(session: Session) -> list[DamagedBackup]:
    """Return the backups whose header or manifest is damaged, oldest first.

    Raises:
        NotFound: the folder chosen for backups is not there.
        DiskProblem: the disk refuses.
    """
    return backup_making.damaged(session.vault, backup_place(session.vault, session.store))


def damaged_at_hand(session: Session) -> list[DamagedBackup]:
    """Return the damaged backups, oldest first; none if the chosen folder is not available."""
    try:
        return damaged(session)
    except NotFound:
        return []


def folder(session: Session) -> Path | None:
    """Return the folder chosen for backups, or None for the folder of the vault."""
    chosen = setting.value(session, CHOSEN_BACKUP_FOLDER)
    return Path(chosen) if isinstance(chosen, str) else None


def latest(session: Session) -> Backup | None:
    """Return the last good backup, or None if there is none or its folder is not available.

    Raises:
        DiskProblem: the disk refuses.
    """
    with suppress(NotFound):
        return _newest(session)
    return None


def _newest(session: Session) -> Backup | None:
    return backup_making.newest(session.vault, backup_place(session.vault, session.store))


def choose_folder(session: Session, wanted: Path | None) -> None:
    """Set the folder for future backups, or None for the folder of the vault; existing backups are not moved.

    Raises:
        NotFound: there is no such folder.
        InvalidInput: it lies inside the vault.
        DiskProblem: the disk refuses; they go where they went.
    """
    wanted = wanted.resolve() if wanted else None  # a link that is changed later leads nowhere else
    BackupFolder.of(session.vault.path, wanted)
    former = folder(session)
    try:
        with disk(Message("saving the backup location")):
            note_reach(session.vault.path, wanted)
        keep_earlier_place(session.vault, session.store)
        setting.keep(session, CHOSEN_BACKUP_FOLDER, str(wanted) if wanted else None)
    except BaseException:
        with suppress(OSError):  # the next session reaches only what is noted: it must be what is chosen
            note_reach(session.vault.path, former)
        raise


async def check(session: Session, backup: Path, *, progress: Progress = silent) -> Backup:
    """Check a backup completely, including every encrypted file.

    Raises:
        VaultDamaged: it is no good.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    vault = session.vault
    work = partial(
        backup_making.look_through,
        Folder(backup),
        BackupFolder(backup.parent),
        vault.header,
        vault.keys,
        every_file=True,
        progress=progress,
    )
    manifest = await off_thread(work)
    checked = backup_making.backup_of(backup, manifest)
    return replace(checked, is_header_damaged=backup_making.is_header_damaged(backup, manifest))


async def restore(
    backup: Path,
    secret: str,
    target: Path | NewFolder,
    *,
    keyfile: Path | None = None,
    progress: Progress = silent,
) -> Restored:
    """Restore a backup as a new vault; never overwrites anything.

    Encrypted files that the backup has no longer whole are left out and named; the rest is restored.

    Args:
        backup: a numbered folder of a folder of backups.
        secret: the passphrase or recovery code of the vault when the backup was made.
        target: a new folder whose name ends in ``.casebook``.
        keyfile: the file that goes with the passphrase.
        progress: called at least every 100 ms.

    Raises:
        WrongKey: it does not open with this.
        Conflict: something is at the target already.
        VaultDamaged: its header, manifest or database is no good; nothing is left at the target.
        DiskProblem: the disk refuses; nothing is left at the target.
        Cancelled: the person stopped; nothing is left at the target.
    """
    digest = read_keyfile(keyfile) if keyfile else b""
    opened = await off_thread(partial(open_backup, backup, Credential.typed(secret, digest)))
    if isinstance(target, NewFolder):
        return await off_thread(partial(_put, opened, target, progress))
    return await off_thread(partial(restored_from, opened, Folder.planned(target), progress))


def _put(opened: OpenBackup, target: NewFolder, progress: Progress) -> Restored:
    """Restore into the backup folder, which a confined session can write to, and have the result moved."""
    place = opened.place
    clear_leftovers(place, {opened.header.vault_id})
    with passing_restore(place.passing[-1]) as restore_folder:
        restored = restored_from(opened, restore_folder, progress)
        with disk(Message("moving the restored casebook into place")):
            return replace(restored, path=target.put(restore_folder.path))


async def restore_test(
    session: Session, backup: Path | None = None, *, progress: Progress = silent
) -> Restored:
    """Restore a backup next to the others, open every record and file of it, and delete it again.

    Args:
        session: the open vault.
        backup: which one; None for the last.
        progress: called at least every 100 ms.

    Raises:
        ReadOnly: the window that writes may be at the same folder.
        NotFound: there is no backup.
        InvalidInput: it is no backup.
        Refused: it was made before new keys.
        Conflict: something of somebody else's is where it would be restored to.
        VaultDamaged: it is no good.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    session.store.require_writing()
    last = await on_vault(partial(latest, session))
    chosen = backup or (last.path if last else None)
    if chosen is None:
        raise NotFound("There is no backup to test.", remedy="Make a backup first.")
    return await off_thread(partial(_restore_tested, session, chosen, progress))


def _restore_tested(session: Session, backup: Path, progress: Progress) -> Restored:
    backup = backup.resolve()  # the person may name a link; what a listing names is none
    vault, place = session.vault, BackupFolder(backup.parent)
    require_current(backup)
    if place.scratch in clear_leftovers(place, {vault.vault_id}):
        raise Conflict(
            Message(
                "The test cannot start, because {name} already exists in the backup folder.",
                name=place.scratch.name,
            ),
            field="backup",
            remedy="Move it out of the backup folder and test again.",
        )
    folder = Folder(backup.absolute())
    manifest = read_manifest(folder.path, vault.keys, vault.header)
    opened = OpenBackup(folder=folder, place=place, header=vault.header, keys=vault.keys, manifest=manifest)
    with passing_restore(place.scratch) as scratch:
        restored = restored_from(opened, scratch, progress)
        _, attachments = examine(scratch.database, vault.database_key, vault.audit_key)
        files = BlobStore(scratch.attachments, vault.vault_id, vault.keys.dedupe)
        for attachment in attachments:
            if attachment.id not in {*restored.missing, *restored.damaged}:
                files.check(attachment, progress=progress)
    return restored
