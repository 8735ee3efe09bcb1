"""Texts with the name of an encoding, which is often another than that of their bytes."""

from __future__ import annotations

import pytest

from casebook.formats.charset import code_page, codec_of, labelled
from casebook.formats.encoding import decoded


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        ("翁堃先生", "gb18030", "gb2312"),
        ("林志遠先生", "big5", "big5"),
        ("龍𠝹", "big5hkscs", "Big5"),
        ("똠방각하", "cp949", "ks_c_5601-1987"),
        ("①㈱高橋", "cp932", "shift_jis"),
        ("“quoted” €", "cp1252", "iso-8859-1"),
        ("Çelik İş", "cp1254", "iso-8859-9"),
        ("你好", "hz", "hz-gb-2312"),
        ("高橋", "iso2022_jp", "iso-2022-jp"),
        ("Привет", "koi8-r", "koi8-r"),
    ],
)
def test_a_text_is_read_as_browsers_read_it(text: str, encoding: str, label: str) -> None:
    assert labelled(text.encode(encoding), label) == text


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        ("乌鲁木齐", "utf-8", "gb2312"),
        ("Müller é", "utf-8", "iso-8859-1"),
        ("你好，世界", "gb18030", "iso-8859-1"),
        ("你好世界", "gb18030", "utf-8"),
        ("Déjà vu là", "cp1252", "utf-8"),
        ("乌鲁木齐的印刷工人", "gb18030", "us-ascii"),
        ("Справка выдана", "cp866", "x-no-such"),
    ],
)
def test_a_wrong_name_gives_way_to_what_fits(text: str, encoding: str, label: str) -> None:
    assert labelled(text.encode(encoding), label) == text


def test_two_chinese_characters_that_could_be_utf_8_keep_their_name() -> None:
    data = "一".encode("gb18030")
    assert data.decode("utf-8") == "һ"
    assert labelled(data, "gb2312") == "一"


@pytest.mark.parametrize("label", ["rot13", "base64", "unicode_escape", "x-user-defined", "idna"])
def test_names_of_what_is_no_encoding_of_text_are_ignored(label: str) -> None:
    assert codec_of(label) == ""
    assert labelled("é".encode(), label) == "é"


def test_pages_of_windows_have_their_names() -> None:
    assert [codec_of(code_page(page)) for page in (936, 950, 932, 949, 1251, 28605, 65001, 7)] == [
        "gb18030",
        "big5hkscs",
        "cp932",
        "cp949",
        "cp1251",
        "iso-8859-15",
        "utf-8",
        "",
    ]


@pytest.mark.parametrize("text", ["Справка выдана Иванову", "ИМЯ;ФАМИЛИЯ", "Имя,Айгуль\nТурсунова"])
def test_cyrillic_of_dos_is_not_read_as_chinese(text: str) -> None:
    decoding = decoded(text.encode("cp866"))
    assert (decoding.encoding, decoding.text) == ("cp866", text)
