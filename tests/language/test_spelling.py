from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.language.hanzi import traditional
from casebook.language.match import NameQuery, forms
from casebook.language.spelling import System, spellings


def told(name: str, system: System) -> list[str]:
    return [form.text for form in spellings(name) if form.system == system]


@pytest.mark.parametrize(
    ("name", "system", "form"),
    [
        ("曾庆华", "pinyin", "Zeng Qinghua"),
        ("单宁", "pinyin", "Shan Ning"),
        ("解玉兰", "pinyin", "Xie Yulan"),
        ("仇国强", "pinyin", "Qiu Guoqiang"),
        ("区志伟", "pinyin", "Ou Zhiwei"),
        ("吕秋云", "passport-pinyin", "Lyu Qiuyun"),
        ("张晓明", "pinyin-with-tones", "Zhāng Xiǎomíng"),
        ("张晓明", "wade-giles", "Chang Hsiao-ming"),
        ("邓海涛", "taiwan-passport", "Teng Hai-tao"),
        ("区志伟", "hong-kong", "Au Chi Wai"),
        ("林志遠", "simplified", "林志远"),
        ("مەھمۇت", "uly", "Mehmut"),
        ("مەھمۇت", "through-chinese", "Maihemuti"),
        ("مەھمۇت", "chinese-rendering", "买买提"),
        ("买买提", "uly", "Mehmut"),
        ("Memet", "uyghur-arabic", "مەمەت"),
        ("次仁卓玛", "wylie", "tshe ring sgrol ma"),
        ("Tsering Dolma", "through-chinese", "Cirenzhuoma"),
        ("Ерлан", "latin", "Yerlan"),
        ("Zhang Xiaoming", "wade-giles", "Chang Hsiao-ming"),
    ],
)
def test_other_forms_follow_from_any_form(name: str, system: System, form: str) -> None:
    assert form in told(name, system)


def test_one_simplified_character_can_stand_for_two() -> None:
    assert told("钟爱国", "traditional")[:2] == ["鍾愛國", "鐘愛國"]
    assert told("范秀英", "traditional") == ["範秀英"]


@pytest.mark.parametrize(
    ("name", "likeliest"),
    [
        *((f"{surname}雅婷", "") for surname in "周余范后丁岳姜系沈于"),  # as it stands, and no other
        *((f"{surname}雅婷", "") for surname in "云钟肖"),  # two family names, of which one is meant
        ("叶志远", "葉志遠"),
        ("范红", "范紅"),
        ("张杰", ""),
    ],
)
def test_no_traditional_form_in_doubt_is_likeliest(name: str, likeliest: str) -> None:
    found = [form for form in spellings(name) if form.system == "traditional"]
    assert "".join(form.text for form in found if form.is_first) == likeliest
    assert found or traditional(name) == (name,), "what is in doubt is still offered"


def test_a_name_that_no_table_knows_keeps_to_what_follows_by_letter() -> None:
    assert told("ئەركىنبېك", "uly") == ["Erkinbëk"]
    assert told("ئەركىنبېك", "chinese-rendering") == []


def test_the_name_given_stands_first_and_as_it_was() -> None:
    assert spellings("  Wén   Shūyǔn ")[0].text == "Wén Shūyǔn"
    assert spellings("") == ()
    assert [form.text for form in spellings("长" * 300)] == ["长" * 300]


def test_forms_are_silent_when_printed() -> None:
    assert "张" not in repr(spellings("张晓明")) + repr(forms("张晓明"))


@given(st.text(max_size=40))
def test_any_text_at_all_breaks_nothing_and_finds_itself(text: str) -> None:
    kept = forms(text)
    if kept and 0 < len(text.split()) <= 6:
        assert NameQuery(text).best(kept).score in {0.0, 1.0}
