"""Kinds of files told by their first bytes: web pages behind what comes before them, and encrypted RAR."""

from __future__ import annotations

import pytest

from casebook.formats.archive.rar_headers import is_locked_rar
from casebook.formats.media_type import (
    CHM,
    COMPRESS,
    DOC,
    HTML,
    LZH,
    MAIL,
    MBOX,
    ONENOTE,
    PLAIN,
    PST,
    SPLIT_ZIP,
    media_type,
    named_media_type,
)
from casebook.formats.office import read_text

DOCTYPE = b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">'
RAR_4, RAR_5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b'<?xml version="1.0"?>\n' + DOCTYPE + b"<html>", HTML),
        (b"\xef\xbb\xbf<!-- a licence -->\n<!-- more -->\n<HTML>", HTML),
        (b"<!-- " + b"licence " * 600, HTML),
        (b'<div class="a"><p>notice</p></div>', HTML),
        ("<html><p>x</p>".encode("utf-16"), HTML),
        (b'<?xml version="1.0"?><deed/>', PLAIN),
        (b"<a letter without tags", PLAIN),
        (b"Whether a <b> stands here, or a </b>", PLAIN),
        (bytes.fromhex("dba52d0031400904") + bytes(60), DOC),
        ("She left 北京 later.".encode("utf-16-be"), PLAIN),
        ("\ufeffShe left 北京 later.".encode("utf-32-be"), PLAIN),
        (b"FORM OF CONSENT\nI, the undersigned", PLAIN),
        (b"P1 exhibit: a photograph", PLAIN),
        (b"Version 2 of my statement", PLAIN),
        ("BMW 车里的人把他带走了。".encode() * 200, PLAIN),
        (b"P5\n4 4\n255\n" + b"\xff" * 16, "image/x-portable-graymap"),
        (b"fLaC\0\0\0\x22" + bytes(34), "audio/flac"),
    ],
)
def test_web_pages_are_told_from_text(head: bytes, kind: str) -> None:
    assert media_type(head[:4096]) == kind


@pytest.mark.parametrize(
    "note",
    [
        "From 2016 to 2018: I was held in a camp.\nMy brother: taken too.\n\nIn 2019 I fled.",
        "From Kashgar I went to Almaty: there I stayed.\nThen: a second line.\n",
        "From the day of my arrest, 3 May 2016: a record.\n\n3 May: arrested.\n",
        "From: minute 1 of the recording\nQ: What is your name?\nA: Lin.\n\nEnd",
        "Date: 2026-03-01\nSubject: interview with client\nQ: Your name?\nNote: he cried\n",
        "Received: 3 March 2026\nSender: registry\nDocument: decision\nDeadline: 14 days\n\nrest",
        "To: whom it may concern\nSubject: reference\nName: Lin\nPassport: E123\n\nHe is honest.",
        "From:\tLin <lin@office.example>\nSent:\tTuesday\nTo:\ta@b.example\nAttachments:\tw.pdf\n\nBody",
    ],
)
def test_a_note_that_begins_as_mail_does_keeps_its_lines(note: str) -> None:
    """Read as mail, it would lose every line that looks like a field."""
    kind = media_type(note.encode())
    assert kind == PLAIN
    assert read_text(note.encode(), kind).pages == (note,)


@pytest.mark.parametrize(
    "head",
    [
        b"\xef\xbb\xbfFrom: a@b.example\nTo: c@d.example\nSubject: x\n\ny",
        b"From: Registry\nDate: Tue, 3 Mar 2026 10:00:00 +0800\nX-Origin: court\n\ny",
        b"Subject: =?utf-8?q?x?=\nContent-Type: text/plain; charset=koi8-r\n\ny",
        b"41\nFrom: a@b.example\nTo: c@d.example\n\ny",
    ],
)
def test_a_letter_with_few_fields_is_mail(head: bytes) -> None:
    assert media_type(head) == MAIL


@pytest.mark.parametrize(
    "note",
    [
        "Received: by hand from Mr Lin, for translation; original kept\nDate: 3 March 2019\nDeadline: soon\n",
        "Date: Mon, 4 Mar 2019 10:00:00 GMT\nSubject: interview\nPresent: counsel\n\nHe spoke.",
        "MIME-Version: 1.0\nTo: o@x.example\nX-Note: kept\nContent-Type: text/plain\n\nHe spoke.",
        "From Monday 4 March 10:00 to Friday 2019 I was held.\nDate: later\nTo: nobody\n\nHe spoke.",
    ],
)
def test_a_note_called_txt_keeps_its_lines(note: str) -> None:
    kind = named_media_type(note.encode(), "note.txt")
    assert (kind, read_text(note.encode(), kind).pages) == (PLAIN, (note,))


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.eml", b"Status: RO\nFrom: lin@x.example\nSubject: x\n\ny", MAIL),
        ("a.eml", b"Subject: x\n\ny", MAIL),
        ("a.eml", b"He spoke.\nSubject: x\n\ny", PLAIN),
        ("a.mbox", b"From lin 4 March 2019\nSubject: x\n\ny", MBOX),
        ("a.mbx", b"From - \nSubject: x\n\ny", MBOX),
        ("Inbox", b"From - \nSubject: x\n\ny", PLAIN),
        ("Inbox", b"From - \nReturn-Path: <a@b.example>\nSubject: x\n\ny", MBOX),
        ("Inbox", b"From Kashgar I wrote this:\nDate: 3 May\nSubject: x\n\ny", PLAIN),
        ("a.mbox", b"From Kashgar I went on.\nThen I spoke.", PLAIN),
        ("a.txt", b"MIME-Version: 1.0\nTo: a@b.example\nContent-Transfer-Encoding: base64\n\nSGk=", MAIL),
    ],
)
def test_a_name_says_what_few_fields_leave_open(name: str, head: bytes, kind: str) -> None:
    assert named_media_type(head, name) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("ffe338c0", "audio/mpeg"),  # MPEG-2.5, layer III
        ("fff340c4", "audio/mpeg"),  # MPEG-2
        ("fffa90c0", "audio/mpeg"),  # with a checksum
        ("fffb40c0", "audio/mpeg"),
        ("00000014667479706d703432000000006d703432", "video/mp4"),
    ],
)
def test_recordings_without_a_mark_are_told_by_their_frames(head: str, kind: str) -> None:
    assert media_type(bytes.fromhex(head) + bytes(60)) == kind


def test_tags_split_no_words_and_entities_are_read() -> None:
    page = b"<p>&#36890;&#32221;&#20196; of <b>Lin</b> Zhi<wbr/>yuan by the <i>za</i>rathustra</p>"
    assert read_text(page, media_type(page)).pages == (
        "\u901a\u7ddd\u4ee4 of Lin Zhiyuan by the zarathustra",
    )


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"!BDN" + bytes(60), PST),
        (bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"), ONENOTE),
        (b"ITSF\x03\x00\x00\x00", CHM),
        (b"\x1f\x9d\x90", COMPRESS),
        (b"\x20\x00-lh5-", LZH),
        (b"PK\x07\x08PK\x03\x04", SPLIT_ZIP),
    ],
)
def test_kinds_that_are_not_read_are_known(head: bytes, kind: str) -> None:
    assert media_type(head) == kind


@pytest.mark.parametrize(
    ("data", "is_locked"),
    [
        (RAR_4 + bytes.fromhex("00007300000d00") + bytes(6), False),
        (RAR_4 + bytes.fromhex("00007380000d00") + bytes(6), True),  # the names
        (RAR_4 + bytes.fromhex("00007304000d00") + bytes(6) + bytes.fromhex("0000740480200000000000"), True),
        (RAR_5 + bytes.fromhex("00000000 02 04 00"), True),  # the names
        (RAR_5 + bytes.fromhex("00000000 05 02 01 02 01 01"), True),  # a file
        (RAR_5 + bytes.fromhex("00000000 05 02 01 02 01 03"), False),
        (RAR_5 + bytes.fromhex("00000000 ff"), False),
        (RAR_4, False),
    ],
)
def test_encrypted_rar_is_told_by_its_headers(data: bytes, is_locked: bool) -> None:  # noqa: FBT001 - a column
    assert is_locked_rar(data) is is_locked
