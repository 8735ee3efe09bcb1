from __future__ import annotations

import math

from casebook.crypto.passphrase import passphrase_strength
from casebook.crypto.phrase import _list, is_listed, random_phrase


def test_six_words_are_77_bits() -> None:
    assert len(set(_list())) == 7776
    assert 6 * math.log2(len(_list())) > 77


def test_a_phrase_is_six_words_and_never_the_same() -> None:
    phrases = {random_phrase() for _ in range(50)}
    assert len(phrases) == 50
    assert all(len(phrase.split()) == 6 for phrase in phrases)
    assert passphrase_strength(phrases.pop()).score == 4


def test_words_of_the_list_are_known() -> None:
    assert all(map(is_listed, random_phrase(20).split()))
    assert not any(map(is_listed, ("", "Lantern", "lanterns", "林")))
