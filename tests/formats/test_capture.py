"""Web pages that browsers saved as one file."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise

import pytest

from casebook.formats.archive.archive_file import read_archive
from casebook.formats.fault import Damaged
from casebook.formats.mail.mail import CUT
from casebook.formats.media_type import ARC, media_type
from casebook.formats.read import GAP, OTHER_STATUS, PAGELESS, REDIRECTED, UNFOLLOWED
from casebook.formats.web.capture import read_mhtml, read_warc


def a_record(word: str, wrong: int = 0, status: str = "200 OK") -> bytes:
    body = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n<title>{word}</title>{word}".encode()
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


def an_old_record(word: str, status: str = "200 OK", location: str = "") -> bytes:
    """As the Internet Archive wrote them before WARC."""
    body = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{location}\r\n<title>{word}</title>{word}".encode()
    )
    head = f"http://x.example/{word} 192.0.2.7 20050614070144 text/html {len(body)}\n"
    return head.encode() + body + b"\n"


_OLD_HEAD = b"1 1 Archive\nURL IP-address Archive-date Content-type Archive-length\n"
_OLD_RECORDS = [
    b"filedesc://x.arc 0.0.0.0 20050614070144 text/plain %d\n" % len(_OLD_HEAD) + _OLD_HEAD + b"\n",
    b"dns:x.example 192.0.2.7 20050614070144 text/dns 9\nx. IN A 1\n",
    an_old_record("alderpeak", "302 Found", "Location: /hazelmount\r\n"),
    an_old_record("hazelmount"),
]


@pytest.mark.parametrize(
    "data",
    [
        b"".join(_OLD_RECORDS),
        b"".join(map(gzip.compress, _OLD_RECORDS)),
        gzip.compress(b"".join(_OLD_RECORDS)),
    ],
)
def test_a_capture_in_the_form_before_warc_is_read_as_such(data: bytes) -> None:
    read = read_archive(data)
    assert (read.media_type, read.losses) == (ARC, (REDIRECTED,))
    assert (read.header.address, read.header.dated) == ("http://x.example/hazelmount", "2005-06-14T07:01:44Z")
    assert [page.rpartition("\n")[2] for page in read.pages] == ["hazelmount"]


def test_a_capture_in_version_2_of_the_form_before_warc_is_read() -> None:
    head = _OLD_HEAD.replace(b"1 1", b"2 0").replace(
        b"type", b"type Result-code Checksum Location Offset Filename"
    )
    later = b"".join(
        one.replace(b" %d\n" % length, b" 200 - - 0 x.arc %d\n" % length, 1)
        for one, length in (
            (
                b"filedesc://x.arc 0.0.0.0 20050614070144 text/plain %d\n" % len(head) + head + b"\n",
                len(head),
            ),
            (_OLD_RECORDS[-1], len(_OLD_RECORDS[-1].partition(b"\n")[2]) - 1),
        )
    )
    read = read_archive(later)
    assert (read.losses, [page.rpartition("\n")[2] for page in read.pages]) == ((), ["hazelmount"])
    assert (read.header.address, read.header.dated) == ("http://x.example/hazelmount", "2005-06-14T07:01:44Z")


def test_a_capture_before_warc_that_breaks_off_says_so() -> None:
    data = b"".join(_OLD_RECORDS)[:-5]
    assert media_type(data) == ARC
    assert CUT in read_archive(data).losses


_ID = "<urn:uuid:00000000-0000-0000-0000-000000000001>"


def segments(*bounds: int, total: int = 0) -> bytes:
    """A page in several segments, the last with the length of all."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>hazelmount</p>"
    records = []
    for number, (start, end) in enumerate(pairwise((0, *bounds, len(body))), start=1):
        name = f"WARC-Record-ID: {_ID}" if number == 1 else f"WARC-Segment-Origin-ID: {_ID}"
        kind = "response" if number == 1 else "continuation"
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://x.example/\r\n{name}\r\n"
        head += f"WARC-Segment-Number: {number}\r\n"
        if number > len(bounds):
            head += f"WARC-Segment-Total-Length: {len(body) + total}\r\n"
        head += f"Content-Length: {end - start}\r\n\r\n"
        records.append(head.encode() + body[start:end] + b"\r\n\r\n")
    return b"".join((records[0], a_record("alderpeak"), *reversed(records[1:])))


@pytest.mark.parametrize("bounds", [(20,), (50, 60)])
def test_the_segments_of_a_captured_page_are_joined(bounds: tuple[int, ...]) -> None:
    for form in (segments(*bounds), gzip.compress(segments(*bounds))):
        read = read_warc(form)
        assert (read.losses, len(read.pages)) == ((), 2)
        assert read.pages[0].endswith("hazelmount")


def test_a_captured_page_that_lacks_a_segment_says_so() -> None:
    assert read_warc(segments(60, total=9)).losses == (CUT,)
    of_another = segments(60).replace(b"Segment-Origin-ID: <urn:uuid:0", b"Segment-Origin-ID: <urn:uuid:1")
    assert read_warc(of_another).losses == (CUT, GAP)
    assert read_warc(of_another.replace(b"\r\n\r\n>\r\n", b"\r\n\r\n\0\r\n")).losses == (CUT,)


def test_a_captured_page_without_a_middle_segment_keeps_its_end() -> None:
    whole = segments(50, 53)
    read = read_warc(_without_segment_2(whole))
    assert read.losses == (GAP,)
    assert read.pages[0].endswith("hazount")
    assert read_warc(whole).pages[0].endswith("hazelmount")


def test_a_captured_page_without_its_first_segment_is_read_from_the_next() -> None:
    first, *others = segments(50, 53).split(b"WARC/1.0")[1:]
    read = read_warc(b"".join(b"WARC/1.0" + one for one in others))
    assert b"Segment-Number: 1" in first
    assert read.losses == (GAP,)
    assert any(page.endswith("elmount") for page in read.pages)
    assert all("https://x.example/" in page for page in read.pages)


def _without_segment_2(data: bytes) -> bytes:
    records = data.split(b"WARC/1.0")
    return b"WARC/1.0".join(one for one in records if b"Segment-Number: 2" not in one)


def test_addresses_that_lead_to_no_page_of_a_capture_are_listed() -> None:
    away, loop = (
        _with_true_length(
            a_record(word, status="302 Found").replace(b"text/html", b"text/html\r\nLocation: " + to, 1)
        )
        for word, to in (("away", b"https://y.example/"), ("loop", b"/loop"))
    )
    again = (
        b"WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: https://x.example/hazelmount\r\n"
        b"WARC-Date: 2026-11-05T10:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    )
    read = read_warc(a_record("hazelmount") + away + loop + again)
    assert (read.losses, len(read.pages)) == ((UNFOLLOWED,), 2)
    assert read.pages[1].splitlines() == [
        "HTTP/1.1 302 Found: https://x.example/away → https://y.example/",
        "HTTP/1.1 302 Found: https://x.example/loop → https://x.example/loop",
        "WARC revisit 2026-11-05T10:00:00Z: https://x.example/hazelmount",
    ]


def test_a_redirected_page_has_its_own_address_and_names_the_way_to_it() -> None:
    asked = a_record("first", status="302 Found").replace(b"text/html", b"text/html\r\nLocation: /second", 1)
    then = a_record("second", status="301 Moved").replace(
        b"text/html", b"text/html\r\nLocation: https://x.example/hazelmount#top", 1
    )
    data = b"".join(_with_true_length(one) for one in (asked, then)) + a_record("hazelmount")
    read = read_warc(data)
    assert (read.header.address, read.header.title) == ("https://x.example/hazelmount", "hazelmount")
    assert read.losses == (REDIRECTED,)
    assert read.pages[0].splitlines()[2:4] == [
        "HTTP/1.1 302 Found: https://x.example/first → https://x.example/second",
        "HTTP/1.1 301 Moved: https://x.example/second → https://x.example/hazelmount#top",
    ]


def _with_true_length(record: bytes) -> bytes:
    head, _, body = record.partition(b"\r\n\r\n")
    length = len(body) - len(b"\r\n\r\n")
    return re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % length, head) + b"\r\n\r\n" + body


def test_a_redirection_without_its_page_is_no_page() -> None:
    record = a_record("first", status="302 Found").replace(b"text/html", b"text/html\r\nLocation: /b", 1)
    read = read_warc(_with_true_length(record))
    assert read.losses == (PAGELESS, UNFOLLOWED)
    assert read.pages == ("HTTP/1.1 302 Found: https://x.example/first → https://x.example/b",)


def test_another_status_of_a_captured_page_is_stated() -> None:
    read = read_warc(a_record("hazelmount", status="404 Not Found"))
    assert read.losses == (OTHER_STATUS,)
    assert "HTTP/1.1 404 Not Found" in read.pages[0].splitlines()
