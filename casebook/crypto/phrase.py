"""Passphrases of random words, memorable and hard to guess.

Source: the EFF's large word list (see resources/words/NOTICE.txt): 7,776 words, 12.9 bits each.
"""

from __future__ import annotations

import secrets
from functools import cache

from casebook.base.resources import resource

USUAL_WORDS = 6


def random_phrase(words: int = USUAL_WORDS) -> str:
    """Words drawn by the system's randomness, joined by spaces; six of them are 77 bits.

    Raises:
        NotFound: the installation is incomplete.
    """
    return " ".join(secrets.choice(_list()) for _ in range(words))


@cache
def _list() -> tuple[str, ...]:
    return tuple(resource("words", "eff-large.txt").read_text(encoding="ascii").split())


def list_size() -> int:
    """How many words the list has."""
    return len(_list())


def listed_word(place: int) -> str:
    """The word at a place of the list."""
    return _list()[place]
