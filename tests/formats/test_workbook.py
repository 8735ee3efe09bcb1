from __future__ import annotations

import io
import struct
import sys
import zipfile
from collections import Counter
from types import FrameType
from typing import Any

import olefile
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from casebook.formats.media_type import ODS
from casebook.formats.office import read_flat, read_package
from casebook.formats.older.compound import read_compound
from casebook.formats.older.workbook_binary import workbook_pages
from casebook.formats.older.workbook_records import records
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.read import LEFT_OUT_ROWS, LOST_DIGITS
from casebook.formats.workbook import sheet_rows
from tests.formats.mail.compound import compound
from tests.formats.written import with_empty_rows
from tests.paths import KINDS_OF_FILES

_WRITER = 0x005C
"""The record with the name of the user, which has room for another."""


def calls_to_read(data: bytes) -> int:
    """How many calls, of Python and of C, it takes to read a workbook's rows."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        rows = list(sheet_rows(data))
    finally:
        sys.setprofile(None)
    assert [texts for _, texts, _ in rows] == [("Name",), ("Lin Zhiyuan",)]
    return calls


def test_an_empty_row_costs_the_same_however_many_there_are() -> None:
    none, some, many = (calls_to_read(with_empty_rows(count)) for count in (0, 500, 5_000))
    few_rows, many_rows = (some - none) / 500, (many - none) / 5_000
    assert few_rows < 100
    assert many_rows < few_rows * 1.1


@pytest.mark.parametrize("states_size", [False, True])
def test_a_sheet_is_read_once_for_its_cells_and_once_for_what_is_hidden(
    monkeypatch: pytest.MonkeyPatch, *, states_size: bool
) -> None:
    book = openpyxl.Workbook(write_only=not states_size)
    for title in ("One", "Two"):
        book.create_sheet(title).append((title, 2.5))
    written = io.BytesIO()
    book.save(written)
    opened: list[str] = []
    whole = zipfile.ZipFile.open

    def counted(package: zipfile.ZipFile, name: Any, *more: Any, **named: Any) -> Any:  # noqa: ANN401
        opened.append(getattr(name, "filename", name))
        return whole(package, name, *more, **named)

    monkeypatch.setattr(zipfile.ZipFile, "open", counted)
    assert read_package(written.getvalue()).pages[-2:] == ("One\t2.5", "Two\t2.5")
    sheets = [name for name in opened if name.startswith("xl/worksheets/")]
    assert max(Counter(sheets).values()) <= 2


def written_book(cells: dict[str, str | int]) -> bytes:
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.worksheets[0][place] = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_cells_stay_in_their_columns_and_each_row_is_one_line() -> None:
    data = written_book({"A1": "Name", "C1": "Born", "C2": 1980, "A3": "Li\nLi", "B3": "x"})
    assert read_package(data).pages[-1] == "Name\t\tBorn\n\t\t1980\nLi Li\tx"


def test_a_cell_far_to_the_right_and_a_long_one_are_read_whole() -> None:
    data = written_book({"A1": "x", "XFD1": "far", "A2": "y" * 20_000 + "END"})
    page = read_package(data).pages[-1]
    assert page == "x" + "\t" * 16_383 + "far\n" + "y" * 20_000 + "END"
    (number, texts, _), _ = sheet_rows(data)
    assert (number, texts[-1]) == (1, "far")


def test_cells_of_an_open_sheet_stay_in_their_columns() -> None:
    cell, empty = "<table:table-cell><text:p>%s</text:p></table:table-cell>", "<table:table-cell/>"
    three = '<table:table-cell table:number-columns-repeated="3"/>'
    covered = "<table:covered-table-cell/>"
    rows = (cell % "Name" + three + cell % "Born", empty + cell % "Li" + covered + cell % "x", three)
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    flat = f"<d><table:table table:name='One'>{table}</table:table></d>".encode()
    assert read_flat(flat, f"{ODS}-flat-xml").pages == ("Name\t\t\t\tBorn\n\tLi\t\tx",)


def test_line_ends_of_number_styles_before_an_open_sheet_are_no_rows() -> None:
    style = "<number:date-style><number:text>/</number:text></number:date-style>"
    table = "<table:table table:name='One'><table:table-row><table:table-cell><text:p>Date</text:p>"
    flat = f"<d>{style * 3}{table}</table:table-cell></table:table-row></table:table></d>"
    assert read_flat(flat.encode(), f"{ODS}-flat-xml").pages == ("Date",)


def test_numbers_stand_as_the_sheet_shows_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    shown = (
        (123, "00000000"),
        (0.256, "0.0%"),
        (1.5, "[h]:mm"),
        (1.5, "[h]:mm:ss"),
        (0.5, "General"),
        (-7, "0000;[Red]-0000"),
    )
    for column, (value, number_format) in enumerate(shown, start=1):
        sheet.cell(1, column, value).number_format = number_format
    written = io.BytesIO()
    book.save(written)
    texts = ("00000123", "25.6%", "36:00", "36:00:00", "0.5", "-0007")
    assert read_package(written.getvalue()).pages[-1] == "\t".join(texts)
    assert [row for _, row, _ in sheet_rows(written.getvalue())] == [texts]


def test_the_number_of_a_line_is_that_of_its_row() -> None:
    assert read_package(written_book({"A2": "a", "B5": "b"})).pages[-1] == "\na\n\n\n\tb"
    table = (
        '<table:table><table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        "<table:table-row><table:table-cell/><table:table-cell><text:p>b</text:p></table:table-cell>"
        '</table:table-row><table:table-row table:number-rows-repeated="1048572"><table:table-cell/>'
        "</table:table-row></table:table>"
    )
    names = " ".join(f"xmlns:{one}='{one}'" for one in ("office", "table", "text"))
    flat = f"<?xml version='1.0'?><office:document {names}>{table}</office:document>"
    assert read_flat(flat.encode(), f"{ODS}-flat-xml").pages[0] == "\n\n\n\tb"


@pytest.mark.proof
def test_empty_cells_use_up_no_words_and_what_is_left_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    for row in range(1, 321):
        book.worksheets[0].cell(row, 16_384, f"end {row}")
    written = io.BytesIO()
    book.save(written)
    whole = read_package(written.getvalue())
    assert whole.pages[-1].endswith("end 320")
    assert (whole.is_cut, whole.losses) == (False, ())
    monkeypatch.setattr("casebook.formats.workbook.MAX_GAPS", 1_000_000)
    part = read_package(written.getvalue())
    assert not part.pages[-1].endswith("end 320")
    assert (part.is_cut, part.losses) == (True, (LEFT_OUT_ROWS,))


def test_digits_that_the_file_does_not_hold_are_zeros_and_named() -> None:
    plain = written_book({"A1": 111, "A2": 222})
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as package, zipfile.ZipFile(stored, "w") as changed:
        for name in package.namelist():
            data = package.read(name).replace(b"<v>111</v>", b"<v>4.40103198001011E+17</v>")
            changed.writestr(name, data)
    read = read_package(stored.getvalue())
    assert (read.pages[-1], read.losses) == ("440103198001011000\n222", (LOST_DIGITS,))
    number = struct.pack("<HHHH3sd", 0x0003, 15, 0, 0, bytes(3), 440103198001011234.0)
    unprinted = UnprintedCollector()
    stream = bytes.fromhex("0900040002001000") + number + bytes.fromhex("0a000000")  # a sheet of Excel 2
    assert [words for _, words in workbook_pages(stream, unprinted)] == ["440103198001011000"]
    assert unprinted.losses == {LOST_DIGITS}


def test_struck_cells_and_words_and_raised_figures_stand_in_brackets() -> None:
    raised = TextBlock(InlineFont(vertAlign="superscript"), "1")
    gone = TextBlock(InlineFont(strike=True), "14 May ")
    cells: dict[str, str | int | CellRichText] = {
        "A1": CellRichText("within 14", raised, " days"),
        "B1": "21 May",
        "A2": CellRichText(gone, "21 May"),
        "B2": 14,
        "A3": CellRichText("14 May", TextBlock(InlineFont(b=True), " 21 May")),
        "B3": "two\nlines",
        "A4": CellRichText("1", TextBlock(InlineFont(vertAlign="superscript"), "st"), " May"),
        "B4": "hidden",
    }
    book, written = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for place, value in cells.items():
        sheet[place] = value
    for place in ("B2", "A3", "B3", "B4"):
        sheet[place].font = Font(strike=True)
    sheet.column_dimensions["C"].hidden = True
    book.save(written)
    read = read_package(written.getvalue())
    assert read.pages[0].split("\n") == [
        "within 14 [1] days\t21 May",
        "[struck: 14 May] 21 May\t[struck: 14]",
        "[struck: 14 May] 21 May\t[struck: two] [struck: lines]",
        "1st May\t[struck: hidden]",
    ]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_struck_and_raised_words_of_other_workbooks_stand_in_brackets(kind: str) -> None:
    data = (KINDS_OF_FILES / f"struck.{kind}").read_bytes()
    read = read_compound(data) if kind == "xls" else read_package(data)
    assert read.pages == (
        "within 14 [1] days\t21 May\n[struck: 14 May] 21 May\t[struck: 14]\n[struck: Lin]\tWu",
    )


def test_a_cell_of_an_open_sheet_is_struck_by_its_column_or_row() -> None:
    style = '<style:style style:family="table-cell" style:name="{}"><style:text-properties{}/></style:style>'
    through = ' style:text-line-through-style="{}"'
    styles = style.format("Gone", through.format("solid")) + style.format("Kept", through.format("none"))
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    own = ' table:style-name="Kept"'
    default = ' table:default-cell-style-name="Gone"'
    rows = (
        f"<table:table-row>{cell.format('', 'a')}{cell.format(own, 'b')}{cell.format('', 'c')}"
        "</table:table-row>"
        f"<table:table-row{default}>{cell.format('', 'd')}{cell.format('', 'e')}</table:table-row>"
    )
    columns = f'<table:table-column{default} table:number-columns-repeated="2"/><table:table-column/>'
    names = " ".join(f"xmlns:{one}='{one}'" for one in ("style", "text", "table"))
    xml = f"<d {names}>{styles}<table:table>{columns}{rows}</table:table></d>"
    pages = read_flat(xml.encode(), f"{ODS}-flat-xml").pages
    assert pages == ("[struck: a]\tb\tc\n[struck: d]\t[struck: e]",)


def test_a_name_that_is_written_amiss_costs_a_workbook_nothing() -> None:
    data = (KINDS_OF_FILES / "formats.xls").read_bytes()
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        stream = bytearray(file.openstream("Workbook").read())
    at, size = next((at, len(content)) for at, kind, content in records(bytes(stream)) if kind == _WRITER)
    formula = b"\x2d" + bytes(8)  # an area beside its own cell, which the formula of a name cannot have
    name = struct.pack("<HBBHHH4x", 0, 0, 4, len(formula), 0, 0) + b"\0Rent" + formula
    struct.pack_into(f"<HH{size}s", stream, at, 0x0018, size, name)
    pages = read_compound(compound({"Workbook": bytes(stream)})).pages
    assert pages == read_compound(data).pages
