"""PDF/A-2b requirements on glyphs shown: they exist in their font with the declared width.

Source: ISO 19005-2, 6.2.11.4, 6.2.11.5 and 6.2.11.8.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping

from pikepdf import Array, Name, Object, Pdf

from casebook.pdf.pdfa.shown_glyphs import ShownGlyphs, shown_glyphs
from casebook.pdf.typeset.fonts.font_program import DamagedFont, letters

_MAX_APART = 1
"""Tolerance, in thousandths of the letter size. Source: veraPDF's rule for 6.2.11.5."""
_USUAL = 1000
"""Default width of a composite font's letters. Source: ISO 32000-1, table 117."""


def glyph_violations(pdf: Pdf, at: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, str]]:
    """Yield page index and key of `conformance.VIOLATIONS` for each violation, once for each font.

    Args:
        pdf: the file.
        at: page index by the page's object number and generation.

    Raises:
        pikepdf.PdfError: a content stream cannot be read.
    """
    for shown in shown_glyphs(pdf, at):
        yield from ((shown.page, key) for key in _of_font(shown))


def _of_font(shown: ShownGlyphs) -> Iterator[str]:
    is_composite = shown.font.get(Name.Subtype) == Name.Type0
    codes = {code for text in shown.texts for code in _codes(text, is_composite=is_composite)}
    try:
        drawn = letters(shown.font, codes)
    except DamagedFont:
        yield "program"
        return
    if drawn is None:
        return
    if any(is_missing for is_missing, _ in drawn.values()):
        yield "missing"
    try:
        widths_stated = (_widths_of_composite if is_composite else _widths_of_simple)(shown.font, codes)
    except TypeError:  # something else stands in the place of a number
        yield "description"
        return
    if any(
        not lacks and abs(widths_stated[code] - width) > _MAX_APART for code, (lacks, width) in drawn.items()
    ):
        yield "widths"


def _codes(text: bytes, *, is_composite: bool) -> Iterator[int]:
    if not is_composite:
        yield from text
        return
    for at in range(0, len(text) - 1, 2):
        yield int.from_bytes(text[at : at + 2])


def _widths_of_simple(font: Object, codes: Collection[int]) -> Mapping[int, float]:
    widths, first = font.get(Name.Widths), int(font.get(Name.FirstChar, 0))
    usual = float(font.FontDescriptor.get(Name.MissingWidth, 0))
    widths_by_code = {
        first + at: float(width) for at, width in enumerate(widths if isinstance(widths, Array) else ())
    }
    return {code: widths_by_code.get(code, usual) for code in codes}


def _widths_of_composite(font: Object, codes: Collection[int]) -> Mapping[int, float]:
    """Return the widths of a composite font: a first CID with a list, or a range with one width."""
    holder, shown = font.DescendantFonts[0], sorted(codes)
    usual = float(holder.get(Name.DW, _USUAL))
    widths_by_code, given = dict.fromkeys(shown, usual), holder.get(Name.W)
    entries = iter(given if isinstance(given, Array) else ())
    for first in entries:
        second = next(entries, Array([]))
        if isinstance(second, Array):
            widths_by_code.update({int(first) + at: float(width) for at, width in enumerate(second)})
        else:
            between = slice(bisect_left(shown, int(first)), bisect_right(shown, int(second)))
            widths_by_code.update(dict.fromkeys(shown[between], float(next(entries, usual))))
    return widths_by_code
