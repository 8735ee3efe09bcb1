"""Tables written for spreadsheets open as they are meant and run nothing."""

from __future__ import annotations

import pytest

from casebook.formats.table import read_table, write_table


def test_what_is_written_is_read_back_and_runs_nothing() -> None:
    head = ("Name", "Telephone", "Remarks")
    rows = [("林志远", "+86 138 0013 8000", '=HYPERLINK("x")'), ("O'Brien", "-", "@SUM(A1)\nline, two")]
    data = write_table(head, rows)
    assert data.startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK" in data.decode()
    assert "'@SUM" in data.decode()
    assert "'+86" not in data.decode()
    grid = read_table(data)
    assert (grid.head, [row.cells for row in grid.rows]) == (head, rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (("a", "b", "c"), ("1,5", "2", "3"), ("4", "5;6", "7")))
    if delimiter in ",;":
        text = text.replace("1,5", "15").replace("5;6", "56")
    assert read_table(text.encode()).delimiter == delimiter
