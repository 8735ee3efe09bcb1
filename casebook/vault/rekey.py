"""New keys for a vault: a new one grows inside the old folder and takes its place by one rename.

Until that rename the old vault is untouched; after it only the new one opens, and whoever opens it finishes
what a stop left undone. On the disk: docs/vault-format.md; why so: docs/decisions/0029-new-keys.md.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

from casebook.base.errors import CasebookError, Refused, VaultDamaged, WrongKey
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.crypto.kdf import KdfCost
from casebook.crypto.secret import Secret
from casebook.crypto.selftest import selftest
from casebook.vault.database import check_database, database_digest
from casebook.vault.destroy import destroy
from casebook.vault.disk import FOLDER_MODE, disk, flush_folder, read_bounded, write_durably
from casebook.vault.folder import Folder
from casebook.vault.header import (
    DIGEST_BYTES,
    Header,
    LoadedHeader,
    decode,
    encode,
    load_header,
)
from casebook.vault.header_frame import MAX_BYTES, VERSION
from casebook.vault.keys import VaultKeys
from casebook.vault.keyslot import MASTER_KEY_BYTES, Credential, new_slot, open_slots
from casebook.vault.lockfile import WriterLock
from casebook.vault.unlocking import unlocked

_LABEL = b"casebook new keys"
"""Before what a note is signed over: no header begins so, which the same key signs."""


@dataclass(frozen=True, slots=True)
class RekeyFolders:
    """The folders inside a vault while it gets new keys.

    Attributes:
        vault: the folder around them.
    """

    vault: Folder

    @property
    def growing(self) -> Folder:
        """The new vault while it is made; means nothing otherwise."""
        return Folder(self.vault.path / "new-keys.new")

    @property
    def finished(self) -> Folder:
        """The new vault once it counts, until it stands in its place."""
        return Folder(self.vault.path / "new-keys")

    @property
    def discarded(self) -> Folder:
        """What stood there before, until it is destroyed."""
        return Folder(self.vault.path / "old-keys")

    @property
    def note(self) -> Path:
        """Which header the finished vault takes the place of."""
        return self.finished.path / "replaces"

    @property
    def is_finished(self) -> bool:
        """Whether new keys count that are not all in place yet: the header goes last."""
        return not self.finished.path.is_symlink() and self.finished.header.is_file()


class Rekey:
    """A vault locked in order, held against every other writer, and the new one growing inside it.

    Attributes:
        folders: where everything lies.
        old: header of the old vault.
        old_keys: its keys.
        keys: the new ones.
        vault_id: the new one.
    """

    def __init__(
        self, folders: RekeyFolders, writer: WriterLock, old: LoadedHeader, old_keys: VaultKeys
    ) -> None:
        self.folders, self.old, self.old_keys = folders, old.header, old_keys
        self._writer, self._old_data = writer, old.data

    def begin(self, ways: Sequence[Credential], cost: KdfCost) -> None:
        """Make the folder the new vault grows in, or take up one that a stop left, with its keys.

        Args:
            ways: what shall open the new vault, a passphrase first; only these will.
            cost: of a passphrase's derivation.

        Raises:
            Refused: this computer cannot give the memory, or nothing may be moved within the folder.
            DiskProblem: the disk refuses.
        """
        left = self._left_master(ways[0])
        if left is None:
            discard_growing(self.folders.vault)
            left = uuid4(), Secret.random(MASTER_KEY_BYTES)
        self.vault_id, master = left
        self.keys = VaultKeys.derived(master, self.vault_id)
        slots = [new_slot(master, way, cost=cost, vault_id=self.vault_id, version=VERSION) for way in ways]
        master.wipe()
        self._header = Header(
            vault_id=self.vault_id,
            generation=self.old.generation + 1,
            is_clean=False,
            database_bytes=0,
            database_sha256=bytes(DIGEST_BYTES),
            audit_head=bytes(DIGEST_BYTES),
            slots=tuple(slots),
        )
        growing = self.folders.growing
        with disk(Message("writing the new header")):
            growing.path.mkdir(mode=FOLDER_MODE, exist_ok=True)
            growing.attachments.mkdir(mode=FOLDER_MODE, exist_ok=True)
            write_durably(growing.header, encode(self._header, self.keys.header))
            self._require_moves()

    def finish(self, audit_head: bytes) -> None:
        """From here the new vault counts: its header is written, and one rename says so.

        Raises:
            VaultDamaged: its database is not there.
            DiskProblem: the disk refuses; the old vault is as it was, unless the rename came through.
        """
        growing, folders = self.folders.growing, self.folders
        size_bytes, sha256 = database_digest(growing.database)
        header = replace(
            self._header,
            is_clean=True,
            database_bytes=size_bytes,
            database_sha256=sha256,
            audit_head=audit_head,
        )
        with disk(Message("writing the new header")):
            data = encode(header, self.keys.header)
            write_durably(growing.path / folders.note.name, _signed(self._old_data, self.keys.header))
            for path in (growing.header_backup, growing.header):
                write_durably(path, data)
            if decode(read_bounded(growing.header, MAX_BYTES)) != header:
                raise VaultDamaged("The disk returned different data from what was written.")
            flush_folder(growing.path)
            growing.path.rename(folders.finished.path)
            flush_folder(folders.vault.path)

    def release(self) -> None:
        """Let go of folder and keys."""
        self.old_keys.wipe()
        if hasattr(self, "keys"):
            self.keys.wipe()
        self._writer.release()

    def _left_master(self, way: Credential) -> tuple[UUID, Secret] | None:
        """Id and master key of a vault that a stop left growing, where the same passphrase opens it."""
        try:
            header = load_header(self.folders.growing).header
            opened = open_slots(header.slots, way, vault_id=header.vault_id, version=VERSION)
        except CasebookError:
            return None
        return (header.vault_id, opened[1]) if opened else None

    def _require_moves(self) -> None:
        """See that a file can be moved out of the folder: an old kernel's confinement forbids it."""
        probe = self.folders.growing.path / "probe"
        target = self.folders.vault.path / "new-keys.probe"
        write_durably(probe, b"")
        try:
            probe.rename(target)
        except OSError as error:
            probe.unlink()
            raise Refused(
                "This system does not let the window move files within the casebook.",
                remedy="Run casebook vault new-keys in a terminal instead.",
            ) from error
        target.unlink()


def begin_rekey(path: Path, authority: Credential) -> Rekey:
    """Open a vault that nobody has open, to give it new keys; nothing is written.

    Raises:
        NotFound, InvalidInput, VaultDamaged, VaultTooNew, DiskProblem: as `open_vault`.
        InUse: a living process has it open.
        WrongKey: the authority does not open it.
        Refused: it was not locked in order.
    """
    folder = Folder.existing(path)
    selftest()
    writer = WriterLock.take(folder.lock)
    try:
        loaded = load_header(folder)
        _, keys = unlocked(loaded, authority)
        _require_locked(loaded)
        check_database(folder, loaded.header)
    except BaseException:
        writer.release()
        raise
    return Rekey(RekeyFolders(folder), writer, loaded, keys)


def _require_locked(loaded: LoadedHeader) -> None:
    if loaded.is_predecessor or not loaded.header.is_clean:
        raise Refused(
            "The casebook was not locked properly last time.", remedy="Unlock it and lock it again."
        )


def take_up(folder: Folder, credential: Credential) -> None:
    """Where new keys count but are not in their place yet, put them there; the caller holds the lock.

    SECURITY: nothing is moved unless the credential opens the new header and its note names, under its key,
    the very header that stands here. A folder of this name that a synchronising program or a person put
    back moves nothing.

    Raises:
        WrongKey: the credential does not open the new vault; what opened the old one opens nothing.
        VaultDamaged: the new vault is not one that takes this one's place.
        DiskProblem: the disk refuses; the next call goes on.
    """
    folders = RekeyFolders(folder)
    if not folders.is_finished:
        return
    with disk(Message("reading the casebook's header")):
        data = read_bounded(folders.finished.header, MAX_BYTES)
    loaded = LoadedHeader(header=decode(data), data=data, is_predecessor=False)
    try:
        _, keys = unlocked(loaded, credential)
    except WrongKey as error:
        error.remedy = Message(
            "The casebook was given new keys. Use the new passphrase or the new recovery code."
        )
        raise
    try:
        _require_note(folders, keys.header)
    finally:
        keys.wipe()
    if folders.finished.database.exists():
        check_database(folders.finished, loaded.header)
    put_in_place(folder)


def refuse_unfinished(folder: Folder) -> None:
    """Refuse to read a vault whose new keys count but are not in their place yet: that would have to write.

    Raises:
        Refused: they are not.
    """
    if RekeyFolders(folder).is_finished:
        raise Refused(
            "The casebook was given new keys, and this is not finished yet.",
            remedy="Unlock it for editing with the new passphrase.",
        )


def put_in_place(folder: Folder) -> None:
    """Move the finished vault to where the old one is, the old one out of the way; begun again, it goes on.

    The header comes last: while it is in the folder of the new vault, the rest may be in either.

    Raises:
        DiskProblem: the disk refuses; the next call goes on.
    """
    folders = RekeyFolders(folder)
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


def clear_up(folder: Folder, *, progress: Progress = silent) -> None:
    """Destroy what a change of keys left behind, and remove a new vault that was never finished.

    Only after the vault around it has opened.

    Raises:
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; the next call goes on.
    """
    folders = RekeyFolders(folder)
    if os.path.lexists(folders.discarded.path):
        destroy(folders.discarded.path, progress=progress)
    for path in (folders.finished.path, folders.growing.path):
        if os.path.lexists(path):
            _discard(path)


def discard_growing(folder: Folder) -> None:
    """Remove a new vault that does not count yet.

    Raises:
        DiskProblem: the disk refuses.
    """
    _discard(RekeyFolders(folder).growing.path)


def _discard(path: Path) -> None:
    with disk(Message("removing an unfinished change of keys")):
        if path.is_symlink():
            path.unlink()
        elif path.exists():
            shutil.rmtree(path)


def _set_aside(path: Path, target: Path) -> None:
    """Move what stands in the way, where a stop has not moved it before."""
    with suppress(FileNotFoundError):
        path.rename(target)


def _signed(old_header: bytes, key: Secret) -> bytes:
    digest = hashlib.sha256(old_header).digest()
    return digest + hmac.digest(key.reveal(), _LABEL + digest, "sha256")


def _require_note(folders: RekeyFolders, key: Secret) -> None:
    """The header here, or set aside by a move that a stop cut short, is the one the new vault was made of."""
    with disk(Message("reading the casebook's header")):
        note = read_bounded(folders.note, MAX_BYTES)
        headers = [
            read_bounded(path, MAX_BYTES)
            for path in (folders.vault.header, folders.discarded.header)
            if path.exists()
        ]
    if not any(hmac.compare_digest(note, _signed(header, key)) for header in headers):
        raise VaultDamaged(
            "The folder holds a change of keys that belongs to another state of the casebook.",
            remedy="Move the folder new-keys out of the casebook and unlock it again.",
        )
