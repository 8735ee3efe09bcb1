"""Encrypted files of the vault: each with its own key, padded; no plaintext is written to disk."""

from __future__ import annotations

import hashlib
import hmac
import io
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from casebook.base.errors import Conflict, ReadOnly, VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.crypto.seal import CHUNK_BYTES, KEY_BYTES, StreamSealer
from casebook.crypto.secret import Secret
from casebook.domain.vault.attachment import Attachment
from casebook.vault.blob_paths import NEW, BlobPaths
from casebook.vault.disk import create_carefully, disk, flush, flush_folder
from casebook.vault.padded_reader import PaddedIntake
from casebook.vault.reader import SealedReader, sealed_size

NORMAL_TIME_NS = 315_532_800 * 10**9
"""1 January 1980, the timestamp of every encrypted file: the earliest that every file system supports."""
_STEP_CHUNKS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """The result of a sweep.

    Attributes:
        removed: ids of encrypted files no record knew; they are gone.
        missing: ids of records whose encrypted file is not there.
    """

    removed: tuple[str, ...]
    missing: tuple[str, ...]


class BlobStore:
    """The encrypted files of one vault. Safe to use from several threads for different files.

    Args:
        folder: ``att`` in the vault's folder.
        vault_id: bound into every file.
        dedupe_key: for fingerprints.
        is_read_only: nothing is sealed or removed.
    """

    def __init__(
        self, folder: Path, vault_id: UUID, dedupe_key: Secret, *, is_read_only: bool = False
    ) -> None:
        self._paths = BlobPaths(folder)
        self._vault_id = vault_id
        self._dedupe_key = dedupe_key
        self._is_read_only = is_read_only

    def seal(
        self, stream: BinaryIO, attachment_id: str, *, progress: Progress = silent, is_flushed: bool = True
    ) -> Attachment:
        """Encrypt a stream in bounded memory.

        The caller keeps the returned value in the database afterwards: until then the file is an orphan,
        which `sweep` removes.

        Args:
            stream: read from where it stands to its end.
            attachment_id: a new id of 16 characters.
            progress: reported with bytes done and in all (0 where the stream cannot say).
            is_flushed: whether it is on the disk afterwards; else the caller calls `flush` before it keeps
                the value.

        Raises:
            ReadOnly: the vault was opened to be read.
            Conflict: an encrypted file has this id.
            Cancelled: the person stopped; nothing is left.
            DiskProblem: the disk refuses, or the stream cannot be read; nothing is left.
        """
        self._require_writing()
        place = self._paths.place(attachment_id)
        key = Secret.random(KEY_BYTES)
        intake = PaddedIntake(stream, self._dedupe_key, progress)
        with disk(Message("encrypting a file")):
            if place.exists():
                raise Conflict("An encrypted file with this ID already exists.", field=attachment_id)
            self._paths.make_room(place, is_flushed=is_flushed)
            _write(place, intake, StreamSealer(key, self._about(attachment_id)), is_flushed=is_flushed)
        return Attachment(
            id=attachment_id,
            key=key.reveal(),
            size_bytes=intake.size_bytes,
            sha256=intake.sha256,
            fingerprint=intake.fingerprint,
        )

    def flush(self, attachment_ids: Iterable[str]) -> None:
        """Wait until encrypted files are on the disk with their names: many at once in little more than one.

        Raises:
            DiskProblem: the disk refuses.
        """
        with disk(Message("encrypting a file")):
            self._paths.flush(attachment_ids)

    def open(self, attachment: Attachment) -> BinaryIO:
        """Return the plaintext as a seekable stream, decrypted in memory by chunk.

        Raises:
            VaultDamaged: here or while reading: the file is missing, damaged, cut short or exchanged.
            DiskProblem: here or while reading: the disk refuses.
        """
        with disk(Message("reading an encrypted file")):
            descriptor = self._paths.open(attachment.id)
        reader = SealedReader(descriptor, attachment, self._about(attachment.id))
        return cast("BinaryIO", io.BufferedReader(reader, CHUNK_BYTES))

    def descriptor(self, attachment_id: str) -> int:
        """Return a descriptor for reading the encrypted bytes on disk.

        Raises:
            VaultDamaged: the file is missing, or a link or something else stands in its place.
            OSError: it cannot be opened.
        """
        return self._paths.open(attachment_id)

    def read(self, attachment: Attachment) -> bytes:
        """Return the whole plaintext.

        Raises:
            VaultDamaged: the file is missing, damaged, cut short or exchanged.
            DiskProblem: the disk refuses.
        """
        with self.open(attachment) as stream:
            data = stream.read(attachment.size_bytes)
            stream.read()  # Reaching the end opens the padding and the final tag too.
        return data

    def check(self, attachment: Attachment, *, progress: Progress = silent) -> None:
        """Decrypt every chunk and compare the digest with that noted when the file was received.

        Raises:
            VaultDamaged: the file is missing, damaged, cut short or exchanged.
            DiskProblem: the disk refuses.
            Cancelled: the person stopped.
        """
        digest = hashlib.sha256()
        with self.open(attachment) as stream:
            for count, part in enumerate(iter(lambda: stream.read(CHUNK_BYTES), b"")):
                digest.update(part)
                if count % _STEP_CHUNKS == 0:
                    progress(
                        count * CHUNK_BYTES, attachment.size_bytes, Message("checking an encrypted file")
                    )
        if not hmac.compare_digest(digest.hexdigest(), attachment.sha256):
            raise VaultDamaged("An encrypted file does not match its record.", field=attachment.id)

    def remove(self, attachment_id: str) -> None:
        """Remove an encrypted file without a record, such as a duplicate just encrypted.

        Raises:
            ReadOnly: the vault was opened to be read.
            DiskProblem: the disk refuses.
        """
        self._require_writing()
        place = self._paths.place(attachment_id)
        with disk(Message("removing an encrypted file")):
            place.unlink(missing_ok=True)
            if place.parent.is_dir():
                flush_folder(place.parent)

    def sweep(self, known_ids: Collection[str]) -> Sweep:
        """Remove encrypted files without a record; returns the records whose file is missing.

        SECURITY: what is removed cannot come back. Call it only with the ids of a database that has passed
        its checks. Files that do not bear a name of ours are left alone.

        Raises:
            ReadOnly: the vault was opened to be read.
            DiskProblem: the disk refuses.
        """
        self._require_writing()
        known = set(known_ids)
        present: set[str] = set()
        removed: set[str] = set()
        with disk(Message("checking the encrypted files")):
            for path in self._paths.files():
                if path.name in known:
                    present.add(path.name)
                else:
                    path.unlink()
                    removed.add(path.name.removesuffix(NEW))
        return Sweep(removed=tuple(sorted(removed)), missing=tuple(sorted(known - present)))

    def strays(self) -> tuple[Path, ...]:
        """Return what lies among the encrypted files and is none of ours.

        Raises:
            VaultDamaged: a link stands in the place of the folder.
            DiskProblem: the disk refuses.
        """
        with disk(Message("checking the encrypted files")):
            return tuple(self._paths.strays())

    def place(self, attachment_id: str) -> Path:
        """Return the path of the encrypted file with this ID, existing or not."""
        return self._paths.place(attachment_id)

    def unsound(self, sizes: Mapping[str, int]) -> tuple[str, ...]:
        """Return the encrypted files that are missing or changed, without reading them.

        Missing, cut, lengthened, exchanged for one of another size, or replaced by a link or something else.
        Changed bytes and a file exchanged for one of the same padded size show only to `open` and `check`.

        Args:
            sizes: bytes of plaintext by id, as recorded.

        Raises:
            DiskProblem: the disk refuses.
        """
        with disk(Message("checking the encrypted files")):
            found = self._paths.sizes_by_id()
        return tuple(one for one in sorted(sizes) if found.get(one) != sealed_size(sizes[one]))

    def _require_writing(self) -> None:
        if self._is_read_only:
            raise ReadOnly

    def _about(self, attachment_id: str) -> bytes:
        return self._vault_id.bytes + attachment_id.encode("ascii")


def _write(place: Path, intake: PaddedIntake, sealer: StreamSealer, *, is_flushed: bool) -> None:
    temporary = place.with_name(place.name + NEW)
    temporary.unlink(missing_ok=True)
    try:
        with create_carefully(temporary) as file:
            file.write(sealer.header)
            chunk = intake.take()
            while chunk:
                following = intake.take()
                file.write(sealer.seal(chunk, is_last=not following))
                chunk = following
            file.flush()
            os.utime(temporary, ns=(NORMAL_TIME_NS, NORMAL_TIME_NS))
            if is_flushed:
                flush(file.fileno())
        temporary.rename(place)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if is_flushed:
        flush_folder(place.parent)
