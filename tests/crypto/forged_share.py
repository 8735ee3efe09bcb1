"""A share of a guardian that somebody else wrote."""

from __future__ import annotations

from casebook.crypto.secret import Secret
from casebook.crypto.share_words import read_share, written_share


def forged(text: str, place: int = 12) -> str:
    """Return a share with another value and a check that fits."""
    content = bytearray(read_share(text).reveal())
    content[place] ^= 1
    return written_share(Secret(content))
