"""Web pages captured by browsers and archivers: MHTML, webarchive, WARC and WACZ.

Source: RFC 2557 (MHTML); ISO 28500 (WARC 1.1); WACZ 1.1.1; a webarchive is a property list of Safari.
"""

from __future__ import annotations

import email
import email.policy
import html
import io
import plistlib
import zlib
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import replace
from email.errors import MessageError
from typing import Any
from zipfile import ZipFile

from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.hypertext.html_words import read_html
from casebook.formats.mail.header import field_of, sent_at
from casebook.formats.mail.mail import CUT, WORDLESS
from casebook.formats.mail.mime import payload_of
from casebook.formats.media_type import MHTML, WACZ, WARC, WEBARCHIVE
from casebook.formats.member import TooMuch, bounded_bytes
from casebook.formats.package import MAX_EXPANDED_BYTES, read_member
from casebook.formats.printed.unprinted import hidden_parts
from casebook.formats.read import PAGELESS, Read, bounded
from casebook.formats.web.page_header import header_lines, page_header
from casebook.host.protocol.extract_protocol import MAX_WORDS, FileHeader

_FAULTS = (ValueError, LookupError, TypeError, AttributeError, MessageError, AssertionError, OverflowError)
_GZIP_MARK = b"\x1f\x8b"
_MAX_RECORDS = 50_000
_PAGES = {"text/html", "application/xhtml+xml", "text/plain"}
_KEPT = {"resource": {*_PAGES, "application/json"}, "conversion": _PAGES}
"""What records state of themselves that are no answer of a server. Source: ISO 28500, 6.4 and 6.9."""


def read_mhtml(data: bytes) -> Read:
    """A page that a browser saved as one file, with its frames.

    Raises:
        Damaged: it holds no page.
        OversizedFile: its parts stand too deep in one another.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = [
            decoded(payload_of(part), part.get_content_charset() or "").text
            for part in message.walk()
            if part.get_content_type() in _PAGES
        ]
        dated = sent_at(field_of(message, "Date"))
    except RecursionError as error:
        raise OversizedFile from error
    except _FAULTS as error:
        raise Damaged from error
    address = str(message["Snapshot-Content-Location"] or message["Content-Location"] or "").strip()
    return _read(MHTML, [(page, address if not at else "", dated) for at, page in enumerate(pages)])


def read_webarchive(data: bytes) -> Read:
    """A page that Safari saved, with its frames.

    Raises:
        Damaged: it is no property list or holds no page.
    """
    try:
        archive = plistlib.loads(data)
        pages = list(_resources(archive))
    except (plistlib.InvalidFileException, RecursionError, OSError, *_FAULTS) as error:
        raise Damaged from error
    return _read(WEBARCHIVE, pages)


def read_warc(data: bytes) -> Read:
    """Every page in a capture of the web, packed with gzip or not, as far as it is whole.

    Raises:
        Damaged: it breaks off before its first page.
        OversizedFile: it becomes too large when unpacked.
    """
    pages, is_broken = _captured(data, MAX_EXPANDED_BYTES)
    return _read(WARC, pages, is_broken=is_broken)


def read_wacz(package: ZipFile) -> Read:
    """Every page in a packed capture of the web.

    Raises:
        Damaged, OversizedFile: as `read_warc`.
    """
    pages: list[tuple[str, str, str]] = []
    is_broken = False
    for name in package.namelist():
        if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
            taken = sum(len(page) for page, _, _ in pages)
            captured, breaks = _captured(read_member(package, name), MAX_EXPANDED_BYTES - taken)
            pages, is_broken = [*pages, *captured], is_broken or breaks
    return _read(WACZ, pages, is_broken=is_broken)


def _read(media_type: str, pages: list[tuple[str, str, str]], *, is_broken: bool = False) -> Read:
    """What is kept of pages, each with its address and its time; the first gives the header."""
    if not pages and media_type in {WARC, WACZ} and not is_broken:
        return Read(media_type=media_type, losses=(PAGELESS,))
    if not pages:
        raise Damaged
    headers = [_header(*page) for page in pages]
    read = [read_html(page) for page, _, _ in pages]
    bodies, hidden = [one.words for one in read], [text for one in read for text in one.hidden]
    words = tuple(f"{header_lines(header)}\n{body}" for header, body in zip(headers, bodies, strict=True))
    kept, is_cut = bounded(words, MAX_WORDS)
    losses = (*((CUT,) if is_broken else ()), *(() if any(bodies) else (WORDLESS,)))
    return Read(
        media_type=media_type,
        pages=kept,
        is_cut=is_cut,
        header=headers[0],
        losses=losses,
        unprinted=hidden_parts(hidden),
    )


def _header(page: str, address: str, dated: str) -> FileHeader:
    header = page_header(page)
    return replace(header, address=address or header.address, dated=dated or header.dated)


def _resources(archive: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    main = archive["WebMainResource"]
    yield (
        decoded(main["WebResourceData"], main.get("WebResourceTextEncodingName", "")).text,
        str(main.get("WebResourceURL", "")),
        "",
    )
    for frame in archive.get("WebSubframeArchives", ()):
        yield from _resources(frame)


def _captured(data: bytes, most: int) -> tuple[list[tuple[str, str, str]], bool]:
    """Each page of a capture with its address and time, and whether a part of it is not whole."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    pages: list[tuple[str, str, str]] = []
    data, is_broken = _unpacked(data, most)
    records = ArchiveIterator(io.BytesIO(data))
    record: Any = None
    count = -1
    try:
        with redirect_stderr(io.StringIO()):  # it writes what it stumbles over there, with the bytes
            for count, record in enumerate(records):
                if count >= _MAX_RECORDS:
                    raise OversizedFile
                if page := _page_of(record, most):
                    pages.append(page)
                    most -= len(page[0])
    except TooMuch as error:
        raise OversizedFile from error
    except (ArchiveLoadFailed, EOFError, OSError, zlib.error, *_FAULTS) as error:
        if not pages:  # else it breaks off, and what came before is whole
            raise Damaged from error
        is_broken = True
    is_short = bool(getattr(getattr(record, "raw_stream", None), "limit", 0))  # it is less than it states
    return pages, is_broken or is_short or records.err_count > 0 or count < 0


def _unpacked(data: bytes, most: int) -> tuple[bytes, bool]:
    """A capture without gzip, packed record by record or as a whole, and whether it breaks off."""
    if not data.startswith(_GZIP_MARK):
        return data, False
    pieces: list[bytes] = []
    try:
        while data.startswith(_GZIP_MARK):
            unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
            pieces.append(unpacker.decompress(data, most + 1))
            most -= len(pieces[-1])
            if most < 0:
                raise OversizedFile
            if not unpacker.eof:
                return b"".join(pieces), True
            data = unpacker.unused_data
    except zlib.error:
        return b"".join(pieces), True
    return b"".join(pieces), bool(data.strip(b"\0"))


def _page_of(record: Any, most: int) -> tuple[str, str, str] | None:  # noqa: ANN401 - the library has no types
    """A page with its address and time; None where the record holds something else.

    Raises:
        TooMuch: it is larger than this.
    """
    headers, kinds = record.http_headers, _PAGES
    if record.rec_type != "response":
        headers, kinds = record.rec_headers, _KEPT.get(record.rec_type, set())
    kind = (headers.get_header("Content-Type") or "") if headers else ""
    if kind.partition(";")[0].strip().lower() not in kinds:
        return None
    content = bounded_bytes(record.content_stream(), most)
    charset = kind.lower().partition("charset=")[2].strip(' "')
    address, dated = map(record.rec_headers.get_header, ("WARC-Target-URI", "WARC-Date"))
    text = decoded(content, charset).text
    page = text if "html" in kind.lower() else f"<pre>{html.escape(text, quote=False)}</pre>"
    return page, (address or "").strip("<>"), dated or ""


def load_for_mhtml() -> None:
    """Load what reading MHTML takes, before files are given up."""
    read_mhtml(b"Date: Fri, 27 Nov 2026 10:00:00 +0200\r\nContent-Type: text/html; charset=gb2312\r\n\r\nx")


def load_for_captures() -> None:
    """Load what reading webarchive and WARC takes, before files are given up."""
    read_webarchive(plistlib.dumps({"WebMainResource": {"WebResourceData": b"x"}}, fmt=plistlib.FMT_BINARY))
    read_webarchive(plistlib.dumps({"WebMainResource": {"WebResourceData": b"x"}}))
    _load_for_warc()


def _load_for_warc() -> None:
    """Load what reading WARC takes, before files are given up."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    written = io.BytesIO()
    writer = WARCWriter(written, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
    writer.write_record(
        writer.create_warc_record("http://x/", "response", payload=io.BytesIO(b"x"), http_headers=headers)
    )
    read_warc(written.getvalue())
