"""Encrypted files encrypted again with new keys, each decrypted and compared afterwards."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from casebook.base.errors import Cancelled, VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.crypto.seal import STREAM_HEADER_BYTES, Chunk, StreamOpener, StreamSealer
from casebook.crypto.secret import Secret
from casebook.domain.vault.attachment import Attachment
from casebook.vault.blob_paths import NEW, BlobPaths
from casebook.vault.blob_store import NORMAL_TIME_NS
from casebook.vault.disk import create_carefully, disk, flush_file, flush_folder, open_carefully
from casebook.vault.reader import SEALED_CHUNK_BYTES, sealed_size

STEP_CHUNKS = 16
"""Chunks between two progress reports: one megabyte."""
_REPORT_S = 0.05
"""Seconds between two progress reports while waiting for a check."""
_Report = Callable[[int], None]
"""Called with the number of bytes read of a file; raises `Cancelled` to stop."""


class Resealing:
    """The transfer of the files of one vault into another.

    A second thread reads back, checks and flushes each file while the next one is sealed: ciphers, digest and
    disk all let go of the interpreter meanwhile.

    Args:
        source: folder of the old vault's files, and its id.
        target: folder of the new vault's files, and its id.
    """

    def __init__(self, source: tuple[Path, UUID], target: tuple[Path, UUID]) -> None:
        self._source, self._source_id = BlobPaths(source[0]), source[1]
        self._target, self._target_id = BlobPaths(target[0]), target[1]
        self._total = self._sealed_bytes = self._checked_bytes = 0
        self._is_over = False

    def run(
        self, files: Iterable[Attachment], keys: Mapping[str, bytes], *, progress: Progress
    ) -> tuple[str, ...]:
        """Encrypt every file again; an existing one is only compared.

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
        missing = {file.id for file in chosen if not self._source.place(file.id).exists()}
        chosen = [file for file in chosen if file.id not in missing]
        pairs = [(file, replace(file, key=keys[file.id])) for file in chosen]
        self._total = 2 * sum(sealed_size(file.size_bytes) for file in chosen)
        with disk(Message("encrypting a file")), ThreadPoolExecutor(1, "check") as checker:
            try:
                self._seal_all(pairs, checker, progress)
            finally:
                self._is_over = True  # the check under way ends too, before the executor is left
            for folder in {self._target.place(file.id).parent for file in chosen}:
                flush_folder(folder)
            flush_folder(self._target.folder)
        return tuple(sorted(missing))

    def _seal_all(
        self,
        pairs: Iterable[tuple[Attachment, Attachment]],
        checker: ThreadPoolExecutor,
        progress: Progress,
    ) -> None:
        def tell(read_bytes: int) -> None:
            done_bytes = self._sealed_bytes + self._checked_bytes + read_bytes
            progress(done_bytes, self._total, Message("encrypting the files with new keys"))

        def settle(check: Future[None]) -> None:
            while not wait([check], _REPORT_S).done:
                tell(0)
            check.result()

        under_way: Future[None] | None = None
        for file, renewed in pairs:
            size_bytes = sealed_size(file.size_bytes)
            if self._is_left(renewed, tell):
                self._sealed_bytes += 2 * size_bytes
                continue
            self._seal(file, renewed, tell)
            self._sealed_bytes += size_bytes
            if under_way:
                settle(under_way)
            under_way = checker.submit(self._check_beside, renewed)
        if under_way:
            settle(under_way)

    def _is_left(self, renewed: Attachment, tell: _Report) -> bool:
        """Return whether a complete file was left by a stop; incomplete ones are removed."""
        place = self._target.place(renewed.id)
        if not place.exists():
            return False
        try:
            self._check(renewed, tell)
        except VaultDamaged:
            place.unlink()
            return False
        return True

    def _seal(self, file: Attachment, renewed: Attachment, tell: _Report) -> None:
        place = self._target.place(file.id)
        self._target.make_room(place, is_flushed=False)
        temporary = place.with_name(place.name + NEW)
        temporary.unlink(missing_ok=True)
        sealer = StreamSealer(Secret(renewed.key), self._target_id.bytes + file.id.encode("ascii"))
        with create_carefully(temporary) as target:
            target.write(sealer.header)
            for chunk in self._chunks(self._source, self._source_id, file, tell):
                target.write(sealer.seal(chunk.data, is_last=chunk.is_last))
            target.flush()
            os.utime(temporary, ns=(NORMAL_TIME_NS, NORMAL_TIME_NS))
        temporary.rename(place)

    def _check_beside(self, renewed: Attachment) -> None:
        """Check in a second thread, which ends with the encryption."""
        before_bytes = self._checked_bytes

        def tell(read_bytes: int) -> None:
            if self._is_over:
                raise Cancelled("Stopped. No incomplete file was left.")
            self._checked_bytes = before_bytes + read_bytes

        self._check(renewed, tell)
        self._checked_bytes = before_bytes + sealed_size(renewed.size_bytes)

    def _check(self, renewed: Attachment, tell: _Report) -> None:
        """Check the new file. SECURITY: the old one is destroyed later, so the new one is read back."""
        digest, left = hashlib.sha256(), renewed.size_bytes
        for chunk in self._chunks(self._target, self._target_id, renewed, tell):
            digest.update(memoryview(chunk.data)[:left])
            left -= min(left, len(chunk.data))
        if not hmac.compare_digest(digest.hexdigest(), renewed.sha256):
            raise VaultDamaged("An encrypted file does not match its record.", field=renewed.id)
        flush_file(self._target.place(renewed.id))

    def _chunks(self, place: BlobPaths, vault_id: UUID, file: Attachment, tell: _Report) -> Iterator[Chunk]:
        """Yield the padded plaintext of a file by chunk, once its size matches the record."""
        with os.fdopen(open_carefully(place.place(file.id)), "rb") as source:
            if os.fstat(source.fileno()).st_size != sealed_size(file.size_bytes):
                raise _damaged(file)
            header, is_last = source.read(STREAM_HEADER_BYTES), False
            opener = StreamOpener(Secret(file.key), vault_id.bytes + file.id.encode("ascii"), header)
            while not is_last:
                if opener.index % STEP_CHUNKS == 0:
                    tell(source.tell())
                chunk = opener.open(source.read(SEALED_CHUNK_BYTES))
                if chunk is None or chunk.is_last != (source.tell() == sealed_size(file.size_bytes)):
                    raise _damaged(file)
                yield chunk
                is_last = chunk.is_last


def _damaged(file: Attachment) -> VaultDamaged:
    return VaultDamaged("An encrypted file is damaged, incomplete or was swapped.", field=file.id)
