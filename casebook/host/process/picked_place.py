"""The picker's work at the chosen place: naming a file, or moving a restored vault there."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Self

from casebook.base.ids import random_id

_SUFFIX = ".casebook"
_HEADERS = ("header.bak", "header")


class GrowingFile:
    """A file written under a random name, and deleted unless complete and wanted.

    Attributes:
        descriptor: open for reading and writing.
    """

    def __init__(self, target: Path, growing: Path, descriptor: int) -> None:
        self._target, self._growing, self.descriptor = target, growing, descriptor

    @classmethod
    def beside(cls, target: Path) -> Self:
        """Create an empty file that will be renamed to `target`.

        Raises:
            OSError: the disk refuses.
        """
        growing = target.with_name(f".{random_id()}.part")
        return cls(target, growing, os.open(growing, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))

    def take_name(self) -> None:
        """Rename it to its name, durably.

        Raises:
            OSError: the disk refuses.
        """
        os.fsync(self.descriptor)
        self._growing.replace(self._target)
        self._growing = self._target
        _flush(self._target.parent)

    def drop(self) -> None:
        """Delete it, complete or not; a file put in its place meanwhile stays."""
        with suppress(OSError):
            if os.path.samestat(os.fstat(self.descriptor), self._growing.lstat()):
                self._growing.unlink()


def put_vault(restored: Path, target: Path) -> None:
    """Move a vault restored among backups to the chosen place, completely or not at all.

    SECURITY: nothing but a vault among backups is moved at a session's word. On another disk it is copied
    under a name of no meaning, its header last, so that a stop leaves nothing that looks like a vault.

    Args:
        restored: as the session names it.
        target: nothing is there yet.

    Raises:
        OSError: the disk refuses, or something is there; nothing is left at the target.
    """
    restored = restored.resolve(strict=True)  # a link laid there by a session leads nowhere else
    if restored.suffix != _SUFFIX or not restored.parent.name.endswith(f"{_SUFFIX}-backups"):
        raise PermissionError(errno.EPERM, "")
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, "")
    try:
        restored.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(restored, target)
        shutil.rmtree(restored, ignore_errors=True)
    _flush(target.parent)


def _copy(restored: Path, target: Path) -> None:
    growing = target.with_name(f".{random_id()}.part")
    try:
        shutil.copytree(restored, growing, symlinks=True, ignore=shutil.ignore_patterns(*_HEADERS))
        for name in _HEADERS:
            if (restored / name).is_file():
                shutil.copy2(restored / name, growing / name, follow_symlinks=False)
        for folder, _, names in os.walk(growing):
            for name in (*names, "."):
                _flush(Path(folder, name))
        growing.rename(target)
    except BaseException:
        shutil.rmtree(growing, ignore_errors=True)
        raise


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
