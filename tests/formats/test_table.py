"""Tables written for spreadsheets open as they are meant and run nothing."""

from __future__ import annotations

import csv
import io
import re

import pytest

from casebook.formats.table import read_table, write_table
from tests.formats.written import with_sheets


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


HOSTILE = ("＝1+1", "＋1", "－1+1", "＠SUM(A1)", 'x;=HYPERLINK("y")', "x\t+cmd", 'x; "=1', "x\n-cmd", "a|@b")


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_is_run_however_its_spreadsheet_separates(cell: str) -> None:
    text = write_table(("a",), [(cell,)]).decode("utf-8-sig").partition("\n")[2]
    (written,) = csv.reader(io.StringIO(text))
    starts = [piece.strip(' "') for piece in re.split(r"[;\t|\n]", written[0])]
    assert not [start for start in starts if start[:1] in set("=+-@＝＋－＠")]
    assert read_table(write_table(("a",), [(cell,)])).rows[0].cells == (cell,)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (("a", "b", "c"), ("1,5", "2", "3"), ("4", "5;6", "7")))
    if delimiter in ",;":
        text = text.replace("1,5", "15").replace("5;6", "56")
    assert read_table(text.encode()).delimiter == delimiter


def test_the_first_sheet_with_rows_is_read_and_the_others_are_named() -> None:
    rows = [["Name"], ["Lin Zhiyuan"]]
    grid = read_table(with_sheets(Cover=[], People=rows, Blank=[], Courts=[["Name"], ["IPAC"]]))
    assert (grid.sheet, grid.other_sheets) == ("People", ("Courts",))
    assert (grid.head, [row.cells for row in grid.rows]) == (("Name",), [("Lin Zhiyuan",)])
    assert read_table(with_sheets(Cover=[])).rows == ()
