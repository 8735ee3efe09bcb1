from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.crypto.passphrase import passphrase_bytes, passphrase_strength


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
    assert passphrase_strength("山高月小水落石出风起云涌").score == 4
