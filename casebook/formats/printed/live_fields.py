"""Whether an Office file from before 2007 has fields or formulas that give another value each time.

They cannot be replaced with what was stored as those of later files are, so that such a file is not laid out.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

from casebook.formats.fault import Damaged

_NAMES = [
    "DATE",
    "TIME",
    "PRINTDATE",
    "SAVEDATE",
    "CREATEDATE",
    "EDITTIME",
    "FILENAME",
    "FILESIZE",
    "AUTHOR",
    "LASTSAVEDBY",
    "USERNAME",
    "USERINITIALS",
    "USERADDRESS",
    "DOCPROPERTY",
    "DOCVARIABLE",
    "INFO",
    "TEMPLATE",
    "REVNUM",
    "NUMCHARS",
    "NUMWORDS",
    "TITLE",
    "SUBJECT",
    "KEYWORDS",
    "COMMENTS",
]
_WIDE_NAMES = "|".join("\x00?".join(name) for name in _NAMES).encode()
_WORD_FIELD = re.compile(rb"\x13\x00?(?: \x00?)*(?:" + _WIDE_NAMES + rb")(?![A-Za-z])", re.IGNORECASE)
"""Source: [MS-DOC] 2.8.25: a field begins with U+0013."""
_RICH_FIELD = re.compile(
    rb"\\fldinst\b(?:[^A-Za-z\\]|\\[a-z]+-?\d*|\\[^a-z])*(?:" + "|".join(_NAMES).encode() + rb")(?![A-Za-z])"
    rb"|\\(?:chdate|chtime|chdpl|chdpa)\b"
)
_SLIDE_DATES = (b"\xf7\x0f\x08\x00\x00\x00", b"\xf8\x0f\x04\x00\x00\x00", b"\x15\x10\x84\x00\x00\x00")
"""DateTimeMCAtom, GenericDateMCAtom and RTFDateTimeMCAtom, each with its length. Source: [MS-PPT] 2.9."""
_STREAMS = ("WordDocument", "PowerPoint Document", "Workbook", "Book")
_FORMULAS = {0x0006, 0x0206, 0x0406, 0x0221, 0x04BC}
_HEADERS = {0x0014, 0x0015}
_VOLATILE = b"\x19\x01"
"""PtgAttrSemi. Source: [MS-XLS] 2.5.198.4."""
_PRINTED_CODE = re.compile(rb"&\x00?[DTFZ]")


def has_live_fields(data: bytes) -> bool:
    """Return whether a file of Word, Excel or PowerPoint, or rich text, prints another value each time.

    Raises:
        Damaged: it cannot be taken apart.
    """
    import olefile

    if not data.startswith(olefile.MAGIC):
        return bool(_RICH_FIELD.search(data))
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            streams = {name: file.openstream(name).read() for name in _STREAMS if file.exists(name)}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise Damaged from error
    if "WordDocument" in streams:
        return bool(_WORD_FIELD.search(streams["WordDocument"]))
    if "PowerPoint Document" in streams:
        return any(mark in streams["PowerPoint Document"] for mark in _SLIDE_DATES)
    book = streams.get("Workbook") or streams.get("Book", b"")
    return any(
        (kind in _FORMULAS and _VOLATILE in body) or (kind in _HEADERS and bool(_PRINTED_CODE.search(body)))
        for kind, body in _records(book)
    )


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a workbook: two bytes of kind, two of length, each. Source: [MS-XLS] 2.1.4."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
