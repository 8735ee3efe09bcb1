from __future__ import annotations

import io
import sys
import zipfile
from collections import Counter
from types import FrameType
from typing import Any

import openpyxl
import pytest

from casebook.formats.media_type import ODS
from casebook.formats.office import read_flat, read_package
from casebook.formats.workbook import sheet_rows
from tests.formats.written import with_empty_rows


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
