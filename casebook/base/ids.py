"""Identifiers of records: random, and seeded where the same input must give the same bytes."""

from __future__ import annotations

import random
import secrets
from typing import Protocol

ID_BYTES = 10
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base32: no i, l, o, u to misread


class IdSource(Protocol):
    """Gives a new identifier: 16 characters of Crockford base32, 80 random bits."""

    def __call__(self) -> str:  # noqa: D102 - the class says it
        ...


def _written(number: int) -> str:
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5))


def random_id() -> str:
    """A new identifier from the system's randomness."""
    return _written(int.from_bytes(secrets.token_bytes(ID_BYTES), "big"))


def seeded_ids(seed: int) -> IdSource:
    """Identifiers that repeat for a seed: for the sample casebook and tests, never for a real vault.

    >>> seeded_ids(7)() == seeded_ids(7)()
    True
    """
    source = random.Random(seed)  # noqa: S311 - the sample must be the same each time; nothing secret rests on it
    return lambda: _written(source.getrandbits(80))
