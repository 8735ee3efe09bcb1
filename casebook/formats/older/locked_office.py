"""Office files with a password, old and new: the same file without it.

Source: [MS-OFFCRYPTO], through msoffcrypto-tool.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import suppress
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

from casebook.formats.fault import Damaged, NeverUnlocked, PasswordProtected, UnknownCipher

_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
_FAULTS = (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError)


def unlocked_office(data: bytes, passwords: Iterable[str]) -> bytes:
    """Return the file as its program would save it without a password; presentations before 2007 stay locked.

    Args:
        data: the file.
        passwords: each is tried.

    Raises:
        Damaged: it cannot be taken apart.
        NeverUnlocked: it is a presentation before 2007.
        PasswordProtected: none of them opens it.
        UnknownCipher: no password could.
    """
    import msoffcrypto.exceptions as faults

    for password in passwords:
        try:
            return _opened(data, password)
        except (faults.InvalidKeyError, faults.DecryptionError):
            continue
        except (faults.FileFormatError, faults.ParseError, *_FAULTS) as error:
            raise Damaged from error
    raise PasswordProtected


def _opened(data: bytes, password: str) -> bytes:
    import msoffcrypto

    file: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
    if file.format == "ppt97":  # what the library writes of these, no reader here takes
        raise NeverUnlocked
    try:
        file.load_key(password=password)
    except ValueError as error:
        if "key size" in str(error).lower():  # as the ciphers say; the library passes it on as it is
            raise UnknownCipher from error
        raise
    written = io.BytesIO()
    file.decrypt(written)
    return written.getvalue()


def load_for_locked_office() -> None:
    """Load what this takes, before files are given up, ciphers with it."""
    from msoffcrypto.format import doc97, ooxml, ppt97, xls97

    # WORKAROUND(msoffcrypto-tool 6.0): it decrypts into a file of the disk, and a confined process has none.
    in_memory = SimpleNamespace(TemporaryFile=io.BytesIO)
    for module in (doc97, xls97, ppt97):
        module.tempfile = in_memory
    plain, locked = io.BytesIO(), io.BytesIO()
    with ZipFile(plain, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
    ooxml.OOXMLFile(plain).encrypt("x", locked)
    for password in ("y", "x"):
        with suppress(PasswordProtected, Damaged):
            unlocked_office(locked.getvalue(), (password,))
