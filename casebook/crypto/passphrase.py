"""Passphrases: one spelling for every keyboard, and how hard they are to guess."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from casebook.base.errors import InvalidInput

MAX_CHARACTERS = 1024
_ESTIMATED_CHARACTERS = 72  # zxcvbn slows with the square of the length


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How hard a passphrase is to guess, as zxcvbn estimates it.

    Attributes:
        score: 0 (guessed at once) to 4 (strong).
        guesses_bits: base-2 logarithm of the guesses needed.
        warning: what makes it weak, in English, or "".
        suggestions: what would make it stronger, in English.
    """

    score: int
    guesses_bits: float
    warning: str
    suggestions: tuple[str, ...]


def passphrase_bytes(passphrase: str) -> bytes:
    """The passphrase in NFKC as UTF-8, so that every keyboard and system gives the same bytes.

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
    """An estimate of the guesses needed; of a longer passphrase, its first 72 characters are estimated.

    Args:
        passphrase: as typed.
        known_words: words an attacker would try first, such as the vault's name.
    """
    from zxcvbn import zxcvbn

    if not passphrase:
        return Strength(score=0, guesses_bits=0.0, warning="", suggestions=())
    estimate = zxcvbn(
        unicodedata.normalize("NFKC", passphrase)[:_ESTIMATED_CHARACTERS], user_inputs=list(known_words)
    )
    return Strength(
        score=int(estimate["score"]),
        guesses_bits=math.log2(max(1, estimate["guesses"])),
        warning=str(estimate["feedback"]["warning"] or ""),
        suggestions=tuple(str(hint) for hint in estimate["feedback"]["suggestions"]),
    )
