"""Embeds subset fonts with the glyphs a document uses, with ToUnicode maps.

A font is written as a composite font (Type 0, Identity-H): TrueType outlines with a map from code to glyph,
PostScript outlines as a bare CFF whose glyph numbers are the codes. HarfBuzz cuts the subsets, in
milliseconds even for Chinese, and the same glyphs always give the same bytes.
Source: ISO 32000-1:2008, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casebook.pdf.typeset.fonts.fonts import Face
from casebook.pdf.typeset.fonts.shaping import Glyph, Shaped

Key = tuple[int, str]
_DROPPED = "BASE DSIG GDEF GPOS GSUB OS/2 STAT VORG cmap cvt fpgm gasp name post prep vhea vmtx"
_CHUNK = 100
"""Maximum entries of one bfchar block, according to the CMap format."""


class FontsUsed:
    """The fonts of one document: glyphs are recorded during layout, then coded, then written."""

    def __init__(self) -> None:
        self._noted: dict[Face, set[Key]] = {}
        self._runs: set[Shaped] = set()
        self._codes: dict[Face, Mapping[Key, int]] = {}

    def note(self, shaped: Shaped) -> None:
        """Record the glyphs that a page shows as text."""
        if shaped not in self._runs:
            self._runs.add(shaped)
            noted = self._noted.setdefault(shaped.face, set())
            noted.update((glyph.id, glyph.text) for glyph in shaped.glyphs)

    def assign_codes(self) -> None:
        """Assign every recorded glyph its code; nothing can be recorded afterwards."""
        for face, noted in self._noted.items():
            coded = _codes_of_cff(noted) if face.has_postscript_outlines else _codes_of_truetype(noted)
            self._codes[face] = coded

    def code(self, face: Face, glyph: Glyph) -> str:
        """Return the code of a glyph as four hexadecimal digits."""
        return f"{self._codes[face][glyph.id, glyph.text]:04x}"

    def add_objects(self, document: Any) -> dict[str, Any]:  # noqa: ANN401 - reportlab leaves it untyped
        """Write each font into a reportlab document; returns references by resource name, in order."""
        faces = sorted((face for face in self._codes if self._codes[face]), key=lambda face: face.name)
        return {face.name: _font(document, face, self._codes[face]) for face in faces}


def _codes_of_truetype(noted: set[Key]) -> dict[Key, int]:
    """Return a code for each glyph and meaning, because letters may share a glyph."""
    return {key: code for code, key in enumerate(sorted(noted), start=1)}


def _codes_of_cff(noted: set[Key]) -> dict[Key, int]:
    """Return the index of the glyph in the subset, the only code of a CFF font."""
    ranks = {glyph_id: rank for rank, glyph_id in enumerate(sorted({key[0] for key in noted}), start=1)}
    return {key: ranks[key[0]] for key in noted}


def _font(document: Any, face: Face, codes: Mapping[Key, int]) -> Any:  # noqa: ANN401 - reportlab
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFStream

    program = _subset(face, sorted({key[0] for key in codes}))
    name = f"/{_tag(program)}+{face.name}"
    by_code = {codes[key]: key for key in sorted(codes, key=_least_usual_first)}
    descendant = {
        "Type": "/Font",
        "Subtype": "/CIDFontType0" if face.has_postscript_outlines else "/CIDFontType2",
        "BaseFont": name,
        "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
        "FontDescriptor": document.Reference(_descriptor(document, face, name, program)),
        "DW": 1000,
        "W": _widths(face, by_code),
    }
    if not face.has_postscript_outlines:
        glyph_ids = (0, *(by_code[code][0] for code in sorted(by_code)))
        mapping = struct.pack(f">{len(glyph_ids)}H", *glyph_ids)
        descendant["CIDToGIDMap"] = document.Reference(PDFStream(None, mapping))
    whole = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": name,
        "Encoding": "/Identity-H",
        "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant))]),
        "ToUnicode": document.Reference(PDFStream(None, _to_unicode(by_code))),
    }
    return document.Reference(PDFDictionary(whole))


def _least_usual_first(key: Key) -> tuple[bool, Key]:
    """Return compatibility characters first, so that of letters sharing a glyph the usual is found."""
    return unicodedata.is_normalized("NFKC", key[1]), key


def _subset(face: Face, glyph_ids: Sequence[int]) -> bytes:
    import uharfbuzz
    from uharfbuzz import SubsetFlags

    wanted = uharfbuzz.SubsetInput()
    wanted.flags = SubsetFlags.NO_LAYOUT_CLOSURE | SubsetFlags.NO_HINTING
    if face.has_postscript_outlines:
        wanted.flags |= SubsetFlags.CFF_IDENTITY_CHARSET | SubsetFlags.DESUBROUTINIZE
    else:
        wanted.flags |= SubsetFlags.RETAIN_GIDS
    wanted.glyph_set.update(glyph_ids)
    wanted.drop_table_tag_set.update(_dropped())
    cut = wanted.subset(face.hb.face)
    program: bytes = (cut.reference_table("CFF ") if face.has_postscript_outlines else cut.blob).data
    return program


def _dropped() -> Iterator[int]:
    """Yield the tables a PDF does not need, by HarfBuzz's tags."""
    for tag in _DROPPED.split():
        yield int.from_bytes(tag.ljust(4).encode("ascii"), "big")


def _tag(program: bytes) -> str:
    """Return six capital letters that name a subset by its content."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descriptor(document: Any, face: Face, name: str, program: bytes) -> Any:  # noqa: ANN401 - reportlab
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream

    head = face.hb.face.reference_table("head").data
    extents = face.hb.get_font_extents("ltr")
    is_italic, is_bold = face.name.endswith("Italic"), face.name.endswith("Bold")
    if face.has_postscript_outlines:
        file_key, entries = "FontFile3", {"Subtype": "/CIDFontType0C"}
    else:
        file_key, entries = "FontFile2", {"Length1": str(len(program))}
    return PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 4 + 64 * is_italic,
            "FontBBox": "[{} {} {} {}]".format(*struct.unpack_from(">4h", head, 36)),
            "ItalicAngle": -12 if is_italic else 0,
            "Ascent": extents.ascender,
            "Descent": extents.descender,
            "CapHeight": 714,
            "StemV": 140 if is_bold else 80,
            file_key: document.Reference(PDFStream(PDFDictionary(entries), program)),
        }
    )


def _widths(face: Face, by_code: Mapping[int, Key]) -> str:
    advances = (face.hb.get_glyph_h_advance(by_code[code][0]) for code in sorted(by_code))
    return f"[1 [{' '.join(map(str, advances))}]]"


def _to_unicode(by_code: Mapping[int, Key]) -> bytes:
    """Return the CMap from codes to characters."""
    rows = [f"<{code:04x}> <{key[1].encode('utf-16-be').hex()}>" for code, key in sorted(by_code.items())]
    blocks = [rows[at : at + _CHUNK] for at in range(0, len(rows), _CHUNK)]
    mappings = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{mappings}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")
