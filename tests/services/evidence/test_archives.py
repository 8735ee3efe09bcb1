"""Archives of every kind, opened in the confined reader: what is in them, and what stays inside and why."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import py7zr
import pytest
import pyzipper

from casebook.domain.case.case import Case
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.host.protocol.extract_protocol import MAX_LEFT
from casebook.services.base import search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import intake, intake_record
from casebook.services.evidence.intake_source import from_bytes
from tests.sampled import sampled

Contents = dict[str, bytes]
PASSWORD = "拘留 17"


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def take(session: Session, case: Case, files: Contents, *passwords: str) -> list[IntakeRow]:
    """Take in files together: one process reads all archives among them."""
    offered = [from_bytes(name, data) for name, data in files.items()]
    return list(run_in_line(intake.take_in(session, case.id, offered, Receipt(), passwords=passwords)))


def take_as_it_is(session: Session, case: Case, files: Contents) -> list[IntakeRow]:
    offered = [from_bytes(name, data) for name, data in files.items()]
    return list(run_in_line(intake.take_in(session, case.id, offered, Receipt(), keeps_damaged=True)))


def names(rows: list[IntakeRow], outcome: str) -> list[str]:
    return [row.name for row in rows if row.outcome == outcome]


def why(row: IntakeRow) -> str:
    return " ".join(map(str, (*row.remarks, row.remedy)))


def in_zip(contents: Contents) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return written.getvalue()


def in_locked_zip(contents: Contents) -> bytes:
    written = io.BytesIO()
    with pyzipper.AESZipFile(written, "w", pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(PASSWORD.encode())
        for name, data in contents.items():
            archive.writestr(name, data)
    return written.getvalue()


def in_seven(contents: Contents, password: str = "", *, hides_names: bool = False) -> bytes:
    written = io.BytesIO()
    filters = None if password else [{"id": py7zr.FILTER_LZMA2, "preset": 0}]  # the quickest
    with py7zr.SevenZipFile(
        written, "w", filters=filters, password=password or None, header_encryption=hides_names
    ) as archive:
        for number, (name, data) in enumerate(contents.items()):
            archive.writestr(data, str(number))
            archive.files.files_list[-1]["filename"] = name  # the library writes no name such as ../a
    return written.getvalue()


def in_tar(contents: Contents) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for name, data in contents.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return written.getvalue()


PLAIN: dict[str, Callable[[Contents], bytes]] = {
    "zip": in_zip,
    "7z": in_seven,
    "tar": in_tar,
    "tgz": lambda contents: gzip.compress(in_tar(contents)),
    "tar.bz2": lambda contents: bz2.compress(in_tar(contents)),
    "tar.xz": lambda contents: lzma.compress(in_tar(contents)),
}


@pytest.mark.parametrize("kinds", sampled(((("zip", "7z", "tgz"),), (tuple(PLAIN),))))
def test_what_is_in_an_archive_is_read_with_its_folders(
    session: Session, case: Case, kinds: tuple[str, ...]
) -> None:
    files = {
        f"papers.{kind}": pack(
            {
                "warrant/逮捕证.txt": f"the word is quince, of {kind}".encode(),
                "../../etc/passwd": f"harmless, of {kind}".encode(),
                "e": b"",
            }
        )
        for kind, pack in ((kind, PLAIN[kind]) for kind in kinds)
    }
    rows = take(session, case, files)
    empty = [(row.name, row.outcome) for row in rows if "The file is empty." in why(row)]
    assert sorted(empty) == sorted((f"papers.{kind}/e", "refused") for kind in kinds)
    documents = [row.document for row in rows if row.document]
    warrants = set()
    for archive in [one for one in documents if one.received_as in files]:
        warrant, trick = (one for one in documents if one.part_of == archive.id)
        assert warrant.received_as == f"{archive.received_as}/warrant/逮捕证.txt"
        assert trick.received_as == f"{archive.received_as}/../../etc/passwd"
        warrants.add(warrant.id)
    assert len(warrants) == len(kinds)
    assert {hit.id for hit in search.find(session, "quince")} == warrants


def test_a_packed_file_bears_the_name_of_its_archive(session: Session, case: Case) -> None:
    files = {"log.txt.gz": gzip.compress(b"a"), "log.txt.bz2": bz2.compress(b"b")}
    rows = take(session, case, files)
    assert [rows[1].name, rows[3].name] == [f"{name}/log.txt" for name in files]


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of a 7z archive is derived in 2^10 rounds rather than 2^19; the archive says in how many."""
    rounds = property(lambda _: 10, lambda *_: None)
    monkeypatch.setattr(py7zr.compressor.AESCompressor, "cycles", rounds, raising=False)


@pytest.mark.usefixtures("cheap_keys")
def test_an_archive_opens_with_its_password_only(session: Session, case: Case) -> None:
    files = {
        "zip": in_locked_zip({"a.txt": b"quince"}),
        "7z": in_seven({"a.txt": b"pear"}, PASSWORD),
        "7z with hidden names": in_seven({"a.txt": b"apple"}, PASSWORD, hides_names=True),
    }
    locked = take(session, case, files)
    assert ["protected by a password" in why(row) for row in locked] == [True] * 3
    wrong = take(session, case, files, "quince")
    assert ["The password does not open it" in why(row) for row in wrong] == [True] * 3
    assert names([*locked, *wrong], "refused") == [*files] * 2
    rows = take(session, case, files, "quince", PASSWORD)
    assert names(rows, "taken") == [name for kind in files for name in (kind, f"{kind}/a.txt")]


def in_mail(name: str, data: bytes) -> bytes:
    letter = EmailMessage()
    letter["Subject"] = "Order"
    letter.set_content("The password follows.")
    letter.add_attachment(data, maintype="application", subtype="zip", filename=name)
    return letter.as_bytes()


def test_an_archive_behind_a_locked_one_in_the_same_file_is_opened(session: Session, case: Case) -> None:
    locked, plain = in_locked_zip({"order.txt": b"the word"}), in_zip({"annex.txt": b"the word is quince"})
    also = in_locked_zip({"later.txt": b"the word"})
    rows = take(session, case, {"outer.zip": in_zip({"a.zip": locked, "b.zip": plain, "c.zip": also})})
    assert names(rows, "refused") == ["outer.zip/a.zip", "outer.zip/c.zip"]
    assert names(rows, "taken") == ["outer.zip", "outer.zip/b.zip", "outer.zip/b.zip/annex.txt"]
    assert all("protected by a password" in why(row) for row in rows if row.outcome == "refused")


@pytest.mark.parametrize("outer", ["order.eml", "outer.zip"])
def test_a_locked_archive_in_another_file_opens_when_that_comes_again(
    session: Session, case: Case, outer: str
) -> None:
    locked = in_locked_zip({"order.txt": b"the word is persimmon"})
    files = {outer: in_mail("in.zip", locked) if outer.endswith("eml") else in_zip({"in.zip": locked})}
    first = take(session, case, files)
    assert (names(first, "taken"), names(first, "refused")) == ([outer], [f"{outer}/in.zip"])
    assert "1 file in it was not extracted" in why(first[0])
    assert names(take(session, case, files), "duplicate") == [outer]
    wrong = take(session, case, files, "wrong")
    assert (names(wrong, "duplicate"), names(wrong, "refused")) == ([outer], [f"{outer}/in.zip"])
    assert "1 file in it was not extracted" in why(wrong[0])
    again = take(session, case, files, PASSWORD)
    assert names(again, "duplicate") == [outer]
    assert names(again, "taken") == [f"{outer}/in.zip", f"{outer}/in.zip/order.txt"]
    assert "read again" in why(again[0])
    assert "not extracted" not in why(again[0])
    assert again[1].document is not None
    assert first[0].document is not None
    assert again[1].document.part_of == first[0].document.id
    assert search.find(session, "persimmon")
    assert names(take(session, case, files, PASSWORD), "taken") == []


def test_an_archive_kept_as_it_is_opens_later(session: Session, case: Case) -> None:
    files = {"outer.zip": in_zip({"in.zip": in_locked_zip({"order.txt": b"the word is medlar"})})}
    kept = take_as_it_is(session, case, files)
    assert names(kept, "taken") == ["outer.zip", "outer.zip/in.zip"]
    again = take(session, case, files, PASSWORD)
    assert names(again, "duplicate") == ["outer.zip", "outer.zip/in.zip"]
    assert names(again, "taken") == ["outer.zip/in.zip/order.txt"]


def test_what_is_in_the_bin_does_not_come_back_with_a_password(session: Session, case: Case) -> None:
    files = {"outer.zip": in_zip({"a.txt": b"quince", "in.zip": in_locked_zip({"order.txt": b"medlar"})})}
    first = take(session, case, files)
    intake.take_back(session, [row for row in first if row.name.endswith("a.txt")])
    again = take(session, case, files, PASSWORD)
    assert names(again, "taken") == ["outer.zip/in.zip", "outer.zip/in.zip/order.txt"]
    assert "in the bin" in why(again[1])


def test_names_are_read_in_the_encoding_of_their_time(session: Session, case: Case) -> None:
    data = in_zip({"x" * 10: b"1", "y" * 12: b"2"})
    data = data.replace(b"x" * 10, "拘留通知书".encode("gb18030"))
    data = data.replace(b"y" * 12, "乌鲁木齐公安".encode("gb18030"))
    assert names(take(session, case, {"a.zip": data}), "taken")[1:] == [
        "a.zip/拘留通知书",
        "a.zip/乌鲁木齐公安",
    ]


def test_a_bomb_is_named_and_the_rest_is_taken(session: Session, case: Case) -> None:
    files = {
        name: pack({"bomb": bytes(80 << 20), "note.txt": name.encode()})
        for name, pack in (("a.zip", in_zip), ("a.7z", in_seven))
    }
    rows = take(session, case, files | {"b.xz": lzma.compress(bytes(80 << 20), preset=0)})
    assert names(rows, "taken") == ["a.zip", "a.zip/note.txt", "a.7z", "a.7z/note.txt", "b.xz"]
    bombs = [row for row in rows if row.outcome == "refused"]
    assert [row.name for row in bombs] == ["a.zip/bomb", "a.7z/bomb", "b.xz/b"]
    assert "becomes too large when unpacked" in why(bombs[0])
    assert "becomes too large when unpacked" in why(bombs[1])


def test_an_archive_that_lies_about_sizes_stays_bounded(session: Session, case: Case) -> None:
    honest = in_zip({"bomb": bytes(80 << 20)})
    size = (80 << 20).to_bytes(4, "little")
    (archive, inside) = take(session, case, {"lie.zip": honest.replace(size, b"\1\0\0\0")})
    assert (archive.outcome, inside.outcome) == ("taken", "refused")


def test_archives_in_archives_end_somewhere(session: Session, case: Case) -> None:
    data = b"innermost"
    for depth in range(8):
        data = in_zip({f"{depth}.zip": data})
    rows = take(session, case, {"deep.zip": data})
    assert names(rows, "refused") == []
    assert len(rows) == intake_record.MAX_DEPTH + 1
    assert "nested more than five deep" in why(rows[-1])


def test_links_in_archives_are_not_followed(session: Session, case: Case) -> None:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for link_name in ("k", "l"):
            link = tarfile.TarInfo(link_name)
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as packed:
        for link_name in ("k", "l"):
            info = zipfile.ZipInfo(link_name)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            packed.writestr(info, "/etc/passwd")
    rows = take(session, case, {"a.tar": written.getvalue(), "a.zip": zipped.getvalue()})
    assert [row.id for row in rows] == ["1", "2", "3", "4", "5", "6"]
    links = [row for row in rows if row.outcome == "refused"]
    assert [row.name for row in links] == ["a.tar/k", "a.tar/l", "a.zip/k", "a.zip/l"]
    assert all("link to another file" in why(row) for row in links)


def test_a_broken_archive_gives_what_comes_before_the_break(session: Session, case: Case) -> None:
    whole = in_tar({"a.txt": b"first", "b.txt": bytes(range(256)) * 400})
    broken = bytearray(in_seven({"a.txt": bytes(range(256)) * 99}))
    broken[40] ^= 0xFF
    zipped = in_zip({"a.txt": b"first of all"})
    files = {"cut.tar": whole[: len(whole) // 2], "cut.zip": zipped[:-10], "bad.7z": bytes(broken)}
    rows = take(session, case, files)
    assert names(rows, "taken")[:2] == ["cut.tar", "cut.tar/a.txt"]
    assert "damaged" in why(rows[1])
    assert "cut.zip" in names(rows, "refused")
    assert "damaged" in why(rows[-1])


def test_more_than_a_batch_of_files_is_said(
    session: Session, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MAX_FOUND", 2)
    rows = take(session, case, {"many.zip": in_zip({f"{n}.txt": b"%d" % n for n in range(4)})})
    assert len(names(rows, "taken")) == 3
    assert "Only the first files" in why(rows[0])
    assert "2 files in it were not extracted" in why(rows[0])


def test_every_file_that_stays_inside_is_named_or_counted(session: Session, case: Case) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("a.txt", "words")
        for number in range(MAX_LEFT + 3):
            link = zipfile.ZipInfo(f"{number}")
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            package.writestr(link, "a.txt")
    rows = take(session, case, {"many.zip": written.getvalue()})
    assert names(rows, "taken") == ["many.zip", "many.zip/a.txt"]
    assert len(names(rows, "refused")) == MAX_LEFT
    assert f"{MAX_LEFT + 3} files in it were not extracted" in why(rows[0])


def test_a_zip_that_only_begins_like_a_document_is_an_archive(session: Session, case: Case) -> None:
    rows = take(session, case, {"a.zip": in_zip({"word/of_honour.txt": b"quince", "b.txt": b"pear"})})
    assert names(rows, "taken") == ["a.zip", "a.zip/word/of_honour.txt", "a.zip/b.txt"]
