"""Office files, which are ZIP archives: distinguished, and their words read within bounds."""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.media_type import DOCX, ODP, ODS, ODT, PPTX, XLSX, ZIP

MAX_MEMBERS = 10_000
MAX_EXPANDED_BYTES = 256 << 20
_MAX_SWELLING = 200
_SWELLING_COUNTS_FROM_BYTES = 16 << 20
_IS_ENCRYPTED = 0x1
_MAIN = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX))
_ODF = {kind.encode("ascii"): kind for kind in (ODT, ODS, ODP)}
_WORDS = {
    DOCX: ("word/document", "word/footnotes", "word/endnotes", "word/comments", "word/header", "word/footer"),
    PPTX: ("ppt/slides/slide", "ppt/notesSlides/notesSlide"),
    ODT: ("content",),
    ODS: ("content",),
    ODP: ("content",),
}
"""Prefixes of the archive members that contain the text of each format."""


def open_package(data: bytes) -> ZipFile:
    """Return the archive after checking its sizes.

    Raises:
        Damaged: it is none, or damaged.
        OversizedFile: it would swell beyond bounds.
    """
    try:
        package = ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise Damaged from error
    members = package.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_EXPANDED_BYTES:
        raise OversizedFile
    if any(_swells(member) for member in members):
        raise OversizedFile
    return package


def kind_of(package: ZipFile) -> str:
    """Which office format an archive is, or that it is a plain archive."""
    names = set(package.namelist())
    for name, kind in _MAIN:
        if name in names:
            return kind
    if "mimetype" in names:
        return _ODF.get(read_member(package, "mimetype").strip(), ZIP)
    return ZIP


def read_member(package: ZipFile, name: str) -> bytes:
    """A member, never more of it than the archive announces.

    Raises:
        Damaged: it cannot be unpacked.
        Locked: it is encrypted.
    """
    member = package.getinfo(name)
    if member.flag_bits & _IS_ENCRYPTED:
        raise PasswordProtected
    try:
        return package.read(member)
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise Damaged from error


def package_words(package: ZipFile, kind: str) -> str:
    """The words of a letter, presentation or open document, paragraph by paragraph.

    Raises:
        Damaged: its XML is broken, or declares entities.
        Locked: it is encrypted.
        OversizedFile: its elements stand too deep in one another.
    """
    if kind in _ODF.values() and _is_locked(package):
        raise PasswordProtected
    wanted = [name for name in package.namelist() if name.startswith(_WORDS[kind]) and name.endswith(".xml")]
    return "\n\n".join(_text_of(read_member(package, name)) for name in sorted(wanted, key=_by_number))


def _is_locked(package: ZipFile) -> bool:
    """Whether an open document is encrypted. Source: OpenDocument 1.3, part 2, section 3.4.1."""
    manifest = "META-INF/manifest.xml"
    return manifest in package.namelist() and b"encryption-data" in read_member(package, manifest)


def _swells(member: ZipInfo) -> bool:
    is_large = member.file_size > _SWELLING_COUNTS_FROM_BYTES
    return is_large and member.file_size > _MAX_SWELLING * max(member.compress_size, 1)


def _by_number(name: str) -> tuple[str, int]:
    digits = "".join(sign for sign in name if sign.isdigit())
    return name.rstrip("0123456789.xml"), int(digits[:9] or 0)


def _text_of(xml: bytes) -> str:
    from xml.sax import SAXException

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    from casebook.formats.package_words import Runs

    runs = Runs()
    try:
        parseString(xml, runs, forbid_dtd=True)
    except (SAXException, DefusedXmlException, ValueError, LookupError) as error:
        raise Damaged from error
    return runs.text
