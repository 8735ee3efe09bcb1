"""The pages of a capture of the web (WARC or ARC): its records, their segments, and what servers answered.

Source: ISO 28500:2017 (WARC 1.1); RFC 9110, section 15 (status codes); M. Burner and B. Kahle, "Arc File
Format", Internet Archive, 1996, for ARC.
"""

from __future__ import annotations

import html
import io
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, suppress
from types import MappingProxyType
from typing import Any, NamedTuple

from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.hypertext.html_sheets import address_key
from casebook.formats.hypertext.web_address import completed
from casebook.formats.media_type import ARC, CAPTURE_MARKS
from casebook.formats.member import TooMuch, bounded_bytes

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
SHEET = "text/css"
_KEPT = {"resource": PAGES | {"application/json"}, "conversion": PAGES}
"""What records state of themselves that are no answer of a server. Source: ISO 28500, 6.4 and 6.9."""
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, OverflowError)
_GZIP_MARK = b"\x1f\x8b"
_MAX_RECORDS, _MAX_REDIRECTIONS, _MAX_ANSWER = 50_000, 20, 500
_MAX_ADDRESS, _MAX_UNFOLLOWED = 2_000, 1_000
_MAX_STEPS = 3
_ARC_2_LINE = re.compile(rb"^(\S[^\r\n]* \S+ \d{14} \S+)(?: \S+){5}( \d+)(?=\r?$)", re.MULTILINE)
"""What begins a record of ARC in version 2; the fields that version 1 lacks stand before its length."""
_OK, _UNCHANGED = "200", "304"


class CapturedPage(NamedTuple):
    """A page of a capture.

    Attributes:
        text: in HTML.
        address: where it was, or "".
        dated: when it was captured, or "".
        status: what the server answered, such as "HTTP/1.1 404 Not Found"; "" for 200.
        redirections: the answers that led to it, each with the addresses from and to which.
        base: the address by which those in it are completed, where `address` is not stated of it.
    """

    text: str
    address: str = ""
    dated: str = ""
    status: str = ""
    redirections: tuple[str, ...] = ()
    base: str = ""


class Capture(NamedTuple):
    """What a capture holds.

    Attributes:
        pages: its pages, in their order.
        unfollowed: answers that led to no page of it, and pages that were met again unchanged, a line each.
        is_broken: a part of it is not whole.
        has_gap: a segment is missing before others, which are read.
        sheets: the style sheets in it, by their addresses and those that led to them.
    """

    pages: tuple[CapturedPage, ...] = ()
    unfollowed: tuple[str, ...] = ()
    is_broken: bool = False
    has_gap: bool = False
    sheets: Mapping[str, str] = MappingProxyType({})


_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a]")
"""Bytes that no encoding of a page has, but what is packed or a picture."""


class _Sheet(NamedTuple):
    text: str
    address: str


class _Redirection(NamedTuple):
    source: str
    target: str
    answer: str

    @property
    def line(self) -> str:
        return f"{self.answer}: {self.source} → {self.target}"


class _Revisit(NamedTuple):
    """A page that was asked for again and not kept again. Source: ISO 28500, 6.7."""

    address: str
    dated: str

    @property
    def line(self) -> str:
        return f"WARC revisit {self.dated}: {self.address}"


_Answer = CapturedPage | _Sheet | _Redirection | _Revisit


def captured_pages(data: bytes, most: int) -> Capture:
    """Each page of a capture, packed with gzip or not, and what of it led to none.

    An answer that redirects is no page; it is noted at the page to which it led.

    Args:
        data: the capture.
        most: so many bytes it may have when unpacked, and its pages together.

    Raises:
        Damaged: it breaks off before its first page.
        OversizedFile: it becomes too large when unpacked.
    """
    from warcio.exceptions import ArchiveLoadFailed

    answers: list[_Answer] = []
    data, is_broken = _unpacked(data, most)
    records = _Records(data)
    try:
        for record in records:
            if one := _page_of(record, most):
                answers.append(one)
                most -= len(one.text) if isinstance(one, (CapturedPage, _Sheet)) else 0
    except TooMuch as error:
        raise OversizedFile from error
    except (ArchiveLoadFailed, EOFError, OSError, zlib.error, *_FAULTS) as error:
        if not answers:  # else it breaks off, and what came before is whole
            raise Damaged from error
        is_broken = True
    answers += records.without_beginning(most)
    led = {_key(one.target): one for one in reversed(answers) if isinstance(one, _Redirection)}
    pages = tuple(_redirected(one, led) for one in answers if isinstance(one, CapturedPage))
    sheets = _sheets_of(answers)
    unfollowed = _unfollowed(answers, pages, sheets)
    is_broken |= records.is_broken or records.has_rest
    return Capture(pages, unfollowed, is_broken, records.has_gap, sheets)


def _unfollowed(
    answers: Sequence[_Answer], pages: Sequence[CapturedPage], sheets: Mapping[str, str]
) -> tuple[str, ...]:
    """The answers that led neither to a page nor to a style sheet, a line each."""
    followed = {line for page in pages for line in page.redirections}
    others = [
        one.line
        for one in answers
        if (isinstance(one, _Redirection) and address_key(one.source) not in sheets)
        or isinstance(one, _Revisit)
    ]
    return tuple(line for line in dict.fromkeys(others) if line not in followed)[:_MAX_UNFOLLOWED]


def _sheets_of(answers: Sequence[_Answer]) -> dict[str, str]:
    """The style sheets by address; of several from one address the first."""
    sheets = {address_key(one.address): one.text for one in reversed(answers) if isinstance(one, _Sheet)}
    for _ in range(_MAX_STEPS):
        for one in answers:
            if isinstance(one, _Redirection) and (text := sheets.get(address_key(one.target))) is not None:
                sheets.setdefault(address_key(one.source), text)
    return sheets


def _redirected(page: CapturedPage, led: Mapping[str, _Redirection]) -> CapturedPage:
    """A page with the answers that led to it, the first of them first."""
    left, lines, address = dict(led), list[str](), page.address
    while (one := left.pop(_key(address), None)) and len(lines) < _MAX_REDIRECTIONS:
        lines.insert(0, one.line)
        address = one.source
    return page._replace(redirections=tuple(lines))


def _key(address: str) -> str:
    """An address as it is asked for: without its fragment, and with the path of a bare host."""
    bare = address.partition("#")[0]
    return f"{bare}/" if bare.count("/") == len("//") else bare


class _Records:
    """The records of a capture, those in several segments joined.

    Attributes:
        is_broken: so far a record is less than it states, or lacks its last segment.
        has_gap: so far a record lacks a segment before others.
    """

    def __init__(self, data: bytes) -> None:
        self.is_broken = self.has_gap = False
        self._data = data
        self._further = _continuations(data)

    @property
    def has_rest(self) -> bool:
        """Whether segments are left that belong to nothing."""
        return bool(self._further)

    def __iter__(self) -> Iterator[Any]:
        count = -1
        records, record = _iterated(self._data), None
        with redirect_stderr(io.StringIO()):  # it writes what it stumbles over there, with the bytes
            for count, record in enumerate(records):
                if count >= _MAX_RECORDS:
                    raise OversizedFile
                if record.rec_type != "continuation":
                    yield self._joined(record)
        is_short = bool(getattr(getattr(record, "raw_stream", None), "limit", 0))
        self.is_broken |= is_short or records.err_count > 0 or count < 0

    def _joined(self, record: Any) -> Any:  # noqa: ANN401 - the library has no types
        """A record with its further segments in their order, the last of which states the whole length.

        Source: ISO 28500, section 7.
        """
        if record.rec_headers.get_header("WARC-Segment-Number") != "1":
            return record
        further = self._further.pop(record.rec_headers.get_header("WARC-Record-ID") or "", {})
        pieces = [_Segment(record.raw_stream.read()), *(further[number] for number in sorted(further))]
        whole, total = b"".join(one.piece for one in pieces), pieces[-1].total
        is_whole_row = sorted(further) == list(range(2, len(further) + 2))
        self.has_gap |= not is_whole_row
        self.is_broken |= not total or (is_whole_row and total != str(len(whole)))
        record.raw_stream, record.length = io.BytesIO(whole), len(whole)
        return record

    def without_beginning(self, most: int) -> list[CapturedPage]:
        """The pages whose first segment is not in the capture, where what there is of them is text."""
        pages = []
        for origin, segments in tuple(self._further.items()):
            first = segments[min(segments)]
            whole = b"".join(segments[number].piece for number in sorted(segments))
            if _NO_TEXT.search(whole) is None and len(whole) <= most:
                most -= len(whole)
                del self._further[origin]
                pages.append(CapturedPage(decoded(whole).text, first.address.strip("<>"), first.dated))
                self.has_gap = True
                self.is_broken |= not segments[max(segments)].total
        return pages


class _Segment(NamedTuple):
    """A further segment: its bytes, the length of the whole if it is the last, and what page it is of."""

    piece: bytes
    total: str = ""
    address: str = ""
    dated: str = ""


def _iterated(data: bytes) -> Any:  # noqa: ANN401 - the library has no types
    from warcio.archiveiterator import ARCIterator, WARCIterator

    if data.startswith(CAPTURE_MARKS[ARC]):  # its records are given as those of WARC are
        if data.partition(b"\n")[2].startswith(b"2 "):
            data = _ARC_2_LINE.sub(rb"\1\2", data)
        return ARCIterator(io.BytesIO(data), no_record_parse=True, arc2warc=True)
    return WARCIterator(io.BytesIO(data), no_record_parse=True)


def _continuations(data: bytes) -> dict[str, dict[int, _Segment]]:
    """Further segments by the record and their number."""
    from warcio.exceptions import ArchiveLoadFailed

    further: defaultdict[str, dict[int, _Segment]] = defaultdict(dict)
    if b"continuation" not in data:
        return further
    with (
        redirect_stderr(io.StringIO()),
        suppress(ArchiveLoadFailed, EOFError, OSError, *_FAULTS),  # which the reading of the whole meets, too
    ):
        for record in _iterated(data):
            if record.rec_type == "continuation":
                origin, number, total = (
                    record.rec_headers.get_header(f"WARC-Segment-{name}") or ""
                    for name in ("Origin-ID", "Number", "Total-Length")
                )
                address, dated = (
                    record.rec_headers.get_header(name) or "" for name in ("WARC-Target-URI", "WARC-Date")
                )
                further[origin][int(number)] = _Segment(record.raw_stream.read(), total, address, dated)
    return further


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


def _page_of(
    record: Any,  # noqa: ANN401 - as above
    most: int,
) -> _Answer | None:
    """A page, a style sheet, an answer that redirects, or a page met again; None of any other record.

    Raises:
        TooMuch: it is larger than this.
    """
    from warcio.recordloader import ArcWarcRecordLoader

    address, dated = map(record.rec_headers.get_header, ("WARC-Target-URI", "WARC-Date"))
    headers, kinds, status = record.rec_headers, _KEPT.get(record.rec_type, frozenset()), ""
    if record.rec_type == "revisit":
        return _Revisit((address or "").strip("<>")[:_MAX_ADDRESS], dated or "")
    if record.rec_type == "response":
        record.http_headers = headers = ArcWarcRecordLoader(verify_http=False).load_http_headers(
            record.rec_type, address, record.raw_stream, record.length
        )
        kinds = PAGES
        if headers is None:
            return None
        code = headers.get_statuscode()
        status = "" if code == _OK else f"{headers.protocol} {headers.statusline}".strip()[:_MAX_ANSWER]
        if code == _UNCHANGED:
            return None
        if code.startswith("3") and (location := headers.get_header("Location")):
            return _Redirection(address, completed(address, location)[:_MAX_ADDRESS], status)
    kind = headers.get_header("Content-Type") or ""
    plain_kind = kind.partition(";")[0].strip().lower()
    is_sheet = plain_kind == SHEET and record.rec_type in {"response", "resource"} and not status
    if plain_kind not in kinds and not is_sheet:
        return None
    content = bounded_bytes(record.content_stream(), most)
    charset = kind.lower().partition("charset=")[2].strip(' "')
    text = decoded(content, charset).text
    page = text if "html" in kind.lower() else f"<pre>{html.escape(text, quote=False)}</pre>"
    captured = CapturedPage(page, (address or "").strip("<>"), dated or "", status)
    return _Sheet(text, address or "") if is_sheet else captured
