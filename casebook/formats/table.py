"""Tables of other programs: CSV and workbooks in, CSV out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.base.grid import NO_HEADINGS, BadRow, Grid, GridRow, states_something
from casebook.domain.exchange.import_plan import joined
from casebook.formats.encoding import decoded_list, load_encodings
from casebook.formats.fault import OversizedFile
from casebook.formats.media_type import PACKAGES, media_type
from casebook.formats.printed.row_marks import RowMarks, row_marks
from casebook.formats.workbook import (
    MAX_COLUMNS,
    filled_sheets,
    load_for_workbooks,
    sheet_rows,
)
from casebook.formats.workbook_cell import MAX_CELL

MAX_ROWS = 100_000
_DELIMITERS = ",;\t|"
_NAMED_DELIMITER = re.compile(r"sep=([,;\t|])\s*", re.IGNORECASE)
"""A first line by which spreadsheets name the sign between cells."""
_SAMPLE_LINES = 20
_HEAD_LINES = 30
"""So many lines may stand above the headings."""
_HEAD_SHARE = 0.6
"""So much of the usual line the headings fill."""
_MAX_RECORD_LINES = 100
"""A cell may run over so many lines; beyond that its quotation mark was never closed."""
_HEAD_SIZE = 4096
_SIGNS = "=+\\-@＝＋－＠"
_STARTS_FORMULA = re.compile(rf"[{_SIGNS}\t\r]")
_FORMULA_INSIDE = re.compile(rf"([;|\t\r\n][\s\"]*)(?=[{_SIGNS}])")
"""Where a spreadsheet that separates cells by another sign than the comma would begin a new one."""
_MARKED_INSIDE = re.compile(rf"([;|\t\r\n][\s\"]*)'(?=[{_SIGNS}])")
_FIGURE = re.compile(r"[+-]?[\d\s().,/-]*")


def read_table(data: bytes, encoding: str = "", head_line: int = 0) -> Grid:
    """The rows of a CSV file or of the first sheet of a workbook that has any, under their headings.

    A row that cannot be read is named by its line; the rows after it are read.

    Args:
        data: the whole file.
        encoding: of a CSV file as somebody chose it, or "" to find out.
        head_line: the line of the headings as somebody chose it, from 1, 0 to find out, or `NO_HEADINGS`.

    Raises:
        DamagedSource: the file is empty.
        Damaged: it is a workbook that cannot be read.
        Locked: it wants a password.
        OversizedFile: it would swell beyond bounds.
    """
    if media_type(data[:_HEAD_SIZE]) in PACKAGES:
        return _workbook(data, head_line)
    return _text(data, encoding, head_line)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A line of a table as it was read; `why` where it cannot be."""

    line: int
    cells: tuple[str, ...] = ()
    formulas: frozenset[int] = frozenset()
    why: Message = NO_MESSAGE


def _workbook(data: bytes, head_line: int) -> Grid:
    sheet, *other_sheets = (*filled_sheets(data),) or ("",)
    records = (
        _Record(line=line, cells=cells, formulas=formulas) for line, cells, formulas in sheet_rows(data)
    )
    grid = _grid(records, head_line)
    marks = row_marks(data, sheet)
    rows = [_marked(row, marks) for row in grid.rows]
    head, struck = grid.head, [_struck_words(row, marks) for row in rows]
    if any(struck):
        head = (*head, STRUCK_HEADING)
        rows = [replace(row, cells=(*row.cells, text)) for row, text in zip(rows, struck, strict=True)]
    return replace(
        grid, head=head, rows=tuple(rows), form="xlsx", sheet=sheet, other_sheets=tuple(other_sheets)
    )


def _struck_words(row: GridRow, marks: RowMarks) -> str:
    """The words struck through in cells of a row that have others, too."""
    found = (marks.partly.get((row.line, at)) for at in range(len(row.cells)))
    return "; ".join(" ".join(one.struck.split()) for one in found if one)


def _marked(row: GridRow, marks: RowMarks) -> GridRow:
    """A row with what its workbook shows of it."""
    struck = _STRUCK if row.line in marks.struck else NO_MESSAGE
    hidden = _HIDDEN if row.line in marks.hidden else NO_MESSAGE
    words = _struck_words(row, marks)
    partly = Message(_PARTLY, words=words) if words else NO_MESSAGE
    cells = tuple(
        marks.partly[row.line, at].kept[:MAX_CELL] if (row.line, at) in marks.partly else cell
        for at, cell in enumerate(row.cells)
    )
    said = [" ".join(text.split()) for text in marks.comments.get(row.line, ())]
    notes = [Message("A cell has a comment: “{comment}”.", comment=text) for text in said if text]
    doubts = [one for one in (struck, partly, hidden) if one]
    return replace(row, cells=cells, note=joined(notes), doubt=joined(doubts))


_STRUCK = Message("It is struck through in the workbook.")
_PARTLY = gettext_noop("“{words}” is struck through in its cells and is not read with the rest of them.")
STRUCK_HEADING = "Struck through"
"""The column of words that are struck through in cells that have others, too."""
_HIDDEN = Message("Its row is hidden in the workbook.")


def _text(data: bytes, encoding: str, head_line: int) -> Grid:
    decoded_text, fitting = decoded_list(data, encoding)
    lines = decoded_text.text.splitlines(keepends=True)
    named = _NAMED_DELIMITER.fullmatch(lines[0]) if lines else None
    delimiter = named[1] if named else _delimiter(lines)
    if named:
        lines[0] = "\n"
    is_torn = bool(decoded_text.encoding)
    grid = _grid(_records(lines, delimiter, is_torn=is_torn), head_line)
    return replace(
        grid,
        form="csv",
        encoding=decoded_text.encoding,
        delimiter=delimiter,
        is_guessed=decoded_text.is_guessed,
        readings=fitting,
    )


def _grid(records: Iterator[_Record], head_line: int) -> Grid:
    """The rows under their headings; what stands above these is passed over and counted."""
    if head_line == NO_HEADINGS:
        every = list(records)
        width = max((len(one.cells) for one in every), default=0)
        return _under(tuple(str(place + 1) for place in range(width)), every)
    first = list(islice(records, _HEAD_LINES))
    at = _head_at(first, head_line)
    if at is None:
        return Grid(form="", head=(), rows=(), bad_rows=tuple(_bad(one) for one in first if one.why))
    head, begins = _headings(first, at)
    while head and not head[-1]:
        head = head[:-1]
    above = sum(any(record.cells) for record in first[:at])
    return replace(_under(head, chain(first[begins:], records)), head_line=first[at].line, above=above)


def _under(head: tuple[str, ...], records: Iterable[_Record]) -> Grid:
    """The rows with their headings."""
    rows: list[GridRow] = []
    bad: list[BadRow] = []
    for record in records:
        if record.why:
            bad.append(_bad(record))
        elif any(record.cells[len(head) :]):
            bad.append(BadRow(line=record.line, why=_TOO_LONG))
        elif any(map(states_something, record.cells)) or record.formulas:
            kept = (*record.cells, *("",) * len(head))[: len(head)]
            rows.append(GridRow(line=record.line, cells=kept, formulas=tuple(sorted(record.formulas))))
        if len(rows) + len(bad) > MAX_ROWS:
            raise OversizedFile
    return Grid(form="", head=head, rows=tuple(rows), bad_rows=tuple(bad))


def _bad(record: _Record) -> BadRow:
    return BadRow(line=record.line, why=record.why)


def _headings(first: Sequence[_Record], at: int) -> tuple[tuple[str, ...], int]:
    """The headings, which may stand in two lines as under a heading of several columns, and where rows begin.

    The second line only divides what the first leaves open: it fills a column without a heading, and others
    where a heading spans them or where it repeats it.
    """
    upper = first[at].cells
    if at + 1 >= len(first) or first[at + 1].why:
        return upper, at + 1
    lower = first[at + 1].cells
    width = max(len(upper), len(lower))
    pairs = list(
        zip((*upper, *("",) * (width - len(upper))), (*lower, *("",) * (width - len(lower))), strict=True)
    )
    spans = [
        not above or (place + 1 < width and not pairs[place + 1][0]) for place, (above, _) in enumerate(pairs)
    ]
    divides = any(below and not above for above, below in pairs)
    fits = all(not below or below == above or span for (above, below), span in zip(pairs, spans, strict=True))
    has_figures = any(below and _FIGURE.fullmatch(below) for _, below in pairs)
    is_outside = any(above and not span for (above, _), span in zip(pairs, spans, strict=True))
    if not (divides and fits and is_outside) or has_figures:
        return upper, at + 1
    return tuple(below or above for above, below in pairs), at + 2


def _head_at(first: Sequence[_Record], head_line: int) -> int | None:
    """The place of the headings among the first lines: as chosen, or the first line that looks like them.

    A title, a date or a name of the office stands in one or two cells, as many as headings of a narrow table
    fill, but then above an empty line; headings fill most columns, and with words.
    """
    for at, record in enumerate(first):
        if head_line and record.line >= head_line and any(record.cells):
            return at
    filled = [sum(map(bool, record.cells)) for record in first]
    counts = sorted(count for count in filled if count)
    if not counts:
        return None
    usual = counts[(len(counts) - 1) // 2]
    are_words = [_is_in_words(record) for record in first]
    for at, count in enumerate(filled):
        follows = next((place for place in range(at + 1, len(first)) if filled[place]), at + 1)
        is_apart = at + 1 < follows and are_words[follows] and count < usual <= filled[follows]
        if count >= _HEAD_SHARE * usual and are_words[at] and not is_apart:
            return at
    return next(at for at, count in enumerate(filled) if count)


def _is_in_words(record: _Record) -> bool:
    """Whether most filled cells of a line hold words."""
    figures = sum(bool(cell) and bool(_FIGURE.fullmatch(cell)) for cell in record.cells)
    return figures * 2 < sum(map(bool, record.cells))


_TOO_LONG = Message("It has more cells than there are headings.")
_OPEN_QUOTE = Message("A quotation mark is not closed or is in the wrong place.")
_NO_TEXT = Message("Some of its bytes are not text in this encoding.")


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that sets most lines apart into the same number of cells, more than one."""
    sample = [line for line in lines[:_SAMPLE_LINES] if line.strip()]

    def agreement(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in sample]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=agreement)


def _records(lines: Sequence[str], delimiter: str, *, is_torn: bool) -> Iterator[_Record]:
    """Each row; after a broken one the next line begins anew.

    Args:
        lines: of the file.
        delimiter: what sets cells apart.
        is_torn: a sign for bytes that are no text is a fault.
    """
    at = 0
    while at < len(lines):
        for length in range(1, min(_MAX_RECORD_LINES, len(lines) - at) + 1):
            text = "".join(lines[at : at + length])
            if text.count('"') % 2 == 0:
                break
        else:
            yield _Record(line=at + 1, why=_OPEN_QUOTE)
            at += 1
            continue
        try:
            row = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
        except csv.Error:
            yield _Record(line=at + 1, why=_OPEN_QUOTE)
            at += 1
            continue
        cells = tuple(_plain(cell) for cell in row[:MAX_COLUMNS])
        is_faulty = is_torn and any("\ufffd" in cell for cell in cells)
        yield _Record(line=at + 1, cells=cells, why=_NO_TEXT if is_faulty else NO_MESSAGE)
        at += length


def _plain(cell: str) -> str:
    """A cell without the marks that kept a spreadsheet from running it."""
    stripped = _MARKED_INSIDE.sub(r"\1", cell.strip()[:MAX_CELL])
    return stripped[1:] if stripped.startswith("'") and _STARTS_FORMULA.match(stripped, 1) else stripped
