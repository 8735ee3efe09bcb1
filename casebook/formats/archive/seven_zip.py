"""7z archives, solid or not, also with an encrypted list of members."""

from __future__ import annotations

import io
import lzma
import struct
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.member import Members
from casebook.host.protocol.extract_protocol import WhyLeft

if TYPE_CHECKING:
    from py7zr import SevenZipFile
    from py7zr.io import WriterFactory

MAX_LISTED = 100_000
_FAULTS = (
    lzma.LZMAError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    KeyError,
    AssertionError,
)


def seven_members(data: bytes, passwords: tuple[str, ...], members: Members) -> None:
    """Take the members out of a 7z archive.

    Raises:
        Damaged: it is none, or its list of members is broken.
        PasswordProtected: no password opens it.
        OversizedFile: it lists too many members.
    """
    for password in (*passwords, ""):
        try:
            opened = _opened(data, password)
        except PasswordProtected:
            continue
        if _took(opened, members, is_locked=opened.needs_password()):
            return
    raise PasswordProtected


def _opened(data: bytes, password: str) -> SevenZipFile:
    """The archive with its list read.

    Raises:
        Damaged, PasswordProtected, OversizedFile: as `seven_members`.
    """
    from py7zr import SevenZipFile
    from py7zr.exceptions import ArchiveError, PasswordRequired, UnsupportedCompressionMethodError

    try:
        archive = SevenZipFile(io.BytesIO(data), password=password or None)
    except PasswordRequired as error:
        raise PasswordProtected from error
    except UnsupportedCompressionMethodError as error:
        raise Damaged from error
    except (ArchiveError, *_FAULTS) as error:
        # A list decrypted with the wrong password is noise, and nothing tells noise from damage.
        raise (PasswordProtected if password else Damaged) from error
    if len(archive.files) > MAX_LISTED:
        raise OversizedFile
    return archive


def _took(archive: SevenZipFile, members: Members, *, is_locked: bool) -> bool:
    """Take the members out; returns False, with nothing taken, where the password is wrong."""
    # WORKAROUND(py7zr 1.1): its extract asks the file system where a path leads, which is out of reach here.
    from py7zr.exceptions import ArchiveError, PasswordRequired, UnsupportedCompressionMethodError
    from py7zr.io import MemIO

    left_before, names = len(members.left), _wanted(archive, members)
    parts = _Parts(members.left_bytes)
    why: WhyLeft = "damaged"
    try:
        for info in archive.files:
            number = str(info.id)
            file = MemIO(number, cast("WriterFactory", parts)) if number in names else None
            archive.worker.register_filelike(info.id, file)
        archive.worker.extract(archive.fp, None, parallel=False)
    except UnsupportedCompressionMethodError:
        why = "unknown"
    except (ArchiveError, PasswordRequired, *_FAULTS):
        if is_locked and not any(part.is_whole for part in parts.by_number.values()):
            del members.left[left_before:]
            return False
    for number, name in names.items():
        part = parts.by_number.get(number)
        if part is not None and part.is_whole:
            members.add(name, part.data)
        else:
            members.leave(name, why)
    return True


def _wanted(archive: SevenZipFile, members: Members) -> dict[str, str]:
    """The names of the members to be unpacked, by their numbers in the archive."""
    names: dict[str, str] = {}
    announced = 0
    for info in archive.files:
        name = str(info.filename)
        if info.is_symlink or info.is_junction or info.is_socket:
            members.leave(name, "link")
        elif info.is_directory or not members.wants(name, announced + info.uncompressed):
            continue
        elif info.emptystream:
            members.leave(name, "empty")
        else:
            announced += info.uncompressed
            names[str(info.id)] = name
    return names


class _Part:
    """A member while it is unpacked; the library closes it once its checksum is right.

    Attributes:
        is_whole: it was unpacked and is what was packed.
    """

    def __init__(self, spend: Callable[[int], None]) -> None:
        self._pieces: list[bytes] = []
        self._spend = spend
        self.is_whole = False

    @property
    def data(self) -> bytes:
        """What was unpacked."""
        return b"".join(self._pieces)

    def write(self, piece: bytes | bytearray) -> int:
        """Take the next piece."""
        self._spend(len(piece))
        self._pieces.append(bytes(piece))
        return len(piece)

    def read(self, size: int | None = None) -> bytes:  # noqa: ARG002 - the library's
        """Nothing: what was unpacked is in `data`."""
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002 - the library's
        """Stay where it is."""
        return 0

    def flush(self) -> None:
        """There is nothing to flush."""

    def size(self) -> int:
        """How many bytes were unpacked."""
        return sum(map(len, self._pieces))

    def close(self) -> None:
        """Its checksum was right."""
        self.is_whole = True


class _Parts:
    """Makes the members that are unpacked, together no larger than the bound.

    Attributes:
        by_number: those begun.
    """

    def __init__(self, most_bytes: int) -> None:
        self._left_bytes = most_bytes
        self.by_number: dict[str, _Part] = {}

    def create(self, filename: str) -> Any:  # noqa: ANN401 - what the library writes to has no protocol
        """Begin the member of this number."""
        part = self.by_number[filename] = _Part(self._spend)
        return part

    def _spend(self, size: int) -> None:
        self._left_bytes -= size
        if self._left_bytes < 0:
            raise ValueError("more than the archive announces")


def load_for_seven() -> None:
    """Load what reading 7z archives takes, before files are given up."""
    from Cryptodome.Cipher import AES
    from py7zr import SevenZipFile

    AES.new(bytes(16), AES.MODE_CBC, bytes(16)).decrypt(bytes(16))  # a locked archive costs half a second
    written = io.BytesIO()
    with SevenZipFile(written, "w") as archive:
        archive.writestr(b"x", "x")
    seven_members(written.getvalue(), (), Members(0))
