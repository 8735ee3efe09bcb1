"""Writing a parcel: a manifest, bodies and files for chosen devices, or for whoever is given a phrase.

Bodies are bytes here; what is in them is their writer's and reader's business. Bytes: docs/sharing-format.md.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import Conflict, InvalidInput
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.crypto.seal import CHUNK_BYTES
from casebook.vault.blob_paths import NEW
from casebook.vault.disk import create_carefully, disk, flush, flush_folder
from casebook.vault.sharing.parcel_head import ParcelLock, new_head, parse_head
from casebook.vault.sharing.sealed_stream import StreamWriter

SUFFIX = ".casebook-parcel"
MAX_MANIFEST_BYTES = MAX_BODY_BYTES = 16 * 1024 * 1024
MAX_BODIES = MAX_FILES = 100_000
MAX_SIGNATURE_BYTES = 255
FILE_ID = re.compile("[0-9a-z-]{1,64}")
ABOUT = b"casebook parcel"
LENGTH = struct.Struct("<I")
_STEP_BYTES = 16 * CHUNK_BYTES
_SEALING = Message("sealing the parcel")
Signer = Callable[[bytes], bytes]
"""Returns a signature, at most 255 bytes, of 32 bytes: the SHA-256 of all that the parcel holds."""
NamedFiles = Iterable[tuple[str, BinaryIO]]
"""Ids of 1 to 64 digits, small letters and hyphens, each once, with what is read to its end."""


class EntryKind(IntEnum):
    """What follows in the stream; the kinds stand in this order."""

    MANIFEST = 1
    BODY = 2
    FILE = 3
    END = 4


class ParcelWriter:
    """Writes a parcel to a file, entry by entry and in bounded memory.

    Args:
        head: of the parcel, written already; what is signed begins with it.
        stream: written to.
        progress: reported with sealed bytes; how many there will be, nobody knows.
    """

    def __init__(self, head: bytes, stream: StreamWriter, progress: Progress) -> None:
        self._stream, self._progress = stream, progress
        self._stream.digest.update(head)
        self._names: set[str] = set()
        self._reported_bytes = 0

    def manifest(self, data: bytes) -> None:
        """Write the manifest, first and once.

        Raises:
            InvalidInput: it is longer than 16 MiB.
            OSError: the disk refuses.
            Cancelled: the person stopped.
        """
        self._sized(EntryKind.MANIFEST, data, MAX_MANIFEST_BYTES)

    def body(self, data: bytes) -> None:
        """Write a body, after the manifest and before the files.

        Raises:
            InvalidInput, OSError, Cancelled: as `manifest`.
        """
        self._sized(EntryKind.BODY, data, MAX_BODY_BYTES)

    def file(self, file_id: str, source: BinaryIO) -> None:
        """Write a file, read to its end.

        Args:
            file_id: by which the manifest or a body speaks of it.
            source: read from where it stands.

        Raises:
            ValueError: this is no id, or was used.
            OSError: the disk refuses, or the file cannot be read.
            Cancelled: the person stopped.
        """
        if not FILE_ID.fullmatch(file_id) or file_id in self._names:
            raise ValueError("the id of a file in a parcel has 1 to 64 signs, and no other has it")
        self._names.add(file_id)
        name = file_id.encode("ascii")
        self._stream.write(bytes((EntryKind.FILE, len(name))) + name)
        while piece := source.read(CHUNK_BYTES):
            self._stream.write(LENGTH.pack(len(piece)) + piece)
            self._report()
        self._stream.write(LENGTH.pack(0))

    def finish(self, sign: Signer | None) -> None:
        """Sign and end the parcel.

        Raises:
            OSError: the disk refuses.
        """
        signature = sign(self._stream.digest.digest()) if sign else b""
        if len(signature) > MAX_SIGNATURE_BYTES:
            raise ValueError("a signature of a parcel has at most 255 bytes")
        self._stream.write(bytes((EntryKind.END, len(signature))) + signature)
        self._stream.finish()

    def _sized(self, kind: EntryKind, data: bytes, most_bytes: int) -> None:
        if len(data) > most_bytes:
            raise InvalidInput(
                "This is too much for one parcel.",
                field="parcel",
                remedy="Choose fewer cases, and make several parcels.",
            )
        self._stream.write(bytes((kind,)) + LENGTH.pack(len(data)))
        self._stream.write(data)
        self._report()

    def _report(self) -> None:
        done = self._stream.size_bytes
        if done - self._reported_bytes >= _STEP_BYTES:
            self._reported_bytes = done
            self._progress(done, 0, _SEALING)


def seal_parcel(
    file: BinaryIO,
    lock: ParcelLock,
    manifest: bytes,
    bodies: Iterable[bytes],
    files: NamedFiles,
    *,
    sign: Signer | None = None,
    progress: Progress = silent,
) -> bytes:
    """Seal a parcel into an open file, and return its id, 16 bytes.

    Args:
        file: written from where it stands; flushing and naming it are the caller's.
        lock: what will open it.
        manifest: at most 16 MiB.
        bodies: at most 100,000 of at most 16 MiB each.
        files: at most 100,000.
        sign: signs all that the parcel holds, for whom included.
        progress: reported at least every MiB.

    Raises:
        InvalidInput: there is no recipient, too many, too much, or no phrase of ours.
        Refused: this computer cannot give the memory for the phrase.
        DiskProblem: the disk refuses, or a file cannot be read.
        Cancelled: the person stopped.
    """
    progress(0, 0, _SEALING)
    head, key = new_head(lock)
    with disk(_SEALING):
        file.write(head)
        writer = ParcelWriter(head, StreamWriter(file, key, ABOUT + head), progress)
        key.wipe()
        writer.manifest(manifest)
        for number, body in enumerate(bodies):
            _require_few(number, MAX_BODIES)
            writer.body(body)
        for number, (file_id, source) in enumerate(files):
            _require_few(number, MAX_FILES)
            writer.file(file_id, source)
        writer.finish(sign)
    return parse_head(head).id


class GrownParcel:
    """A whole parcel on the disk that has no name yet.

    Args:
        path: what it is to be called; it lies beside under the same name with ``.new``.
        parcel_id: random, 16 bytes.

    Attributes:
        path: as given.
        id: as given.
    """

    def __init__(self, path: Path, parcel_id: bytes) -> None:
        self.path, self.id = path, parcel_id

    def name(self) -> None:
        """Give it its name.

        Raises:
            Conflict: something is there by now; the parcel is gone.
            DiskProblem: the disk refuses; the parcel is gone.
        """
        growing = _growing(self.path)
        try:
            with disk(_SEALING):
                _require_free(self.path)
                growing.rename(self.path)
        except BaseException:
            self.discard()
            raise
        with disk(_SEALING):
            try:
                flush_folder(self.path.parent)
            except OSError:
                self.path.unlink(missing_ok=True)  # what is reported as failed must not lie there
                raise

    def discard(self) -> None:
        """Delete it, as far as the disk allows; one that has its name stays."""
        with suppress(OSError):
            _growing(self.path).unlink(missing_ok=True)

    def __repr__(self) -> str:
        return "GrownParcel()"


def grow_parcel(
    path: Path,
    lock: ParcelLock,
    manifest: bytes,
    bodies: Iterable[bytes],
    files: NamedFiles,
    *,
    sign: Signer | None = None,
    progress: Progress = silent,
) -> GrownParcel:
    """Write a parcel that is whole and on the disk, and gets its name by `GrownParcel.name`.

    Args:
        path: nothing is there yet; it grows beside under the same name with ``.new``.
        lock: what will open it.
        manifest: as `seal_parcel`; so are the others.
        bodies: as there.
        files: as there.
        sign: as there.
        progress: as there.

    Raises:
        Conflict: something is there.
        InvalidInput, Refused, DiskProblem, Cancelled: as `seal_parcel`; nothing is left.
    """
    growing = _growing(path)
    with disk(_SEALING):
        _require_free(path)
        growing.unlink(missing_ok=True)
        try:
            with create_carefully(growing) as file:
                parcel_id = seal_parcel(file, lock, manifest, bodies, files, sign=sign, progress=progress)
                file.flush()
                flush(file.fileno())
        except BaseException:
            growing.unlink(missing_ok=True)
            raise
    return GrownParcel(path, parcel_id)


def write_parcel(
    path: Path,
    lock: ParcelLock,
    manifest: bytes,
    bodies: Iterable[bytes],
    files: NamedFiles,
    *,
    sign: Signer | None = None,
    progress: Progress = silent,
) -> None:
    """Write a parcel that has its name only when it is whole and on the disk.

    Args:
        path: as `grow_parcel`; so are the others.
        lock: as there.
        manifest: as there.
        bodies: as there.
        files: as there.
        sign: as there.
        progress: as there.

    Raises:
        Conflict, InvalidInput, Refused, DiskProblem, Cancelled: as `grow_parcel`; nothing is left.
    """
    grow_parcel(path, lock, manifest, bodies, files, sign=sign, progress=progress).name()


def _growing(path: Path) -> Path:
    return path.with_name(path.name + NEW)


def _require_few(number: int, most: int) -> None:
    if number >= most:
        raise InvalidInput(
            "This is too much for one parcel.",
            field="parcel",
            remedy="Choose fewer cases, and make several parcels.",
        )


def _require_free(path: Path) -> None:
    if path.is_symlink() or path.exists():
        raise Conflict(
            "A file or folder already exists at this path.", field="path", remedy="Choose a new name."
        )
