"""Fonts of rewritten pages: programs, widths and codes without font names.

Source: ISO 32000-1, 9.6 to 9.10; OpenType 1.9, tables of a font file; Adobe Technical Notes 5014 and 5176.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from functools import partial
from types import SimpleNamespace

from fontTools.agl import AGL2UV
from fontTools.cffLib import CFFFontSet
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from casebook.pdf.redact.font_trust import said_by
from casebook.pdf.redact.plain_value import Unrewritable, packed, plain, plain_keys

Drawn = Callable[[bytes, Object | None], tuple[bytes, Dictionary]]
"""Rewrites drawing operators with their resources."""

_STANDARD = re.compile(
    r"/(?:Helvetica|Courier)(?:-(?:Bold)?(?:Oblique)?)?|/Times-(?:Roman|Bold|Italic|BoldItalic)|/Symbol|/ZapfDingbats"
)
_ANONYMOUS = Name("/CBAAAA+F")
_GLYPH = re.compile(
    r"\.notdef|\.null|uni[0-9A-F]{4}|u[0-9A-F]{4,6}|[A-Za-z]{0,2}\d{1,5}|(?:cid|glyph|index|gid)\d{1,5}"
)
_TABLES = frozenset(
    (
        b"cmap",
        b"cvt ",
        b"fpgm",
        b"glyf",
        b"head",
        b"hhea",
        b"hmtx",
        b"loca",
        b"maxp",
        b"OS/2",
        b"post",
        b"prep",
    )
)
"""What a viewer needs to draw a TrueType program; the table of names is not among them."""
_DESCRIPTOR = (
    *("Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "Leading", "CapHeight", "XHeight", "StemV"),
    *("StemH", "AvgWidth", "MaxWidth", "MissingWidth"),
)
_SERIF, _FIXED = 1 << 1, 1 << 0
_CFF_TEXTS = ("version", "Notice", "Copyright", "FullName", "FamilyName", "Weight", "PostScript")
_BLOCK = 100


def rewritten_font(pdf: Pdf, font: Object, draw: Drawn) -> Dictionary:
    """Return a font that draws the same and has no name.

    Args:
        pdf: takes it.
        font: as the page uses it.
        draw: writes the instructions of Type 3 glyphs anew.

    Raises:
        Unrewritable: it is of a kind whose names it also draws with.
    """
    kind = str(font.get(Name.Subtype, ""))
    if kind == "/Type0":
        return _composite(pdf, font)
    if kind == "/Type3":
        return _type_3(pdf, font, draw)
    if kind not in {"/Type1", "/TrueType"}:
        raise Unrewritable
    new = Dictionary(
        Type=Name.Font, Subtype=Name(kind), **plain_keys(font, ("FirstChar", "LastChar", "Widths"))
    )
    _describe(pdf, new, font)
    encoding = font.get(Name.Encoding)
    if encoding is not None:
        new.Encoding = _encoding(encoding, _known_glyph)
    _say(pdf, new, font, digits=2)
    return new


def _composite(pdf: Pdf, font: Object) -> Dictionary:
    (below,) = font.DescendantFonts
    kind, encoding = str(below.get(Name.Subtype)), font.get(Name.Encoding)
    if kind not in {"/CIDFontType0", "/CIDFontType2"} or str(encoding) not in {"/Identity-H", "/Identity-V"}:
        raise Unrewritable
    new_below = Dictionary(
        Type=Name.Font,
        Subtype=Name(kind),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        **plain_keys(below, ("DW", "W", "DW2", "W2")),
    )
    _describe(pdf, new_below, below)
    if new_below.BaseFont != _ANONYMOUS:
        raise Unrewritable  # letters of a font that is not in the file are found by the name of their order
    to_glyph = below.get(Name.CIDToGIDMap)
    if isinstance(to_glyph, Stream):
        new_below.CIDToGIDMap = packed(pdf, to_glyph.read_bytes(), {})
    elif to_glyph is not None:
        new_below.CIDToGIDMap = plain(to_glyph)
    new = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=_ANONYMOUS,
        Encoding=Name(str(encoding)),
        DescendantFonts=Array([pdf.make_indirect(new_below)]),
    )
    _say(pdf, new, font, digits=4)
    return new


def _type_3(pdf: Pdf, font: Object, draw: Drawn) -> Dictionary:
    glyphs = font.CharProcs
    names = {key: f"/g{at}" for at, key in enumerate(glyphs.keys())}
    new = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        CharProcs=Dictionary(),
        Resources=Dictionary(),
        Encoding=_encoding(font.Encoding, lambda glyph: names.get(glyph, "/.notdef")),
        **plain_keys(font, ("FirstChar", "LastChar", "Widths", "FontBBox", "FontMatrix")),
    )
    for old, name in names.items():
        data, resources = draw(glyphs[old].read_bytes(), font.get(Name.Resources))
        if len(resources.keys()):
            raise Unrewritable  # what glyphs name is shared by all of them
        new.CharProcs[Name(name)] = packed(pdf, data, {})
    _say(pdf, new, font, digits=2)
    return new


def _known_glyph(name: str) -> str:
    if name[1:] not in AGL2UV and not _GLYPH.fullmatch(name[1:]):
        raise Unrewritable
    return name


def _encoding(encoding: Object, glyph: Callable[[str], str]) -> Object:
    if isinstance(encoding, Name):
        return Name(str(plain(encoding)))
    new = Dictionary(Type=Name.Encoding, **plain_keys(encoding, ("BaseEncoding",)))
    if Name.Differences in encoding:
        parts = (
            Name(glyph(str(part))) if isinstance(part, Name) else int(part) for part in encoding.Differences
        )
        new.Differences = Array(parts)
    return new


def _say(pdf: Pdf, new: Dictionary, font: Object, *, digits: int) -> None:
    """Write the ToUnicode data of a font, without anything else in it."""
    table = font.get(Name.ToUnicode)
    if not isinstance(table, Stream):
        return
    said = sorted(said_by(table.read_bytes()).items())
    lines = [f"<{code:0{digits}x}> <{text.encode('utf-16-be').hex()}>" for code, text in said]
    blocks = "\n".join(
        "\n".join((f"{len(part)} beginbfchar", *part, "endbfchar"))
        for part in (lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK))
    )
    whole = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /F def /CMapType 2 def\n"
        f"1 begincodespacerange <{'0' * digits}> <{'f' * digits}> endcodespacerange\n"
        f"{blocks}\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
    )
    new.ToUnicode = packed(pdf, whole.encode("ascii"), {})


def _describe(pdf: Pdf, new: Dictionary, font: Object) -> None:
    """Give a font its program and measures under no name, or the standard font a viewer would take."""
    descriptor = font.get(Name.FontDescriptor)
    base = str(font.get(Name.BaseFont, ""))
    if not isinstance(descriptor, Dictionary):
        new.BaseFont = Name(base if _STANDARD.fullmatch(base) else "/Helvetica")
        return
    shown = Dictionary(Type=Name.FontDescriptor, **plain_keys(descriptor, _DESCRIPTOR))
    programs: Mapping[str, Callable[[Stream], Stream]] = {
        "/FontFile2": partial(_true_type, pdf),
        "/FontFile3": partial(_compact, pdf),
    }
    there = [key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
    if not there:
        new.BaseFont = Name(
            base if _STANDARD.fullmatch(base) else _stand_in(int(descriptor.get(Name.Flags, 0)))
        )
        return
    program = descriptor[there[0]]
    if there[0] not in programs or not isinstance(program, Stream):
        raise Unrewritable
    shown[there[0]] = programs[there[0]](program)
    shown.FontName = new.BaseFont = _ANONYMOUS
    new.FontDescriptor = pdf.make_indirect(shown)


def _stand_in(flags: int) -> str:
    if flags & _FIXED:
        return "/Courier"
    return "/Times-Roman" if flags & _SERIF else "/Helvetica"


def _true_type(pdf: Pdf, program: Stream) -> Stream:
    """A TrueType program with those tables alone that draw it."""
    data = program.read_bytes()
    count = int.from_bytes(data[4:6], "big")
    entries = [data[12 + 16 * at : 28 + 16 * at] for at in range(count)]
    kept = [entry for entry in entries if entry[:4] in _TABLES]
    at, head, body = 12 + 16 * len(kept), [data[:4] + len(kept).to_bytes(2, "big") + data[6:12]], []
    for entry in kept:
        start, size = int.from_bytes(entry[8:12], "big"), int.from_bytes(entry[12:16], "big")
        table = (
            _without_names(data[start : start + size]) if entry[:4] == b"post" else data[start : start + size]
        )
        head.append(entry[:8] + at.to_bytes(4, "big") + len(table).to_bytes(4, "big"))
        body.append(table + b"\0" * (-len(table) % 4))
        at += len(body[-1])
    whole = b"".join((*head, *body))
    return packed(pdf, whole, {"Length1": len(whole)})


def _without_names(post: bytes) -> bytes:
    """Its measures without the names of glyphs: version 3 of the table."""
    return b"\0\x03\0\0" + post[4:32]


def _compact(pdf: Pdf, program: Stream) -> Stream:
    """A CFF program under no name."""
    kind = str(program.get(Name.Subtype))
    if kind not in {"/Type1C", "/CIDFontType0C"}:
        raise Unrewritable
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program.read_bytes()), None)
    fonts.fontNames = ["F"]
    top = fonts.topDictIndex[0]
    for key in _CFF_TEXTS:
        top.rawDict.pop(key, None)
        if hasattr(top, key):
            delattr(top, key)
    if kind == "/Type1C":
        for glyph in top.charset:
            _known_glyph(f"/{glyph}")
    else:
        for below in top.FDArray:
            below.rawDict.pop("FontName", None)
            below.FontName = "F"
    written = io.BytesIO()
    fonts.compile(written, SimpleNamespace(recalcBBoxes=False))
    return packed(pdf, written.getvalue(), {"Subtype": Name(kind)})
