"""An open vault: keys, database path, encrypted files, and locking."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Self
from uuid import UUID

from casebook.base.errors import CasebookError, Conflict, DiskProblem, ReadOnly
from casebook.base.progress import Progress, silent
from casebook.crypto.text_mark import text_mark
from casebook.vault.blob_store import BlobStore
from casebook.vault.database import database_digest
from casebook.vault.folder import Folder
from casebook.vault.header import (
    DIGEST_BYTES,
    Header,
    LoadedHeader,
    load_header,
    store_header,
    store_header_with_copy,
)
from casebook.vault.keys import VaultKeys
from casebook.vault.keyslot import MAX_WORK_KIB, KeySlot, work_kib
from casebook.vault.lockfile import WriterLock, writers_kept_out
from casebook.vault.rekeying.rekey_finish import clear_up
from casebook.vault.rekeying.rekey_folders import RekeyFolders


class Vault:
    """An open vault, made by `create_vault` and `open_vault`; ends with `lock` or `close`.

    Args:
        writer: the right to write in it; None for a vault opened to be read.
        loaded: the header it was opened by; None for a new vault.
        proof: waits until the database has proved to be the one last locked and the header says that it is
            open, and raises what is wrong; None where both is done.

    Attributes:
        was_locked_cleanly: the header that was read says so, and the database is the one it names. False for
            a new vault and after a crash: then the database must pass its own checks and the session is
            marked recovered.
        is_from_predecessor: the current header was unusable and ``header.bak`` was read.
        had_damaged_copy: ``header.bak`` was there and could not be used; opening to write writes it again.
        opened_by: the slot that opened it; None for a new vault.
        false_shares: the places, from 1 on, of false ones among the shares that opened it.
        found_generation: of the header it was opened by; of its first for a new vault.
        attachments: the encrypted files.
        shared_leftovers: so many files of replaced keys were removed by now but not overwritten, since other
            names share them.
    """

    def __init__(  # noqa: PLR0913 - what opening came to
        self,
        folder: Folder,
        writer: WriterLock | None,
        header: Header,
        keys: VaultKeys,
        *,
        was_locked_cleanly: bool,
        loaded: LoadedHeader | None = None,
        opened_by: KeySlot | None = None,
        false_shares: tuple[int, ...] = (),
        proof: Callable[[], object] | None = None,
    ) -> None:
        self.was_locked_cleanly = was_locked_cleanly
        self.is_from_predecessor = loaded is not None and loaded.is_predecessor
        self.had_damaged_copy = loaded is not None and loaded.has_damaged_copy
        self.found_generation = (loaded.header if loaded else header).generation
        self.opened_by, self.false_shares = opened_by, false_shares
        self.shared_leftovers = 0
        self.attachments = BlobStore(
            folder.attachments, header.vault_id, keys.dedupe, is_read_only=writer is None
        )
        self._folder = folder
        self._writer = writer
        self._header = header
        self._keys = keys
        self._proof = proof

    @property
    def is_restored(self) -> bool:
        """Whether this is a restored backup that nobody has opened for editing yet."""
        return self._folder.restored.exists()

    def note_opened(self) -> None:
        """Note that a restored backup was opened for editing; a disk that refuses stops nobody."""
        with suppress(OSError):
            self._folder.restored.unlink(missing_ok=True)

    @property
    def path(self) -> Path:
        """Return the vault's folder."""
        return self._folder.path

    @property
    def is_read_only(self) -> bool:
        """Return whether it was opened read-only, while another window may write."""
        return self._writer is None

    @property
    def has_foreign_keys(self) -> bool:
        """Return whether it has an unrelated folder of new keys: opening would have put its own in place."""
        return RekeyFolders(self._folder).has_finished

    @property
    def has_foreign_leftovers(self) -> bool:
        """Return whether it has a folder of replaced keys that could not be proved to be superseded."""
        return os.path.lexists(RekeyFolders(self._folder).discarded.path)

    def clear_up(self, known_ids: Collection[str] | None = None, *, progress: Progress = silent) -> None:
        """Destroy what a change of keys left behind, if it is proved to be superseded.

        Args:
            known_ids: of the encrypted files the database names; None before it is open.
            progress: called at least every 100 ms.

        Raises:
            ReadOnly: the vault was opened to be read.
            DiskProblem: the disk refuses.
            Cancelled: the person stopped; the next call goes on.
        """
        if self.is_read_only:
            raise ReadOnly
        self.shared_leftovers += clear_up(self._folder, self._keys.header, known_ids, progress=progress)

    @property
    def has_been_left(self) -> bool:
        """Return whether the writer of a vault opened read-only has closed it.

        They let go in haste, by the panic key or a fault; or gave it new keys, which makes it another vault.
        On Windows these are put in place only once nobody reads the old one.

        Raises:
            DiskProblem: the disk refuses.
            VaultDamaged: the header can no longer be read.
        """
        if RekeyFolders(self._folder).supersedes(self.keys.header):
            return True
        header = load_header(self._folder).header
        if header.vault_id != self.vault_id:
            return True
        if header.is_clean:
            return False
        with writers_kept_out(self._folder.lock) as is_free:
            return is_free and not load_header(self._folder).header.is_clean

    @property
    def vault_id(self) -> UUID:
        """Return the ID, random and constant for the life of the vault."""
        return self._header.vault_id

    @property
    def generation(self) -> int:
        """Return the generation of the header last written."""
        return self._header.generation

    @property
    def audit_head(self) -> bytes:
        """Return the head of the audit chain at the last orderly lock, 32 bytes; zeros before the first."""
        return self._header.audit_head

    @property
    def header(self) -> Header:
        """Return the header last written."""
        return self._header

    @property
    def keys(self) -> VaultKeys:
        """Return the keys of the open vault, wiped when it is closed."""
        return self._keys

    def text_mark(self, text: str) -> str:
        """Return the mark by which a text is known again in this vault alone, as `crypto.text_mark`.

        Raises:
            Locked: the keys were wiped.
        """
        return text_mark(self._keys.marks, text)

    @property
    def slots(self) -> tuple[KeySlot, ...]:
        """Return the slots in the order of the header."""
        return self._header.slots

    def settle(self) -> None:
        """Wait until the database is verified as last locked and the header says that it is open.

        SECURITY: before that nothing that was read is shown, and nothing is written. A proof that failed
        fails each time.

        Raises:
            VaultDamaged: it is another one.
            DiskProblem: the disk refuses.
        """
        if self._proof is not None:
            self._proof()
            self._proof = None
            self.clear_up()

    def store_slots(self, slots: tuple[KeySlot, ...]) -> None:
        """Replace the slots.

        SECURITY: the header is written twice, so that ``header.bak`` does not open with what was taken away.

        Raises:
            ReadOnly: the vault was opened to be read.
            Conflict: trying them all would take more work than a header may ask for.
            DiskProblem: the disk refuses. The slots are those of before, unless it refuses to go back to them
                too: `slots` says which.
        """
        if work_kib(slots) > MAX_WORK_KIB:
            raise Conflict(
                "The unlock methods would together take too long to try.",
                remedy="Remove a passphrase you do not need.",
            )
        before = self._header
        try:
            for _ in range(2):
                self._store(replace(before, slots=slots))
        except DiskProblem:
            # The first may have taken its place: what is reported as failed must not have happened.
            with suppress(DiskProblem):
                self._store(before)
            raise

    @property
    def database_path(self) -> Path:
        """Return the path of the encrypted database."""
        return self._folder.database

    @property
    def database_key(self) -> bytes:
        """Return SQLCipher's raw key: 32 bytes of key and 16 of salt.

        Raises:
            Locked: the vault is closed.
        """
        return self._keys.database.reveal()

    @property
    def audit_key(self) -> bytes:
        """Return 32 bytes for the HMAC of the audit chain.

        Raises:
            Locked: the vault is closed.
        """
        return self._keys.audit.reveal()

    def lock(self, audit_head: bytes) -> None:
        """Lock in order: record the database's digest and the audit head, release keys and folder.

        SECURITY: the header's predecessor becomes a copy of it. One that says "open" would open the vault
        without its digest being compared, for whoever puts it in the place of the current one.

        The database must be closed before. When this raises, the vault is still open: it can be tried again.

        Args:
            audit_head: 32 bytes.

        Raises:
            Conflict: the database is still being written.
            DiskProblem: the disk refuses.
        """
        if len(audit_head) != DIGEST_BYTES:
            raise ValueError("the head of the audit chain has 32 bytes")
        self.settle()
        if self._folder.leftovers():
            raise Conflict("The database is still being written to.", remedy="Close it before locking.")
        size_bytes, sha256 = database_digest(self._folder.database)
        before = self._header
        clean = replace(
            before,
            is_clean=True,
            database_bytes=size_bytes,
            database_sha256=sha256,
            audit_head=audit_head,
        )
        try:
            self._store(clean, with_copy=True)
        except DiskProblem:
            # The clean header may have taken its place before the disk refused. Work may go on: it must not
            # be found later under a header that says otherwise.
            with suppress(DiskProblem):
                self._store(before)
            raise
        self.close()

    def _store(self, header: Header, *, with_copy: bool = False) -> None:
        if self.is_read_only:
            raise ReadOnly
        self.settle()
        generation = self._header.generation + 1
        self._header = replace(
            self._header, generation=generation
        )  # used up, whether or not the disk refuses
        header = replace(header, generation=generation)
        (store_header_with_copy if with_copy else store_header)(self._folder, header, self._keys.header)
        self._header = header

    def close(self) -> None:
        """Release keys and folder without an orderly lock; the next session opens as recovered."""
        try:
            if self._proof is not None:  # one still under way needs both
                with suppress(CasebookError):
                    self._proof()
        finally:
            self._keys.wipe()
            if self._writer:
                self._writer.release()

    def discard(self) -> None:
        """Remove a vault just created whose database could not be; nothing partial stays.

        Raises:
            ValueError: it was locked in order before, so there may be work in it.
        """
        if self.was_locked_cleanly or self._header.database_bytes:
            raise ValueError("only a vault that was never locked is discarded")
        self.close()
        self._folder.remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
