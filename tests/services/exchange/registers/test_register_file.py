"""A register read in pieces: no row lost or doubled, whatever its size, and nothing held of what was read."""

from __future__ import annotations

import hashlib
import io
import json

import pytest

from casebook.base.errors import Cancelled, CasebookError, DamagedSource, InvalidInput
from casebook.base.message import Message
from casebook.domain.base.grid import Grid
from casebook.services.evidence.intake_source import OfferedFile
from casebook.services.exchange.registers import register_file
from casebook.services.exchange.registers.register_file import RegisterFile
from tests.services.exchange.registers.written import offered


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of some rows each, so that a short file has many."""
    monkeypatch.setattr(register_file, "PIECE_BYTES", 400)
    monkeypatch.setattr(register_file, "MAX_PIECE_BYTES", 4000)


def pieces(offer: OfferedFile) -> tuple[RegisterFile, list[Grid]]:
    file = RegisterFile(offer)
    return file, list(file.pieces())


def csv(rows: int) -> str:
    lines = (f'{at},"Name {at}, with a comma\nand a line","{"x" * 20}"' for at in range(rows))
    return "no,name,remark\n" + "\n".join(lines) + "\n"


def test_every_row_is_read_once_with_its_line() -> None:
    text = csv(60)
    file, grids = pieces(offered(text))
    rows = [row for grid in grids for row in grid.rows]
    assert len(grids) > 5
    assert [row.cells[0] for row in rows] == [str(at) for at in range(60)]
    assert [row.line for row in rows] == [2 + 2 * at for at in range(60)]
    assert rows[7].cells[1] == "Name 7, with a comma\nand a line"
    assert (file.rows, file.bad_rows, file.form) == (60, 0, "csv")
    assert file.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_json_with_an_object_a_line_is_cut_too() -> None:
    text = "\n".join(json.dumps({"id": str(at), "properties": {"name": ["A" * 30]}}) for at in range(40))
    file, grids = pieces(offered(text))
    assert len(grids) > 3
    assert [row.cells[0] for grid in grids for row in grid.rows] == [str(at) for at in range(40)]
    assert [row.line for grid in grids for row in grid.rows] == list(range(1, 41))
    assert file.form == "json"


def test_one_json_value_is_read_at_once() -> None:
    _, grids = pieces(offered(json.dumps([{"name": "A" * 30} for _ in range(40)], indent=1)))
    assert [len(grid.rows) for grid in grids] == [40]


def test_chinese_of_another_encoding_is_read_alike_in_every_piece() -> None:
    text = "编号,姓名,备注\n" + "".join(f"{at},林志远,在押人员的情况说明\n" for at in range(80))
    file, grids = pieces(offered(text.encode("gb18030")))
    assert {row.cells[1] for grid in grids for row in grid.rows} == {"林志远"}
    assert (file.rows, file.is_guessed) == (80, True)


def test_a_quotation_mark_that_is_never_closed_costs_its_rows_alone() -> None:
    lines = [f"{at},Name {at},{'x' * 30}" for at in range(300)]
    lines[5] = '5,"Name 5,' + "x" * 30
    file, grids = pieces(offered("no,name,remark\n" + "\n".join(lines) + "\n"))
    read = {row.cells[0] for grid in grids for row in grid.rows}
    assert len(read) > 290
    assert file.bad_rows


def test_other_columns_further_down_are_a_clear_error() -> None:
    text = "no,name\n" + "".join(f"{at},Name {at} of the list\n" for at in range(60))
    with pytest.raises(CasebookError):
        pieces(offered(text + "a;b;c;d\n" * 200))


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, b"[1, 2, 3]", b'{"a": '])
def test_what_is_no_list_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises((DamagedSource, InvalidInput)):
        pieces(offered(data))


def test_it_ends_where_the_person_stops() -> None:
    def stopping(done: int, total: int, step: Message) -> None:
        if done > 1000 and total:
            raise Cancelled(step)

    file = RegisterFile(offered(csv(60)), progress=stopping)
    with pytest.raises(Cancelled):
        list(file.pieces())


class Counting(io.BytesIO):
    """A file that counts what was read of it."""

    given = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.given += len(data)
        return data


def test_no_more_is_read_than_the_piece_in_hand() -> None:
    stream = Counting(csv(200).encode())
    offer = OfferedFile(name="list.csv", folder="", size_bytes=0, open=lambda: stream)
    grids = RegisterFile(offer).pieces()
    assert 0 < len(next(grids).rows) < 50
    assert stream.given < len(csv(200)) / 2


def test_a_list_without_headings_loses_no_row() -> None:
    text = "".join(f"{at},Name {at} of the list,Yunlan\n" for at in range(60))
    file = RegisterFile(offered(text), has_headings=False)
    grids = list(file.pieces())
    rows = [row for grid in grids for row in grid.rows]
    assert len(grids) > 3
    assert {grid.head for grid in grids} == {("1", "2", "3")}
    assert [row.cells[0] for row in rows] == [str(at) for at in range(60)]
    assert [row.line for row in rows] == list(range(1, 61))
