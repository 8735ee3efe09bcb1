"""Encrypted files sealed again under new keys, each opened and compared afterwards."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from casebook.base.errors import VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.crypto.seal import STREAM_HEADER_BYTES, Chunk, StreamOpener, StreamSealer
from casebook.crypto.secret import Secret
from casebook.domain.vault.attachment import Attachment
from casebook.vault.blob_paths import NEW, BlobPaths
from casebook.vault.blob_store import NORMAL_TIME_NS
from casebook.vault.disk import create_carefully, disk, flush, flush_folder, open_carefully
from casebook.vault.reader import SEALED_CHUNK_BYTES, sealed_size

STEP_CHUNKS = 16
"""Between two reports of progress: a megabyte."""


class Resealing:
    """The files of one vault on their way into another.

    Args:
        source: folder of the old vault's files, and its id.
        target: folder of the new vault's files, and its id.
    """

    def __init__(self, source: tuple[Path, UUID], target: tuple[Path, UUID]) -> None:
        self._source, self._source_id = BlobPaths(source[0]), source[1]
        self._target, self._target_id = BlobPaths(target[0]), target[1]
        self._done_bytes = self._total = 0
        self._unflushed: list[Path] = []

    def run(
        self, files: Iterable[Attachment], keys: Mapping[str, bytes], *, progress: Progress
    ) -> tuple[str, ...]:
        """Seal every file again; one that is there already is only compared.

        Args:
            files: with the keys of the old vault.
            keys: of the new vault, by id.
            progress: reported in bytes at least every 100 ms.

        Returns:
            Ids of the files the old vault no longer has.

        Raises:
            VaultDamaged: a file is not what was sealed; it stays as it is.
            DiskProblem: the disk refuses.
            Cancelled: the person stopped.
        """
        chosen = list(files)
        missing = [file.id for file in chosen if not self._source.place(file.id).exists()]
        chosen = [file for file in chosen if file.id not in set(missing)]
        self._total = 2 * sum(sealed_size(file.size_bytes) for file in chosen)
        for file in chosen:
            self._one(file, replace(file, key=keys[file.id]), progress)
        self._flush()
        return tuple(sorted(missing))

    def _one(self, file: Attachment, renewed: Attachment, progress: Progress) -> None:
        place, size_bytes = self._target.place(file.id), sealed_size(file.size_bytes)
        is_left = place.exists()
        with disk(Message("encrypting a file")):
            if not is_left:
                self._seal(file, renewed, progress)
            self._done_bytes += size_bytes
            try:
                self._check(renewed, progress)
            except VaultDamaged:
                if not is_left:
                    raise
                self._done_bytes -= size_bytes  # what a power cut left of it
                place.unlink()
                self._one(file, renewed, progress)
                return
        self._done_bytes += size_bytes
        self._unflushed.append(place)

    def _seal(self, file: Attachment, renewed: Attachment, progress: Progress) -> None:
        place = self._target.place(file.id)
        self._target.make_room(place)
        temporary = place.with_name(place.name + NEW)
        temporary.unlink(missing_ok=True)
        sealer = StreamSealer(Secret(renewed.key), self._target_id.bytes + file.id.encode("ascii"))
        with create_carefully(temporary) as target:
            target.write(sealer.header)
            for chunk in self._chunks(self._source, self._source_id, file, progress):
                target.write(sealer.seal(chunk.data, is_last=chunk.is_last))
            target.flush()
            os.utime(temporary, ns=(NORMAL_TIME_NS, NORMAL_TIME_NS))
        temporary.rename(place)

    def _check(self, renewed: Attachment, progress: Progress) -> None:
        """SECURITY: the old file is destroyed later. What counts is what can be read back of the new one."""
        digest, left = hashlib.sha256(), renewed.size_bytes
        for chunk in self._chunks(self._target, self._target_id, renewed, progress):
            digest.update(memoryview(chunk.data)[:left])
            left -= min(left, len(chunk.data))
        if not hmac.compare_digest(digest.hexdigest(), renewed.sha256):
            raise VaultDamaged("An encrypted file does not match its record.", field=renewed.id)

    def _chunks(
        self, place: BlobPaths, vault_id: UUID, file: Attachment, progress: Progress
    ) -> Iterator[Chunk]:
        """The padded plaintext of a file, chunk by chunk, once its size is the one on record."""
        with os.fdopen(open_carefully(place.place(file.id)), "rb") as source:
            if os.fstat(source.fileno()).st_size != sealed_size(file.size_bytes):
                raise _damaged(file)
            header, is_last = source.read(STREAM_HEADER_BYTES), False
            opener = StreamOpener(Secret(file.key), vault_id.bytes + file.id.encode("ascii"), header)
            while not is_last:
                if opener.index % STEP_CHUNKS == 0:
                    done_bytes = self._done_bytes + source.tell()
                    progress(done_bytes, self._total, Message("encrypting the files with new keys"))
                chunk = opener.open(source.read(SEALED_CHUNK_BYTES))
                if chunk is None or chunk.is_last != (source.tell() == sealed_size(file.size_bytes)):
                    raise _damaged(file)
                yield chunk
                is_last = chunk.is_last

    def _flush(self) -> None:
        """All at once, when most of it has reached the disk already."""
        with disk(Message("encrypting a file")):
            for place in self._unflushed:
                descriptor = open_carefully(place)
                try:
                    flush(descriptor)
                finally:
                    os.close(descriptor)
            for folder in {place.parent for place in self._unflushed}:
                flush_folder(folder)
            flush_folder(self._target.folder)


def _damaged(file: Attachment) -> VaultDamaged:
    return VaultDamaged("An encrypted file is damaged, incomplete or was swapped.", field=file.id)
