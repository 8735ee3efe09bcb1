"""How a file leaves the vault: whole or not at all."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import DiskProblem, InvalidInput, Refused
from casebook.base.ids import random_id
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.flow import off_thread
from casebook.vault import SUFFIX

FILE_MODE = 0o600
"""Accessible to this user only: files leaving a vault still concern people."""


@contextmanager
def written(path: Path | SaveTarget) -> Iterator[BinaryIO]:
    """A file to write and read back, which takes its name only when the block ends well.

    What a picker opened is written there; the picker sees to the rest.

    It grows beside its target under a random name of its own, is flushed to the disk, then renamed; a failure
    or a cancel leaves nothing. A file already there is replaced.

    Raises:
        InvalidInput: the folder is not there, or the target is a folder, a device or a pipe.
        Refused: the target lies inside a vault or among its backups.
        DiskProblem: the disk refuses.
    """
    if isinstance(path, SaveTarget):
        try:
            with path.written() as file:
                yield file
        except OSError as error:
            raise DiskProblem("The file could not be written.", field="out") from error
        return
    refuse_no_file(path)
    target = path.resolve()
    if not target.parent.is_dir():
        raise InvalidInput(
            "A file cannot be written there.", field="out", remedy="Choose a file name in an existing folder."
        )
    refuse_vaults(target)
    growing = target.with_name(f".{random_id()}.part")
    try:
        with _made(growing) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        growing.replace(target)
    except OSError as error:
        raise DiskProblem("The file could not be written.", field="out") from error
    finally:
        growing.unlink(missing_ok=True)


@contextmanager
def dropped_unless_done(out: Path | SaveTarget) -> Iterator[None]:
    """Let go of what a picker opened where the block fails before anything was written.

    SECURITY: a form that was refused still holds it, and with it an empty file where it was to be saved.
    """
    try:
        yield
    except BaseException:
        if isinstance(out, SaveTarget):
            out.drop()
        raise


def _made(path: Path) -> BinaryIO:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, FILE_MODE), "w+b")


def put(data: bytes, out: Path | SaveTarget) -> None:
    """Write a whole file, as `written` does.

    Raises:
        InvalidInput: the folder is not there, or the target is a folder, a device or a pipe.
        Refused: the target lies inside a vault or among its backups.
        DiskProblem: the disk refuses.
    """
    with written(out) as file:
        file.write(data)


async def write_file(data: bytes, out: Path | SaveTarget) -> None:
    """Write a whole file off the thread of the vault; raises as `put` does."""
    await off_thread(lambda: put(data, out))


def refuse_no_file(target: Path) -> None:
    """Refuse what is there and is no file: a folder, or a device or pipe, which would be replaced by one.

    SECURITY: a link is refused too, since the file that it names elsewhere would be replaced.

    Raises:
        InvalidInput: it is one of these.
    """
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise InvalidInput(
            "Something other than a file already has this name. It will not be replaced.",
            field="out",
            remedy="Choose a file name in an existing folder.",
        )


def refuse_vaults(target: Path) -> None:
    """Refuse a place inside a vault or among its backups.

    SECURITY: nothing plain goes into a vault's folder, and nothing of a vault is written over.
    """
    for folder in target.parents:
        is_vault = folder.suffix == SUFFIX or (folder / "header").is_file()
        if is_vault or folder.name.endswith(f"{SUFFIX}-backups"):
            raise Refused(
                "Other files cannot be saved in the casebook's own folder.",
                field="out",
                remedy="Choose a folder outside the casebook.",
            )


class OpenedLate:
    """A file that is opened when something is first written into it.

    Args:
        opened: opens it.
    """

    def __init__(self, opened: Callable[[], BinaryIO]) -> None:
        self._opened = cache(opened)

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Write a piece; returns how many bytes it has."""
        return self._opened().write(data)


class Digesting:
    """Writes on, and takes the hash of what it writes.

    Args:
        file: written from where it stands.

    Attributes:
        size_bytes: of what was written.
    """

    def __init__(self, file: BinaryIO | OpenedLate) -> None:
        self._file, self._digest = file, hashlib.sha256()
        self.size_bytes = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Write a piece."""
        self._digest.update(data)
        self.size_bytes += self._file.write(data)

    @property
    def sha256(self) -> str:
        """Of all that was written, in lower-case hex."""
        return self._digest.hexdigest()


class Kept(Digesting):
    """Keeps in memory what is written.

    Attributes:
        file: it.
    """

    def __init__(self) -> None:
        self.file = io.BytesIO()
        super().__init__(self.file)
