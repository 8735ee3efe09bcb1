"""Files offered for import, from folders and the clipboard, each with its name, size and a way to open it."""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import CasebookError, DiskProblem, InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.base.file_name import ending_of, shown_name, stem_of
from casebook.host.protocol.picker_protocol import OpenedFile

MAX_FILES = 20_000
_NUMBERED = re.compile(r"(.+)(?:(\.(?:zip|7z))\.(\d{3})|\.z(\d\d))", re.IGNORECASE | re.DOTALL)
_LEFT_BY_SYSTEMS = {".ds_store", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True, repr=False)
class OfferedFile:
    """A file that may be imported.

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


@dataclass(frozen=True, slots=True, repr=False)
class SplitArchive:
    """An archive that came in several files, all of them there.

    Attributes:
        parts: the files in the order of their bytes.
        named: that after which the archive is called, and under which it is opened.
    """

    parts: tuple[OfferedFile, ...]
    named: OfferedFile


def from_paths(paths: Iterable[Path | OpenedFile]) -> list[OfferedFile]:
    """Return the files at these paths; folders are searched recursively and kept as a note.

    A link, given or inside a folder, and a path without a file become offers that fail by their names.

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
    """Return a file that is in memory only, such as a pasted image or a mail attachment."""
    return OfferedFile(name=name, folder=folder, size_bytes=len(data), open=lambda: io.BytesIO(data))


def attached(outer: OfferedFile, name: str, data: bytes) -> OfferedFile:
    """A file attached to another, whose name is its folder."""
    return from_bytes(name, data, shown_path(outer))


def member(outer: OfferedFile, name: str, data: bytes) -> OfferedFile:
    r"""A member of an archive: its folders are kept as a note; a file that was only packed loses the ending.

    >>> outer = from_bytes("letters.tar.gz", b"")
    >>> [shown_path(member(outer, name, b"")) for name in ("../a\\b.txt", "")]
    ['letters.tar.gz/../a/b.txt', 'letters.tar.gz/letters.tar']
    """
    folder, _, own = name.replace("\\", "/").strip("/").rpartition("/")
    return from_bytes(own or stem_of(outer.name), data, "/".join(filter(None, (shown_path(outer), folder))))


def split_archives(offers: Iterable[OfferedFile]) -> list[SplitArchive]:
    """Return the archives among these files that came in several, with no part missing between them.

    >>> names = ("a.z01", "a.z02", "a.zip", "b.7z.001", "b.7z.002", "c.z02", "c.zip", "d.zip")
    >>> [[part.name for part in one.parts] for one in split_archives(from_bytes(name, b"") for name in names)]
    [['a.z01', 'a.z02', 'a.zip'], ['b.7z.001', 'b.7z.002']]
    """
    numbered: dict[tuple[str, str], dict[int, OfferedFile]] = {}
    last: dict[tuple[str, str], OfferedFile] = {}
    for offer in offers:
        if match := _NUMBERED.fullmatch(offer.name):
            key = (offer.folder, f"{match[1]}{match[2] or ''}".casefold())
            numbered.setdefault(key, {})[int(match[3] or match[4])] = offer
        elif ending_of(offer.name) == "zip":
            last[offer.folder, stem_of(offer.name).casefold()] = offer
    archives = []
    for key, parts in numbered.items():
        first = [parts[number] for number in sorted(parts)]
        if sorted(parts) != list(range(1, len(parts) + 1)):
            continue
        if key in last:
            archives.append(SplitArchive((*first, last[key]), last[key]))
        elif len(first) > 1 and first[0].name.endswith("001"):
            archives.append(SplitArchive(tuple(first), first[0]))
    return archives


def named_last(offers: Iterable[OfferedFile], archives: Iterable[SplitArchive]) -> list[OfferedFile]:
    """The files in their order, but each archive in several opened after all its parts."""
    waiting = {id(one.named): [id(part) for part in one.parts] for one in archives}
    listed = list(offers)
    places = {id(offer): at for at, offer in enumerate(listed)}
    return sorted(
        listed,
        key=lambda one: (max(places[part] for part in waiting.get(id(one), [id(one)])), id(one) in waiting),
    )


def shown_path(offer: OfferedFile) -> str:
    """The name of a file with its folders, its hidden characters written out."""
    folder = "/".join(shown_name(part) for part in offer.folder.replace("\\", "/").split("/") if part != ".")
    return f"{folder}/{shown_name(offer.name)}" if folder else shown_name(offer.name)


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
    if picked.is_link:
        raise _linked()
    try:
        return picked.open()
    except OSError as error:
        raise _unreadable() from error


def _looked_through(path: Path) -> Iterable[OfferedFile]:
    return _below(path) if path.is_dir() and not _is_link(path) else (_at(path, ""),)


def _below(top: Path) -> Iterator[OfferedFile]:
    for folder, inner, names in os.walk(top):
        links = [name for name in inner if _is_link(Path(folder) / name)]
        inner[:] = sorted(set(inner).difference(links))
        for name in sorted([*names, *links]):
            path = Path(folder) / name
            if name.lower() not in _LEFT_BY_SYSTEMS:
                yield _at(path, str(Path(top.name) / path.parent.relative_to(top)))


def _is_link(path: Path) -> bool:
    """Return whether it is a link to another file or folder, including Windows junctions."""
    try:
        status = path.lstat()
    except OSError:
        return False
    junction = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == junction


def _at(path: Path, folder: str) -> OfferedFile:
    try:
        size = path.lstat().st_size
    except OSError:
        size = 0
    return OfferedFile(
        name=path.name, folder=folder, size_bytes=size, open=lambda: _opened(path), field=os.fsdecode(path)
    )


def _opened(path: Path) -> BinaryIO:
    """Open the file.

    SECURITY: only an ordinary one is opened: a pipe or device would never end, and a link in a folder of
    someone else's leads to a file that nobody handed in.
    """
    if _is_link(path):
        raise _linked()
    flags = ("O_NONBLOCK", "O_BINARY", "O_NOFOLLOW")  # the last where a link took the file's place just now
    try:
        descriptor = os.open(path, os.O_RDONLY | sum(getattr(os, flag, 0) for flag in flags))
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


def _linked() -> CasebookError:
    return InvalidInput(
        "This is a link to another file or folder. What it points to was not imported.",
        remedy="If it belongs to the case, import the file or folder itself from where it is stored.",
    )


def _unreadable() -> CasebookError:
    return DiskProblem(
        "The file cannot be read.",
        remedy="Check that you have permission to read it and that its disk is connected.",
    )
