"""Archives read from front to back: tar, plain or packed; single packed files; RAR by libarchive."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import zlib
from typing import IO, Any

from casebook.formats.archive.rar_headers import is_locked_rar
from casebook.formats.fault import Damaged, NoLibrary, PasswordProtected
from casebook.formats.media_type import BZIP2, GZIP, TAR, XZ
from casebook.formats.member import Members, Readable

_FAULTS = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, MemoryError)
_TAR_MARK, _TAR_MARK_AT = b"ustar", 257
"""Source: POSIX.1-2001, pax, ustar interchange format: the magic field at byte 257."""
_HEAD_BYTES = 512
_GZIP_HAS_NAME, _GZIP_HAS_EXTRA = 0x08, 0x04
_LIBARCHIVE = "libarchive.so.13"


def stream_members(data: bytes, media_type: str, members: Members) -> None:
    """Take the members out of a tar archive, or the one file out of what is only packed.

    Raises:
        Damaged: it is none, or breaks off before its first member ends.
    """
    try:
        if _unpacked(data, media_type).read(_HEAD_BYTES)[_TAR_MARK_AT:].startswith(_TAR_MARK):
            _tar_members(_unpacked(data, media_type), members)
        elif media_type == TAR:
            raise Damaged
        else:
            members.take(_gzip_name(data) if media_type == GZIP else "", _unpacked(data, media_type))
    except _FAULTS as error:
        raise Damaged from error


def head_of_packed(data: bytes, media_type: str, size: int) -> bytes:
    """The first bytes of what is packed; fewer, or none, where it is broken."""
    try:
        return _unpacked(data, media_type).read(size)
    except _FAULTS:
        return b""


def rar_members(data: bytes, members: Members) -> None:
    """Take the members out of a RAR archive.

    Raises:
        Damaged: it is none, or its list of members is broken.
        PasswordProtected: its list of members is encrypted.
        NoLibrary: libarchive is not installed on this computer.
    """
    library = _libarchive()
    if library is None:
        raise NoLibrary
    is_locked = is_locked_rar(data)
    try:
        with library.memory_reader(data, format_name="all", filter_name="none") as archive:
            for entry in archive:
                _take_entry(entry, members, library.ArchiveError, is_locked=is_locked)
    except library.ArchiveError as error:
        if not members.files and not members.left:
            raise (PasswordProtected if is_locked else Damaged) from error
        members.leave("", "cipher" if is_locked else "damaged")


def _take_entry(
    entry: Any,  # noqa: ANN401 - untyped
    members: Members,
    fault: type[Exception],
    *,
    is_locked: bool,
) -> None:
    name = str(entry.pathname)
    if entry.isdir:
        return
    if not entry.isreg:
        members.leave(name, "link")
    elif members.wants(name, entry.size or 0):
        try:
            members.take(name, _Blocks(entry))
        except fault as error:
            members.leave(name, "cipher" if is_locked or "ncrypt" in str(error) else "damaged")


class _Blocks:
    """A member as libarchive unpacks it, block by block."""

    def __init__(self, entry: Any) -> None:  # noqa: ANN401 - untyped
        self._blocks = entry.get_blocks()

    def read(self, size: int, /) -> bytes:  # noqa: ARG002 - blocks come as they are
        """The next block."""
        return next(self._blocks, b"")


def _tar_members(stream: Readable, members: Members) -> None:
    try:
        with tarfile.open(fileobj=_as_file(stream), mode="r|") as archive:
            for info in archive:
                _take_tar_entry(archive, info, members)
    except (tarfile.TarError, *_FAULTS) as error:
        if not members.files:
            raise Damaged from error
        members.leave("", "damaged")  # it breaks off: what came before is whole


def _take_tar_entry(archive: tarfile.TarFile, info: tarfile.TarInfo, members: Members) -> None:
    if info.isdir():
        return
    content = archive.extractfile(info) if info.isreg() else None
    if content is None:
        members.leave(info.name, "link")
    elif members.wants(info.name, info.size):
        members.take(info.name, content)


def _as_file(stream: Readable) -> IO[bytes]:
    return stream  # type: ignore[return-value] # all that tarfile does to a stream is read


def _unpacked(data: bytes, media_type: str) -> Readable:
    packed = io.BytesIO(data)
    if media_type == GZIP:
        return gzip.GzipFile(fileobj=packed)
    if media_type == BZIP2:
        return bz2.BZ2File(packed)
    return lzma.LZMAFile(packed) if media_type == XZ else packed


def _gzip_name(data: bytes) -> str:
    """The name that gzip keeps of the file, or "".

    Source: RFC 1952, 2.3.
    """
    flags, at = data[3], 10
    if not flags & _GZIP_HAS_NAME:
        return ""
    if flags & _GZIP_HAS_EXTRA:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    return data[at : data.find(b"\0", at)].decode("latin-1")


def _libarchive() -> Any:  # noqa: ANN401 - the library has no types
    """The binding of libarchive, or None where it is not installed."""
    if sys.platform == "linux":
        os.environ.setdefault("LIBARCHIVE", _LIBARCHIVE)  # else it asks other programs where it is
    try:
        import libarchive
    except (ImportError, OSError, TypeError, AttributeError, KeyError):
        return None  # the last on Windows, where it is looked for along a PATH that a worker does not have
    return libarchive


def load_for_streams() -> None:
    """Load what reading these takes, before files are given up."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("x"))
    stream_members(written.getvalue(), GZIP, Members(0))
    for media_type, packed in ((BZIP2, bz2.compress(b"x")), (XZ, lzma.compress(b"x"))):
        stream_members(packed, media_type, Members(0))
    if (library := _libarchive()) is not None:
        with library.memory_reader(written.getvalue()) as archive:
            for _ in archive:
                pass
