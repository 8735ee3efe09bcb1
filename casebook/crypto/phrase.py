"""Passphrases of random words: memorable and hard to guess.

Source: the EFF's large word list (see resources/words/NOTICE.txt): 7,776 words, 12.9 bits each.
"""

from __future__ import annotations

import secrets
from functools import cache

from casebook.base.resources import resource

USUAL_WORDS = 6


def random_phrase(words: int = USUAL_WORDS) -> str:
    """Return random words joined by spaces; six of them have 77 bits of entropy.

    Raises:
        NotFound: the installation is incomplete.
    """
    return " ".join(secrets.choice(_list()) for _ in range(words))


@cache
def _list() -> tuple[str, ...]:
    return tuple(resource("words", "eff-large.txt").read_text(encoding="ascii").split())


def list_size() -> int:
    """Return the length of the list."""
    return len(_list())


def listed_word(place: int) -> str:
    """Return the word at an index of the list."""
    return _list()[place]


def is_listed(word: str) -> bool:
    """Return whether a word is on the list, in small letters."""
    return word in _list()
