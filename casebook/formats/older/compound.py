"""Compound files (OLE): which program made it, and its words.

Source: [MS-CFB]; [MS-OFFCRYPTO] 2.3 for documents encrypted as a whole.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, NeverUnlocked, PasswordProtected
from casebook.formats.media_type import DOC, OLE, PPT, XLS
from casebook.formats.older.drawn_pictures import drawn_pictures
from casebook.formats.older.slides_binary import master_text, slides_text
from casebook.formats.older.word_binary import word_text
from casebook.formats.older.workbook_binary import workbook_drawings, workbook_pages
from casebook.formats.printed.unprinted import UnprintedCollector, read_of
from casebook.formats.read import ONLY_PICTURES, Read
from casebook.formats.workbook_cell import cell_text

if TYPE_CHECKING:
    from olefile import OleFileIO

_WORD_2 = b"\xdb\xa5"
_DUAL = "PP97_DUALSTORAGE"
"""Where a presentation saved for PowerPoint 95, too, has that of PowerPoint 97. Source: [MS-PPT] 2.1."""
_USER_TOKEN = slice(12, 16)
_ENCRYPTED = b"\xdf\xc4\xd1\xf3"
"""The token of an encrypted presentation, also where its properties are not. Source: [MS-PPT] 2.3.2."""
_FAULTS = (
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    RecursionError,
)
"""What olefile raises over a broken file; the last where a storage is within itself."""


def read_compound(data: bytes) -> Read:
    """A document of Word, Excel or PowerPoint before 2007; of others only what they are.

    Raises:
        Damaged: it is cut short or broken.
        NeverUnlocked: it is an encrypted presentation.
        PasswordProtected: it is encrypted, also a later document.
    """
    import olefile

    if data.startswith(_WORD_2):  # a file of its own, laid out as the stream of Word 6
        unprinted = UnprintedCollector()
        return read_of(DOC, (("", word_text(data, (b"", b""), unprinted)),), unprinted)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            read = _read(file)
            if read.media_type == OLE or any(page.strip() for page in read.pages):
                return read
            pictures = drawn_pictures(_drawings(file, read.media_type))
    except _FAULTS as error:
        raise Damaged from error
    return replace(read, parts=pictures, losses=(ONLY_PICTURES,)) if pictures else read


def _drawings(file: OleFileIO[Any], kind: str) -> Iterator[bytes]:
    """The streams of a document that may hold its pictures."""
    if kind == XLS:
        yield workbook_drawings(_stream(file, "Workbook"))
    else:
        yield from (_stream(file, name) for name in ("Pictures", "Data", "WordDocument"))


def _read(file: OleFileIO[Any]) -> Read:
    unprinted = UnprintedCollector()
    if file.exists("EncryptedPackage"):
        raise PasswordProtected
    unprinted.add("embedded", _embedded_count(file))
    if file.exists("WordDocument"):
        tables = (_stream(file, "0Table"), _stream(file, "1Table"))
        return read_of(DOC, (("", word_text(_stream(file, "WordDocument"), tables, unprinted)),), unprinted)
    if file.exists("Workbook") or file.exists("Book"):
        stream = _stream(file, "Workbook") or _stream(file, "Book")
        return read_of(XLS, workbook_pages(stream, unprinted), unprinted)
    if file.exists("PowerPoint Document"):
        token = _stream(file, "Current User")[_USER_TOKEN]
        if token == _ENCRYPTED or file.exists("EncryptedSummary"):
            raise NeverUnlocked
        return read_of(PPT, tuple(("", words) for words in _slides(file, unprinted)), unprinted)
    return Read(media_type=OLE, losses=("works",) if file.exists("MatOST") else ())


def _slides(file: OleFileIO[Any], unprinted: UnprintedCollector) -> tuple[str, ...]:
    """The words of a presentation and those of its masters; of PowerPoint 95 what it keeps for searches."""
    stream = _stream(file, f"{_DUAL}/PowerPoint Document") or _stream(file, "PowerPoint Document")
    words = _stream(file, "Text_Content")
    try:
        masters = master_text(stream)
        return (slides_text(stream, unprinted), *((masters,) if masters else ()))
    except Damaged:
        if not words:
            raise
        return (decoded(words).text.replace("\r", "\n"),)


def _embedded_count(file: OleFileIO[Any]) -> int:
    """How many files are in a document of Word or Excel. Source: [MS-DOC] 2.1.10, [MS-XLS] 2.1.7.4."""
    paths = [tuple(path) for path in file.listdir(streams=False, storages=True)]
    return sum(
        (len(path) == 2 and path[0] == "ObjectPool")  # noqa: PLR2004 - the pool and the object
        or (len(path) == 1 and path[0].startswith("MBD"))
        for path in paths
    )


def _stream(file: OleFileIO[Any], name: str) -> bytes:
    return bytes(file.openstream(name).read()) if file.exists(name) else b""


def load_for_compound() -> None:
    """Load what reading these takes, before files are given up."""
    import olefile
    import xlrd

    with suppress(Damaged):  # no document that small could be kept here; what reads one is loaded
        read_compound(olefile.MAGIC + bytes(olefile.MINIMAL_OLEFILE_SIZE))
    xlrd.xldate_as_datetime(1.0, 0)
    cell_text(1.0)
