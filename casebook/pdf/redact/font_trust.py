"""Whether the letters a font draws are those a search finds, as far as a file can prove it.

A font program draws what it likes for any code, and `ToUnicode` says what it likes of it. Only two kinds
vouch for each other: the standard fonts, which the viewer draws itself, and a TrueType program whose own
table of characters agrees with what is said of every glyph. All others want an eye, or text recognition.

Source: ISO 32000-1, 9.6.2.2 (standard fonts), 9.7.4 (glyphs by CID), 9.10 (what text says).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

import uharfbuzz
from pikepdf import Dictionary, Name, Object, Stream

_STANDARD = re.compile(
    r"/(?:Helvetica|Times-(?:Roman|Bold|Italic|BoldItalic)|Courier)(?:-(?:Bold)?(?:Oblique)?)?"
)
_ENCODINGS = {"/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding"}
_PAIRS = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]+)>")
_RANGES = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_LISTS = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\[([^\]]*)\]")
_MAX_ENTRIES = 0xFFFF


def vouch(fonts: Iterable[Object]) -> bool:
    """Whether every font of a page proves that what it draws is what a search finds."""
    return all(_vouches(font) for font in fonts)


def _vouches(font: Object) -> bool:
    try:
        if font.get(Name.Subtype) == Name.Type0:
            return _is_true_composite(font)
        return _is_standard(font)
    except Exception:  # noqa: BLE001 - libraries stumble over hostile fonts in ways nobody can list
        return False


def _is_standard(font: Object) -> bool:
    """Return whether it is a standard Latin font, drawn by the viewer, with default settings."""
    descriptor = font.get(Name.FontDescriptor)
    files = (Name.FontFile, Name.FontFile2, Name.FontFile3)
    is_embedded = isinstance(descriptor, Dictionary) and any(key in descriptor for key in files)
    encoding = font.get(Name.Encoding)
    is_plain = encoding is None or (isinstance(encoding, Name) and str(encoding) in _ENCODINGS)
    is_known = _STANDARD.fullmatch(str(font.get(Name.BaseFont, ""))) is not None
    return is_known and is_plain and not is_embedded and Name.ToUnicode not in font


def _is_true_composite(font: Object) -> bool:
    """Return whether it is a TrueType font coded by glyph number with a consistent `ToUnicode`."""
    (below,) = font.DescendantFonts
    to_glyph = below.get(Name.CIDToGIDMap, Name.Identity)
    stated = font.get(Name.ToUnicode)
    program = below.FontDescriptor.get(Name.FontFile2)
    if font.Encoding != Name("/Identity-H") or to_glyph != Name.Identity:
        return False
    if not isinstance(stated, Stream) or not isinstance(program, Stream):
        return False
    face = uharfbuzz.Face(program.read_bytes())
    shown, said = uharfbuzz.Font(face), said_by(stated.read_bytes())
    # A code of which nothing is said is searched for by its number: such a glyph must not be drawable.
    is_all = all(glyph in said or _is_blank(shown, glyph) for glyph in range(1, face.glyph_count))
    return is_all and all(_agree(shown, glyph, text) for glyph, text in said.items())


def _is_blank(shown: uharfbuzz.Font, glyph: int) -> bool:
    extents = shown.get_glyph_extents(glyph)
    return extents is None or (extents.width == 0 and extents.height == 0)


def _agree(shown: uharfbuzz.Font, glyph: int, text: str) -> bool:
    """Whether the program draws this glyph for this character, or one that is written like it."""
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) != 1:
        return False
    alike = {text, plain, *((" ", "\u00a0") if plain.isspace() else ())}
    return any(len(one) == 1 and shown.get_nominal_glyph(ord(one)) == glyph for one in alike)


def said_by(table: bytes) -> dict[int, str]:
    """Return the characters of each code in a `ToUnicode` table. Source: Adobe Technical Note 5014.

    Raises:
        ValueError: it says more than a font has codes for, or what is no text.
    """
    text_of: dict[int, str] = {}
    for at, (code, text) in enumerate(_entries(table)):
        if at > _MAX_ENTRIES:
            raise ValueError("a table without end")
        text_of[code] = text
    return text_of


def _entries(table: bytes) -> Iterator[tuple[int, str]]:
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in _PAIRS.findall(block):
            yield int(code, 16), _text(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGES.findall(block):
            start = int(first, 16)
            for code in range(start, min(int(last, 16), start + _MAX_ENTRIES) + 1):
                begun = _text(text)
                yield code, begun[:-1] + chr(ord(begun[-1]) + code - start)
        for first, _, texts in _LISTS.findall(block):
            for at, text in enumerate(re.findall(rb"<([^>]*)>", texts)):
                yield int(first, 16) + at, _text(text)


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be")
