from __future__ import annotations

import re

from casebook.pdf.typeset.fonts.fonts import face
from casebook.pdf.typeset.fonts.shaping import outline, shape

LATIN, NASKH, TIBETAN = "NotoSerif-Regular.ttf", "NotoNaskhArabic-Regular.ttf", "NotoSerifTibetan-Regular.ttf"


def test_a_ligature_stands_for_its_letters() -> None:
    shaped = shape(face(LATIN), "office")
    assert [glyph.text for glyph in shaped.glyphs] == ["o", "ffi", "c", "e"]
    assert not shaped.outlines


def test_kerning_moves_letters() -> None:
    kerned = shape(face(LATIN), "AV").width
    assert kerned < sum(shape(face(LATIN), letter).width for letter in "AV")


def test_uyghur_letters_join_and_run_from_the_right() -> None:
    shaped = shape(face(NASKH), "ئالىم", is_rtl=True)
    assert "".join(glyph.text for glyph in reversed(shaped.glyphs)) == "ئالىم"
    alone = {shape(face(NASKH), letter, is_rtl=True).glyphs[0].id for letter in "ئالىم"}
    assert len(alone.intersection(glyph.id for glyph in shaped.glyphs)) < 3


def test_one_glyph_of_a_cluster_is_text_and_the_others_are_drawn() -> None:
    shaped = shape(face(NASKH), "ئ", is_rtl=True)
    assert [glyph.text for glyph in shaped.glyphs] == ["ئ"]
    assert [glyph.text for glyph in shaped.outlines] == [""]


def test_tibetan_letters_stack() -> None:
    stacked = shape(face(TIBETAN), "སྟ")
    assert stacked.width < shape(face(TIBETAN), "ས").width * 1.5
    assert stacked.bottom < shape(face(TIBETAN), "ས").bottom
    assert "".join(glyph.text for glyph in stacked.glyphs) == "སྟ"


def test_steering_characters_leave_no_text() -> None:
    shaped = shape(face(LATIN), "a\u200bb\u00ad")
    assert "".join(glyph.text for glyph in shaped.glyphs) == "ab"


def test_an_outline_is_a_path_at_its_place() -> None:
    shaped = shape(face(NASKH), "ئ", is_rtl=True)
    path = outline(shaped.face, shaped.outlines[0], 100, 500, 10)
    assert re.match(r"[\d.]+ [\d.]+ m", path)
    assert path.endswith("h")
    numbers = [float(number) for number in re.findall(r"[\d.]+", path)]
    assert all(100 <= x <= 106 for x in numbers[::2])
    assert all(490 <= y <= 510 for y in numbers[1::2])
