"""Passphrases: one encoding for every keyboard, and a strength estimate."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from casebook.base.errors import InvalidInput

MAX_CHARACTERS = 1024
MIN_BITS = 50.0
"""A new passphrase takes at least 2 to this power guesses; reasons in docs/decisions/0030-passphrases.md."""
SCORE_BITS = (10.0, 30.0, MIN_BITS, 65.0)
"""Thresholds of the scores 1 to 4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """The strength of a passphrase, as estimated by zxcvbn.

    Attributes:
        score: 0 (guessed at once) to 4 (strong); from 3 on it may be a new passphrase.
        guesses_bits: base-2 logarithm of the guesses needed.
        warning: what makes it weak, in English, or "".
        suggestions: what would make it stronger, in English.
    """

    score: int
    guesses_bits: float
    warning: str
    suggestions: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Return whether it is strong enough for a casebook."""
        return self.guesses_bits >= MIN_BITS


def passphrase_bytes(passphrase: str) -> bytes:
    """Return the passphrase in NFKC as UTF-8, the same bytes from every keyboard and system.

    Raises:
        InvalidInput: it is empty, longer than 1024 characters, or holds bytes that are no text.
    """
    if not passphrase:
        raise InvalidInput("The passphrase is empty.", field="passphrase", remedy="Enter a passphrase.")
    if len(passphrase) > MAX_CHARACTERS:
        raise InvalidInput("The passphrase is longer than 1024 characters.", field="passphrase")
    try:
        return unicodedata.normalize("NFKC", passphrase).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidInput(
            "The passphrase contains characters that are not valid text.", field="passphrase"
        ) from error


def passphrase_strength(passphrase: str, known_words: Iterable[str] = ()) -> Strength:
    """Return the estimated strength; of a long passphrase, its first 72 characters are used.

    Takes up to about a tenth of a second, the first time more: never call it where a person waits for keys.

    Args:
        passphrase: as typed.
        known_words: words an attacker would try first, such as the vault's name.
    """
    from casebook.crypto.guessing import estimate  # loads lists of words

    if not passphrase:
        return Strength(score=0, guesses_bits=0.0, warning="", suggestions=())
    bits, warning, suggestions = estimate(unicodedata.normalize("NFKC", passphrase), known_words)
    return Strength(
        score=bisect_right(SCORE_BITS, bits), guesses_bits=bits, warning=warning, suggestions=suggestions
    )


def require_strong(passphrase: str, known_words: Iterable[str] = ()) -> None:
    """Require that a new passphrase is strong enough.

    Raises:
        InvalidInput: it cannot be one, or is guessed with less than `MIN_BITS`.
    """
    passphrase_bytes(passphrase)
    if not passphrase_strength(passphrase, known_words).is_enough:
        raise InvalidInput(
            "This passphrase is too easy to guess.",
            field="passphrase",
            # Of Chinese characters zxcvbn estimates 12 at 40 bits and 16 at 53.
            remedy="Use six random words, as the program suggests, or eight random Chinese words of two "
            "characters each.",
        )
