"""Office files, which are ZIP archives: distinguished, and their words read within bounds."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

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
    SUCCESSORS,
    WACZ,
    XLSX,
    ZIP,
)

if TYPE_CHECKING:
    from xml.sax.handler import ContentHandler

MAX_MEMBERS = 10_000
MAX_EXPANDED_BYTES = 256 << 20
GZIP_WINDOW = zlib.MAX_WBITS | 16
_MAX_SWELLING = 200
_MAX_MIMETYPE = 200
_WACZ_INDEX = "datapackage.json"
"""Source: WACZ 1.1.1, 5.1."""
_SWELLING_COUNTS_FROM_BYTES = 16 << 20
_IS_ENCRYPTED = 0x1
_MAIN = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX))
_CONTENT_TYPES = "[Content_Types].xml"
_OVERRIDE = re.compile(rb"<(?:\w+:)?Override\b[^>]*>")
_PART_NAME = re.compile(rb"PartName\s*=\s*[\"']/([^\"']+)")
_MAIN_TYPES = (
    (re.compile(rb"word(?:processingml)?\.(?:document|template)[\w.]*\.main\+xml"), DOCX),
    (re.compile(rb"(?:ms-excel|spreadsheetml)\.(?:sheet|template)[\w.]*\.main\+xml"), XLSX),
    (
        re.compile(
            rb"(?:ms-powerpoint|presentationml)\.(?:presentation|slideshow|template)[\w.]*\.main\+xml"
        ),
        PPTX,
    ),
)
"""What the types of the parts say of a document whose main part has another name. Source: ECMA-376-2, 7.2.3;
ECMA-376-1, 11.3.10, 12.3.23 and 13.3.6."""
ODF_MIMETYPES = {
    **{kind.encode("ascii"): kind for kind in (ODT, ODS, ODP, ODG)},
    **{f"{kind}-template".encode("ascii"): kind for kind in (ODT, ODS, ODP, ODG)},
    **{kind.encode("ascii"): kind for kind in SUCCESSORS},
    **{f"{kind}.template".encode("ascii"): kind for kind in SUCCESSORS},
    EPUB.encode("ascii"): EPUB,
}

_MANIFEST = "META-INF/manifest.xml"
_MAX_MANIFEST = 1 << 20
_WHOLE_IN_MANIFEST = re.compile(
    rb"<manifest:file-entry\b(?=[^>]*\bmanifest:full-path\s*=\s*[\"']/[\"'])"
    rb"[^>]*\bmanifest:media-type\s*=\s*[\"'](application/vnd\.(?:sun\.xml|oasis\.opendocument)\.[^\"']*)"
)
_BARE_DOCTYPE = re.compile(rb"\A((?:\xef\xbb\xbf)?\s*<\?xml\b[^>]*>\s*)<!DOCTYPE\b[^\[\]<>]*>")
"""One that only names where its declarations are, which nobody fetches: as OpenOffice.org 1.x wrote it."""

_INDEX_XML = {"index.xml", "index.xml.gz"}
_IWORK_XML = {*_INDEX_XML, "index.apxl", "index.apxl.gz"}
"""Of Pages and Numbers, and of Keynote, up to 2009; others have files of the first names, too."""


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
    if (stated := _stated(package, names)) is not None:
        return ODF_MIMETYPES.get(stated, OFFICE_PACKAGE)
    if _CONTENT_TYPES not in names:
        return ZIP
    return main_part(package)[1] or OFFICE_PACKAGE


def _stated(package: ZipFile, names: set[str]) -> bytes | None:
    """What an open document states of itself; StarOffice 6 did so in the list of its parts alone."""
    if "mimetype" in names and package.getinfo("mimetype").file_size <= _MAX_MIMETYPE:
        return read_member(package, "mimetype").strip()
    if not {"content.xml", _MANIFEST} <= names or package.getinfo(_MANIFEST).file_size > _MAX_MANIFEST:
        return None
    stated = _WHOLE_IN_MANIFEST.search(read_member(package, _MANIFEST))
    return stated[1] if stated else None


def main_part(package: ZipFile) -> tuple[str, str]:
    """The name of the main part of a document, and its kind, as the types of its parts say; "" for none."""
    types = read_member(package, _CONTENT_TYPES) if _CONTENT_TYPES in package.namelist() else b""
    for part in _OVERRIDE.findall(types):
        kind = next((kind for pattern, kind in _MAIN_TYPES if pattern.search(part)), "")
        if kind and (name := _PART_NAME.search(part)):
            return name[1].decode("utf-8", "replace"), kind
    return "", ""


def is_iwork(names: set[str]) -> bool:
    """Whether an archive with these members is a document of Pages, Numbers or Keynote."""
    is_xml = bool(names & _IWORK_XML) and ("buildVersionHistory.plist" in names or not names & _INDEX_XML)
    return "Index/Document.iwa" in names or "Index.zip" in names or is_xml


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


def inflated(data: bytes, window: int = zlib.MAX_WBITS) -> bytes:
    """Return data unpacked, never more of it than `MAX_EXPANDED_BYTES`.

    Args:
        data: packed.
        window: as `zlib.decompressobj` takes it: data of zlib by default, of gzip with `GZIP_WINDOW`.

    Raises:
        Damaged: it cannot be unpacked.
        OversizedFile: there is more.
    """
    unpacking = zlib.decompressobj(window)
    try:
        content = unpacking.decompress(data, MAX_EXPANDED_BYTES)
    except zlib.error as error:
        raise Damaged from error
    if unpacking.unconsumed_tail:
        raise OversizedFile
    return content


def is_locked(package: ZipFile) -> bool:
    """Whether an open document is encrypted. Source: OpenDocument 1.3, part 2, section 3.4.1."""
    return _MANIFEST in package.namelist() and b"encryption-data" in read_member(package, _MANIFEST)


def parse(xml: bytes, handler: ContentHandler) -> None:
    """Have the elements of one XML file of an office document go by.

    Raises:
        Damaged: it is broken, or declares entities.
        OversizedFile: its elements stand too deep in one another.
    """
    from xml.sax import SAXException

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(_BARE_DOCTYPE.sub(rb"\1", xml, count=1), handler, forbid_dtd=True)
    except (SAXException, DefusedXmlException, ValueError, LookupError) as error:
        raise Damaged from error


def _swells(member: ZipInfo) -> bool:
    is_large = member.file_size > _SWELLING_COUNTS_FROM_BYTES
    return is_large and member.file_size > _MAX_SWELLING * max(member.compress_size, 1)


def repacked(package: ZipFile, content: Callable[[str], bytes]) -> bytes:
    """Return an archive with the same members, each with the content given for its name."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as copy:
        for name in dict.fromkeys(package.namelist()):
            copy.writestr(name, content(name), ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return out.getvalue()
