"""The words of Excel workbooks before 2007, and what of them is hidden.

Source: [MS-XLS] 2.4.53 (ColInfo), 2.4.150 (Lbl), 2.4.221 (Row), 2.4.265 (SST) and the
records MsoDrawingGroup and Continue.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from casebook.formats.fault import Damaged, PasswordProtected
from casebook.formats.older.workbook_records import CONTINUE, HEAD_BYTES, bound_sheets, records
from casebook.formats.older.workbook_texts import texts_beside_cells
from casebook.formats.printed.struck_words import MarkedPiece, words_of
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.read import LOST_DIGITS
from casebook.formats.workbook import collect_sheet, printed
from casebook.formats.workbook_cell import as_formatted, has_lost_digits, whole_text

_ROW, _COLUMNS = 0x0208, 0x007D
_NAME, _STRINGS = 0x0018, 0x00FC
_DRAWINGS = 0x00EB
_IGNORED = 0x00BF
"""A record that means nothing to the library."""
_ROW_IS_HIDDEN, _COLUMN_IS_HIDDEN = 0x20, 0x01
_MISREAD = (AssertionError, IndexError, KeyError, TypeError, struct.error)
_BLANK = frozenset({0, 6})
"""Types of cells of the library that hold nothing."""
_LENGTH = re.compile(r"\[[hms]+\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, repr=False)
class _HiddenCells:
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def workbook_pages(stream: bytes, unprinted: UnprintedCollector) -> tuple[tuple[str, str], ...]:
    """Name and words of each sheet that is printed: a line for each row that holds something.

    Pages without a name follow, of what stands beside the cells.

    xlrd gets the stream and not the file: what it does to a broken container takes all memory.

    Args:
        stream: ``Workbook`` or ``Book``.
        unprinted: takes comments, and what hidden sheets, rows and columns hold.

    Raises:
        Damaged: it is cut short or broken.
        PasswordProtected: it is encrypted.
    """
    import xlrd

    try:
        book = _opened(stream)
        hidden = dict(_hidden_cells(stream))
        sheets = map(book.sheet_by_index, range(book.nsheets))
        pages = [
            page
            for number, sheet in enumerate(sheets)
            if (page := _page(sheet, hidden.get(number, _HiddenCells()), unprinted))
        ]
        beside = texts_beside_cells(stream, str(book.encoding), unprinted)
        return (*pages, *(("", words) for words in beside))
    except xlrd.XLRDError as error:
        raise (PasswordProtected if "ncrypted" in str(error) else Damaged) from error
    except struct.error as error:
        raise Damaged from error


def _opened(stream: bytes) -> Any:  # noqa: ANN401 - the library has no types
    """The workbook with all its sheets, also where another program wrote amiss what no cell needs."""
    from xlrd.formula import FormulaError

    for is_mended in (False, True):
        for has_formats in (True, False):
            with suppress(*_MISREAD, FormulaError):
                return _loaded(_mended(stream) if is_mended else stream, has_formats=has_formats)
    raise Damaged


def _loaded(stream: bytes, *, has_formats: bool) -> Any:  # noqa: ANN401 - the library has no types
    import xlrd

    book = xlrd.open_workbook(
        file_contents=stream, logfile=io.StringIO(), formatting_info=has_formats, ragged_rows=True
    )
    book.has_formats = has_formats
    return book


def _page(
    sheet: Any,  # noqa: ANN401 - the library is untyped
    hidden: _HiddenCells,
    unprinted: UnprintedCollector,
) -> tuple[str, str] | None:
    rows = ((at + 1, _cells(sheet, at, unprinted)) for at in range(sheet.nrows))
    if sheet.visibility:
        collect_sheet(str(sheet.name), rows, unprinted)
        return None
    words = printed(rows, hidden, unprinted)
    for note in sheet.cell_note_map.values():
        unprinted.end_passage()
        unprinted.put("comment", str(note.text))
        unprinted.put("comment", "\n")
    return str(sheet.name), words


def workbook_drawings(stream: bytes) -> bytes:
    """Return the pictures that the drawings of all sheets share, in one piece.

    Args:
        stream: ``Workbook`` or ``Book``.
    """
    pieces, is_within = [], False
    for _, kind, content in records(stream):
        is_within = kind == _DRAWINGS or (is_within and kind == CONTINUE)
        if is_within:
            pieces.append(content)
    return b"".join(pieces)


def _hidden_cells(stream: bytes) -> Iterator[tuple[int, _HiddenCells]]:
    """The hidden rows and columns of each sheet by its number, as far as the stream goes."""
    places = (sheet.at for sheet in bound_sheets(stream) if sheet.has_cells)
    for number, place in enumerate(places):
        hidden = _HiddenCells()
        for _, kind, content in records(stream, place):
            if kind == _ROW and content[12] & _ROW_IS_HIDDEN:
                hidden.rows.add(struct.unpack_from("<H", content)[0] + 1)
            elif kind == _COLUMNS:
                first, last, width, _, flags = struct.unpack_from("<5H", content)
                if flags & _COLUMN_IS_HIDDEN or not width:
                    hidden.columns.update(range(first + 1, last + 2))
        yield number, hidden


def _mended(stream: bytes) -> bytes:
    """The stream with its defined names made meaningless, and no more strings announced than are used.

    No place in it changes.
    """
    changed = bytearray(stream)
    for at, kind, content in records(stream):
        if kind == _NAME:
            struct.pack_into("<H", changed, at, _IGNORED)
        elif kind == _STRINGS:
            used, announced = struct.unpack_from("<II", content)
            struct.pack_into("<I", changed, at + HEAD_BYTES + 4, min(used, announced))
    return bytes(changed)


def _cells(sheet: Any, at: int, unprinted: UnprintedCollector) -> list[str]:  # noqa: ANN401 - as above
    """The cells of a row, up to the last that holds something; a blank one with a format holds nothing."""
    import xlrd

    kinds = sheet.row_types(at)
    filled = [column for column, kind in enumerate(kinds) if kind not in _BLANK]
    cells = [""] * (filled[-1] + 1 if filled else 0)
    for column in filled:
        value = sheet.cell_value(at, column)
        if kinds[column] == xlrd.XL_CELL_NUMBER and has_lost_digits(value):
            unprinted.losses.add(LOST_DIGITS)
        if kinds[column] in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
            cells[column] = _number(value, _format(sheet, at, column), sheet.book.datemode, kinds[column])
        elif kinds[column] != xlrd.XL_CELL_ERROR:
            cells[column] = whole_text(value)
        cells[column] = _marked(sheet, (at, column), cells[column])
    return cells


def _marked(sheet: Any, place: tuple[int, int], text: str) -> str:  # noqa: ANN401 - as above
    """The text of a cell with brackets around what is struck and around raised figures.

    Source: [MS-XLS] 2.4.122 (Font) and 2.5.293 (XLUnicodeRichExtendedString).
    """
    book = sheet.book
    if not book.has_formats:
        return text
    try:
        own = book.font_list[book.xf_list[sheet.cell_xf_index(*place)].font_index]
        runs = [(at, book.font_list[font]) for at, font in sheet.rich_text_runlist_map.get(place, ())]
    except (IndexError, KeyError, AttributeError):
        return text
    written = str(sheet.cell_value(*place)) if runs else text
    ends = [*(at for at, _ in runs), len(written)]
    pieces = [MarkedPiece(written[: ends[0]], bool(own.struck_out))]
    for (at, font), end in zip(runs, ends[1:], strict=True):
        pieces.append(MarkedPiece(written[at:end], bool(font.struck_out), bool(font.escapement)))
    return words_of(pieces).strip()


def _format(sheet: Any, at: int, column: int) -> str:  # noqa: ANN401 - as above
    """The number format of a cell, or "" where it is not known. Source: [MS-XLS] 2.4.126 and 2.4.353."""
    book = sheet.book
    if not book.has_formats:
        return ""
    try:
        return str(book.format_map[book.xf_list[sheet.cell_xf_index(at, column)].format_key].format_str)
    except (IndexError, KeyError, AttributeError):
        return ""


def _number(value: float, number_format: str, datemode: int, kind: int) -> str:
    """A number, a day, a time or a length of time, as the sheet shows it where that changes what it says."""
    import xlrd

    if kind == xlrd.XL_CELL_NUMBER:
        return as_formatted(value, number_format)
    if _LENGTH.match(number_format):
        return as_formatted(timedelta(days=value), number_format)
    try:
        stated = xlrd.xldate_as_datetime(value, datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return whole_text(value)
    is_time = 0 < value < 1
    return stated.strftime("%H:%M:%S" if stated.second else "%H:%M") if is_time else whole_text(stated)
