"""Signatures of published data, and a publisher's key as words for comparison by voice.

Source: Ed25519 (RFC 8032) by libsodium. The words are ten of the EFF's large list, named by the SHA-256 of
the key: 129 bits, so that nobody finds a second key with the same words.
"""

from __future__ import annotations

import hashlib

from casebook.base.errors import Refused
from casebook.crypto.phrase import list_size, listed_word

WORDS = 10


def sign(data: bytes, seed: bytes) -> tuple[bytes, bytes]:
    """Return the signature of some bytes, and the public key of a 32-byte seed."""
    from nacl.signing import SigningKey

    key = SigningKey(seed)
    return bytes(key.sign(data).signature), bytes(key.verify_key)


def require_signed(data: bytes, signature: bytes, key: bytes) -> None:
    """Verify the signature of these bytes.

    Raises:
        Refused: they have not, or this is no signature.
    """
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(key).verify(data, signature)
    except (CryptoError, ValueError, TypeError) as error:
        raise Refused(
            "The signature does not match this file.",
            field="signature",
            remedy="It was changed or damaged in transit. Ask for it again.",
        ) from error


def key_words(key: bytes) -> str:
    """Return a public key as ten words."""
    number = int.from_bytes(hashlib.sha256(key).digest(), "big")
    words = []
    for _ in range(WORDS):
        number, place = divmod(number, list_size())
        words.append(listed_word(place))
    return " ".join(words)
