"""The words of Pages, Numbers and Keynote."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from casebook.formats.fault import Damaged, PasswordProtected
from casebook.formats.media_type import KEYNOTE, NUMBERS, PAGES
from casebook.formats.older.iwork_cell import in_text
from casebook.formats.older.iwork_messages import IworkMessage, messages, parts, unpacked
from casebook.formats.older.iwork_tables import KINDS, TEXT, IworkTables
from casebook.formats.older.iwork_xml import index_name, read_iwork_xml
from casebook.formats.package import MAX_EXPANDED_BYTES, read_member, sized
from casebook.formats.printed.unprinted import MAX_GAPS, UnprintedCollector, read_of
from casebook.formats.read import Read
from casebook.host.protocol.extract_protocol import MAX_WORDS

_ROOT_OF_PAGES = 10000
_LOCKED = (0x636B, 0x636C)
"""How members are packed in a document of 2009 with a password, as files of these programs show."""
_FAULTS = (struct.error, IndexError, ValueError, OverflowError)


def read_iwork(package: ZipFile) -> Read:
    """The words of a document, table by table and text by text.

    Raises:
        Damaged: its parts are broken.
        PasswordProtected: it wants a password.
        OversizedFile: it would swell beyond bounds.
    """
    names = set(package.namelist())
    if ".iwpv2" in names or ".iwph" in names or any(one.compress_type in _LOCKED for one in package.filelist):
        raise PasswordProtected
    if index := index_name(names):
        return read_iwork_xml(package, index)
    if "Index.zip" in names:
        try:
            package = sized(ZipFile(io.BytesIO(read_member(package, "Index.zip"))))
        except (BadZipFile, ValueError, OSError) as error:
            raise Damaged from error
        names = set(package.namelist())
    left, kept, kinds = MAX_EXPANDED_BYTES, list[IworkMessage](), set[int]()
    try:
        for name in sorted(name for name in names if name.endswith(".iwa")):
            content = unpacked(read_member(package, name), left)
            left -= len(content)
            for message in messages(content):
                kinds.add(message.kind)
                kept += [message] if message.kind in KINDS else []
        has_slides = any("Slide" in name.rpartition("/")[2] for name in names)
        return _read(PAGES if _ROOT_OF_PAGES in kinds else KEYNOTE if has_slides else NUMBERS, kept)
    except _FAULTS as error:
        raise Damaged from error


def _read(kind: str, kept: list[IworkMessage]) -> Read:
    """The words: of Numbers by its sheets, of others text by text, and then table by table."""
    unprinted = UnprintedCollector()
    tables = IworkTables(kept, unprinted)
    pages = tuple(_within(tables.on_sheets())) if kind == NUMBERS else ()
    rows = () if kind == NUMBERS else tuple(in_text(words) for _, words in _within(tables.in_text()))
    texts = (_text(one.content) for one in kept if one.kind == TEXT and one.id not in tables.shown)
    beside = "\n".join(filter(None, (*map(str.strip, texts), *rows)))
    return read_of(kind, (*pages, ("", beside)) if beside or not pages else pages, unprinted)


def _within(tables: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """No more tables than are kept and one."""
    left = MAX_WORDS + MAX_GAPS
    for title, words in tables:
        yield title, words
        left -= len(words)
        if left < 0:
            return


def _text(message: bytes) -> str:
    text = "\n".join(part.decode("utf-8", "replace") for part in parts(message, 3))
    return text.replace("\ufffc", "").replace("\u2028", "\n")
