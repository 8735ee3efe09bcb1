"""Office files, which are ZIP archives: distinguished, and their words read within bounds."""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.media_type import (
    DOCX,
    EPUB,
    IWORK,
    ODG,
    ODP,
    ODS,
    ODT,
    OFFICE_PACKAGE,
    PPTX,
    WACZ,
    XLSX,
    ZIP,
)

MAX_MEMBERS = 10_000
MAX_EXPANDED_BYTES = 256 << 20
_MAX_SWELLING = 200
_MAX_MIMETYPE = 200
_WACZ_INDEX = "datapackage.json"
"""Source: WACZ 1.1.1, 5.1."""
_SWELLING_COUNTS_FROM_BYTES = 16 << 20
_IS_ENCRYPTED = 0x1
_MAIN = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX))
_ODF = {
    **{kind.encode("ascii"): kind for kind in (ODT, ODS, ODP, ODG)},
    **{f"{kind}-template".encode("ascii"): kind for kind in (ODT, ODS, ODP, ODG)},
    EPUB.encode("ascii"): EPUB,
}
_WORDS = {
    DOCX: (
        *("word/document", "word/footnotes", "word/endnotes", "word/comments", "word/header", "word/footer"),
        *("word/charts/chart", "word/diagrams/data"),
    ),
    PPTX: (
        *("ppt/slides/slide", "ppt/notesSlides/notesSlide", "ppt/comments/"),
        *("ppt/charts/chart", "ppt/diagrams/data"),
    ),
    XLSX: (
        *("xl/drawings/drawing", "xl/comments", "xl/threadedComments/"),
        *("xl/charts/chart", "xl/diagrams/data"),
    ),
    **dict.fromkeys((ODT, ODS, ODP, ODG), ("content",)),
}
"""Prefixes of the archive members that contain the text of each format."""


def open_package(data: bytes) -> ZipFile:
    """Return the archive after checking its sizes.

    Raises:
        Damaged: it is none, or damaged.
        OversizedFile: it would swell beyond bounds.
    """
    return sized(listed(data))


def listed(data: bytes) -> ZipFile:
    """Return the archive with its list of members read, whose sizes nobody has checked.

    Raises:
        Damaged: it is none, or damaged.
    """
    try:
        return ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise Damaged from error


def sized(package: ZipFile) -> ZipFile:
    """Return an office document after checking its sizes.

    Raises:
        OversizedFile: it would swell beyond bounds.
    """
    members = package.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_EXPANDED_BYTES:
        raise OversizedFile
    if any(_swells(member) for member in members):
        raise OversizedFile
    return package


def kind_of(package: ZipFile) -> str:
    """Which office format an archive is, `OFFICE_PACKAGE` where it is one that is not read, or `ZIP`."""
    names = set(package.namelist())
    for name, kind in _MAIN:
        if name in names:
            return kind
    if is_iwork(names):
        return IWORK
    if _WACZ_INDEX in names and any(name.startswith("archive/") for name in names):
        return WACZ
    if "mimetype" in names and package.getinfo("mimetype").file_size <= _MAX_MIMETYPE:
        return _ODF.get(read_member(package, "mimetype").strip(), OFFICE_PACKAGE)
    return OFFICE_PACKAGE if "[Content_Types].xml" in names else ZIP


def is_iwork(names: set[str]) -> bool:
    """Whether an archive with these members is a document of Pages, Numbers or Keynote."""
    return "Index/Document.iwa" in names or "Index.zip" in names


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
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Damaged from error


def package_words(package: ZipFile, kind: str) -> str:
    """The words of a document paragraph by paragraph; of a workbook those outside its cells.

    Raises:
        Damaged: its XML is broken, or declares entities.
        Locked: it is encrypted.
        OversizedFile: its elements stand too deep in one another.
    """
    if kind in _ODF.values() and _is_locked(package):
        raise PasswordProtected
    wanted = [name for name in package.namelist() if name.startswith(_WORDS[kind]) and name.endswith(".xml")]
    return "\n\n".join(text_of(read_member(package, name)) for name in sorted(wanted, key=_by_number))


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


def text_of(xml: bytes) -> str:
    """The words of one XML file of an office document.

    Raises:
        Damaged: it is broken, or declares entities.
        OversizedFile: its elements stand too deep in one another.
    """
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
