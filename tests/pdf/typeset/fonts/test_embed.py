from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from casebook.pdf.typeset.render import set_dividers
from tests.pdf.setting import UYGHUR_NAME, exhibit, front, one_part, saying

EVERY_SCRIPT = f"Plain 王志远 王志遠國 {UYGHUR_NAME} བསྟན་འཛིན ᠮᠣᠩᠭᠣᠯ Жанна"


@contextmanager
def fonts(pdf: bytes) -> Iterator[dict[str, Any]]:
    """The composite fonts by base name, while their document is open."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        resources: Any = document.pages[0].obj.Resources
        yield {str(font.BaseFont)[8:]: font for font in resources.Font.values()}


def test_every_font_is_embedded_as_a_small_subset() -> None:
    with fonts(front(one_part(*saying(EVERY_SCRIPT))).pdf) as found:
        assert {"NotoSerif-Regular", "NotoSerifSC-Regular", "NotoSerifTC-Regular"} < set(found)
        for font in found.values():
            assert font.Subtype == "/Type0"
            assert re.fullmatch(r"/[A-Z]{6}\+Noto[\w-]+", str(font.BaseFont))
            descriptor = font.DescendantFonts[0].FontDescriptor
            program = descriptor.get("/FontFile2") or descriptor.get("/FontFile3")
            assert 200 < len(program.read_bytes()) < 60_000


def test_a_truetype_program_can_be_opened_and_holds_the_mapped_glyphs() -> None:
    with fonts(front(one_part(*saying(UYGHUR_NAME))).pdf) as found:
        descendant = found["NotoNaskhArabic-Regular"].DescendantFonts[0]
        program = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        mapping = descendant.CIDToGIDMap.read_bytes()
    ids = {int.from_bytes(mapping[at : at + 2], "big") for at in range(2, len(mapping), 2)}
    glyphs = [program["glyf"][program.getGlyphName(glyph)] for glyph in ids]
    assert sum(glyph.numberOfContours == 0 for glyph in glyphs) <= 1  # the space


def test_postscript_outlines_stay_as_they_are() -> None:
    with fonts(front(one_part(*saying("王志远"))).pdf) as found:
        descendant = found["NotoSerifSC-Regular"].DescendantFonts[0]
        assert descendant.Subtype == "/CIDFontType0"
        assert descendant.FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"
        assert len(descendant.FontDescriptor.FontFile3.read_bytes()) < 5_000


def test_a_shared_skeleton_has_a_code_for_each_letter() -> None:
    with fonts(front(one_part(*saying("تب بت نب"))).pdf) as found:
        to_unicode = found["NotoNaskhArabic-Regular"].ToUnicode.read_bytes()
    assert {f"<{ord(letter):04x}>".encode() for letter in "تبن"} <= set(re.findall(rb"<\w{4}>", to_unicode))


def test_a_compatibility_character_is_found_as_the_usual_one() -> None:
    with fonts(front(one_part(*saying("\uf91d 欄"))).pdf) as found:
        to_unicode = b"".join(font.ToUnicode.read_bytes() for font in found.values())
    assert f"<{ord('欄'):04x}>".encode() in to_unicode


def test_dividers_have_fonts_of_their_own() -> None:
    with fonts(set_dividers(one_part(exhibits=(exhibit(1, "信"),))).pdf) as found:
        assert set(found) == {"NotoSerif-Regular", "NotoSerif-Italic", "NotoSerifSC-Regular"}
