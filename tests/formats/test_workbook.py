from __future__ import annotations

import io
import sys
import zipfile
from collections import Counter
from types import FrameType
from typing import Any

import openpyxl
import pytest

from casebook.formats.office import read_package
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
