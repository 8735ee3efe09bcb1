from __future__ import annotations

import sys
from types import FrameType

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
