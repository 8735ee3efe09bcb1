"""The writer lock: an operating system lock, released when the process ends."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from casebook.base.errors import InUse, VaultDamaged, WriteProtected
from casebook.base.message import Message
from casebook.host.disk.file_lock import try_lock, wait_for_lock
from casebook.vault.disk import disk, open_here


class WriterLock:
    """The exclusive right to write to a vault, held until `release` or the end of the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, path: Path) -> Self:
        """Take the lock, or fail at once if another process has it.

        Raises:
            InUse: a living process has the vault open.
            WriteProtected: nothing can be written there.
            VaultDamaged: a link stands in the place of the lock file.
            DiskProblem: the lock file cannot be made, or this disk knows no locks.
        """
        with disk(Message("locking the casebook against a second writer")):
            descriptor = _opened(path)
            try:
                is_taken = try_lock(descriptor, is_shared=False)
            except BaseException:
                os.close(descriptor)
                raise
        if not is_taken:
            os.close(descriptor)
            raise InUse
        return cls(descriptor)

    def release(self) -> None:
        """Release the lock; repeated calls do nothing. The file stays."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextmanager
def waited_lock(path: Path) -> Iterator[None]:
    """Hold this lock exclusively within the block; waits until it is free.

    Raises:
        OSError: the lock file cannot be made, or this disk knows no locks.
    """
    descriptor = open_here(path, os.O_RDWR | os.O_CREAT)
    try:
        wait_for_lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    try:
        return open_here(path, os.O_RDWR | os.O_CREAT)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _replaced() from error
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            raise WriteProtected from error
        raise


def _replaced() -> VaultDamaged:
    return VaultDamaged(
        "A file in the casebook was replaced by a link.",
        field="lock",
        remedy="Remove the link named lock from the casebook's folder. The file is empty.",
    )


@contextmanager
def writers_kept_out(path: Path) -> Iterator[bool]:
    """Prevent writers from starting within the block; yields False if one is active. Writes nothing.

    Raises:
        VaultDamaged: a link stands in the place of the lock file.
        DiskProblem: the lock file cannot be read, or this disk knows no locks.
    """
    with disk(Message("checking whether the casebook is open elsewhere")):
        try:
            descriptor = open_here(path, os.O_RDONLY)
        except FileNotFoundError:  # a copy without its lock file; nobody has ever written here
            descriptor = -1
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise _replaced() from error
            raise
    try:
        with disk(Message("checking whether the casebook is open elsewhere")):
            is_free = descriptor < 0 or try_lock(descriptor, is_shared=True)
        yield is_free
    finally:
        if descriptor >= 0:
            os.close(descriptor)
