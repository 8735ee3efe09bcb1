from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic.wordlist import WORDLIST

from casebook.base.errors import CasebookError, DamagedSource, InvalidInput
from casebook.crypto import share_words
from casebook.crypto.secret import Secret
from casebook.crypto.share_words import check_words, read_share, written_share

CONTENT = bytes(range(1, 26))
TEXT = written_share(Secret(CONTENT))
WORDS = TEXT.split()


def _numbered(text: str) -> str:
    return "\n".join(f"{number}. {word}" for number, word in enumerate(text.split(), 1))


def test_the_list_is_that_of_the_standard() -> None:
    assert share_words._list() == tuple(WORDLIST)
    assert len(share_words._first_letters()) == 1024


def test_a_changed_list_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "slip39.txt"
    other.write_text("\n".join(sorted(WORDLIST, reverse=True)), encoding="ascii")
    monkeypatch.setattr(share_words, "resource", lambda *_: other)
    with pytest.raises(DamagedSource, match=r"words/slip39\.txt is damaged"):
        share_words._list.__wrapped__()


def test_a_share_has_23_words_of_which_three_are_the_check() -> None:
    assert len(WORDS) == 23
    assert check_words(Secret(CONTENT)).split() == WORDS[-3:]


@pytest.mark.parametrize(
    "retype",
    [
        str.upper,
        str.title,
        _numbered,
        lambda text: _numbered(text).replace(". ", "."),
        lambda text: _numbered(text).replace(".", ")"),
        lambda text: _numbered(text).replace(".", ""),
        lambda text: f"{text.replace(' ', ', ')}.",
        lambda text: " \u00b7 ".join(_numbered(text).replace(".", "").split("\n")),
        lambda text: " ".join(word[:4] for word in text.split()),
        lambda text: " ".join(word[:5] for word in text.split()),
        lambda text: f"\t{text.replace(' ', chr(0x3000))}\n",
        lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in text),
        lambda text: " ".join(f"({at}) {word}" for at, word in enumerate(text.split(), 1)),
        lambda text: "\n".join(f"{at}- {word}" for at, word in enumerate(text.split(), 1)),
        lambda text: "".join(f"{at}\u3001{word}" for at, word in enumerate(text.split(), 1)),
        lambda text: " ".join(f"{chr(0x2460)}{word}" for word in text.split()),
        lambda text: text.replace(" ", "\u3001"),
        lambda text: " ".join(f"\u201c{word}\u201d," for word in text.split()),
        lambda text: " ".join(f"{word} \u2022" for word in text.split()),
        lambda text: text.replace(" ", ","),
        lambda text: text.replace(" ", "\uff0c"),
        lambda text: text.replace(" ", "\u2013"),
        lambda text: "".join(f"\ufeff{word} \u200b\u200f" for word in text.split()),
        lambda text: " ".join(f"{word[:2]}\u00ad{word[2:]}" for word in text.split()),
        lambda text: text.upper().replace("I", "\u0130"),
        lambda text: text.replace("i", "\u0131"),
    ],
)
def test_ways_of_typing_do_not_matter(retype: Callable[[str], str]) -> None:
    assert read_share(retype(TEXT)).reveal() == CONTENT


def test_up_to_three_wrong_words_are_noticed() -> None:
    for place in range(23):
        for wrong in range(1, 4):
            words = [*WORDS]
            for at in range(wrong):
                number = (WORDLIST.index(words[place - at]) + 1 + 97 * at + place) % 1024
                words[place - at] = WORDLIST[number]
            with pytest.raises(InvalidInput, match="typing error"):
                read_share(" ".join(words))


def test_two_words_exchanged_are_noticed() -> None:
    first, second, *rest = WORDS
    with pytest.raises(InvalidInput, match="typing error"):
        read_share(" ".join((second, first, *rest)))


@pytest.mark.parametrize("words", [[], WORDS[:-1], [*WORDS, "zero"]], ids=len)
def test_another_number_of_words_is_named(words: list[str]) -> None:
    with pytest.raises(InvalidInput, match=f"has 23 words; this one has {len(words)}"):
        read_share(" ".join(words))


@pytest.mark.parametrize("wrong", ["aca", "academics", "acadmic", "ноль", "zzzz"])
def test_a_word_of_no_list_is_named_by_its_place_alone(wrong: str) -> None:
    with pytest.raises(InvalidInput, match="Word 7 is not in") as refused:
        read_share(" ".join([*WORDS[:6], wrong, *WORDS[7:]]))
    assert wrong not in str(refused.value.message)


def test_a_long_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(InvalidInput, match="too long"):
        read_share("a " * 600)


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_shares(text: str) -> None:
    with pytest.raises(CasebookError):
        read_share(text)
