"""Compound files of older programs: what is in them beside their words."""

from __future__ import annotations

import io

import olefile

from casebook.formats.media_type import OLE, WORDPERFECT, media_type
from casebook.formats.older.compound import read_compound
from tests.formats.mail.compound import compound
from tests.paths import KINDS_OF_FILES


def test_files_in_a_workbook_are_counted() -> None:
    with olefile.OleFileIO(io.BytesIO((KINDS_OF_FILES / "table.xls").read_bytes())) as file:
        stream = file.openstream("Workbook").read()
    read = read_compound(compound({"Workbook": stream, "MBD00A": {"CONTENTS": b"%PDF-"}, "MBD00B": {}}))
    assert [(one.kind, one.count) for one in read.unprinted] == [("embedded", 2)]
    assert read.pages == read_compound((KINDS_OF_FILES / "table.xls").read_bytes()).pages


def test_a_works_and_a_wordperfect_document_are_known_for_what_they_are() -> None:
    read = read_compound(compound({"MatOST": b"x", "CONTENTS": b"x"}))
    assert (read.media_type, read.losses) == (OLE, ("works",))
    assert media_type(b"\xffWPC\x95\x06\x00\x00\x01\x0a") == WORDPERFECT


def test_numbers_of_an_old_workbook_are_read_as_its_sheet_shows_them() -> None:
    read = read_compound((KINDS_OF_FILES / "formats.xls").read_bytes())
    assert read.pages[0].splitlines()[1].split("\t") == [
        *("25.6%", "50%", "00000123", "2019-03-03", "36:00", "12:00", "2019-03-03 09:05", "0.75"),
    ]
