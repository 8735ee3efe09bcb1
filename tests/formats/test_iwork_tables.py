"""Sheets of Numbers and tables of Pages of 2013 and later, cell by cell."""

from __future__ import annotations

import io
import struct
import zipfile
from decimal import Decimal

import pytest

from casebook.formats.media_type import NUMBERS, PAGES
from casebook.formats.office import read_package
from casebook.formats.read import UNREAD_CELLS, Read
from tests.paths import KINDS_OF_FILES

DOCUMENT, SHEET, TEXT, SHAPE, GROUP, PLACED, MODEL, TILE = 1, 2, 2001, 2011, 3008, 6000, 6001, 6002
LIST, HEADS, MENU, PAYLOAD, ROOT_OF_PAGES = 6005, 6006, 6206, 6218, 10000
RENT, NOTE, HOME = 1, 2, 3


def varint(value: int) -> bytes:
    head = b""
    while value > 0x7F:
        head, value = head + bytes([value & 0x7F | 0x80]), value >> 7
    return head + bytes([value])


def field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def to(number: int, at: int) -> bytes:
    """A field that refers to an object."""
    return field(number, field(1, at))


def iwa(*objects: tuple[int, int, bytes]) -> bytes:
    """A part with objects, each given as ID, kind and message."""
    data = b""
    for at, kind, message in objects:
        info = field(1, at) + field(2, field(1, kind) + field(3, len(message)))
        data += varint(len(info)) + info + message
    literal = bytes([62 << 2]) + (len(data) - 1).to_bytes(3, "little") + data
    block = varint(len(data)) + literal
    return b"\0" + len(block).to_bytes(3, "little") + block


def read(*objects: tuple[int, int, bytes]) -> Read:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("Index/Document.iwa", iwa(*objects))
    return read_package(written.getvalue())


def newer(kind: int, flags: int, values: bytes) -> bytes:
    return bytes([5, kind, *[0] * 6]) + struct.pack("<I", flags) + values


def exact(number: str) -> bytes:
    """A cell with a decimal number."""
    sign, digits, exponent = Decimal(number).as_tuple()
    bits = sign << 127 | (int(exponent) + 0x1820) << 113 | int("".join(map(str, digits)))
    return newer(2, 1 | 0x2000, bits.to_bytes(16, "little") + b"\1\0\0\0")


def older(kind: int, flags: int, values: bytes, version: int = 4) -> bytes:
    place = bytes([kind, 0]) if version == 4 else bytes([0, kind])
    return bytes([version]) + place + b"\0" + struct.pack("<H", flags) + bytes(6) + values


def row(at: int, cells: dict[int, bytes], *, is_newer: bool = True) -> bytes:
    """A row of a tile with cells by column."""
    data, offsets = b"", [0xFFFF] * (max(cells) + 2)
    for column, cell in sorted(cells.items()):
        offsets[column] = len(data) // 4 if is_newer else len(data)
        data += cell + bytes(-len(cell) % 4)
    places = struct.pack(f"<{len(offsets)}H", *offsets)
    if is_newer:
        return field(5, field(1, at) + field(6, data) + field(7, places) + field(8, 1))
    return field(5, field(1, at) + field(3, data) + field(4, places))


def entry(key: int, content: bytes) -> bytes:
    return field(3, field(1, key) + content)


def table(*rows: bytes, hidden_row: int | None = None) -> list[tuple[int, int, bytes]]:
    """The objects of a table with one tile, from its model on, which is 20."""
    heads = field(2, field(1, 0)) if hidden_row is None else field(2, field(1, hidden_row) + field(3, 1))
    store = (
        field(1, to(2, 30))
        + field(3, field(1, field(1, 0) + to(2, 21)))
        + to(4, 22)
        + to(11, 24)
        + to(16, 25)
        + to(17, 23)
    )
    return [
        (20, MODEL, field(4, store) + field(8, "Debts")),
        (21, TILE, b"".join(rows)),
        (22, LIST, entry(RENT, field(3, "Rent"))),
        (23, LIST, entry(NOTE, to(9, 26))),
        (24, LIST, entry(HOME, field(6, field(1, 266) + field(39, 1)))),
        (25, LIST, entry(1, to(4, 27))),
        (26, PAYLOAD, to(1, 28)),
        (27, MENU, field(2, field(1, 1)) + field(2, field(1, 5) + field(5, field(1, "Home")))),
        (30, HEADS, heads),
    ]


NOTED = (28, TEXT, field(3, "by letter"))


def numbers(
    *rows: bytes, is_hidden: bool = False, hidden_row: int | None = None, noted: bool = False
) -> Read:
    """What is read of a sheet that holds a table within a group, and a text."""
    sheet = field(1, "Loans") + to(2, 10) + to(2, 12) + (field(25, 1) if is_hidden else b"")
    return read(
        (1, DOCUMENT, to(1, 2)),
        (2, SHEET, sheet),
        (10, GROUP, to(2, 11)),
        (11, PLACED, to(2, 20)),
        (12, SHAPE, to(4, 13)),
        (13, TEXT, field(3, "Paid by Li")),
        *table(*rows, hidden_row=hidden_row),
        (40, TEXT, field(3, "Page header")),
        *((NOTED,) if noted else ()),
    )


FIRST = row(0, {0: newer(3, 8, b"\1\0\0\0"), 2: exact("-97.40")})
DOUBLE = struct.Struct("<d").pack


def test_sheets_and_tables_are_read_by_name_and_row() -> None:
    day = newer(5, 4, DOUBLE(276048000.0))
    found = numbers(row(3, {1: day, 2: newer(6, 2, DOUBLE(1.0))}), FIRST)
    assert (found.media_type, found.losses) == (NUMBERS, ())
    assert dict(zip(found.titles, found.pages, strict=True)) == {
        "Loans": "Paid by Li",
        "Loans – Debts": "Rent\t\t-97.4\n\n\n\t2009-10-01\tTRUE",
        "": "Page header",
    }


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (exact("440103198001011234"), "440103198001011234"),
        (exact("0.1"), "0.1"),
        (exact("1E+3"), "1000"),
        (exact("0"), "0"),
        (newer(7, 2, DOUBLE(5400.0)), "1h 30m"),
        (newer(9, 0x10, b"\2\0\0\0"), "by letter"),
        (newer(8, 0x800, b"\1\0\0\0"), "#ERROR!"),
        (newer(0, 0x20, b"\1\0\0\0"), ""),
        (newer(3, 8, b"\x09\0\0\0"), ""),
    ],
)
def test_a_newer_cell_has_the_value_that_is_stored(cell: bytes, text: str) -> None:
    found = numbers(row(0, {0: exact("7"), 1: cell}), noted=True)
    assert (found.pages[1], found.losses) == (f"7\t{text}".rstrip(), ())


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize(
    ("kind", "flags", "values", "text"),
    [
        (3, 0x10 | 0x80 | 0x2, struct.pack("<III", 9, 9, RENT), "Rent"),
        (2, 0x20 | 0x8 | 0x4, struct.pack("<IId", 9, 9, 0.1), "0.1"),
        (5, 0x40 | 0x4, struct.pack("<Id", 9, 276048000.0), "2009-10-01"),
        (2, 0x20 | 0x4, struct.pack("<Id", HOME, 1.0), "Home"),
        (2, 0x20 | 0x4, struct.pack("<Id", HOME, 0.0), ""),
        (9, 0x200, struct.pack("<I", NOTE), "by letter"),
    ],
)
def test_an_older_cell_has_the_value_chosen(
    version: int, kind: int, flags: int, values: bytes, text: str
) -> None:
    cells = {0: older(3, 0x10, b"\1\0\0\0", version), 1: older(kind, flags, values, version)}
    found = numbers(row(0, cells, is_newer=False), noted=True)
    assert (found.pages[1], found.losses) == (f"Rent\t{text}".rstrip(), ())


@pytest.mark.parametrize(
    "cell",
    [
        b"\6" + newer(2, 2, DOUBLE(1.0))[1:],
        newer(2, 0, b""),
        newer(11, 2, DOUBLE(1.0)),
        newer(5, 4, DOUBLE(1e300)),
        newer(9, 0x10, b"\x09\0\0\0"),
        newer(2, 1, b"\0")[:13],
    ],
)
def test_a_cell_that_cannot_be_read_is_a_loss(cell: bytes) -> None:
    found = numbers(row(0, {0: exact("7"), 1: cell}))
    assert found.losses == (UNREAD_CELLS,)


def test_a_choice_that_is_in_no_menu_is_a_loss() -> None:
    cell = older(2, 0x24, struct.pack("<Id", HOME, 2.0))
    assert UNREAD_CELLS in numbers(row(0, {0: cell}, is_newer=False)).losses


def test_a_table_without_its_rows_is_a_loss() -> None:
    kept = [one for one in table(FIRST) if one[1] != TILE]
    placed = [(1, DOCUMENT, to(1, 2)), (2, SHEET, field(1, "Loans") + to(2, 11)), (11, PLACED, to(2, 20))]
    assert read(*placed, *kept).losses == (UNREAD_CELLS,)


def test_hidden_sheets_and_rows_are_not_printed() -> None:
    hidden = numbers(FIRST, is_hidden=True)
    assert [(one.kind, one.text) for one in hidden.unprinted] == [
        ("sheet", "Loans\nPaid by Li\nRent\t\t-97.4")
    ]
    assert hidden.pages == ("Page header",)
    found = numbers(FIRST, row(1, {0: exact("5")}), hidden_row=0)
    assert [(one.kind, one.text) for one in found.unprinted] == [("row", "Rent\t\t-97.4")]
    assert found.pages[1].strip() == "5"


def test_a_table_on_no_sheet_is_not_printed() -> None:
    found = read((1, DOCUMENT, to(1, 2)), (2, SHEET, field(1, "Loans")), *table(FIRST))
    assert [(one.kind, one.text) for one in found.unprinted] == [("sheet", "Debts\nRent\t\t-97.4")]


def test_tables_of_a_letter_follow_its_text() -> None:
    found = read((1, ROOT_OF_PAGES, b""), (5, TEXT, field(3, "Dear Wen")), *table(FIRST))
    assert (found.media_type, found.pages) == (PAGES, ("Dear Wen\nRent||-97.4|",))


def test_a_sheet_that_numbers_parser_made_is_read() -> None:
    found = read_package((KINDS_OF_FILES / "table.numbers").read_bytes())
    assert (found.titles, found.losses) == (("Sheet 1 – Table 1",), ())
    assert found.pages[0].split("\n") == ["Day", "Kyrenia harbour", "拘留所", "42.5"]
