"""Excel workbooks before 2007: what stands beside their cells."""

from __future__ import annotations

import struct

from casebook.formats.older.compound import read_compound
from casebook.formats.older.workbook_texts import texts_beside_cells
from casebook.formats.printed.unprinted import UnprintedCollector
from tests.formats.mail.compound import compound


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def begins(of_what: int, version: int = 0x0600) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", version, of_what, 0x0DBB, 0x07CC, 0, 6))


def long_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def box(*pieces: str, kind: int = 6) -> bytes:
    length = sum(map(len, pieces))
    texts = (record(0x003C, b"\x01" + piece.encode("utf-16-le")) for piece in pieces)
    runs = record(0x003C, bytes(16))
    head = record(0x005D, struct.pack("<HHHHH", 0x15, 0x12, kind, 1, 0))
    return head + record(0x01B6, struct.pack("<HH6xHHI", 0, 0, length, 16, 0)) + b"".join(texts) + runs


ENDS = record(0x000A)


def book(*sheets: bytes, is_hidden: bool = False, version: int = 0x0600) -> bytes:
    """A workbook with sheets of these records."""
    bound = [
        b"",
        *(struct.pack("<IBBBB", 0, is_hidden, 0, 1, 0) + b"A%d" % at for at, _ in enumerate(sheets)),
    ]
    at = len(begins(5)) + sum(map(len, map(record, (0,) * len(bound[1:]), bound[1:]))) + len(ENDS)
    globals_ = begins(5, version)
    for content, sheet in zip(bound[1:], sheets, strict=True):
        globals_ += record(0x0085, struct.pack("<I", at) + content[4:])
        at += len(begins(0x10)) + len(sheet) + len(ENDS)
    return globals_ + ENDS + b"".join(begins(0x10, version) + sheet + ENDS for sheet in sheets)


SHEET = (
    record(0x0014, long_text('&L&"Arial,Bold"&12Office of 李 && Wei&CPage &P of &N&R&D'))
    + record(0x0015, long_text("&LInternal, page &P"))
    + box("They came", " at night\rfrom Kyrenia")
    + box("A comment", kind=0x19)
    + begins(0x20)
    + record(0x0014, long_text("Of the chart alone"))
    + record(0x100D, b"\0\0\x05\0Sales") * 2
    + ENDS
)


def test_headers_boxes_and_charts_of_a_sheet_are_read() -> None:
    drawn = "They came at night\nfrom Kyrenia\nSales"
    headers = "Office of 李 & Wei\nInternal, page"
    assert texts_beside_cells(book(SHEET), "utf-16-le", UnprintedCollector()) == (drawn, headers)
    assert read_compound(compound({"Workbook": book(SHEET, SHEET)})).pages[2:] == (
        f"{drawn}\n{drawn}",
        headers,
    )


def test_what_a_hidden_sheet_draws_is_kept_with_it_and_its_header_left_out() -> None:
    unprinted = UnprintedCollector()
    assert texts_beside_cells(book(SHEET, is_hidden=True), "utf-16-le", unprinted) == ()
    assert [one.text for one in unprinted.parts] == ["They came at night\nfrom Kyrenia\nSales"]


def test_headers_of_even_and_first_pages_are_read_where_they_are_shown() -> None:
    texts = ("Even head", "Even foot", "First head", "First foot")
    counts = tuple(map(len, texts))
    for flags, shown in ((0, ()), (1, texts[:2]), (3, texts)):
        content = bytes(28) + struct.pack("<5H", flags, *counts) + b"".join(map(long_text, texts))
        said = texts_beside_cells(book(record(0x089C, content)), "utf-16-le", UnprintedCollector())
        assert said == (("\n".join(shown),) if shown else ())


def test_a_header_of_excel_95_is_in_the_encoding_of_the_file() -> None:
    stream = book(record(0x0014, b"\x07&C\xcc\xe8\xed\xf1\xea"), version=0x0500)
    assert texts_beside_cells(stream, "cp1251", UnprintedCollector()) == ("Минск",)


def test_a_record_that_is_cut_short_takes_no_other_with_it() -> None:
    sheet = (
        record(0x01B6, b"\0") + record(0x100D, b"\0\0") + record(0x005D) + record(0x0014, long_text("Secret"))
    )
    assert texts_beside_cells(book(sheet), "utf-16-le", UnprintedCollector()) == ("Secret",)
