"""The picker's work at the chosen place: naming a file, or moving a restored vault there."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Self

from casebook.base.ids import random_id

_SUFFIX, _SHARE = ".casebook", ".casebook-share"
_PROCESS_FOLDER = "/proc/self/fd"
"""By which a file without a name is given one (open(2), O_TMPFILE)."""
_HEADERS = ("header.bak", "header")


class GrowingFile:
    """A file that has no name until it is complete, or a random one where the disk needs one.

    SECURITY: without a name nothing is left of it, however the picker ends; with one, whoever drops it must
    still run.

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
        descriptor = _unnamed(target.parent)
        if descriptor is None:
            descriptor = os.open(growing, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        return cls(target, growing, descriptor)

    def take_name(self) -> None:
        """Rename it to its name, durably.

        Raises:
            OSError: the disk refuses.
        """
        os.fsync(self.descriptor)
        if not os.fstat(self.descriptor).st_nlink:
            self._name_it()
        self._growing.replace(self._target)
        self._growing = self._target
        _flush(self._target.parent)

    def _name_it(self) -> None:
        beneath = os.open(_PROCESS_FOLDER, os.O_RDONLY)
        try:  # Python follows the link there only where it is named within a folder
            os.link(str(self.descriptor), self._growing, src_dir_fd=beneath, follow_symlinks=True)
        finally:
            os.close(beneath)

    def drop(self) -> None:
        """Delete it, complete or not; a file put in its place meanwhile stays."""
        with suppress(OSError):
            if os.path.samestat(os.fstat(self.descriptor), self._growing.lstat()):
                self._growing.unlink()


def _unnamed(folder: Path) -> int | None:
    """Return a new file without a name in a folder, or None where the system or the disk has none."""
    flags = getattr(os, "O_TMPFILE", None)
    if flags is None or not Path(_PROCESS_FOLDER).is_dir():
        return None
    with suppress(OSError):
        return os.open(folder, flags | os.O_RDWR, 0o600)
    return None


def make_shared_folder(folder: Path) -> None:
    """Make the empty shared folder of a team, for its owner alone.

    SECURITY: nothing but a new folder of this kind is made at a session's word, where a person chose.

    Raises:
        OSError: the disk refuses, something is there, or the name is not that of a shared folder.
    """
    if folder.suffix != _SHARE or not folder.stem:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    folder.mkdir(mode=0o700)
    _flush(folder.parent)


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
