"""The encodings a list or letter from China, Hong Kong, Taiwan, Central Asia or Europe comes in."""

from __future__ import annotations

import pytest

from casebook.formats.encoding import decoded, readings

SIMPLIFIED = "姓名,出生,备注\n林志远,1979-05-03,印刷工人，来自乌鲁木齐\n"
TRADITIONAL = "姓名,出生,備註\n林志遠,1979-05-03,印刷工人，來自烏魯木齊\n陳美玲,1980,律師\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        ("乌鲁木齐的印刷工人", "gb18030", "gb18030"),
        ("烏魯木齊的印刷工人", "big5", "big5hkscs"),
        ("Имя,Фамилия\nАйгуль,Турсунова\n", "cp1251", "cp1251"),
        ("증인은 정오에 도착했다. 서울 법원의 결정.", "euc_kr", "euc_kr"),
        ("国家法律保护各民族公民", "gb18030", "gb18030"),
        ("証人は正午に到着した。", "shift_jis", "shift_jis"),
        ("The witness left.", "utf-16-be", "utf-16-be"),
        ("Name,Été\nJosé,café à Genève\n", "cp1252", "cp1252"),
    ],
)
def test_text_is_read_in_its_encoding(text: str, encoding: str, found: str) -> None:
    decoding = decoded(text.encode(encoding))
    assert (decoding.text, decoding.encoding, decoding.faults) == (text, found, 0)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(
            (text, "gb18030")
            for text in ("你好，我是王芳。", "妈妈：我很想你。", "护照号：E12345678", "救我！")
        ),
        *((text, "big5") for text in ("你好，我是王芳。", "電話：13912345678")),
        ("안녕하세요, 저는 김민수입니다.", "euc_kr"),
    ],
)
def test_a_short_note_with_its_signs_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)).text == text


@pytest.mark.parametrize("missing", [1, 2])
def test_a_text_cut_within_a_character_keeps_its_encoding(missing: int) -> None:
    decoding = decoded(TRADITIONAL.rstrip().encode()[:-missing])
    assert (decoding.text, decoding.encoding, decoding.is_cut) == (TRADITIONAL.rstrip()[:-1], "utf-8", True)
    assert not decoded("Genève, café".encode("cp1252")).is_cut


@pytest.mark.parametrize(
    ("text", "is_unsure"), [("李刚", True), ("刘建国是公民", False), (SIMPLIFIED, False)]
)
def test_few_characters_that_may_be_korean_are_unsure(text: str, *, is_unsure: bool) -> None:
    assert decoded(text.encode("gb18030")).is_unsure is is_unsure
    assert not decoded(text.encode()).is_unsure


def test_a_broken_place_spoils_itself_alone() -> None:
    data = TRADITIONAL.encode("big5").replace("陳美玲".encode("big5"), b"\xff\xff")
    decoding = decoded(data)
    assert decoding.encoding == "big5hkscs"
    assert decoding.faults == 2
    assert "林志遠" in decoding.text
    assert "律師" in decoding.text


def test_an_encoding_given_is_used() -> None:
    assert decoded("é".encode("cp1252"), "cp1252").text == "é"
    assert decoded(b"plain", "no-such-code").text == "plain"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name,born\r\nИванов Иван,1980-01-01\r\nАдилов Эркин,1985\r\n", "koi8-r"),
        ("name;place\nÇelik Şule İğdır;Iğdır\n", "cp1254"),
        ("name;place\nMüller;Köln\n", "mac-roman"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5hkscs"),
    ],
)
def test_the_right_encoding_is_among_those_offered_with_its_names(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    offered = {one.encoding: one.sample for one in readings(data, decoded(data).encoding)}
    assert offered[encoding].split(" · ")[-1] in text
    assert len(set(offered.values())) == len(offered)


def test_an_encoding_with_a_fault_or_of_mixed_scripts_is_not_offered() -> None:
    offered = {one.encoding for one in readings("Müller,Köln".encode("cp1252"), "cp1252")}
    assert "cp1252" in offered
    assert not offered & {"utf-8", "gb18030", "big5hkscs", "cp1251", "koi8-r"}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Постановление суда района об экстрадиции гражданина", "koi8-r"),
        ("Постановление суда района об экстрадиции гражданина", "iso8859-5"),
        ("Письмо адвокату: экстрадиция отменена", "cp1251"),
        ("Прошу захисту від екстрадиції до Китаю", "cp1251"),
        ("Αίτηση ασύλου προς το δικαστήριο της Λευκωσίας", "cp1253"),
        ("החלטת בית המשפט בעניין ההסגרה", "cp1255"),
        ("คำสั่งศาลเรื่องการส่งผู้ร้ายข้ามแดน", "cp874"),
        ("Türkiye'ye iade kararı, sığınmacı için başvuru", "cp1254"),
        ("Sąd Okręgowy w Łodzi zażądał wydania świadka", "cp1250"),
        ("Le requérant a été arrêté à son arrivée", "cp1252"),
    ],
)
def test_the_letters_of_a_language_tell_the_encoding(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("data", "is_doubtful"),
    [
        ("Größe".encode("cp850"), True),
        ("Имя".encode("cp1251"), True),
        ("你好，我是王芳。".encode("gb18030"), True),
        ("Постановление суда района об экстрадиции гражданина".encode("koi8-r"), False),
        ("这是一份中国法院的判决书".encode("gb18030"), False),
    ],
)
def test_a_guess_that_may_be_wrong_is_known_as_one(data: bytes, *, is_doubtful: bool) -> None:
    assert decoded(data).is_doubtful == is_doubtful
