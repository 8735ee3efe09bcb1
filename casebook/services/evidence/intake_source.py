"""Files offered for intake: from folders and the clipboard, each with its name, size and way to its bytes."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import CasebookError, DiskProblem, InvalidInput, NotFound
from casebook.base.message import Message
from casebook.host.protocol.picker_protocol import OpenedFile

MAX_FILES = 20_000
_LEFT_BY_SYSTEMS = {".ds_store", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True, repr=False)
class OfferedFile:
    """A file that may be taken in.

    Attributes:
        name: its own name, unjudged.
        folder: the folders it lay in, as chosen, or "".
        size_bytes: as far as known before it is read.
        open: gives its bytes; may raise a `CasebookError`.
        field: how errors for scripts call it.
    """

    name: str
    folder: str
    size_bytes: int
    open: Callable[[], BinaryIO]
    field: str = ""


def from_paths(paths: Iterable[Path | OpenedFile]) -> list[OfferedFile]:
    """The files at these paths; of a folder all it holds, with the folders as a note.

    Links inside folders are not followed. A path where no file is becomes an offer that fails by its name.

    Raises:
        InvalidInput: there are more files than are taken at once.
    """
    offers: list[OfferedFile] = []
    for path in paths:
        for offer in _given(path) if isinstance(path, OpenedFile) else _looked_through(path):
            offers.append(offer)
            if len(offers) > MAX_FILES:
                raise InvalidInput(
                    Message("These folders contain more than {limit} files.", limit=f"{MAX_FILES:,}"),
                    field="files",
                    remedy="Import them folder by folder.",
                )
    return offers


def from_bytes(name: str, data: bytes, folder: str = "") -> OfferedFile:
    """A file that is in memory only, such as a pasted picture or what is attached to a mail."""
    return OfferedFile(name=name, folder=folder, size_bytes=len(data), open=lambda: io.BytesIO(data))


def _given(picked: OpenedFile) -> tuple[OfferedFile]:
    return (
        OfferedFile(
            name=picked.name,
            folder=picked.folder,
            size_bytes=picked.size_bytes,
            open=lambda: _opened_again(picked),
            field=picked.name,
        ),
    )


def _opened_again(picked: OpenedFile) -> BinaryIO:
    try:
        return picked.open()
    except OSError as error:
        raise _unreadable() from error


def _looked_through(path: Path) -> Iterable[OfferedFile]:
    return _below(path) if path.is_dir() else (_at(path, ""),)


def _below(top: Path) -> Iterator[OfferedFile]:
    for folder, inner, names in os.walk(top):
        inner.sort()
        for name in sorted(names):
            path = Path(folder) / name
            if name.lower() not in _LEFT_BY_SYSTEMS:
                yield _at(path, str(Path(top.name) / path.parent.relative_to(top)))


def _at(path: Path, folder: str) -> OfferedFile:
    try:
        size = path.lstat().st_size
    except OSError:
        size = 0
    return OfferedFile(
        name=path.name, folder=folder, size_bytes=size, open=lambda: _opened(path), field=os.fsdecode(path)
    )


def _opened(path: Path) -> BinaryIO:
    """SECURITY: only an ordinary file is opened; a pipe or device would never end."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise NotFound(
            "The file was not found.", remedy="Check the path. The file may have been moved."
        ) from error
    except OSError as error:
        raise _unreadable() from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InvalidInput("This is not an ordinary file.", remedy="Copy its content to a separate file.")
    return os.fdopen(descriptor, "rb")


def _unreadable() -> CasebookError:
    return DiskProblem(
        "The file cannot be read.",
        remedy="Check that you have permission to read it and that its disk is connected.",
    )
