"""The type of a file, recognised by its content and never by its name."""

from __future__ import annotations

import re
import warnings

from casebook.base.errors import DamagedSource
from casebook.domain.base.file_name import ending_of

HEAD_BYTES = 4096
UNKNOWN = "application/octet-stream"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
MAIL = "message/rfc822"
MBOX = "application/mbox"
MSG = "application/vnd.ms-outlook"
TNEF = "application/ms-tnef"
TNEF_MARK = b"\x78\x9f\x3e\x22"
"""Source: [MS-OXTNEF], section 2.1.3.2, TNEFSignature."""
SIGNED = "application/pkcs7-mime"
SIGNATURE = "application/pkcs7-signature"
HTML = "text/html"
JSON = "application/json"
PLAIN = "text/plain"
CHATS = {source: f"application/x-{source}-chat" for source in ("whatsapp", "telegram", "signal")}
"""Exports of chats, by the program that they come from. No authority has registered types for them."""
_ODF = "application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX, PPTX = (
    f"{_OOXML}{kind}"
    for kind in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
)
ODT, ODS, ODP = (f"{_ODF}{kind}" for kind in ("text", "spreadsheet", "presentation"))
OFFICE = frozenset({DOCX, XLSX, PPTX, ODT, ODS, ODP})
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/tiff", "image/heic"})

_ENDINGS = {
    "pdf": {"application/pdf"},
    "png": {"image/png"},
    "jpg": {"image/jpeg"},
    "jpeg": {"image/jpeg"},
    "webp": {"image/webp"},
    "tif": {"image/tiff"},
    "tiff": {"image/tiff"},
    "heic": {"image/heic"},
    "heif": {"image/heic"},
    "docx": {DOCX, OLE},
    "xlsx": {XLSX, OLE},
    "pptx": {PPTX, OLE},
    "odt": {ODT},
    "ods": {ODS},
    "odp": {ODP},
    "doc": {OLE},
    "xls": {OLE},
    "ppt": {OLE},
    "msg": {MSG},
    "eml": {MAIL},
    "emlx": {MAIL},
    "mbox": {MBOX, MAIL},
    "p7m": {SIGNED},
    "p7s": {SIGNATURE},
    "html": {HTML, CHATS["telegram"]},
    "htm": {HTML},
    "txt": {PLAIN, CHATS["whatsapp"], CHATS["signal"]},
    "csv": {PLAIN, "text/csv"},
    "zip": {ZIP, CHATS["whatsapp"]},
}
"""What the endings people use promise; an office file locked with a password is an OLE container."""

_MARKS = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (0, b"{\\rtf", "application/rtf"),
    (0, TNEF_MARK, TNEF),
)
_SIGNED = re.compile(
    rb"\A\x30(?:\x80|\x81.|\x82..|\x83...|\x84....|[^\x80-\xff])\x06"
    rb"(?:\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07|\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01)",
    re.DOTALL,
)
"""A ContentInfo in DER or BER. Source: RFC 5652, section 3; RFC 3274, section 1.1, for compressed data."""
_HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SIGTOP = re.compile(rb"(?:\xef\xbb\xbf)?Conversation: [^\n]+\n\r?\n(?:From: [^\n]+\n)?Type: ")
"""A chat of Signal as sigtop writes it, whose fields have the names of those of mail."""
_MAIL_FIELDS = {
    b"received",
    b"return-path",
    b"delivered-to",
    b"from",
    b"to",
    b"date",
    b"subject",
    b"message-id",
    b"mime-version",
    b"x-mozilla-status",
}
_MIN_MAIL_FIELDS = 2


def media_type(head: bytes) -> str:
    """The media type of a file that begins with these bytes.

    Args:
        head: its first 4096 bytes, or all of a shorter file.

    Returns:
        A media type such as ``application/pdf`` or ``image/jpeg``; ``application/octet-stream`` where nothing
        is recognised. Of a ZIP archive only the reader can say which it is.

    Raises:
        DamagedSource: the file is empty.
    """
    if not head:
        raise DamagedSource("The file is empty.", remedy="Ask for the file again. It arrived empty.")
    for place, mark, kind in _MARKS:
        if head[place:].startswith(mark):
            return kind
    if is_signed(head):  # a signed PDF holds the mark of a PDF
        return SIGNED
    if b"%PDF-" in head[:1024]:  # ISO 32000-1, annex H.3.4.1: the mark may stand in the first 1,024 bytes
        return "application/pdf"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return "image/heic"
    if head.startswith(_ZIP_MARKS):
        return ZIP
    return _text_type(head) or _by_signature(head)


def is_signed(head: bytes) -> bool:
    """Whether some bytes begin a cryptographic message (CMS): signed, encrypted or compressed.

    >>> is_signed(bytes.fromhex("3082010006092a864886f70d010702")), is_signed(b"0 of 5")
    (True, False)
    """
    return bool(_SIGNED.match(head)) or head.lstrip().startswith((b"-----BEGIN PKCS7", b"-----BEGIN CMS"))


def ending_for(content_type: str) -> str:
    """The ending, with its dot, of a name for a file of this type; "" where none is usual.

    >>> ending_for("application/pdf"), ending_for("x/y")
    ('.pdf', '')
    """
    return next((f".{ending}" for ending, kinds in _ENDINGS.items() if content_type in kinds), "")


def mismatch(name: str, content_type: str) -> bool:
    """Whether the ending of a name promises something other than what was found.

    >>> mismatch("scan.pdf", "image/jpeg"), mismatch("scan.pdf", "application/pdf"), mismatch("scan", "x/y")
    (True, False, False)
    """
    promised = _ENDINGS.get(ending_of(name))
    return promised is not None and content_type not in promised


def _text_type(head: bytes) -> str:
    """Mail and web pages; "" for anything else."""
    if b"\x00" in head:
        return ""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return HTML
    if _SIGTOP.match(head):
        return PLAIN
    fields = {
        line.partition(b":")[0].strip().lower()
        for line in head.splitlines()[:200]
        if b":" in line and not line.startswith((b" ", b"\t"))
    }
    first = next(iter(head.lstrip(b"\r\n").splitlines()), b"")
    is_box = first.startswith(b"From ")
    begins = is_box or b":" in first or first.strip().isdigit()  # an .emlx begins with its length
    if not begins or len(fields & _MAIL_FIELDS) < _MIN_MAIL_FIELDS:
        return ""
    return MBOX if is_box else MAIL


def _by_signature(head: bytes) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import puremagic
    try:
        mime = str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        mime = ""
    if mime and not mime.startswith("text/"):
        return mime
    return UNKNOWN if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) else PLAIN
