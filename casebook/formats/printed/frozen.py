"""Office files as they are to be printed: with the text and the values that were stored, not with new ones.

A program that opens a file fills in the day, the time or the name of the file anew, and calculates: what it
would print is not what was received.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from zipfile import ZIP_DEFLATED, ZipFile

from casebook.formats.encoding import load_encodings
from casebook.formats.fault import Damaged
from casebook.formats.media_type import (
    DOCX,
    HEAD_BYTES,
    ODG,
    ODP,
    ODS,
    ODT,
    PACKAGES,
    PPTX,
    SUCCESSORS,
    XLSX,
    media_type,
)
from casebook.formats.package import kind_of, open_package, read_member, repacked
from casebook.formats.printed.frozen_cells import (
    Workbook,
    format_widths,
    frozen_sheet,
    shared_widths,
    type_sizes,
    wrapping,
)
from casebook.formats.printed.frozen_fields import open_document_text, slide_text, word_text
from casebook.formats.printed.live_fields import has_live_fields

_Change = Callable[[str], str]
_WORD_PARTS = re.compile(r"word/[^/]+\.xml")
_SLIDE_PARTS = re.compile(r"ppt/(?:slides|slideMasters|slideLayouts|notesSlides)/[^/]+\.xml")
_SHEET_PARTS = re.compile(r"xl/worksheets/[^/]+\.xml")
_STYLE_PART, _STRING_PART = "xl/styles.xml", "xl/sharedStrings.xml"
_OPEN_PARTS = re.compile(r"(?:.+/)?(?:content|styles)\.xml")
_OPEN_CELL = re.compile(r"(<table:(?:covered-)?table-cell\b[^>]*?)(/?>)")
_OPEN_FORMULA = re.compile(r"""\stable:formula=(?:"(?:\w+:)?([^"]*)"|'(?:\w+:)?([^']*)')""")
_OPEN_TYPE = ":value-type="
_OLDER_NAMES = "http://openoffice.org/2000/table"


def frozen(data: bytes) -> bytes | None:
    """Return an office file that prints what was stored in it; None where that cannot be made of it.

    Older files come back as they are, unless a field or a formula of theirs gives another value each time.

    Raises:
        Damaged: it is broken.
        OversizedFile: it would swell beyond bounds.
        PasswordProtected: it has a password.
    """
    if media_type(data[:HEAD_BYTES]) not in PACKAGES:
        return None if has_live_fields(data) else data
    with open_package(data) as package:
        changes = _changes(package, kind_of(package))
        try:
            return _rewritten(package, changes)
        except UnicodeDecodeError:
            return None


def _changes(package: ZipFile, kind: str) -> dict[str, _Change]:
    names = package.namelist()
    if kind == XLSX:
        return _sheet_changes(package, names)
    pattern, change = {
        DOCX: (_WORD_PARTS, word_text),
        PPTX: (_SLIDE_PARTS, slide_text),
        ODS: (_OPEN_PARTS, _open_sheet),
        **dict.fromkeys((ODT, ODP, ODG), (_OPEN_PARTS, open_document_text)),
    }.get(SUCCESSORS.get(kind, kind), (_WORD_PARTS, str))
    return {name: change for name in names if pattern.fullmatch(name)}


def _sheet_changes(package: ZipFile, names: list[str]) -> dict[str, _Change]:
    strings, styles = (_text(package, name) if name in names else "" for name in (_STRING_PART, _STYLE_PART))
    workbook = Workbook(shared_widths(strings), format_widths(styles), type_sizes(styles))
    sheets = partial(frozen_sheet, workbook=workbook)
    return {
        **{name: sheets for name in names if _SHEET_PARTS.fullmatch(name)},
        **{name: wrapping for name in names if name == _STYLE_PART},
    }


def _text(package: ZipFile, name: str) -> str:
    return read_member(package, name).removeprefix(codecs.BOM_UTF8).decode()


def _open_sheet(xml: str) -> str:
    """A part of a spreadsheet whose cells have no formula: where no value is stored, it is their text."""
    prefix = "table" if _OLDER_NAMES in xml else "office"

    def cell(tag: re.Match[str]) -> str:
        formula = _OPEN_FORMULA.search(tag[1])
        if formula is None:
            return tag[0]
        start = _OPEN_FORMULA.sub("", tag[1])
        if _OPEN_TYPE in start:
            return start + tag[2]
        text = (formula[1] or formula[2] or "").replace('"', "&quot;")
        return f'{start} {prefix}{_OPEN_TYPE}"string" {prefix}:string-value="{text}"{tag[2]}'

    return open_document_text(_OPEN_CELL.sub(cell, xml))


def _rewritten(package: ZipFile, changes: dict[str, _Change]) -> bytes:
    def content(name: str) -> bytes:
        change = changes.get(name)
        return change(_text(package, name)).encode() if change else read_member(package, name)

    return repacked(package, content)


def load_for_printing() -> None:
    """Load what this takes, before files are given up."""
    import olefile

    load_encodings()
    with suppress(Damaged):
        has_live_fields(olefile.MAGIC + bytes(olefile.MINIMAL_OLEFILE_SIZE))
    media_type(b"\x01")
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as sample:
        sample.writestr("[Content_Types].xml", "")
        sample.writestr("xl/workbook.xml", "")
    frozen(out.getvalue())
