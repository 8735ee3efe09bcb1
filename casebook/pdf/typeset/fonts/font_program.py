"""Glyph widths in embedded font programs, by character code or CID.

Widths are in thousandths of the size of the letters, as a PDF tells them.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Collection, Mapping

from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Stream

from casebook.pdf.page.name_text import name_text
from casebook.pdf.typeset.fonts.font_conformance import SYMBOLIC

logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # what matters of a program is raised as an error

Letter = tuple[bool, float]
"""Whether it is the glyph of a missing letter, and its width."""
_Letters = Callable[[int], Letter]
_MISSING = (True, 0.0)
_IDENTITY = {"/Identity-H", "/Identity-V"}
_THOUSAND = 1000
_PRIVATE = (0xF000, 0xF100, 0xF200, 0)
"""Code range of the letters of a symbolic font. Source: ISO 32000-1, 9.6.6.4."""
_CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


class DamagedFont(ValueError):
    """The program of a font cannot be read."""


def letters(font: Object, codes: Collection[int]) -> Mapping[int, Letter] | None:
    """Return the letters of an embedded font, by CID for a composite one, else by code.

    None for what is not looked into: Type 1 programs, lists of changed letters, and composite fonts under
    another encoding than Identity.

    Raises:
        DamagedFont: its program cannot be read.
    """
    holder = font
    if font.get(Name.Subtype) == Name.Type0:
        below = font.get(Name.DescendantFonts)
        is_one = isinstance(below, Array) and len(below) == 1 and isinstance(below[0], Dictionary)
        if not is_one or name_text(font.get(Name.Encoding)) not in _IDENTITY:
            return None
        holder = font.DescendantFonts[0]
    descriptor = holder.get(Name.FontDescriptor)
    if not isinstance(descriptor, Dictionary):
        return None
    try:
        letter = _read(font, holder, descriptor)
        return {code: letter(code) for code in codes} if letter else None
    except Exception as error:  # a hostile program breaks its reader in any way it likes
        raise DamagedFont from error


def _read(font: Object, holder: Object, descriptor: Dictionary) -> _Letters | None:
    true_type, compact = descriptor.get(Name.FontFile2), descriptor.get(Name.FontFile3)
    if isinstance(true_type, Stream):
        program = TTFont(io.BytesIO(true_type.read_bytes()), lazy=True)
        return _by_glyph(program, holder) if holder is not font else _by_code(program, font, descriptor)
    if isinstance(compact, Stream) and compact.get(Name.Subtype) == Name.CIDFontType0C:
        return _compact(compact.read_bytes())
    return None


def _by_glyph(program: TTFont, holder: Object) -> _Letters:
    """Return the letters of a composite TrueType font."""
    mapped = holder.get(Name.CIDToGIDMap)
    table = mapped.read_bytes() if isinstance(mapped, Stream) else None

    def letter(cid: int) -> Letter:
        glyph = cid if table is None else int.from_bytes(table[2 * cid : 2 * cid + 2])
        return _letter(program, glyph)

    return letter


def _by_code(program: TTFont, font: Object, descriptor: Dictionary) -> _Letters | None:
    """Return the letters of a TrueType font with single-byte codes."""
    encoding = font.get(Name.Encoding)
    if isinstance(encoding, Dictionary):
        if Name.Differences in encoding:
            return None
        encoding = encoding.get(Name.BaseEncoding)
    flags = int(descriptor.get(Name.Flags, 0))
    tables = {(table.platformID, table.platEncID): table.cmap for table in program["cmap"].tables}
    if flags & SYMBOLIC:
        return _named(program, lambda code: _of_symbol(tables, code))
    codec = _CODECS.get(name_text(encoding))
    return _named(program, lambda code: _of_letter(tables, code, codec)) if codec else None


def _named(program: TTFont, name_of: Callable[[int], str | None]) -> _Letters:
    def letter(code: int) -> Letter:
        name = name_of(code)
        return _letter(program, program.getGlyphID(name)) if name else _MISSING

    return letter


def _of_symbol(tables: Mapping[tuple[int, int], Mapping[int, str]], code: int) -> str | None:
    signs = tables.get((3, 0), {})
    found = next((signs[base + code] for base in _PRIVATE if base + code in signs), None)
    return found or tables.get((1, 0), {}).get(code)


def _of_letter(tables: Mapping[tuple[int, int], Mapping[int, str]], code: int, codec: str) -> str | None:
    sign = bytes((code,)).decode(codec, errors="replace")
    return tables.get((3, 1), {}).get(ord(sign)) or tables.get((1, 0), {}).get(
        (sign.encode("mac_roman", errors="replace") or b"?")[0]
    )


def _letter(program: TTFont, glyph: int) -> Letter:
    if not 0 < glyph < program["maxp"].numGlyphs:
        return _MISSING
    advance, _ = program["hmtx"].metrics[program.getGlyphName(glyph)]
    return False, advance * _THOUSAND / program["head"].unitsPerEm


def _compact(data: bytes) -> _Letters:
    """Return the letters of a CFF program, by CID or else by glyph number."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts.topDictIndex[0]
    scale = top.FontMatrix[0] * _THOUSAND
    order, strings = top.charset, top.CharStrings

    def letter(cid: int) -> Letter:
        name = f"cid{cid:05}" if hasattr(top, "ROS") else order[cid] if cid < len(order) else ""
        if cid == 0 or name not in strings:
            return _MISSING
        drawn = strings[name]
        private = drawn.private
        widths = T2WidthExtractor(
            getattr(private, "Subrs", []),
            drawn.globalSubrs,
            private.nominalWidthX,
            private.defaultWidthX,
            private,
        )
        widths.execute(drawn)
        return False, widths.width * scale

    return letter
