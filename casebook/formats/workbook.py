"""Workbooks (XLSX): the values of their cells, in bounded time and memory."""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import cache
from typing import Any, Protocol
from zipfile import BadZipFile, ZipFile

from casebook.formats.fault import Damaged
from casebook.formats.media_type import XLSX
from casebook.formats.package import open_package, read_member
from casebook.formats.printed.cell_marks import SheetMarks, WorkbookMarks, struck_styles
from casebook.formats.printed.row_marks import row_marks
from casebook.formats.printed.unprinted import MAX_GAPS, UnprintedCollector
from casebook.formats.printed.workbook_parts import SheetPart, sheet_parts
from casebook.formats.read import LEFT_OUT_ROWS, LOST_DIGITS
from casebook.formats.workbook_cell import MAX_CELL, has_lost_digits, shown_text
from casebook.host.protocol.extract_protocol import MAX_WORDS

MAX_COLUMNS = 16_384
_FAULTS = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    BadZipFile,
    zlib.error,
)
_FORMULA = "f"
_BREAKS = re.compile("[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""What would end a cell or a row where it stands in one."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
MAX_MERGED = 20_000
"""So many merged cells of a sheet are heeded."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = "xl/styles.xml"
_NUMBER_FORMAT = re.compile(rb"<numFmt\b[^>]*/>")
_CELL_FORMATS = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<xf\b[^>]*>")
_FORMAT_OF_CELL = re.compile(rb"numFmtId=\"(\d{1,9})\"")
_STRICT_MAIN = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_STRICT_RELATED = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
"""Source: ISO/IEC 29500-1, A.2 and the relationships of Part 1 against those of Part 4."""
_PACKAGED = "http://schemas.openxmlformats.org/package/2006"
_SAMPLE = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGED}/content-types"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{XLSX}.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGED}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/worksheets/sheet1.xml": (
        f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>文</t></is></c>'
        '<c r="B1"><f>1+1</f><v>2.5</v></c></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells></worksheet>'
    ),
}
"""The least workbook there is.

Source: ECMA-376-1, 12.2 and 18.
"""


class HiddenPlaces(Protocol):
    """The numbers of hidden rows and columns, from 1."""

    @property
    def rows(self) -> AbstractSet[int]:
        """Rows."""

    @property
    def columns(self) -> AbstractSet[int]:
        """Columns."""


def sheet_texts(data: bytes, unprinted: UnprintedCollector) -> tuple[tuple[str, str], ...]:
    """Name and values of each sheet that is printed: a line for each row, cells set apart by tabs.

    A page without a name has each line of their headers and footers once.

    Args:
        data: the workbook.
        unprinted: takes what hidden sheets, rows and columns hold.

    Raises:
        Damaged: it is no workbook.
        Locked: it wants a password.
        OversizedFile: it would swell beyond bounds.
    """
    texts, headers = [], dict[str, None]()
    book = _opened(data, has_values=True)
    with open_package(data) as package:
        parts, marks = {part.title: part for part in sheet_parts(package)}, _marks(package)
        try:
            for sheet in book.worksheets:
                part = parts.get(sheet.title, SheetPart(sheet.title, "", sheet.sheet_state != "visible"))
                shown = marks.sheet(part.path)
                headers |= dict.fromkeys(() if part.is_hidden else shown.headers)
                rows = ((number, _texts(number, row, shown, unprinted)) for number, row in _rows(sheet))
                if part.is_hidden:
                    collect_sheet(part.title, rows, unprinted)
                else:
                    texts.append((part.title, printed(rows, shown.hidden, unprinted)))
        except _FAULTS as error:
            raise Damaged from error
    return (*texts, ("", "\n".join(headers))) if headers else tuple(texts)


def printed(
    rows: Iterable[tuple[int, list[str]]], hidden: HiddenPlaces, unprinted: UnprintedCollector
) -> str:
    """The rows of a sheet without what is hidden, which goes unprinted.

    Each is a line, whose number is that of the row; each cell stands in its column, after so many tabs.

    Args:
        rows: number from 1 and cells of each.
        hidden: rows and columns, from 1.
        unprinted: takes what is not printed.
    """
    lines: list[str] = []
    columns: set[int] = set()
    left, gaps = MAX_WORDS, MAX_GAPS
    for number, cells in rows:
        if left < 0 or gaps < 0:
            unprinted.losses.add(LEFT_OUT_ROWS)
            break
        if number in hidden.rows:
            unprinted.end_passage()
            unprinted.put("row", "\t".join(cells).strip())
            unprinted.put("row", "\n")
            continue
        for column, cell in enumerate(cells, start=1):
            if cell and column in hidden.columns:
                columns.add(column)
                unprinted.put("column", f"{cell}\n")
        shown = (
            "" if column in hidden.columns else _BREAKS.sub(" ", cell)
            for column, cell in enumerate(cells, start=1)
        )
        if line := "\t".join(shown).rstrip():
            empty = number - 1 - len(lines)
            lines.extend((*[""] * empty, line))
            gaps -= line.count("\t") + empty + 1
            left -= len(line) - line.count("\t")
    unprinted.add("column", len(columns))
    return "\n".join(lines)


def _marks(package: ZipFile) -> WorkbookMarks:
    """What the cells show; of formats that cannot be read nothing is known."""
    styles = frozenset[int]()
    with suppress(Damaged):
        styles = struck_styles(package)
    return WorkbookMarks(package, styles)


def _texts(number: int, row: Iterable[Any], marks: SheetMarks, unprinted: UnprintedCollector) -> list[str]:
    texts = []
    for column, cell in enumerate(row):
        texts.append(marks.shown((number, column), shown_text(cell)))
        if has_lost_digits(cell.value):
            unprinted.losses.add(LOST_DIGITS)
    return texts


def collect_sheet(title: str, rows: Iterable[tuple[int, list[str]]], unprinted: UnprintedCollector) -> None:
    """Keep a hidden sheet with its name."""
    unprinted.end_passage()
    unprinted.put("sheet", f"{title}\n")
    left = MAX_WORDS
    for _, cells in rows:
        unprinted.put("sheet", "\t".join(cells).strip() + "\n")
        left -= sum(map(len, cells)) + 1
        if left < 0:
            break
    unprinted.end_passage()


def sheet_rows(data: bytes) -> Iterator[tuple[int, tuple[str, ...], frozenset[int]]]:
    """The rows that hold something of the first sheet with any: number from 1, values, which are formulas.

    A formula gives the value that was worked out when the workbook was last saved; "" where none was.

    Raises:
        Damaged: it is no workbook.
        Locked: it wants a password.
        OversizedFile: it would swell beyond bounds.
    """
    valued, written = _opened(data, has_values=True), _opened(data, has_values=False)
    try:
        place = next(_filled(written), 0)
        rows = zip(
            _rows(valued.worksheets[place], keeps_empty=True),
            _rows(written.worksheets[place], keeps_empty=True),
            strict=False,
        )
        path = valued.worksheets[place]._worksheet_path  # noqa: SLF001 - known only here when read only
        with open_package(data) as package:
            merged, marks = _merged_down(read_member(package, path)), _marks(package).sheet(path)
        held: dict[int, tuple[str, int]] = {}
        for (number, cells), (_, formulas) in rows:
            values = tuple(
                marks.raised((number, column), shown_text(cell))[:MAX_CELL]
                for column, cell in enumerate(cells[:MAX_COLUMNS])
            )
            texts = _with_merged(values, number, merged, held)
            marked = frozenset(
                at for at, cell in enumerate(formulas[:MAX_COLUMNS]) if cell.data_type == _FORMULA
            )
            if any(texts) or marked:
                yield number, texts, marked
    except _FAULTS as error:
        raise Damaged from error


def _merged_down(content: bytes) -> dict[tuple[int, int], int]:
    """The last row of each cell merged with those below it, by its row and column from 1 and 0."""
    from openpyxl.utils.cell import range_boundaries

    merged: dict[tuple[int, int], int] = {}
    for reference in _MERGED.findall(content)[:MAX_MERGED]:
        left, top, _, bottom = range_boundaries(reference.decode())
        if left and top and bottom and bottom > top:
            merged[top, left - 1] = bottom
    return merged


def _with_merged(
    texts: tuple[str, ...], number: int, merged: dict[tuple[int, int], int], held: dict[int, tuple[str, int]]
) -> tuple[str, ...]:
    """A row with what stands in cells merged with its own from above; `held` goes from row to row.

    A row that is empty otherwise stays so.
    """
    for column, text in enumerate(texts):
        if (number, column) in merged:
            held[column] = (text, merged[number, column])
    if not any(texts):
        return texts
    filled = [*texts, *("",) * (max(held, default=-1) + 1 - len(texts))]
    for column, (text, last) in held.items():
        if number <= last and not filled[column]:
            filled[column] = text
    return tuple(filled)


def filled_sheets(data: bytes) -> tuple[str, ...]:
    """The titles of the sheets that hold rows; `sheet_rows` gives those of the first.

    Raises:
        Damaged, Locked, OversizedFile: as `sheet_rows`.
    """
    book = _opened(data, has_values=False)
    try:
        return tuple(str(book.worksheets[place].title)[:MAX_CELL] for place in _filled(book))
    except _FAULTS as error:
        raise Damaged from error


def load_for_workbooks() -> None:
    """Load what reading workbooks takes, before files are given up; openpyxl makes its own in a file."""
    written = io.BytesIO()
    with ZipFile(written, "w") as package:
        for name, content in _SAMPLE.items():
            package.writestr(name, content)
    data = written.getvalue()
    sheet_texts(data, UnprintedCollector())
    list(sheet_rows(data))
    row_marks(data, "a")
    filled_sheets(data)


def _opened(data: bytes, *, has_values: bool) -> Any:  # noqa: ANN401 - openpyxl's workbook
    with open_package(data) as package:  # bounds first
        data = _transitional(package) if _is_strict(package) else data

    def opened(content: bytes) -> Any:  # noqa: ANN401 - openpyxl's workbook
        reader = _reader()(io.BytesIO(content), read_only=True, data_only=has_values, keep_links=False)
        reader.read()
        return reader.wb

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            try:
                return opened(data)
            except _FAULTS:
                with open_package(data) as package:
                    return opened(_bare(package))
        except _FAULTS as error:
            raise Damaged from error


@cache
def _reader() -> Any:  # noqa: ANN401 - openpyxl's class
    """The reader of openpyxl, loaded late, with sheets that are read once, from their first row on."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    class Sheet(ReadOnlyWorksheet):
        def _get_size(self) -> None:
            """WORKAROUND(openpyxl 3.1): it looks for a stated size, and reads a sheet without one whole."""

    class Reader(ExcelReader):
        def read_worksheets(self) -> None:
            """Make the sheets with cells; those of a chart alone are passed over."""
            book: Any = self.wb
            for stated, related in self.parser.find_sheets():
                if related.target in self.valid_files and "chartsheet" not in related.Type:
                    book._sheets.append(Sheet(book, stated.name, related.target, self.shared_strings))  # noqa: SLF001

    return Reader


def _bare(package: ZipFile) -> bytes:
    """A workbook without what other programs write amiss and no cell needs: properties, theme and looks."""
    written = io.BytesIO()
    with ZipFile(written, "w") as copied:
        for name in package.namelist():
            if name == _STYLES:
                copied.writestr(name, _number_formats(read_member(package, name)))
            elif not name.startswith(("docProps/", "xl/theme/")):
                copied.writestr(name, read_member(package, name))
    return written.getvalue()


def _number_formats(styles: bytes) -> bytes:
    """The styles of a workbook reduced to the formats that tell days from numbers.

    Source: ECMA-376-1, 18.8.10 (cellXfs) and 18.8.31 (numFmts).
    """
    formats = b"".join(_NUMBER_FORMAT.findall(styles))
    cells = _CELL_FORMATS.search(styles)
    numbers = [_FORMAT_OF_CELL.search(one) for one in _CELL_FORMAT.findall(cells[0])] if cells else []
    cell_formats = b"".join(b'<xf numFmtId="%s"/>' % (found[1] if found else b"0") for found in numbers)
    count = b'<numFmts count="%d">' % len(_NUMBER_FORMAT.findall(styles))
    return (
        b'<styleSheet xmlns="%s">' % _MAIN.encode()
        + (count + formats + b"</numFmts>" if formats else b"")
        + b"<cellXfs>"
        + (cell_formats or b'<xf numFmtId="0"/>')
        + b"</cellXfs></styleSheet>"
    )


def _is_strict(package: ZipFile) -> bool:
    """Whether Excel saved it as a strict workbook, whose namespaces the library does not know."""
    name = "xl/workbook.xml"
    return name in package.namelist() and _STRICT_MAIN in read_member(package, name)


def _transitional(package: ZipFile) -> bytes:
    """A strict workbook with the namespaces that all others have."""
    written = io.BytesIO()
    with ZipFile(written, "w") as copied:
        for name in package.namelist():
            content = read_member(package, name)
            if name.endswith((".xml", ".rels")):
                content = content.replace(_STRICT_MAIN, _MAIN.encode())
                content = content.replace(_STRICT_RELATED, _RELATED.encode())
            copied.writestr(name, content)
    return written.getvalue()


def _filled(book: Any) -> Iterator[int]:  # noqa: ANN401 - openpyxl's workbook
    """The places of the sheets that hold something."""
    for place, sheet in enumerate(book.worksheets):
        if any(True for _ in _rows(sheet)):
            yield place


def _rows(sheet: Any, *, keeps_empty: bool = False) -> Iterator[tuple[int, tuple[Any, ...]]]:  # noqa: ANN401
    """Rows with their numbers; what the file says of the sheet's size is not believed."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if keeps_empty or any(cell.value is not None for cell in row):
            yield number, row
