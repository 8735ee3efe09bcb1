"""Web pages that browsers saved as one file."""

from __future__ import annotations

import gzip

import pytest

from casebook.formats.fault import Damaged
from casebook.formats.mail.mail import CUT
from casebook.formats.read import PAGELESS
from casebook.formats.web.capture import read_mhtml, read_warc


def a_record(word: str, wrong: int = 0) -> bytes:
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{word}</p>".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/{word}\r\n"
    head += f"Content-Type: application/http\r\nContent-Length: {len(body) + wrong}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


_RECORDS = [a_record(word) for word in ("hazelmount", "alderpeak", "ashgrove")]
_PACKED = [gzip.compress(record) for record in _RECORDS]


@pytest.mark.parametrize(
    ("data", "count", "losses"),
    [
        (b"".join(_RECORDS), 3, ()),
        (b"".join(_PACKED), 3, ()),
        (gzip.compress(b"".join(_RECORDS)), 3, ()),
        (b"".join(_PACKED)[: len(_PACKED[0] + _PACKED[1]) + 12], 2, (CUT,)),
        (b"".join((_RECORDS[0], a_record("alderpeak", 9_000), _RECORDS[2])), 2, (CUT,)),
        (b"".join((_RECORDS[0], a_record("alderpeak", -3), _RECORDS[2])), 3, (CUT,)),
    ],
)
def test_a_damaged_capture_keeps_its_pages_and_says_so(
    data: bytes, count: int, losses: tuple[str, ...]
) -> None:
    read = read_warc(data)
    assert (len(read.pages), read.losses) == (count, losses)
    assert "hazelmount" in read.pages[0]


def test_the_time_of_a_saved_page_in_utc_keeps_its_zone() -> None:
    read = read_mhtml(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://court.example/\r\n"
        b"Date: Mon, 2 Mar 2026 09:15:00 -0000\r\nContent-Type: text/html\r\n\r\n<p>List</p>"
    )
    assert read.header is not None
    assert read.header.dated == "2026-03-02T09:15:00+00:00"


def a_resource(kind: str, text: str, record: str = "resource") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {record}\r\nWARC-Target-URI: https://x.example/\r\n"
    head += f"Content-Type: {kind}\r\nContent-Length: {len(text.encode())}\r\n\r\n"
    return head.encode() + text.encode() + b"\r\n\r\n"


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("text/html", "<p>hazelmount</p>", "hazelmount"),
        ("text/plain; charset=utf-8", "1 < 2 hazelmount", "1 < 2 hazelmount"),
        ("application/json", '{"a": "<b>hazelmount"}', '{"a": "<b>hazelmount"}'),
    ],
)
def test_resources_of_a_capture_are_read(kind: str, text: str, words: str) -> None:
    read = read_warc(a_resource(kind, text))
    assert (read.losses, read.header.address) == ((), "https://x.example/")
    assert words in read.pages[0]


@pytest.mark.parametrize(
    "data",
    [
        a_resource("application/warc-fields", "software: Wget", "warcinfo"),
        a_resource("application/http", "GET / HTTP/1.1\r\nHost: x.example\r\n\r\n", "request"),
        a_record("hazelmount").replace(b"text/html", b"image/gif"),
    ],
)
def test_a_whole_capture_without_a_page_is_not_damaged(data: bytes) -> None:
    for form in (data, gzip.compress(data)):
        read = read_warc(form)
        assert (read.pages, read.losses) == ((), (PAGELESS,))


def test_a_capture_without_a_whole_record_is_damaged() -> None:
    with pytest.raises(Damaged):
        read_warc(gzip.compress(a_record("hazelmount"))[:20])
