from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from casebook.base.resources import resource
from casebook.pdf.typeset.fonts.fonts import Uncovered, Weight, runs

FILES = sorted(
    path for path in resource("fonts").iterdir() if path.name.startswith("Noto") and path.suffix != ".txt"
)


def told(text: str, weight: Weight = "regular", language: str = "") -> list[tuple[str, str]]:
    return [(face.name, part) for face, part in runs(text, weight, language)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_font_is_static_and_carries_its_licence(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        assert "fvar" not in font
        assert font["head"].unitsPerEm == 1000
    licence = path.with_name(f"{path.name.partition('-')[0]}-OFL.txt").read_text(encoding="utf-8")
    assert licence.startswith("Copyright")
    assert "SIL OPEN FONT LICENSE" in licence.upper()


def test_latin_greek_and_cyrillic_are_one_run() -> None:
    assert told("Жанна Αθηνά Ǎ", "italic") == [("NotoSerif-Italic", "Жанна Αθηνά Ǎ")]


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("王志远", "NotoSerifSC-Regular"),
        ("王志遠", "NotoSerifTC-Regular"),
        ("國家", "NotoSerifTC-Regular"),
        ("李喆", "NotoSerifSC-Regular"),
        ("𠁆", "NotoSerifTC-Regular"),
        ("㑇", "NotoSerifSC-Regular"),
        ("ئالىم", "NotoNaskhArabic-Regular"),
        ("བསྟན", "NotoSerifTibetan-Regular"),
        ("ᠮᠣᠩᠭᠣᠯ", "NotoSansMongolian-Regular"),
        ("→", "NotoSerifSC-Regular"),
    ],
)
def test_a_script_has_its_face(text: str, face: str) -> None:
    assert told(text) == [(face, text)]


@pytest.mark.parametrize(
    ("language", "face"),
    [
        ("zh-Hant", "NotoSerifTC-Regular"),
        ("zh-HK", "NotoSerifTC-Regular"),
        ("zh-Hans-CN", "NotoSerifSC-Regular"),
        ("zh", "NotoSerifSC-Regular"),
        ("en", "NotoSerifSC-Regular"),
    ],
)
def test_the_language_decides_between_the_two_cuts(language: str, face: str) -> None:
    assert told("王", language=language) == [(face, "王")]


def test_both_ways_of_writing_side_by_side_have_each_their_cut() -> None:
    names = [name for name, part in told("王志远 (王志遠) 中") if part.strip(" ()")]
    assert names == ["NotoSerifSC-Regular", "NotoSerifTC-Regular", "NotoSerifSC-Regular"]
    assert {name for name, _ in told("國家中，王")} == {"NotoSerifTC-Regular"}


def test_weights_follow_where_a_script_has_them() -> None:
    assert told("ئالىم", "bold") == [("NotoNaskhArabic-Bold", "ئالىم")]
    assert told("王", "bold") == [("NotoSerifSC-Regular", "王")]


def test_a_chinese_paper_is_bold_as_a_whole_or_not_at_all() -> None:
    assert told("第48条", "bold", "zh-Hans") == [
        ("NotoSansSC-Bold", "第"),
        ("NotoSerif-Bold", "48"),
        ("NotoSansSC-Bold", "条"),
    ]
    assert told("國家", "bold", "zh-Hant") == [("NotoSansTC-Bold", "國家")]
    rare = told("第48条，㑇", "bold", "zh-Hans")
    assert {name for name, _ in rare} == {"NotoSerif-Regular", "NotoSerifSC-Regular"}
    assert told("第48条", "bold", "en")[1] == ("NotoSerif-Bold", "48")


def test_quotation_marks_are_chinese_in_chinese_only() -> None:
    assert told("他说：“好”，") == [("NotoSerifSC-Regular", "他说：“好”，")]
    assert [part for _, part in told("called “王志远” there")] == ["called “", "王志远", "” there"]


def test_marks_and_joiners_stay_with_their_letters() -> None:
    assert told("ར\u0f72") == [("NotoSerifTibetan-Regular", "ར\u0f72")]
    assert told("ᠮ\u180e\u200d") == [("NotoSansMongolian-Regular", "ᠮ\u180e\u200d")]


def test_nothing_to_set_is_no_run() -> None:
    assert told("") == []


def test_a_character_nobody_has_is_named_by_number() -> None:
    with pytest.raises(Uncovered, match=r"U\+10FFFD") as caught:
        runs("王\U0010fffd", "regular")
    assert caught.value.code_point == 0x10FFFD
