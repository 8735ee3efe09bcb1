"""Invisible text layers from text recognition, so that scans can be searched and copied.

Source: ISO 32000-1, 9.3.6 (rendering mode 3 shows nothing) and 9.10.3 (ToUnicode). The font has one glyph,
a box, is embedded, and gives each character its own code, so that every script is copied right.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from casebook.domain.evidence.recognition import SeenWord
from casebook.pdf.page.frame import Frame
from casebook.pdf.page.opened_exhibit import OpenedExhibit

_WIDTH = 500
"""Width of every code, in thousandths of the size."""
_HEIGHT = 800
UNSEEN_FONT = "CBUNSN+Unseen"
_NAME = Name(f"/{UNSEEN_FONT}")
_MAX_CODES = 0xFFFE
_BLOCK = 100
_MIN_PT = 1.0


def lay_recognised(opened_exhibit: OpenedExhibit) -> None:
    """Add recognised text to an exhibit's pages, except pages with text of their own."""
    if not opened_exhibit.exhibit.recognised:
        return
    unseen = UnseenText(opened_exhibit.pdf)
    for recognised in opened_exhibit.exhibit.recognised:
        at = recognised.number - 1
        if at < len(opened_exhibit.pages) and not opened_exhibit.contents[at].has_text and recognised.words:
            unseen.lay(opened_exhibit.pages[at], opened_exhibit.frames[at], recognised.words)
            opened_exhibit.contents[at] = replace(opened_exhibit.contents[at], has_text=True)
    unseen.close()


class UnseenText:
    """Adds invisible words to pages of one document; `close` writes the font."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._codes = _Codes()
        self._font = pdf.make_indirect(Dictionary(Type=Name.Font))

    def lay(self, page: Object, frame: Frame, words: Sequence[SeenWord]) -> None:
        """Add the words of a page as invisible text; its graphics state must be balanced.

        Args:
            page: changed in place.
            frame: what is seen of it.
            words: with their places on the page as seen.
        """
        shown = [self._word(frame, word) for word in words if word.text.strip()]
        if not shown:
            return
        a, b, c, d, e, f = frame.upright_at(0, 0)
        name = self._name(page)
        lines = (
            f"\nq {a:.5g} {b:.5g} {c:.5g} {d:.5g} {e:.3f} {f:.3f} cm\nBT 3 Tr\n",
            *(line.replace("/F", str(name)) for line in shown),
            "ET Q\n",
        )
        old = page.get(Name.Contents)
        kept = [old] if isinstance(old, Stream) else list(old) if isinstance(old, Array) else []
        page.Contents = Array([*kept, self._pdf.make_stream("".join(lines).encode("ascii"))])

    def close(self) -> None:
        """Write the font, after the last page."""
        if not self._codes:
            return
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=_NAME,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=self._pdf.make_indirect(self._descriptor()),
            DW=_WIDTH,
            CIDToGIDMap=self._pdf.make_stream(b"\0\0" + b"\0\1" * len(self._codes)),
        )
        self._font.Subtype = Name.Type0
        self._font.BaseFont = _NAME
        self._font.Encoding = Name("/Identity-H")
        self._font.DescendantFonts = Array([self._pdf.make_indirect(below)])
        self._font.ToUnicode = self._pdf.make_stream(self._to_unicode())

    def _descriptor(self) -> Dictionary:
        program = self._pdf.make_stream(_box_font())
        program.Length1 = len(_box_font())
        return Dictionary(
            Type=Name.FontDescriptor,
            FontName=_NAME,
            Flags=4,
            FontBBox=Array([0, 0, _WIDTH, _HEIGHT]),
            ItalicAngle=0,
            Ascent=_HEIGHT,
            Descent=0,
            CapHeight=_HEIGHT,
            StemV=80,
            FontFile2=self._pdf.make_indirect(program),
        )

    def _word(self, frame: Frame, word: SeenWord) -> str:
        left, base = word.left * frame.width_pt, (1 - word.bottom) * frame.height_pt
        width = max((word.right - word.left) * frame.width_pt, _MIN_PT)
        size = max((word.bottom - word.top) * frame.height_pt, _MIN_PT)
        wide = len(word.text.rstrip()) * _WIDTH / 1000 * size
        codes = "".join(map(self._codes.__getitem__, word.text))
        return f"/F {size:.2f} Tf {100 * width / wide:.2f} Tz 1 0 0 1 {left:.2f} {base:.2f} Tm <{codes}> Tj\n"

    def _name(self, page: Object) -> Name:
        resources = page.get(Name.Resources)
        if not isinstance(resources, Dictionary):
            page.Resources = resources = Dictionary()
        fonts = resources.get(Name.Font)
        if not isinstance(fonts, Dictionary):
            resources.Font = fonts = Dictionary()
        count = 0
        while (name := Name(f"/CbUn{count or ''}")) in fonts and fonts[name].objgen != self._font.objgen:
            count += 1
        fonts[name] = self._font
        return name

    def _to_unicode(self) -> bytes:
        """Return the ToUnicode map. Source: Adobe Technical Note 5014; blocks of at most 100 lines."""
        lines = [f"<{code}> <{letter.encode('utf-16-be').hex()}>" for letter, code in self._codes.items()]
        blocks = "\n".join(_block(lines[at : at + _BLOCK]) for at in range(0, len(lines), _BLOCK))
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapName /Unseen def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{blocks}\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
        ).encode("ascii")


class _Codes(dict[str, str]):
    """The code of each letter as four digits; a new letter gets the next."""

    def __missing__(self, letter: str) -> str:
        if len(self) >= _MAX_CODES:
            raise ValueError("a document with more characters than one font has codes for")
        self[letter] = code = f"{len(self) + 1:04x}"
        return code


def _block(lines: Sequence[str]) -> str:
    return "\n".join((f"{len(lines)} beginbfchar", *lines, "endbfchar"))


@cache
def _box_font() -> bytes:
    """Return a TrueType font with one box for all letters: PDFium ignores letters without height.

    The box stands beside the glyph for what is missing, which no text of an archived file may show.
    """
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, _HEIGHT), (_WIDTH, _HEIGHT), (_WIDTH, 0)):
        pen.lineTo(corner)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({})
    box = pen.glyph()
    builder.setupGlyf({".notdef": box, "box": box})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "box"), (_WIDTH, 0)))
    builder.setupHorizontalHeader(ascent=_HEIGHT, descent=0)
    builder.setupNameTable({"familyName": "Unseen", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=_HEIGHT, sTypoDescender=0)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    written = io.BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(written)
    return written.getvalue()
