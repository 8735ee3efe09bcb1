"""The type of a file, recognised by its content and never by its name."""

from __future__ import annotations

import re
import warnings
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, getincrementaldecoder
from collections.abc import Set as AbstractSet

from casebook.base.errors import DamagedSource
from casebook.domain.base.file_name import ending_of
from casebook.formats.encoding import is_utf16
from casebook.formats.heads.mail_head import HeadKind, head_kind, is_encoded_letter, kind_by_ending
from casebook.formats.heads.recording_head import film_type, is_mpeg_audio
from casebook.host.protocol.render_protocol import MEDIA_TYPES

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
LETTERS = frozenset({MAIL, MSG, SIGNED, TNEF})
"""Each one letter, however it is packed."""
SIGNATURE = "application/pkcs7-signature"
HTML = "text/html"
PLAIN = "text/plain"
CHATS = {source: f"application/x-{source}-chat" for source in ("whatsapp", "telegram", "signal")}
"""Exports of chats, by the program that they come from. No authority has registered types for them."""
_ODF = "application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX, PPTX = (
    f"{_OOXML}{kind}"
    for kind in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
)
ODT, ODS, ODP, ODG = (f"{_ODF}{kind}" for kind in ("text", "spreadsheet", "presentation", "graphics"))
SXW, SXC, SXI, SXD = (f"application/vnd.sun.xml.{kind}" for kind in ("writer", "calc", "impress", "draw"))
SUCCESSORS = {SXW: ODT, SXC: ODS, SXI: ODP, SXD: ODG}
"""The kinds of OpenOffice.org 1.x and StarOffice 6, and the OpenDocument that followed each."""
OFFICE = frozenset({DOCX, XLSX, PPTX, *SUCCESSORS, *SUCCESSORS.values()})
PAGES, NUMBERS, KEYNOTE = (f"application/vnd.apple.{kind}" for kind in ("pages", "numbers", "keynote"))
_IWORK_ROOTS = {b"<sl:document ": PAGES, b"<ls:document ": NUMBERS, b"<key:presentation ": KEYNOTE}
FLAT = frozenset(f"{kind}-flat-xml" for kind in (ODT, ODS, ODP, ODG, DOCX))
"""Open documents that are one XML file, and documents of Word as Word 2003 and later write them in one."""
_FLAT_WORD = re.compile(rb"<(?:w:wordDocument|pkg:package)\b")
OFFICE_PACKAGE = "application/x-office-package"
"""A ZIP archive whose first member is one of an office document; which one, only the reader can say."""
PACKAGES = frozenset({ZIP, OFFICE_PACKAGE})
SEVEN_ZIP, RAR = "application/x-7z-compressed", "application/vnd.rar"
TAR, GZIP, BZIP2, XZ = "application/x-tar", "application/gzip", "application/x-bzip2", "application/x-xz"
STREAM_ARCHIVES = frozenset({TAR, GZIP, BZIP2, XZ})
ARCHIVES = frozenset({ZIP, SEVEN_ZIP, RAR, *STREAM_ARCHIVES})
PST, ONENOTE, CHM = "application/vnd.ms-outlook-pst", "application/onenote", "application/vnd.ms-htmlhelp"
COMPRESS, LZH = "application/x-compress", "application/x-lzh-compressed"
WORDPERFECT = "application/vnd.wordperfect"
SPLIT_ZIP = "application/x-split-zip"
"""A file of an archive in several. No authority has registered a type for it."""
_PART_NAME = re.compile(r".*\.(?:z\d\d|(?:zip|7z)\.\d{3})", re.IGNORECASE | re.DOTALL)
EPUB = "application/epub+zip"
IWORK = "application/vnd.apple.iwork"
"""One of Pages, Numbers and Keynote; which, only its messages tell."""
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
RTF = "application/rtf"
MHTML, WARC, WACZ = "application/x-mimearchive", "application/warc", "application/wacz"
ARC = "application/x-internet-archive"
"""The form before WARC. No authority has registered a type for it."""
CAPTURE_MARKS = {WARC: b"WARC/1.", ARC: b"filedesc://"}
"""What captures of the web begin with, also where they are packed with gzip."""
WEBARCHIVE = "application/x-webarchive"
AVIF = "image/avif"
PICTURES = frozenset(MEDIA_TYPES) - {"application/pdf"}

_ENDINGS: dict[str, AbstractSet[str]] = {
    "pdf": {"application/pdf"},
    "png": {"image/png"},
    "jpg": {"image/jpeg"},
    "jpeg": {"image/jpeg"},
    "webp": {"image/webp"},
    "tif": {"image/tiff"},
    "tiff": {"image/tiff"},
    "heic": {"image/heic"},
    "heif": {"image/heic"},
    "avif": {AVIF},
    "gif": {"image/gif"},
    "bmp": {"image/bmp"},
    "jp2": {"image/jp2"},
    "j2k": {"image/jp2"},
    **{ending: {DOCX, OLE} for ending in ("docx", "docm", "dotx")},
    **{ending: {XLSX, OLE} for ending in ("xlsx", "xlsm", "xltx")},
    **{ending: {PPTX, OLE} for ending in ("pptx", "ppsx", "potx")},
    **{ending: {ODT} for ending in ("odt", "ott")},
    **{ending: {ODS} for ending in ("ods", "ots")},
    **{ending: {ODP} for ending in ("odp", "otp")},
    "odg": {ODG},
    **{ending: {SXW} for ending in ("sxw", "stw")},
    **{ending: {SXC} for ending in ("sxc", "stc")},
    **{ending: {SXI} for ending in ("sxi", "sti")},
    **{ending: {SXD} for ending in ("sxd", "std")},
    **dict.fromkeys(("fodt", "fods", "fodp", "fodg"), FLAT),
    "rtf": {RTF},
    "doc": {OLE, DOC, RTF, f"{DOCX}-flat-xml"},
    "xls": {OLE, XLS},
    "ppt": {OLE, PPT},
    "msg": {MSG},
    "eml": {MAIL},
    "emlx": {MAIL},
    **{ending: {MBOX, MAIL} for ending in ("mbox", "mbx")},
    **{ending: {SIGNED} for ending in ("p7m", "tsd")},
    "p7s": {SIGNATURE},
    "html": {HTML, CHATS["telegram"]},
    "htm": {HTML},
    "txt": {PLAIN, CHATS["whatsapp"], CHATS["signal"]},
    "csv": {PLAIN, "text/csv"},
    "zip": {ZIP, CHATS["whatsapp"], SPLIT_ZIP},
    "warc": {WARC},
    "arc": {ARC},
    "7z": {SEVEN_ZIP},
    "rar": {RAR},
    "tar": {TAR},
    "tgz": {GZIP},
    "gz": {GZIP, WARC, ARC},
    "bz2": {BZIP2},
    "xz": {XZ},
    "epub": {EPUB},
    "pages": {PAGES},
    "numbers": {NUMBERS},
    "key": {KEYNOTE},
    "mhtml": {MHTML},
    "mht": {MHTML},
    "wacz": {WACZ},
    "webarchive": {WEBARCHIVE},
    "pst": {PST},
    "one": {ONENOTE},
    "chm": {CHM},
    "z": {COMPRESS},
    "lzh": {LZH},
    "wpd": {WORDPERFECT},
}
"""What the endings people use promise; an office file locked with a password is an OLE container."""

_MARKS = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (0, b"\xff\x4f\xff\x51", "image/jp2"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (0, b"{\\rtf", RTF),
    (0, b"\xdb\xa5\x2d\x00", DOC),  # Word 2: wIdent and nFib
    (0, TNEF_MARK, TNEF),
    (0, b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (0, b"Rar!\x1a\x07", RAR),
    (257, b"ustar", TAR),
    (0, b"\x1f\x8b\x08", GZIP),
    (0, b"BZh", BZIP2),
    (0, b"\xfd7zXZ\x00", XZ),
    *((0, mark, kind) for kind, mark in CAPTURE_MARKS.items()),
    (0, b"!BDN", PST),  # [MS-PST] 2.2.2.6
    (0, bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"), ONENOTE),  # [MS-ONESTORE] 2.3.1
    (0, b"ITSF\x03\x00\x00\x00", CHM),
    (0, b"\x1f\x9d", COMPRESS),
    (0, b"\xffWPC", WORDPERFECT),
    (2, b"-lh", LZH),
    (0, b"PK\x07\x08PK\x03\x04", SPLIT_ZIP),  # APPNOTE.TXT 6.3.10, 8.5.3
    (0, b"#!AMR", "audio/amr"),
    (0, b"OggS", "audio/ogg"),
    (4, b"ftypM4A", "audio/mp4"),
)
_SIGNED = re.compile(
    rb"\A\x30(?:\x80|\x81.|\x82..|\x83...|\x84....|[^\x80-\xff])\x06"
    rb"(?:\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07|\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01)",
    re.DOTALL,
)
"""A ContentInfo in DER or BER. Source: RFC 5652, section 3; RFC 3274, section 1.1, for compressed data;
RFC 5544, section 2, for time-stamped data."""
_HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_AVIF = {b"avif", b"avis"}
_BITMAP_HEADERS = {12, 40, 52, 56, 64, 108, 124}
"""Lengths of the header after that of the file. Source: [MS-WMF], 2.2.2.9; BITMAPV5HEADER."""
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OFFICE_MEMBERS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/", b"mimetype")
_ZIP_NAME_AT = 30
"""Of the first member. Source: APPNOTE.TXT 6.3.10, 4.3.7."""
_WIDEST = (BOM_UTF32_LE, BOM_UTF32_BE)
_WIDE = (BOM_UTF16_LE, BOM_UTF16_BE, *_WIDEST)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""What text does not hold, and the first bytes of nearly every recording, picture and program do."""
_TEXTS = {"application/json", "application/xml", "application/javascript", MAIL, MBOX, MHTML}
"""Text by other names; of mail the first word says too little (`mail_head`)."""
_BEFORE_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s+|<\?xml\b[^>]*>|<\?xml-stylesheet\b[^>]*>|<!--(?:(?!-->).)*-->)*", re.DOTALL
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PIECE = re.compile(
    rb"<(?:div|p|table|span|meta|title|style|script|center|font|h[1-6]|ul|ol|a|b|i|br|hr|section|article|main|form"
    rb"|link|base|img|blockquote|pre)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""What a piece of a page begins with."""
_SIGTOP = re.compile(rb"(?:\xef\xbb\xbf)?Conversation: [^\n]+\n\r?\n(?:From: [^\n]+\n)?Type: ")
"""A chat of Signal as sigtop writes it, whose fields have the names of those of mail."""
_NOTES = frozenset({"txt", "text", "md", "log"})
_BY_HEAD: dict[HeadKind, str] = {"": "", "letter": MAIL, "mailbox": MBOX, "page": MHTML}


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
    if (picture := _brand_type(head)) or (picture := _bitmap_type(head)):
        return picture
    if head.startswith(_ZIP_MARKS):
        return OFFICE_PACKAGE if head[_ZIP_NAME_AT:].startswith(_OFFICE_MEMBERS) else ZIP
    if b"%PDF-" in head[:1024]:  # ISO 32000-1, annex H.3.4.1: the mark may stand in the first 1,024 bytes
        return "application/pdf"
    return _text_type(head) or _by_signature(head)


def named_media_type(head: bytes, name: str) -> str:
    r"""The media type as `media_type` has it, of a file that its name may say to be mail, a note or a part.

    A note called .txt is mail only where its words could not be read otherwise: as text it keeps every line.

    Args:
        head: its first 4096 bytes, or all of a shorter file.
        name: of the file, unjudged.

    Raises:
        DamagedSource: the file is empty.

    >>> named_media_type(b"Subject: x\n\ny", "a.eml"), named_media_type(b"To: a@b.c\nFrom: d\n\ny", "a.txt")
    ('message/rfc822', 'text/plain')
    """
    kind, ending = media_type(head), ending_of(name)
    if kind in {ZIP, SEVEN_ZIP, UNKNOWN} and _PART_NAME.fullmatch(name):
        return SPLIT_ZIP
    if kind == PLAIN and not _SIGTOP.match(head):
        return _BY_HEAD[kind_by_ending(head, ending)] or kind
    is_note = ending in _NOTES and kind in {MAIL, MBOX} and not is_encoded_letter(head)
    return PLAIN if is_note else kind


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


def promised(name: str) -> frozenset[str]:
    """The types of file that the ending of a name promises; none where it promises nothing.

    >>> promised("scan.pdf"), promised("scan")
    (frozenset({'application/pdf'}), frozenset())
    """
    return frozenset(_ENDINGS.get(ending_of(name), ()))


def mismatch(name: str, content_type: str) -> bool:
    """Whether the ending of a name promises something other than what was found.

    >>> mismatch("a.docx", OFFICE_PACKAGE), mismatch("a.pdf", OFFICE_PACKAGE)
    (False, True)
    >>> mismatch("scan.pdf", "image/jpeg"), mismatch("scan.pdf", "application/pdf"), mismatch("scan", "x/y")
    (True, False, False)
    """
    kinds = promised(name)
    if content_type == OFFICE_PACKAGE:  # nobody could look inside: it may be any of them
        return bool(kinds) and kinds.isdisjoint(OFFICE)
    return bool(kinds) and content_type not in kinds


def _brand_type(head: bytes) -> str:
    """HEIC or AVIF by the brands at its start; "" for anything else. Source: ISO/IEC 14496-12, 4.3."""
    if head[4:8] != b"ftyp":
        return ""
    brands = head[8 : min(int.from_bytes(head[:4], "big"), 256)]
    names = {brands[at : at + 4] for at in range(0, len(brands), 4)}
    if names & _AVIF and not names & (_HEIC - {b"mif1", b"msf1"}):
        return AVIF
    return "image/heic" if head[8:12] in _HEIC else ""


def _bitmap_type(head: bytes) -> str:
    is_bitmap = head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS
    return "image/bmp" if is_bitmap and head[6:10] == bytes(4) else ""


def may_be_locked(name: str) -> bool:
    """Whether the ending of a name promises a file that can have a password or hold one, or nothing known.

    >>> [may_be_locked(name) for name in ("papers.zip", "papers", "scan.pdf", "letter.eml", "scan.png")]
    [True, True, True, True, False]
    """
    promised = _ENDINGS.get(ending_of(name))
    return promised is None or not promised.isdisjoint({*ARCHIVES, *LETTERS, MBOX, OLE, "application/pdf"})


def _text_type(head: bytes) -> str:
    """Mail and web pages; "" for anything else."""
    if head.startswith((b"bplist00", b"<?xml")) and b"WebMainResource" in head:
        return WEBARCHIVE
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return HTML if _is_page(head.decode("utf-16", "ignore").encode()) else ""
    if b"\x00" in head:
        return ""
    kind = _flat_type(head) or (HTML if _is_page(head) else "")
    if kind:
        return kind
    return PLAIN if _SIGTOP.match(head) else _BY_HEAD[head_kind(head)]


def _flat_type(head: bytes) -> str:
    """An office document that is one XML file; "" for anything else."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return ""
    if b"<office:document" in head:
        return next((kind for kind in sorted(FLAT) if kind.removesuffix("-flat-xml").encode() in head), "")
    if b"developer.apple.com" in head:
        return next((kind for root, kind in _IWORK_ROOTS.items() if root in head), "")
    return f"{DOCX}-flat-xml" if _FLAT_WORD.search(head) else ""


def _is_page(head: bytes) -> bool:
    """Whether a text is a web page, or a piece of one, behind declarations and comments, however long."""
    start = _BEFORE_PAGE.sub(b"", head, count=1)
    if _PAGE.match(start) or start.startswith(b"<!--"):  # a comment that is longer than the head
        return True
    return b"</" in start and bool(_PIECE.match(start))


def _is_words(head: bytes) -> bool:
    """Whether a file is text, whatever its first letters are a signature of: *BMW*, *FORM*, *P1 exhibit*."""
    if head.startswith(_WIDEST):
        return True
    if not head[:1].isalnum() or _CONTROL.search(head):
        return False
    try:
        getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut
    except UnicodeDecodeError:
        return False
    return True


def _by_signature(head: bytes) -> str:
    if _is_words(head):
        return PLAIN
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import puremagic
    try:
        mime = str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        mime = ""
    if mime and not mime.startswith("text/") and mime not in _TEXTS:
        return mime
    is_binary = b"\x00" in head and not head.startswith(_WIDE) and not is_utf16(head)
    if is_mpeg_audio(head):
        return "audio/mpeg"
    return film_type(head) or (UNKNOWN if is_binary else PLAIN)
