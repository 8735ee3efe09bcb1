"""Marks of texts: short, and the same for the same text under one key."""

from __future__ import annotations

import base64
import hmac

from casebook.crypto.kdf import subkey
from casebook.crypto.secret import Secret

MARK_SIGNS = 6
"""Of 5 bits each: two texts that somebody wrote have one mark once in a thousand million."""
_ENCODED_BYTES = 5
"""Of the HMAC that are encoded: RFC 4648 makes eight signs of them, without padding."""


def mark_key(key: Secret, *, salt: bytes) -> Secret:
    """Return the sub-key for marks of a key of 32 bytes.

    Args:
        key: it.
        salt: separates vaults.
    """
    return subkey(key, salt=salt, label="text-mark")


def text_mark(key: Secret, text: str) -> str:
    """Return the mark of a text, which says nothing of its words to whoever does not hold the key.

    Args:
        key: of `mark_key`.
        text: of any length.

    Returns:
        Six signs of RFC 4648 base32 in lower case: the first 30 bits of the HMAC-SHA256 (RFC 2104).
    """
    digest = hmac.digest(key.reveal(), text.encode("utf-8", "surrogatepass"), "sha256")
    return base64.b32encode(digest[:_ENCODED_BYTES]).decode("ascii")[:MARK_SIGNS].lower()
