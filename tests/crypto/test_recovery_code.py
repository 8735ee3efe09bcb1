from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.base.errors import InvalidInput
from casebook.crypto.recovery_code import new_recovery_code, recovery_secret, tidy_recovery_code

CODE = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-5MTV"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_code_is_nine_groups_of_four_readable_characters() -> None:
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{8}}", new_recovery_code())


def test_a_code_stands_for_160_bits() -> None:
    assert len(recovery_secret(new_recovery_code())) == 20
    assert len({new_recovery_code() for _ in range(50)}) == 50


def test_a_known_code_keeps_its_meaning() -> None:
    assert recovery_secret(CODE).reveal() == bytes(range(20))


@pytest.mark.parametrize(
    "retype",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", "  "),
        lambda code: code.replace("-", " – "),
        lambda code: code.replace("-", "\n"),
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.replace("0", "o").replace("1", "l"),
        lambda code: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code),
    ],
)
def test_ways_of_typing_do_not_matter(retype: Callable[[str], str]) -> None:
    codes = [new_recovery_code() for _ in range(20)]
    assert [tidy_recovery_code(retype(code)) for code in codes] == codes


def test_every_single_mistyped_character_is_noticed() -> None:
    for place, right in enumerate(CODE):
        for wrong in ALPHABET if right != "-" else "":
            if wrong != right:
                with pytest.raises(InvalidInput):
                    recovery_secret(CODE[:place] + wrong + CODE[place + 1 :])


def test_two_groups_exchanged_are_noticed() -> None:
    first, second, *rest = CODE.split("-")
    with pytest.raises(InvalidInput, match="typing error"):
        recovery_secret("-".join((second, first, *rest)))


def test_a_short_code_says_how_long_it_is() -> None:
    with pytest.raises(InvalidInput, match="has 36 characters; this one has 35"):
        recovery_secret(CODE[:-1])


def test_a_strange_character_is_named_by_its_place() -> None:
    with pytest.raises(InvalidInput, match=r"Character 6 cannot"):
        recovery_secret(CODE[:6] + "U" + CODE[7:])


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_codes(text: str) -> None:
    with pytest.raises(InvalidInput):
        recovery_secret(text)
