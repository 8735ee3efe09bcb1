"""Overwrites files before deleting their names.

Databases and headers are overwritten whole, sealed files at their beginning: its first 24 bytes go into the
key of the stream, so that without them not even the file's own key opens any of it.

SECURITY: best effort. Flash memory, copy-on-write disks, snapshots and synchronised copies keep what was
overwritten elsewhere; the window and docs/threat-model.md say so.

Source: libsodium, ``crypto_secretstream_xchacha20poly1305_init_pull``: HChaCha20 of the key and the header.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.vault.blob_paths import is_blob
from casebook.vault.disk import disk, flush, is_link, open_here

BLOCK_BYTES = 1024 * 1024
HEAD_BYTES = 4096


_OLD_KEYS = Message("destroying the files encrypted with the old keys")


def destroy(
    folder: Path, *, last: Path | None = None, progress: Progress = silent, doing: Message = _OLD_KEYS
) -> int:
    """Overwrite the files below a folder with random bytes, and remove everything.

    Args:
        folder: to be gone.
        last: a file in it to be overwritten when all others are gone.
        progress: called at least every 100 ms.
        doing: what this is, in words.

    Symbolic links are removed, never followed. A file that has other names (hard links, as ``cp -al`` makes
    them) only loses this one: to overwrite it would destroy it under the others, too. A stop in the middle
    leaves what is left to the next call.

    Returns:
        How many files other names share; what they hold is there still.

    Raises:
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    with disk(doing):
        paths = [path for path in _below(folder) if path != last]
        shared = 0
        for number, path in enumerate(paths):
            progress(number, len(paths), doing)
            if stat.S_ISREG(path.lstat().st_mode):
                shared += not _overwritten(path)
        if hasattr(os, "sync"):
            os.sync()  # once for all sealed files: waiting for each would take as long as sealing them did
        for path in paths:
            (path.rmdir if path.is_dir() and not is_link(path) else path.unlink)()
        if last and not is_link(last):
            shared += not _overwritten(last)
            last.unlink()
        if is_link(folder):
            folder.unlink()
        elif folder.exists():
            folder.rmdir()
    return shared


def _below(folder: Path) -> Iterator[Path]:
    """Yield everything below a folder, each folder after its content."""
    if is_link(folder) or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not is_link(path):
            yield from _below(path)
        yield path


def _overwritten(path: Path) -> bool:
    """Overwrite a file, unless it has other hard links; returns whether it was done."""
    descriptor = open_here(path, os.O_WRONLY)
    try:
        status = os.fstat(descriptor)
        if status.st_nlink > 1:
            return False
        left = status.st_size
        left = min(left, HEAD_BYTES) if is_blob(path) else left
        while left > 0:
            left -= os.write(descriptor, secrets.token_bytes(min(left, BLOCK_BYTES)))
        if not is_blob(path) or not hasattr(os, "sync"):
            flush(descriptor)
    finally:
        os.close(descriptor)
    return True
