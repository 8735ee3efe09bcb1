"""Web pages captured by browsers and archivers: MHTML, webarchive, ARC, WARC and WACZ.

Source: RFC 2557 (MHTML); ISO 28500 (WARC 1.1); WACZ 1.1.1; a webarchive is a property list of Safari.
"""

from __future__ import annotations

import email
import email.policy
import io
import plistlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.errors import MessageError
from email.message import Message
from typing import Any
from zipfile import ZipFile

from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.hypertext.html_sheets import FileSheets, address_key
from casebook.formats.hypertext.html_words import read_html
from casebook.formats.mail.header import sent_time
from casebook.formats.mail.mail import CUT, WORDLESS
from casebook.formats.mail.mime import payload_of
from casebook.formats.mail.sent_time import load_for_times
from casebook.formats.media_type import ARC, MHTML, WACZ, WARC, WEBARCHIVE
from casebook.formats.package import MAX_EXPANDED_BYTES, read_member
from casebook.formats.printed.unprinted import hidden_parts
from casebook.formats.read import GAP, OTHER_STATUS, PAGELESS, REDIRECTED, UNFOLLOWED, UNSTYLED, Read, bounded
from casebook.formats.web.page_header import header_lines, page_header
from casebook.formats.web.warc import PAGES, SHEET, Capture, CapturedPage, captured_pages
from casebook.host.protocol.extract_protocol import MAX_WORDS, FileHeader

_FAULTS = (ValueError, LookupError, TypeError, AttributeError, MessageError, AssertionError, OverflowError)


def read_mhtml(data: bytes) -> Read:
    """A page that a browser saved as one file, with its frames.

    Raises:
        Damaged: it holds no page.
        OversizedFile: its parts stand too deep in one another.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(message.walk())
        pages = [(_text(part), _location(part)) for part in parts if part.get_content_type() in PAGES]
        sheets = dict(named for part in parts if part.get_content_type() == SHEET for named in _named(part))
        dated = sent_time(message)
    except RecursionError as error:
        raise OversizedFile from error
    except _FAULTS as error:
        raise Damaged from error
    address = str(message["Snapshot-Content-Location"] or message["Content-Location"] or "").strip()
    captured = (
        CapturedPage(page, "" if at else address, dated, base=base) for at, (page, base) in enumerate(pages)
    )
    return _read(MHTML, Capture(tuple(captured), sheets=sheets))


def _text(part: Message) -> str:
    return decoded(payload_of(part), part.get_content_charset() or "").text


def _location(part: Message) -> str:
    return str(part["Content-Location"] or "").strip()


def _named(part: Message) -> Iterator[tuple[str, str]]:
    """A style sheet by each of the names under which pages can link it."""
    number = str(part["Content-ID"] or "").strip().strip("<>")
    for name in (_location(part), f"cid:{number}" if number else ""):
        if name:
            yield address_key(name), _text(part)


def read_webarchive(data: bytes) -> Read:
    """A page that Safari saved, with its frames.

    Raises:
        Damaged: it is no property list or holds no page.
    """
    try:
        archive = plistlib.loads(data)
        pages, sheets = tuple(_resources(archive)), dict(_sheets(archive))
    except (plistlib.InvalidFileException, RecursionError, OSError, *_FAULTS) as error:
        raise Damaged from error
    return _read(WEBARCHIVE, Capture(pages, sheets=sheets))


def read_warc(data: bytes, media_type: str = WARC) -> Read:
    """Every page in a capture of the web, packed with gzip or not, as far as it is whole.

    Args:
        data: the capture.
        media_type: `WARC`, or `ARC`, the form before it.

    Raises:
        Damaged: it breaks off before its first page.
        OversizedFile: it becomes too large when unpacked.
    """
    return _read(media_type, captured_pages(data, MAX_EXPANDED_BYTES))


def read_wacz(package: ZipFile) -> Read:
    """Every page in a packed capture of the web.

    Raises:
        Damaged, OversizedFile: as `read_warc`.
    """
    whole = Capture()
    for name in package.namelist():
        if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
            taken = sum(len(page.text) for page in whole.pages)
            one = captured_pages(read_member(package, name), MAX_EXPANDED_BYTES - taken)
            whole = Capture(
                (*whole.pages, *one.pages),
                (*whole.unfollowed, *one.unfollowed),
                whole.is_broken or one.is_broken,
                whole.has_gap or one.has_gap,
                {**one.sheets, **whole.sheets},
            )
    return _read(WACZ, whole)


def _read(media_type: str, capture: Capture) -> Read:
    """What is kept of pages; the first gives the header, and what a server answered stands below it."""
    pages, is_pageless = capture.pages, media_type in {ARC, WARC, WACZ} and not capture.is_broken
    if not pages and not is_pageless:
        raise Damaged
    headers = [_header(page) for page in pages]
    read = [read_html(page.text, FileSheets(page.base or page.address, capture.sheets)) for page in pages]
    bodies, hidden = [one.words for one in read], [text for one in read for text in one.hidden]
    words = [
        "\n".join((header_lines(header), *page.redirections, *filter(None, (page.status,)), body))
        for page, header, body in zip(pages, headers, bodies, strict=True)
    ]
    words += ["\n".join(capture.unfollowed)] if capture.unfollowed else []
    kept, is_cut = bounded(tuple(words), MAX_WORDS)
    stated = {
        PAGELESS: not pages,
        CUT: capture.is_broken,
        GAP: capture.has_gap,
        UNSTYLED: any(one.is_unstyled for one in read),
        WORDLESS: bool(pages) and not any(bodies),
        REDIRECTED: any(page.redirections for page in pages),
        UNFOLLOWED: bool(capture.unfollowed),
        OTHER_STATUS: any(page.status for page in pages),
    }
    return Read(
        media_type=media_type,
        pages=kept,
        is_cut=is_cut,
        header=headers[0] if headers else FileHeader(),
        losses=tuple(loss for loss, is_so in stated.items() if is_so),
        unprinted=hidden_parts(hidden),
    )


def _header(page: CapturedPage) -> FileHeader:
    header = page_header(page.text)
    return replace(header, address=page.address or header.address, dated=page.dated or header.dated)


def _resources(archive: Mapping[str, Any]) -> Iterator[CapturedPage]:
    main = archive["WebMainResource"]
    yield CapturedPage(
        decoded(main["WebResourceData"], main.get("WebResourceTextEncodingName", "")).text,
        str(main.get("WebResourceURL", "")),
    )
    for frame in archive.get("WebSubframeArchives", ()):
        yield from _resources(frame)


def _sheets(archive: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The style sheets of an archive and its frames, by their addresses."""
    for one in archive.get("WebSubresources", ()):
        if one.get("WebResourceMIMEType", "") == SHEET:
            text = decoded(one["WebResourceData"], one.get("WebResourceTextEncodingName", "")).text
            yield address_key(str(one.get("WebResourceURL", ""))), text
    for frame in archive.get("WebSubframeArchives", ()):
        yield from _sheets(frame)


def load_for_mhtml() -> None:
    """Load what reading MHTML takes, before files are given up."""
    load_for_times()
    read_mhtml(b"Date: Fri, 27 Nov 2026 10:00:00 +0200\r\nContent-Type: text/html; charset=gb2312\r\n\r\nx")


def load_for_captures() -> None:
    """Load what reading webarchive and WARC takes, before files are given up."""
    read_webarchive(plistlib.dumps({"WebMainResource": {"WebResourceData": b"x"}}, fmt=plistlib.FMT_BINARY))
    read_webarchive(plistlib.dumps({"WebMainResource": {"WebResourceData": b"x"}}))
    _load_for_warc()


def _load_for_warc() -> None:
    """Load what reading WARC and ARC takes, before files are given up."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    written = io.BytesIO()
    writer = WARCWriter(written, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
    writer.write_record(
        writer.create_warc_record("http://x/", "response", payload=io.BytesIO(b"x"), http_headers=headers)
    )
    read_warc(written.getvalue())
    read_warc(b"filedesc://x 0.0.0.0 20260305091500 text/plain 4\n1\nx\n\n", ARC)
