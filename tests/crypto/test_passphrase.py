from __future__ import annotations

import pytest
from zxcvbn import matching

from casebook.base.errors import InvalidInput
from casebook.crypto.guessing import ESTIMATED_CHARACTERS
from casebook.crypto.passphrase import MIN_BITS, passphrase_bytes, passphrase_strength, require_strong
from casebook.crypto.phrase import random_phrase


def test_one_passphrase_gives_the_same_bytes_however_it_was_composed() -> None:
    assert passphrase_bytes("caf\u00e9") == passphrase_bytes("cafe\u0301")
    assert passphrase_bytes("１２３ ﬁn") == b"123 fin"


def test_spaces_and_case_are_part_of_a_passphrase() -> None:
    assert len({passphrase_bytes(text) for text in ("a b", "a  b", " a b", "A b")}) == 4


@pytest.mark.parametrize("text", ["", "x" * 1025, "bytes \udcff that are no text"])
def test_what_cannot_be_a_passphrase_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        passphrase_bytes(text)
    assert caught.value.field == "passphrase"
    assert not text or text not in str(caught.value)


def test_strength_tells_weak_from_strong() -> None:
    weak = passphrase_strength("password1")
    strong = passphrase_strength("lantern orbit velvet crumble piano drift")
    assert weak.score == 0
    assert weak.warning
    assert weak.suggestions
    assert strong.score == 4
    assert strong.guesses_bits > 60 > weak.guesses_bits


def test_words_an_attacker_knows_make_it_weaker() -> None:
    text = "zypraxolin"
    assert passphrase_strength(text, [text]).guesses_bits < passphrase_strength(text).guesses_bits


def test_nothing_and_very_much_have_a_strength() -> None:
    assert passphrase_strength("").score == 0
    assert passphrase_strength("q7#" * 300).guesses_bits > 0


def test_han_characters_are_estimated() -> None:
    assert passphrase_strength("山高月小水落石出风起云涌").score == 2
    assert passphrase_strength("窗边陶碗装着七颗冷梨谁也没有数过").score == 3


EASY = (
    "Casebook2024!",
    "C@seb00k-2024!",
    "office 2026 Office",
    "chuangqianmingyueguangyishidishangshuang",
    "Chuang Qian Ming Yue Guang, Yi Shi Di Shang Shuang, Ju Tou Wang Ming Yue, Di Tou Si Gu Xiang",
    "chuang2qian2ming2yue4guang1yi2shi4di4shang4shuang1",
    "chuáng qián míng yuè guāng yí shì dì shàng shuāng",
    "rensheng deyi xu jinhuan moshi jinzun kong duiyue",
    "床前明月光，疑是地上霜。举头望明月，低头思故乡。",
    "wanshiruyi xinxiangshicheng",
    "password password password password",
    "1234567890qwertyuiop",
)


@pytest.mark.parametrize("text", EASY)
def test_what_many_know_is_no_new_passphrase(text: str) -> None:
    with pytest.raises(InvalidInput, match="too easy to guess") as caught:
        require_strong(text, ["office"])
    assert text not in f"{caught.value!r} {caught.value} {caught.value.remedy!s}"


def test_the_reason_is_named() -> None:
    assert "attacker" in passphrase_strength("Casebook2024!").warning
    assert "verses" in passphrase_strength("bairiyishanjin huangheruhailiu").warning
    assert "Chinese words" in passphrase_strength("wanshiruyixinxiangshicheng").warning


def test_six_random_words_pass_the_gate() -> None:
    phrases = [random_phrase() for _ in range(20)]
    assert min(passphrase_strength(phrase).guesses_bits for phrase in phrases) > MIN_BITS + 10


def test_the_work_of_an_estimate_has_a_bound() -> None:
    """The library's own table reads this in 576 ways, and each costs the square of the length."""
    passphrase_strength("load the lists")
    text = "4@8({[<36 9!|170$5+7%2" * 3
    readings = matching.enumerate_l33t_subs(matching.relevant_l33t_subtable(text, matching.L33T_TABLE))
    assert len(readings) == 8
    assert ESTIMATED_CHARACTERS == 72
