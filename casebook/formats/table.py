"""Tables of other programs: CSV and workbooks in, CSV out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.grid import BadRow, Grid, GridRow
from casebook.formats.encoding import decoded_list, load_encodings
from casebook.formats.fault import OversizedFile
from casebook.formats.media_type import PACKAGES, media_type
from casebook.formats.workbook import (
    MAX_CELL,
    MAX_COLUMNS,
    filled_sheets,
    load_for_workbooks,
    sheet_rows,
)

MAX_ROWS = 100_000
_DELIMITERS = ",;\t|"
_NAMED_DELIMITER = re.compile(r"sep=([,;\t|])\s*", re.IGNORECASE)
"""A first line by which spreadsheets name the sign between cells."""
_SAMPLE_LINES = 20
_MAX_RECORD_LINES = 100
"""A cell may run over so many lines; beyond that its quotation mark was never closed."""
_HEAD_SIZE = 4096
_SIGNS = "=+\\-@＝＋－＠"
_STARTS_FORMULA = re.compile(rf"[{_SIGNS}\t\r]")
_FORMULA_INSIDE = re.compile(rf"([;|\t\r\n][\s\"]*)(?=[{_SIGNS}])")
"""Where a spreadsheet that separates cells by another sign than the comma would begin a new one."""
_MARKED_INSIDE = re.compile(rf"([;|\t\r\n][\s\"]*)'(?=[{_SIGNS}])")
_FIGURE = re.compile(r"[+-]?[\d\s().,/-]*")


def read_table(data: bytes, encoding: str = "") -> Grid:
    """The rows of a CSV file or of the first sheet of a workbook that has any, under those of the first row.

    A row that cannot be read is named by its line; the rows after it are read.

    Args:
        data: the whole file.
        encoding: of a CSV file as somebody chose it, or "" to find out.

    Raises:
        DamagedSource: the file is empty.
        Damaged: it is a workbook that cannot be read.
        Locked: it wants a password.
        OversizedFile: it would swell beyond bounds.
    """
    return _workbook(data) if media_type(data[:_HEAD_SIZE]) in PACKAGES else _text(data, encoding)


def write_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that every spreadsheet opens as it is meant: UTF-8 with its mark, no cell run as a formula.

    Source: RFC 4180; for the mark before what could start a formula, OWASP, "CSV Injection".
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(_harmless, head))
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def load_for_tables() -> None:
    """Load what reading tables takes, before files are given up."""
    load_for_workbooks()
    load_encodings()
    read_table("a;b\n1;é\n".encode("cp1252"))


def _harmless(cell: str) -> str:
    if _FIGURE.fullmatch(cell):
        return cell
    mark = "'" if _STARTS_FORMULA.match(cell) else ""
    return mark + _FORMULA_INSIDE.sub(r"\1'", cell)


def _workbook(data: bytes) -> Grid:
    sheet, *other_sheets = (*filled_sheets(data),) or ("",)
    rows_found = sheet_rows(data)
    first = next(rows_found, None)
    if first is None:
        return Grid(form="xlsx", head=(), rows=())
    head = first[1]
    while head and not head[-1]:
        head = head[:-1]
    rows: list[GridRow] = []
    bad: list[BadRow] = []
    for number, cells, formulas in rows_found:
        if len(rows) >= MAX_ROWS:
            raise OversizedFile
        if any(cells[len(head) :]):
            bad.append(BadRow(line=number, why=_TOO_LONG))
            continue
        kept = (*cells[: len(head)], *("",) * (len(head) - len(cells)))
        rows.append(GridRow(line=number, cells=kept, formulas=tuple(sorted(formulas))))
    return Grid(
        form="xlsx",
        head=head,
        rows=tuple(rows),
        bad_rows=tuple(bad),
        sheet=sheet,
        other_sheets=tuple(other_sheets),
    )


def _text(data: bytes, encoding: str) -> Grid:
    decoded_text, fitting = decoded_list(data, encoding)
    lines = decoded_text.text.splitlines(keepends=True)
    named = _NAMED_DELIMITER.fullmatch(lines[0]) if lines else None
    delimiter = named[1] if named else _delimiter(lines)
    if named:
        lines[0] = "\n"
    records = _records(lines, delimiter)
    head: tuple[str, ...] = ()
    rows: list[GridRow] = []
    bad: list[BadRow] = []
    for line, cells, why in records:
        if why:
            bad.append(BadRow(line=line, why=why))
        elif not any(cells):
            continue
        elif not head:
            head = cells
        elif why := _fault(cells, len(head), decoded_text.encoding):
            bad.append(BadRow(line=line, why=why))
        else:
            rows.append(GridRow(line=line, cells=(*cells, *("",) * (len(head) - len(cells)))[: len(head)]))
        if len(rows) + len(bad) > MAX_ROWS:
            raise OversizedFile
    return Grid(
        form="csv",
        head=head,
        rows=tuple(rows),
        bad_rows=tuple(bad),
        encoding=decoded_text.encoding,
        delimiter=delimiter,
        is_guessed=decoded_text.is_guessed,
        readings=fitting,
    )


_TOO_LONG = Message("It has more cells than there are headings.")
_OPEN_QUOTE = Message("A quotation mark is not closed or is in the wrong place.")
_NO_TEXT = Message("Some of its bytes are not text in this encoding.")


def _fault(cells: tuple[str, ...], width: int, encoding: str) -> Message:
    if any(cells[width:]):
        return _TOO_LONG
    return _NO_TEXT if encoding and any("\ufffd" in cell for cell in cells) else NO_MESSAGE


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that sets most lines apart into the same number of cells, more than one."""
    sample = [line for line in lines[:_SAMPLE_LINES] if line.strip()]

    def agreement(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in sample]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=agreement)


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, tuple[str, ...], Message]]:
    """Line, cells and fault of each row; after a broken one the next line begins anew."""
    at = 0
    while at < len(lines):
        for length in range(1, min(_MAX_RECORD_LINES, len(lines) - at) + 1):
            text = "".join(lines[at : at + length])
            if text.count('"') % 2 == 0:
                break
        else:
            yield at + 1, (), _OPEN_QUOTE
            at += 1
            continue
        try:
            row = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
        except csv.Error:
            yield at + 1, (), _OPEN_QUOTE
            at += 1
            continue
        yield at + 1, tuple(_plain(cell) for cell in row[:MAX_COLUMNS]), NO_MESSAGE
        at += length


def _plain(cell: str) -> str:
    """A cell without the marks that kept a spreadsheet from running it."""
    stripped = _MARKED_INSIDE.sub(r"\1", cell.strip()[:MAX_CELL])
    return stripped[1:] if stripped.startswith("'") and _STARTS_FORMULA.match(stripped, 1) else stripped
