"""Requirements of PDF/A-2b on font dictionaries. Source: ISO 19005-2, 6.2.11.2 to 6.2.11.6."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from pikepdf import Array, Dictionary, Name, Object, Stream

from casebook.pdf.page.name_text import name_text

_SIMPLE = {"/Type1", "/MMType1", "/TrueType"}
_COMPOSITE = {"/CIDFontType0", "/CIDFontType2"}
_PROGRAMS = {
    "/Type1": {"FontFile": {""}, "FontFile3": {"/Type1C", "/OpenType"}},
    "/MMType1": {"FontFile": {""}, "FontFile3": {"/Type1C", "/OpenType"}},
    "/TrueType": {"FontFile2": {""}, "FontFile3": {"/OpenType"}},
    "/CIDFontType0": {"FontFile3": {"/CIDFontType0C", "/OpenType"}},
    "/CIDFontType2": {"FontFile2": {""}, "FontFile3": {"/OpenType"}},
}
"""The key and allowed subtypes of the program of each font type. Source: ISO 32000-1, table 126."""
_ENCODINGS = (
    "Identity GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16 B5pc HKscs-B5 ETen-B5 ETenms-B5 "
    "CNS-EUC UniCNS-UCS2 UniCNS-UTF16 83pv-RKSJ 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ Add-RKSJ EUC Ext-RKSJ "
    "UniJIS-UCS2 UniJIS-UCS2-HW UniJIS-UTF16 KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC UniKS-UCS2 UniKS-UTF16"
)
_KNOWN_ENCODINGS = {f"/{name}-{way}" for name, way in product(_ENCODINGS.split(), "HV")} | {"/H", "/V"}
"""Encodings of composite fonts known to every viewer. Source: ISO 32000-1, table 118."""
_PLAIN_ENCODINGS = {"/WinAnsiEncoding", "/MacRomanEncoding"}
SYMBOLIC = 4
"""The flag of symbolic fonts. Source: ISO 32000-1, table 123."""


def font_violations(font: Object) -> Iterator[str]:
    """Yield keys of `conformance.VIOLATIONS` for one font and its descendants."""
    kind = name_text(font.get(Name.Subtype))
    if not _is_named(font) and kind != "/Type3":
        yield "description"
    elif kind == "/Type0":
        yield from _of_composite(font)
    elif kind in _SIMPLE:
        yield from _of_program(font, kind)
        yield from _of_letters(font, kind)
    elif kind != "/Type3":
        yield "description"


def _is_named(font: Dictionary | Object) -> bool:
    return font.get(Name.Type) == Name.Font and isinstance(font.get(Name.BaseFont), Name)


def _of_composite(font: Object) -> Iterator[str]:
    encoding, below = font.get(Name.Encoding), font.get(Name.DescendantFonts)
    if not isinstance(encoding, Stream) and name_text(encoding) not in _KNOWN_ENCODINGS:
        yield "encoding"
    holder = below[0] if isinstance(below, Array) and len(below) == 1 else None
    kind = name_text(holder.get(Name.Subtype)) if isinstance(holder, Dictionary) else ""
    if not isinstance(holder, Dictionary) or kind not in _COMPOSITE or not _is_named(holder):
        yield "description"
        return
    yield from _of_program(holder, kind)
    to_glyphs = holder.get(Name.CIDToGIDMap)
    if kind == "/CIDFontType2" and not isinstance(to_glyphs, Stream) and to_glyphs != Name.Identity:
        yield "encoding"


def _of_program(font: Dictionary | Object, kind: str) -> Iterator[str]:
    """Yield faults of the font program; missing ones are for `casebook.pdf.typeset.fonts.missing_fonts`."""
    descriptor = font.get(Name.FontDescriptor)
    if not isinstance(descriptor, Dictionary):
        return
    for key in ("FontFile", "FontFile2", "FontFile3"):
        program = descriptor.get(Name("/" + key))
        if program is None:
            continue
        said = name_text(program.get(Name.Subtype)) if isinstance(program, Stream) else None
        if said not in _PROGRAMS[kind].get(key, ()):
            yield "description"


def _spans(first: object, last: object) -> int:
    return last - first + 1 if isinstance(first, int) and isinstance(last, int) else -1


def _of_letters(font: Object, kind: str) -> Iterator[str]:
    """Yield faults of letters: missing widths, or non-symbolic TrueType letters in neither permitted form."""
    widths: object = font.get(Name.Widths)
    first, last = (font.get(key, 0) for key in ("/FirstChar", "/LastChar"))
    if Name.FontDescriptor in font and not (isinstance(widths, Array) and _spans(first, last) == len(widths)):
        yield "description"
    if kind != "/TrueType":
        return
    descriptor, encoding = font.get(Name.FontDescriptor), font.get(Name.Encoding)
    flags = descriptor.get(Name.Flags, 0) if isinstance(descriptor, Dictionary) else 0
    base = encoding.get(Name.BaseEncoding) if isinstance(encoding, Dictionary) else encoding
    if not isinstance(flags, int):
        yield "description"
    elif flags & SYMBOLIC:
        if encoding is not None:
            yield "encoding"
    elif name_text(base) not in _PLAIN_ENCODINGS:
        yield "encoding"
