"""Judges a PDF with structural errors by its content: correctly repaired files are accepted.

A wrong length of the table of objects, which Acrobat and Quartz write too, costs nothing. A file that was cut
short does, however well a reader helps itself.
"""

from __future__ import annotations

import io
import re
import zlib

import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf, PikepdfError, Stream
from pypdfium2 import raw

from casebook.pdf.page.content import read_content
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.writing import readable_copy

_END = b"%%EOF"
_BEYOND = re.compile(rb"\d\s+obj\b|endobj|endstream|startxref")
"""Data after the last end marker of a file whose later changes are truncated; never in padding."""
_HELD = re.compile(rb"/Contents\s*\[?\s*(\d+)\s+(\d+)\s+R\b")
_DRAWN = re.compile(rb"(/[^\s/\[\]<>(){}%]+)\s+Do(?![^\s/\[<(%])")
_SET = re.compile(rb"(/[^\s/\[\]<>(){}%]+)\s+[-+.\d]+\s+Tf(?![^\s/\[<(%])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_JPEG_END, _JPEG_TAIL_BYTES = b"\xff\xd9", 64
_PADDING = b"\0\t\n\r "
_FLATE_HEAD_BYTES, _FLUSHED = 2, b"\0\0\xff\xff"
_PIECE_BYTES = 1 << 20
_FAULTS = (PikepdfError, pypdfium2.PdfiumError, ValueError, TypeError, KeyError, AttributeError, zlib.error)


def opened_with_repair(data: bytes, *, inherits: bool = True, password: str = "") -> Pdf:
    """Return a PDF whose cross-reference table is rebuilt if broken.

    Args:
        data: the whole file.
        inherits: as `casebook.pdf.page.opening.open_pdf` has it.
        password: that opens it, if it has one.

    Raises:
        pikepdf.PikepdfError: not a PDF, password-protected or beyond repair.
    """
    stream = io.BytesIO(data)
    return Pdf.open(stream, password=password, attempt_recovery=True, inherit_page_attributes=inherits)


def loses_content(data: bytes, password: str = "") -> bool:
    """Return whether a repaired file, which a password may open, lacks pages, text or images.

    It does where it was cut short, where a page points at what is not there, where a stream in use breaks
    off, and where pdfium, which repairs in a way of its own, shows other pages, other text or more pictures.
    """
    if _is_cut(data):
        return True
    try:
        _require_boxes(data, password)
        with opened_with_repair(data, password=password) as pdf:
            stated = pdf.Root.Pages.get(Name.Count)
            pages = len(pdf.pages)
            if (
                pages == 0
                or stated not in {None, pages}
                or _lacks_content(pdf, data)
                or _points_at_nothing(pdf)
            ):
                return True
            repaired = readable_copy(pdf)
        with Pdf.open(io.BytesIO(repaired)) as used:
            if not all(_is_complete(used, part) for part in used.objects if isinstance(part, Stream)):
                return True
        return not _is_alike(data, repaired, password)
    except _FAULTS:
        return True


def _is_cut(data: bytes) -> bool:
    """Return whether the end of a file, or of an incremental update, is missing.

    Source: ISO 32000-1, 7.5.5. What follows the end, such as padding or the foot of a web page, belongs to
    no file; readers look for the end in the last 1,024 bytes only (annex H.3), but rebuild the table then.
    """
    end = data.rfind(_END)
    return end < 0 or _BEYOND.search(data, end) is not None


def _lacks_content(pdf: Pdf, data: bytes) -> bool:
    """Return whether the content of a page is missing; such a page is empty, like one without content.

    qpdf leaves out of a page what points at an object that is gone, so the bytes are searched.
    """
    if all(Name.Contents in page.obj for page in pdf.pages):
        return False
    packed = (
        thing.read_bytes()
        for thing in pdf.objects
        if isinstance(thing, Stream) and thing.get(Name.Type) == Name.ObjStm
    )
    return any(
        pdf.get_object(int(held[1]), int(held[2])) is None
        for text in (data, *packed)
        for held in _HELD.finditer(text)
    )


def _require_boxes(data: bytes, password: str) -> None:
    """Read the stored box of every page: qpdf inserts its own once asked for the pages.

    Raises:
        ValueError: one is not four numbers.
    """
    with opened_with_repair(data, inherits=False, password=password) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, Dictionary) and thing.get(Name.Type) == Name.Page:
                frame_of(thing)


def _points_at_nothing(pdf: Pdf) -> bool:
    """Return whether something drawn or written refers to missing resources of its page.

    qpdf leaves out of a dictionary what points at an object that is gone; what is drawn still names it.
    """
    for scope in pdf.content_scopes():
        content = scope.content
        data = content.read_bytes() if isinstance(content, Stream) else read_content(content)
        for key, names in ((Name.XObject, _DRAWN.findall(data)), (Name.Font, _SET.findall(data))):
            held = scope.resources.get(key) if scope.resources is not None else None
            known = {name for name, _ in held.items()} if isinstance(held, Dictionary) else set()
            if any(_unescaped(name) not in known for name in names):
                return True
    return False


def _unescaped(name: bytes) -> str:
    plain = _ESCAPED.sub(lambda escaped: bytes.fromhex(escaped[1].decode()), name)
    return plain.decode("utf-8", "surrogateescape")


def _is_complete(pdf: Pdf, part: Stream) -> bool:
    """Return whether the data of a stream is complete."""
    filters = part.get(Name.Filter)
    all_filters: list[Object] = list(filters) if isinstance(filters, Array) else [filters] if filters else []
    last = all_filters[-1] if all_filters else None
    if last == Name.DCTDecode:
        return _JPEG_END in _without_filters(pdf, part, all_filters[:-1]).rstrip(_PADDING)[-_JPEG_TAIL_BYTES:]
    if all_filters == [Name.FlateDecode]:
        return _is_inflated(part.read_raw_bytes())
    if last in {Name.FlateDecode, Name.LZWDecode, Name.RunLengthDecode}:
        part.read_bytes()
    return True


def _without_filters(pdf: Pdf, part: Stream, filters: list[Object]) -> bytes:
    """Return the data of a stream with these filters removed."""
    raw = part.read_raw_bytes()
    return Stream(pdf, raw, Filter=Array(filters)).read_bytes() if filters else raw


def _is_inflated(packed: bytes) -> bool:
    """Return whether compressed data is complete; its checksum, which viewers ignore, may be wrong.

    Acrobat ends small streams with a flush instead of a last block. Source: RFC 1951, section 3.2.4: an empty
    block without compression.
    """
    inflater, is_flushed = zlib.decompressobj(-zlib.MAX_WBITS), packed.endswith(_FLUSHED)
    packed = packed[_FLATE_HEAD_BYTES:]
    while packed and not inflater.eof:
        inflater.decompress(packed, _PIECE_BYTES)
        packed = inflater.unconsumed_tail
    return inflater.eof or is_flushed


def _is_alike(received: bytes, repaired: bytes, password: str) -> bool:
    opened = pypdfium2.PdfDocument(received, password=password or None)
    with opened as before, pypdfium2.PdfDocument(repaired) as after:
        return len(before) == len(after) and all(
            _shown(before, index) == _shown(after, index) for index in range(len(before))
        )


def _shown(document: pypdfium2.PdfDocument, index: int) -> tuple[str, int]:
    """Return the text of a page without spaces, and its number of images."""
    page = document[index]
    text = page.get_textpage()
    words = "".join(text.get_text_range().split())
    pictures = sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    text.close()
    page.close()
    return words, pictures
