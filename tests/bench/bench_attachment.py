"""Sealing and reading files against PyNaCl's own stream, and the memory of a large import."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from nacl import bindings

from casebook.base.ids import random_id
from casebook.crypto.secret import Secret
from casebook.vault.blob_store import BlobStore
from tests.bench.ratio import Ratio, scratch, timed

SIZE_BYTES = 64 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
IMPORT_BYTES = 1024 * 1024 * 1024
MAX_MEMORY_MIB = 64
SPEED_BAR = 1 / 0.7
VAULT_ID = UUID(int=7)


def measure() -> list[Ratio]:
    """Write, read, memory."""
    with scratch("attachment") as folder:
        (folder / "att").mkdir()
        (folder / "source").write_bytes(os.urandom(SIZE_BYTES))
        attachments = BlobStore(folder / "att", VAULT_ID, Secret(bytes(32)))
        return [
            timed("sealing a file of 64 MB", SPEED_BAR, 9, _seal(attachments, folder), _push(folder)),
            _reading(attachments, folder),
            _memory(attachments),
        ]


def _seal(attachments: BlobStore, folder: Path) -> Callable[[], Callable[[], None]]:
    def work() -> Callable[[], None]:
        with (folder / "source").open("rb") as stream:
            sealed = attachments.seal(stream, random_id())
        return lambda: attachments.remove(sealed.id)

    return work


def _push(folder: Path) -> Callable[[], None]:
    """What PyNaCl needs for the same: read, seal with the stream, write, flush."""

    def work() -> None:
        state = bindings.crypto_secretstream_xchacha20poly1305_state()
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, bytes(32))
        with (folder / "source").open("rb") as stream, (folder / "bare").open("wb") as file:
            file.write(header)
            while chunk := stream.read(CHUNK_BYTES):
                file.write(bindings.crypto_secretstream_xchacha20poly1305_push(state, chunk))
            file.flush()
            os.fsync(file.fileno())

    return work


def _reading(attachments: BlobStore, folder: Path) -> Ratio:
    with (folder / "source").open("rb") as stream:
        sealed = attachments.seal(stream, random_id())

    def ours() -> None:
        with attachments.open(sealed) as stream:
            while stream.read(CHUNK_BYTES):
                pass

    def pull() -> None:
        state = bindings.crypto_secretstream_xchacha20poly1305_state()
        with (folder / "bare").open("rb") as file:
            header = file.read(bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
            bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, bytes(32))
            size = CHUNK_BYTES + bindings.crypto_secretstream_xchacha20poly1305_ABYTES
            while chunk := file.read(size):
                bindings.crypto_secretstream_xchacha20poly1305_pull(state, chunk)

    return timed("reading a file of 64 MB", SPEED_BAR, 9, ours, pull)


class _Endless(io.RawIOBase):
    """So many bytes that nobody holds."""

    def __init__(self, size_bytes: int) -> None:
        self._left = size_bytes

    def read(self, size: int = -1) -> bytes:
        taken = min(size, self._left)
        self._left -= taken
        return b"x" * taken


def _memory(attachments: BlobStore) -> Ratio:
    """In a process of its own, since the highest mark never falls."""
    reading, writing = os.pipe()
    number = os.fork()
    if not number:
        idle = resident_kib("VmRSS")
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the mark begins anew
        sealed = attachments.seal(_Endless(IMPORT_BYTES), random_id())  # type: ignore[arg-type] # it reads
        above = resident_kib("VmHWM") - idle
        attachments.remove(sealed.id)
        os.write(writing, str(above).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        above_mib = int(file.read()) / 1024
    os.waitpid(number, 0)
    detail = f"{above_mib:.1f} MiB above idle, at most {MAX_MEMORY_MIB}"
    return Ratio("memory of importing 1 GiB", above_mib / MAX_MEMORY_MIB, 1.0, detail)


def resident_kib(field: str) -> int:
    """A figure of this process's memory, by its name in /proc."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1])
