"""Disk access: flushed writes, bounded reads, operating system errors translated."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import DiskProblem, NoSpace, VaultDamaged
from casebook.base.message import Message

FILE_MODE = 0o600
FOLDER_MODE = 0o700
# SECURITY: others may have changed the folder: links under our names are not followed, and pipes are not
# waited for.
_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_JUNCTION = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT, which Python names on Windows only."""
_REASONS = {
    errno.ENOSPC: Message("The disk is full"),
    errno.EDQUOT: Message("The disk quota is used up"),
    errno.EROFS: Message("The disk is read-only"),
    errno.EACCES: Message("Access was denied"),
    errno.EPERM: Message("Access was denied"),
    errno.EIO: Message("The disk reported an error"),
    errno.ENOENT: Message("File or folder missing"),
}


@contextmanager
def disk(doing: Message) -> Iterator[None]:
    """Translate errors of the operating system into `DiskProblem`.

    Args:
        doing: the operation, without names of persons, after "while" ("sealing a file").

    Raises:
        DiskProblem: for any OSError inside.
    """
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, Message("A disk error occurred"))
        kind = NoSpace if error.errno in {errno.ENOSPC, errno.EDQUOT} else DiskProblem
        raise kind(Message("{fault} while {doing}.", fault=reason, doing=doing)) from error


def is_unreadable(error: DiskProblem) -> bool:
    """Return whether the disk could not read its content, as on a failing disk."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.EIO


def write_durably(path: Path, data: bytes) -> None:
    """Write a file and wait until it is on disk; an existing file is replaced.

    Raises:
        OSError: the disk refuses; no half-written file is left.
    """
    path.unlink(missing_ok=True)
    write_new(path, data)


def write_new(path: Path, data: bytes) -> None:
    """Write a new file and wait until it is on disk; an existing file is kept.

    Raises:
        FileExistsError: the name is taken.
        OSError: the disk refuses; no half-written file is left.
    """
    growing = create_carefully(path)
    try:
        with growing as file:
            file.write(data)
            file.flush()
            flush(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def is_link(path: Path) -> bool:
    """Return whether a link stands at a path: to a file or folder, or a junction of Windows."""
    try:
        tag: int = getattr(path.lstat(), "st_reparse_tag", 0)
    except OSError:
        return False
    return path.is_symlink() or tag == _JUNCTION


def open_here(path: Path, flags: int) -> int:
    """Open the file at a path, never one that a link there leads to, and wait for no pipe.

    Args:
        path: of the file.
        flags: as for `os.open`; a new file is accessible to this user only.

    Raises:
        OSError: it cannot be opened; ELOOP for a link.
    """
    descriptor = os.open(path, flags | _CAREFULLY, FILE_MODE)
    # SECURITY: Windows follows links when it opens; what it opened is compared with what stands there.
    if sys.platform == "win32" and not os.path.samestat(os.fstat(descriptor), path.lstat()):
        os.close(descriptor)
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return descriptor


def create_carefully(path: Path) -> BinaryIO:
    """Create a file accessible to this user only, open for writing.

    Raises:
        OSError: the name is taken, or the disk refuses.
    """
    return os.fdopen(open_here(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb")


def open_carefully(path: Path) -> int:
    """Return a descriptor for reading a regular file.

    Raises:
        OSError: it cannot be opened.
        VaultDamaged: it is not a file.
    """
    try:
        descriptor = open_here(path, os.O_RDONLY)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise VaultDamaged("A file in the casebook was replaced by a link.") from error
        if _is_other(path):  # Windows opens no folder, and no system a socket
            raise VaultDamaged("A file in the casebook was replaced by something else.") from error
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise VaultDamaged("A file in the casebook was replaced by something else.")
    return descriptor


def _is_other(path: Path) -> bool:
    """Return whether something other than a regular file stands at a path."""
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def read_bounded(path: Path, most_bytes: int) -> bytes:
    """Return the content of a small file.

    Raises:
        OSError: it cannot be read.
        VaultDamaged: it is longer than `most_bytes`, or not a file.
    """
    with os.fdopen(open_carefully(path), "rb") as file:
        # Room for all that is read is taken first, and Windows counts it as used: no more than the file has.
        data = file.read(min(os.fstat(file.fileno()).st_size, most_bytes) + 1)
    if len(data) > most_bytes:
        raise VaultDamaged("A file in the casebook is longer than the format allows.")
    return data


def flush(descriptor: int) -> None:
    """Wait until data written to an open file is on disk."""
    if sys.platform == "darwin":
        import fcntl

        # There fsync stops at the drive's own cache.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def flush_file(path: Path) -> None:
    """Wait until data written to a file is on disk.

    Raises:
        OSError: it cannot be opened, or the disk refuses.
    """
    # Windows flushes only what is open for writing.
    descriptor = open_here(path, os.O_RDWR)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(path: Path) -> None:
    """Wait until the names in a folder are on disk; automatic on Windows."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems know no such thing for folders.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)
