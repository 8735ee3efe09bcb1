"""Compound files (OLE): which program made it, and its words.

Source: [MS-CFB]; [MS-OFFCRYPTO] 2.3 for documents encrypted as a whole.
"""

from __future__ import annotations

import io
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from casebook.formats.fault import Damaged, PasswordProtected
from casebook.formats.media_type import DOC, OLE, PPT, XLS
from casebook.formats.older.slides_binary import slides_text
from casebook.formats.older.word_binary import word_text
from casebook.formats.read import Read, bounded
from casebook.formats.workbook import cell_text
from casebook.host.protocol.extract_protocol import MAX_WORDS

if TYPE_CHECKING:
    from olefile import OleFileIO

_FAULTS = (
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
)


def read_compound(data: bytes) -> Read:
    """A document of Word, Excel or PowerPoint before 2007; of others only what they are.

    Raises:
        Damaged: it is cut short or broken.
        PasswordProtected: it is encrypted, also a later document.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            kind, pages = _read(file)
    except _FAULTS as error:
        raise Damaged from error
    kept, is_cut = bounded(pages, MAX_WORDS)
    return Read(media_type=kind, pages=kept, is_cut=is_cut)


def _read(file: OleFileIO[Any]) -> tuple[str, tuple[str, ...]]:
    if file.exists("EncryptedPackage"):
        raise PasswordProtected
    if file.exists("WordDocument"):
        tables = (_stream(file, "0Table"), _stream(file, "1Table"))
        return DOC, (word_text(_stream(file, "WordDocument"), tables),)
    if file.exists("Workbook") or file.exists("Book"):
        return XLS, _sheets(_stream(file, "Workbook") or _stream(file, "Book"))
    if file.exists("PowerPoint Document"):
        if file.exists("EncryptedSummary"):
            raise PasswordProtected
        return PPT, (slides_text(_stream(file, "PowerPoint Document")),)
    return OLE, ()


def _stream(file: OleFileIO[Any], name: str) -> bytes:
    return bytes(file.openstream(name).read()) if file.exists(name) else b""


def _sheets(stream: bytes) -> tuple[str, ...]:
    """The values and comments of each sheet: a line for each row that holds something.

    xlrd gets the stream and not the file: what it does to a broken container takes all memory.
    """
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=stream, logfile=io.StringIO(), on_demand=True)
        return tuple(_sheet(book.sheet_by_index(number), book.datemode) for number in range(book.nsheets))
    except xlrd.XLRDError as error:
        raise (PasswordProtected if "ncrypted" in str(error) else Damaged) from error
    except struct.error as error:
        raise Damaged from error


def _sheet(sheet: Any, datemode: int) -> str:  # noqa: ANN401 - the library has no types
    rows = ("\t".join(_cell(cell, datemode) for cell in sheet.row(at)).strip() for at in range(sheet.nrows))
    comments = (str(note.text) for note in sheet.cell_note_map.values())
    return "\n".join(filter(None, (*rows, *comments)))


def _cell(cell: Any, datemode: int) -> str:  # noqa: ANN401 - the library has no types
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return cell_text(xlrd.xldate_as_datetime(cell.value, datemode))
        except (xlrd.xldate.XLDateError, OverflowError, ValueError):
            return cell_text(cell.value)
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else cell_text(cell.value)


def load_for_compound() -> None:
    """Load what reading these takes, before files are given up."""
    import olefile
    import xlrd

    with suppress(Damaged):  # no document that small could be kept here; what reads one is loaded
        read_compound(olefile.MAGIC + bytes(olefile.MINIMAL_OLEFILE_SIZE))
    xlrd.xldate_as_datetime(1.0, 0)
    cell_text(1.0)
