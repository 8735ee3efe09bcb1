"""The end of a change of keys: the new vault is put in place and the rest of the old one destroyed.

Done by whoever gave the keys, or after a stop by the next opening: docs/vault-format.md, "New keys".
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from casebook.base.errors import (
    CasebookError,
    DiskProblem,
    Refused,
    VaultDamaged,
    VaultTooNew,
    WrongKey,
)
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.crypto.secret import Secret
from casebook.vault.database import check_database
from casebook.vault.destroy import destroy
from casebook.vault.disk import FOLDER_MODE, disk, flush_folder, is_link, read_bounded
from casebook.vault.folder import Folder
from casebook.vault.header import (
    LoadedHeader,
    decode,
)
from casebook.vault.header_frame import MAX_BYTES
from casebook.vault.keys import VaultKeys
from casebook.vault.keyslot import Credential
from casebook.vault.rekeying.rekey_folders import RekeyFolders, RekeyNote
from casebook.vault.unlocking import unlocked


def take_up(folder: Folder, credential: Credential) -> None:
    """Put new keys that are in force but not in place into place; the caller holds the lock.

    SECURITY: a folder of this name that a synchronising program or a person put there moves nothing and
    keeps nobody out: it counts only if its note names, under the keys of both vaults, the very header that
    stands here. Whoever opens the old vault can tell that, too.

    Raises:
        WrongKey: the credential does not open the new vault; what opened the old one opens nothing.
        VaultDamaged: the new vault is ours, and damaged.
        DiskProblem: the disk refuses; the next call goes on.
    """
    folders = RekeyFolders(folder)
    keys = _keys_of_ours(folders, credential)
    if keys is None:
        return
    try:
        with disk(Message("reading the casebook's header")):
            header = decode(read_bounded(folders.finished.header, MAX_BYTES))
        if folders.finished.database.exists():
            check_database(folders.finished, header)
        put_in_place(folder, keys.header)
    finally:
        keys.wipe()


def refuse_unfinished(folder: Folder, credential: Credential) -> None:
    """Refuse to read a vault whose new keys are in force but not in place, which would need a write.

    Raises:
        Refused: they are not.
        WrongKey: as `take_up`.
    """
    keys = _keys_of_ours(RekeyFolders(folder), credential)
    if keys:
        keys.wipe()
        raise Refused(
            "The casebook was given new keys, and this is not finished yet.",
            remedy="Unlock it for editing with the new passphrase.",
        )


def _keys_of_ours(folders: RekeyFolders, credential: Credential) -> VaultKeys | None:
    """Return the keys of a finished vault that replaces this one, or None.

    Raises:
        WrongKey: one waits, and this does not open it.
        VaultDamaged, VaultTooNew: the same, since its header is no longer sound.
    """
    note = RekeyNote.of(folders) if folders.has_finished else None
    if note is None:
        return None
    error: CasebookError = WrongKey()
    error.remedy = Message(
        "The casebook was given new keys. Use the new passphrase or the new recovery code."
    )
    try:
        keys = _keys_behind(read_bounded(folders.finished.header, MAX_BYTES), credential)
        if keys and note.is_by_new(keys.header):
            return keys
    except (VaultDamaged, VaultTooNew) as damage:
        error = damage
    except OSError as damage:
        raise DiskProblem("The header of the new keys cannot be read.") from damage
    old_keys = _keys_behind(note.replaced, credential)
    if old_keys and not note.is_by_old(old_keys.header):
        return None
    raise error


def _keys_behind(data: bytes, credential: Credential) -> VaultKeys | None:
    """Return the keys a credential finds behind a header, or None if it opens no slot."""
    try:
        return unlocked(LoadedHeader(header=decode(data), data=data, is_predecessor=False), credential)[1]
    except WrongKey:
        return None


def put_in_place(folder: Folder, key: Secret) -> None:
    """Move the old vault away and the finished one into its place; may be repeated after a stop.

    The header comes last: while it is in the folder of the new vault, the rest may be in either.

    Args:
        folder: around both.
        key: of the new vault's header, which has signed the note.

    Raises:
        VaultDamaged: what lies there is another vault; nothing was moved.
        DiskProblem: the disk refuses; the next call goes on.
    """
    folders = RekeyFolders(folder)
    note = RekeyNote.of(folders)
    if note is None or not note.is_by_new(key):
        raise VaultDamaged(
            "The folder contains a change of keys that belongs to another state of the casebook.",
            remedy="Move the folder new-keys out of the casebook and unlock it again.",
        )
    new, old = folders.finished, folders.discarded
    with disk(Message("putting the new keys in place")):
        old.path.mkdir(mode=FOLDER_MODE, exist_ok=True)
        _set_aside(folder.header_new, old.header_new)
        for name in (folder.attachments.name, folder.database.name, folder.header_backup.name):
            if (new.path / name).exists():
                _set_aside(folder.path / name, old.path / name)
                (new.path / name).rename(folder.path / name)
        flush_folder(folder.path)
        _set_aside(folder.header, old.header)
        new.header.rename(folder.header)
        flush_folder(folder.path)


def clear_up(
    folder: Folder, key: Secret, known_ids: Collection[str] | None = None, *, progress: Progress = silent
) -> int:
    """Destroy what a change of keys left behind, and remove a new vault that was never finished.

    Only after the vault around it has opened. What is not proved to be ours and superseded stays, and so does
    the note that may yet prove it.

    Args:
        folder: around both.
        key: of the header of the vault that has opened.
        known_ids: as `RekeyFolders.may_destroy` takes them.
        progress: called at least every 100 ms.

    Returns:
        How many of the old files other names share: they were removed, not overwritten.

    Raises:
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; the next call goes on.
    """
    folders, shared = RekeyFolders(folder), 0
    if folders.may_destroy(key, known_ids):
        # The header goes last: with it, a later call can prove the rest to be ours.
        shared = destroy(folders.discarded.path, last=folders.discarded.header, progress=progress)
    elif _is_remnant(folders.discarded):
        _discard(folders.discarded.path)
    left = [folders.growing.path, folders.probe]
    if not folders.has_finished and not os.path.lexists(
        folders.discarded.path
    ):  # with a header in it, it is not ours: we would have moved that
        left.append(folders.finished.path)
    for path in left:
        _discard(path)
    return shared


def _is_remnant(old: Folder) -> bool:
    """Return whether only the folder of an old vault is left, with its header overwritten or missing."""
    if is_link(old.path) or not old.path.is_dir() or set(old.path.iterdir()) - {old.header}:
        return False
    if not os.path.lexists(old.header):
        return True
    if is_link(old.header) or not old.header.is_file():
        return False
    try:
        decode(read_bounded(old.header, MAX_BYTES))
    except (VaultDamaged, VaultTooNew):
        return True
    return False


def discard_growing(folder: Folder) -> None:
    """Remove a new vault that is not in force yet.

    Raises:
        DiskProblem: the disk refuses.
    """
    _discard(RekeyFolders(folder).growing.path)


def _discard(path: Path) -> None:
    with disk(Message("removing an unfinished change of keys")):
        if path.is_dir() and not is_link(path):
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _set_aside(path: Path, target: Path) -> None:
    """Move obstructing files aside, unless done before a stop."""
    with suppress(FileNotFoundError):
        path.rename(target)
