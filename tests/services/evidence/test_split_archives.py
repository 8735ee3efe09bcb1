"""Archives in several files: opened from all their parts, and told where parts are missing."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile

import py7zr
import pytest

from casebook.domain.case.case import Case
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.formats.archive.split_zip import joined_zip
from casebook.services.base import search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes

Files = dict[str, bytes]
NOISE = hashlib.shake_256(b"noise").digest(3_000)
CONTENTS: Files = {"a.bin": NOISE, "拘留/b.txt": b"the word is quince", "inner.zip": b"", "c.txt": b"medlar"}


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def take(session: Session, case: Case, files: Files) -> list[IntakeRow]:
    offers = [from_bytes(name, data) for name, data in files.items()]
    return list(run_in_line(take_in(session, case.id, offers, Receipt())))


def why(row: IntakeRow) -> str:
    return " ".join(map(str, row.remarks))


def packed(contents: Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return out.getvalue()


def cut(data: bytes, name: str, size: int) -> Files:
    """A file cut in numbered parts."""
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return {f"{name}.{number:03}": piece for number, piece in enumerate(pieces, start=1)}


def spanned(contents: Files, size: int) -> Files:
    """A ZIP archive in several files, whose list gives the part of each member and its place in it."""
    data = bytearray(b"PK\x07\x08" + packed(contents))
    end = data.rfind(b"PK\x05\x06")
    count, list_bytes = struct.unpack_from("<HL", data, end + 10)
    at = end - list_bytes
    struct.pack_into("<2H", data, end + 4, end // size, at // size)
    struct.pack_into("<L", data, end + 16, at % size)
    for _ in range(count):
        place = struct.unpack_from("<L", data, at + 42)[0] + 4
        struct.pack_into("<H", data, at + 34, place // size)
        struct.pack_into("<L", data, at + 42, place % size)
        at += 46 + sum(struct.unpack_from("<3H", data, at + 28))
    pieces = [bytes(data[begin : begin + size]) for begin in range(0, len(data), size)]
    parts = {f"papers.z{number:02}": piece for number, piece in enumerate(pieces[:-1], start=1)}
    return {"papers.zip": pieces[-1], **parts}


def in_seven(contents: Files) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        for name, data in contents.items():
            archive.writestr(data, name)
    return out.getvalue()


def test_an_archive_in_several_files_is_opened_from_all_its_parts(session: Session, case: Case) -> None:
    contents = {**CONTENTS, "inner.zip": packed({"d.txt": b"the word is sorb"})}
    files = spanned(contents, 1_500)
    assert list(files) == ["papers.zip", "papers.z01", "papers.z02"]
    rows = take(session, case, files)
    assert [row.name for row in rows] == [
        *("papers.z01", "papers.z02", "papers.zip", "papers.zip/a.bin", "papers.zip/拘留/b.txt"),
        *("papers.zip/inner.zip", "papers.zip/inner.zip/d.txt", "papers.zip/c.txt"),
    ]
    assert {row.outcome for row in rows} == {"taken"}
    assert [("see papers.zip" in why(row)) for row in rows[:3]] == [True, True, False]
    archive, note = rows[2].document, rows[4].document
    assert archive is not None
    assert note is not None
    assert note.part_of == archive.id
    assert {hit.id for hit in search.find(session, "quince")} == {note.id}


@pytest.mark.parametrize("kind", ["zip", "7z"])
def test_numbered_parts_are_opened_under_the_first(session: Session, case: Case, kind: str) -> None:
    data = packed(CONTENTS) if kind == "zip" else in_seven({"a.bin": NOISE, "c.txt": b"the word is medlar"})
    files = cut(data, f"Papers.{kind}", 1_500)
    rows = take(session, case, files)
    assert [row.outcome for row in rows if row.name in files] == ["taken"] * len(files)
    assert f"Papers.{kind}.001/c.txt" in {row.name for row in rows}
    assert len(list(search.find(session, "medlar"))) == 1


def test_parts_that_came_one_by_one_are_opened_when_they_come_together(session: Session, case: Case) -> None:
    files = spanned(CONTENTS, 1_500)
    for name, data in files.items():
        (row,) = take(session, case, {name: data})
        assert (row.outcome, "Import all its parts together" in why(row)) == ("taken", True)
    rows = take(session, case, files)
    assert [row.outcome for row in rows[:3]] == ["duplicate"] * 3
    assert {row.name for row in rows if row.outcome == "taken"} >= {"papers.zip/a.bin", "papers.zip/c.txt"}


def test_missing_parts_are_told_and_refuse_nothing(session: Session, case: Case) -> None:
    files = spanned(CONTENTS, 1_000)
    del files["papers.z02"]
    numbered = cut(packed(CONTENTS), "n.zip", 1_000)
    numbered.popitem()
    rows = take(session, case, {**files, **numbered})
    assert {row.outcome for row in rows} == {"taken"}
    assert [row.name for row in rows if "Import all its parts together" in why(row)] == [*files, "n.zip.001"]


def test_a_list_that_lies_about_its_members_is_no_archive() -> None:
    data = b"".join(sorted(spanned(CONTENTS, 1_500).items(), reverse=False)[at][1] for at in (0, 1, 2))
    assert joined_zip(data) is not None
    end = data.rfind(b"PK\x05\x06")
    for at, lie in ((end + 12, b"\xff\xff\xff\x7f"), (end + 10, b"\x09\x00")):
        assert joined_zip(data[:at] + lie + data[at + len(lie) :]) is None
    assert joined_zip(data[:100] + data[900:]) is None
