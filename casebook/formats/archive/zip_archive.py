"""ZIP archives: members in the encodings of their names, with the two ciphers in use.

Source: APPNOTE.TXT 6.3.10 of PKWARE, 4.4.4 (bit 0: encrypted, bit 11: the name is UTF-8), 4.6.9 (the Unicode
name of Info-ZIP) and 7.2; AES as WinZip, 7-Zip and macOS write it.
"""

from __future__ import annotations

import io
import stat
import struct
import zlib
from typing import TYPE_CHECKING
from zipfile import BadZipFile, LargeZipFile

from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.member import Members, TooMuch, bounded_bytes

if TYPE_CHECKING:
    from pyzipper import AESZipFile
    from pyzipper.zipfile import ZipInfo

MAX_LISTED = 100_000
_IS_ENCRYPTED, _IS_UTF_8 = 0x1, 0x800
_UNICODE_PATH = 0x7075
_FAULTS = (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, IndexError)


def zip_members(data: bytes, passwords: tuple[str, ...], members: Members) -> None:
    """Take the members out of a ZIP archive.

    Raises:
        Damaged: it is none, or its list of members is broken.
        OversizedFile: it lists too many members.
    """
    from pyzipper import AESZipFile
    from pyzipper.zipfile import BadZipFile as Bad

    try:
        archive = AESZipFile(io.BytesIO(data))
    except (*_FAULTS, Bad, NotImplementedError, OverflowError) as error:
        raise Damaged from error
    listed = archive.infolist()
    if len(listed) > MAX_LISTED:
        raise OversizedFile
    names = _names(listed)
    for info in listed:
        name = names[info.orig_filename]
        if name.endswith("/"):
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            members.leave(name, "link")
        elif members.wants(name, info.file_size):
            _take(archive, info, name, passwords, members)


def _take(
    archive: AESZipFile, info: ZipInfo, name: str, passwords: tuple[str, ...], members: Members
) -> None:
    from pyzipper.zipfile import BadZipFile as Bad

    is_locked = bool(info.flag_bits & _IS_ENCRYPTED)
    for password in passwords if is_locked else ("",):
        try:
            with archive.open(info, pwd=password.encode() if is_locked else None) as stream:
                data = bounded_bytes(stream, members.left_bytes)
        except TooMuch:
            members.leave(name, "large")
            return
        except NotImplementedError:  # a way of packing that is hardly in use
            members.leave(name, "unknown")
            return
        except (*_FAULTS, Bad, RuntimeError):  # RuntimeError: the password is wrong
            continue
        members.add(name, data)
        return
    members.leave(name, "locked" if is_locked else "damaged")


def _names(listed: list[ZipInfo]) -> dict[str, str]:
    """The names by what the library gives them, all of one archive read in one encoding.

    Without bit 11 the library reads code page 437, which gives the bytes back; Windows wrote those of its own
    language.
    """
    plain = [info.orig_filename for info in listed if not info.flag_bits & _IS_UTF_8]
    raw = [name.encode("cp437", "replace") for name in plain]
    encoding = decoded(b"\n".join(raw)).encoding
    names = {info.orig_filename: info.orig_filename for info in listed}
    names |= {name: data.decode(encoding, "replace") for name, data in zip(plain, raw, strict=True)}
    return names | {info.orig_filename: path for info in listed if (path := _unicode_path(info.extra))}


def _unicode_path(extra: bytes) -> str:
    """The Unicode name in the extra fields of a member, or ""."""
    while len(extra) >= struct.calcsize("<HH"):
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH:
            return extra[9 : 4 + size].decode("utf-8", "ignore")  # after version and checksum
        extra = extra[4 + size :]
    return ""


def load_for_zip() -> None:
    """Load what reading ZIP archives takes, before files are given up."""
    import pyzipper

    for method in (pyzipper.ZIP_STORED, pyzipper.ZIP_DEFLATED, pyzipper.ZIP_BZIP2, pyzipper.ZIP_LZMA):
        written = io.BytesIO()
        with pyzipper.AESZipFile(written, "w", method, encryption=pyzipper.WZ_AES) as archive:
            archive.setpassword(b"x")
            archive.writestr("x", b"x")
        zip_members(written.getvalue(), ("x",), Members(0))
