"""New keys for a vault: a new one is built inside the old folder and replaces it by one rename.

Until that rename the old vault is untouched; after it only the new one opens, and whoever opens it finishes
what a stop left undone. On the disk: docs/vault-format.md; why so: docs/decisions/0029-new-keys.md.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from casebook.base.errors import (
    CasebookError,
    Refused,
    VaultDamaged,
)
from casebook.base.message import Message
from casebook.crypto.kdf import KdfCost
from casebook.crypto.secret import Secret
from casebook.crypto.selftest import selftest
from casebook.vault.database import check_database, database_digest
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
from casebook.vault.rekeying.rekey_finish import discard_growing
from casebook.vault.rekeying.rekey_folders import RekeyFolders, RekeyNote
from casebook.vault.unlocking import unlocked


class Rekey:
    """A vault locked in order, protected from other writers, and the new vault inside it.

    Attributes:
        folders: where everything lies.
        old: header of the old vault.
        old_keys: its keys.
        vault_id: the new one.
        has_taken_effect: the new vault counts; set by `finish` alone.
    """

    def __init__(
        self, folders: RekeyFolders, writer: WriterLock, old: LoadedHeader, old_keys: VaultKeys
    ) -> None:
        self.folders, self.old, self.old_keys = folders, old.header, old_keys
        self._keys: VaultKeys | None = None
        self.has_taken_effect = False
        self._writer, self._old_data = writer, old.data

    @property
    def keys(self) -> VaultKeys:
        """Return the new keys, available after `begin`."""
        if self._keys is None:
            raise RuntimeError("new keys are made by begin")
        return self._keys

    def begin(self, ways: Sequence[Credential], cost: KdfCost) -> None:
        """Create the folder of the new vault, or reuse one left by a stop, with its keys.

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
        self._keys = VaultKeys.derived(master, self.vault_id)
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
        """Put the new vault into force: write its header and rename it.

        Raises:
            VaultDamaged: its database is not there.
            Refused: something of the name of the finished folder was put there meanwhile.
            DiskProblem: the disk refuses; the old vault is as it was, unless `has_taken_effect`.
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
            note = RekeyNote.signed(self._old_data, self.keys.header, self.old_keys.header)
            write_durably(growing.path / folders.note.name, note.encoded())
            for path in (growing.header_backup, growing.header):
                write_durably(path, data)
            if decode(read_bounded(growing.header, MAX_BYTES)) != header:
                raise VaultDamaged("The disk returned different data from what was written.")
            flush_folder(growing.path)
            _require_free(folders)
            growing.path.rename(folders.finished.path)
            self.has_taken_effect = True
            flush_folder(folders.vault.path)

    def release(self) -> None:
        """Release folder and keys."""
        self.old_keys.wipe()
        if self._keys:
            self._keys.wipe()
        self._writer.release()

    def _left_master(self, way: Credential) -> tuple[UUID, Secret] | None:
        """Return ID and master key of a vault left by a stop, if the same passphrase opens it."""
        try:
            header = load_header(self.folders.growing).header
            opened = open_slots(header.slots, way, vault_id=header.vault_id, version=VERSION)
        except CasebookError:
            return None
        return (header.vault_id, opened[1]) if opened else None

    def _require_moves(self) -> None:
        """Require that files can be moved out of the folder: confinement on old kernels forbids it."""
        probe = self.folders.growing.path / "probe"
        target = self.folders.probe
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
    """Open a vault that no one has open, to give it new keys; writes nothing.

    Raises:
        NotFound, InvalidInput, VaultDamaged, VaultTooNew, DiskProblem: as `open_vault`.
        InUse: a living process has it open.
        WrongKey: the authority does not open it.
        Refused: it was not locked in order, or a folder lies where the finished one goes.
    """
    folder = Folder.existing(path)
    selftest()
    writer = WriterLock.take(folder.lock)
    try:
        _require_free(RekeyFolders(folder))
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


def _require_free(folders: RekeyFolders) -> None:
    if os.path.lexists(folders.finished.path):
        raise Refused(
            "New keys cannot be created while the casebook contains the folder new-keys.",
            remedy="Move it out of the casebook and try again.",
        )
    if os.path.lexists(folders.discarded.path):
        raise Refused(
            "New keys cannot be created while the casebook contains the folder old-keys.",
            remedy="Move it out of the casebook and try again.",
        )
