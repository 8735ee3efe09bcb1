"""Shares in what was typed, or copied with the rest of a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casebook.base.errors import InvalidInput
from casebook.crypto.secret import Secret
from casebook.crypto.share import split
from casebook.crypto.share_text import typed_shares

FIRST, SECOND, THIRD = split(Secret(bytes(range(20))), 2, 3)


def _without(share: str, place: int) -> str:
    words = share.split()
    return " ".join(words[: place - 1] + words[place:])


def _wrong(share: str, place: int) -> str:
    words = share.split()
    return " ".join((*words[: place - 1], "casebook", *words[place:]))


def _numbered(share: str) -> str:
    """As the page of a guardian has it."""
    rows = [f"{at} {word}" for at, word in enumerate(share.split(), 1)]
    return "\n".join(" \u00b7 ".join(rows[at : at + 3]) for at in range(0, len(rows), 3))


def _error(text: str) -> str:
    with pytest.raises(InvalidInput) as refused:
        typed_shares(text, are_meant=True)
    return str(refused.value.title)


def test_a_mistyped_share_in_a_page_is_not_passed_over() -> None:
    page = (
        f"Share of a guardian\n{_numbered(_wrong(FIRST, 1))}\nShare 1 of 3. Fingerprint: 779B. Any 2 unlock."
    )
    assert typed_shares(page, are_meant=True) == (_wrong(FIRST, 1),)
    page = (
        f"Share of a guardian\n{_numbered(_without(FIRST, 7))}\nShare 1 of 3. Any 2 of these shares unlock."
    )
    assert _error(f"{SECOND}\n\n{page}") == "Share 2: A share has 23 words; this one has 22."


@pytest.mark.parametrize("blank", ["\n", "\n\n\n", "\r\n\r\n", "\x0c", " "])
def test_blank_lines_stand_for_nothing(blank: str) -> None:
    assert typed_shares(f"{blank}{FIRST}{blank}{SECOND}{blank}", are_meant=True) == (FIRST, SECOND)


@pytest.mark.parametrize("place", [1, 12, 23])
@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (lambda place: f"{_without(FIRST, place)} {SECOND} {THIRD}", 1),
        (lambda place: f"{FIRST} {_without(SECOND, place)} {THIRD}", 2),
        (lambda place: f"{FIRST} {SECOND} {_without(THIRD, place)}", 3),
    ],
)
def test_the_share_that_lacks_a_word_is_named(typed: Callable[[int], str], number: int, place: int) -> None:
    assert _error(typed(place)) == f"Share {number}: A share has 23 words; this one has 22."


def test_where_none_can_be_told_from_the_next_all_are_counted() -> None:
    typed = f"{_without(FIRST, 2)} {_wrong(SECOND, 3)}"
    assert _error(typed) == "Each share has 23 words; these are 45 words in all."
    counted = "Shares 2 to 3: Each share has 23 words; these are 45 words in all."
    assert _error(f"{FIRST} {_without(SECOND, 2)} {_wrong(THIRD, 3)}") == counted


def test_words_that_are_none_stay_in_their_share() -> None:
    assert typed_shares(f"{FIRST} {_wrong(SECOND, 23)}", are_meant=True) == (FIRST, _wrong(SECOND, 23))
    assert typed_shares(f"{_wrong(FIRST, 1)} {_wrong(SECOND, 2)}") == (_wrong(FIRST, 1), _wrong(SECOND, 2))


def test_other_text_is_no_share() -> None:
    assert typed_shares("") == typed_shares("", are_meant=True) == ()
    assert typed_shares("nine herons count the winter bridges " * 8) == ()
    assert _error("nine herons count the winter bridges") == "Share 1: A share has 23 words; this one has 6."
