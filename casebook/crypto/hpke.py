"""Sealing a key to whoever holds another: HPKE with X-Wing, so that a later quantum computer opens nothing.

Source: RFC 9180, base mode, with KEM 0x647A (X-Wing: ML-KEM-768 with X25519, draft-connolly-cfrg-xwing-kem),
KDF 1 (HKDF-SHA256) and AEAD 3 (ChaCha20-Poly1305), by the library cryptography. Why this one:
docs/decisions/0060-sealing-to-devices.md.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from casebook.base.errors import InvalidInput
from casebook.crypto.locked_memory import erase
from casebook.crypto.secret import Secret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PublicKey, Suite

SEED_BYTES = 32
PUBLIC_BYTES = 1216
ENCAPSULATED_BYTES = 1120
TAG_BYTES = 16
_MLKEM_SEED_BYTES = 64
_MLKEM_PUBLIC_BYTES = 1184
_EXPANDED_BYTES = 96


class HpkeKey:
    """The private key that opens what was sealed to its public part.

    SECURITY: the library's copies of the two keys lie in its own memory, overwritten when it is freed.

    Args:
        seed: 32 bytes, the private key of X-Wing; not kept.

    Attributes:
        public: the public part, 1,216 bytes: ML-KEM-768 (1,184), X25519 (32).

    Raises:
        Locked: the seed was wiped.
    """

    def __init__(self, seed: Secret) -> None:
        from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
        from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey

        # Source: draft-connolly-cfrg-xwing-kem-10, section 5.2: expandDecapsulationKey.
        expanded = hashlib.shake_256(seed.place).digest(_EXPANDED_BYTES)
        seed.require()
        first = MLKEM768PrivateKey.from_seed_bytes(memoryview(expanded)[:_MLKEM_SEED_BYTES])
        second = X25519PrivateKey.from_private_bytes(memoryview(expanded)[_MLKEM_SEED_BYTES:])
        erase(expanded)
        self._key = MLKEM768X25519PrivateKey(first, second)
        self.public = first.public_key().public_bytes_raw() + second.public_key().public_bytes_raw()

    def open(self, sealed: bytes, *, use: str, about: bytes) -> Secret | None:
        """Return what was sealed, or None if it was not sealed to this key, for this use and about this.

        Args:
            sealed: what `seal_to` gave.
            use: as there.
            about: as there.
        """
        from cryptography.exceptions import InvalidTag

        if len(sealed) <= ENCAPSULATED_BYTES + TAG_BYTES:
            return None
        try:
            return Secret(_suite().decrypt(sealed, self._key, info=_info(use, about)))
        except (InvalidTag, ValueError):  # a ValueError for a point of small order in place of X25519's
            return None

    def __repr__(self) -> str:
        return "HpkeKey()"


def seal_to(public: bytes, secret: Secret, *, use: str, about: bytes) -> bytes:
    """Seal a secret to a public key; never twice the same, and nothing of it tells whose key it was.

    Args:
        public: 1,216 bytes.
        secret: what is sealed.
        use: what it is sealed for, ASCII without a zero byte: what is sealed for one use opens for no other.
        about: what it must be given with to open.

    Returns:
        Encapsulated key (1,120 bytes), ciphertext of the length of `secret`, tag (16 bytes).

    Raises:
        InvalidInput: this is no public key.
        Locked: the secret was wiped.
    """
    key, info = _public_key(public), _info(use, about)
    try:
        return _suite().encrypt(secret.reveal(), key, info=info)
    except ValueError as error:  # a point of small order
        raise _no_key() from error


def require_public_key(public: bytes) -> None:
    """Require that something can be sealed to these bytes.

    Raises:
        InvalidInput: this is no public key.
    """
    seal_to(public, Secret(bytes(SEED_BYTES)), use="trial", about=b"")


def _public_key(public: bytes) -> MLKEM768X25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PublicKey

    if len(public) != PUBLIC_BYTES:
        raise _no_key()
    try:
        first = MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC_BYTES])
    except ValueError as error:  # a coefficient out of range (FIPS 203, section 7.2)
        raise _no_key() from error
    return MLKEM768X25519PublicKey(first, X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_BYTES:]))


def _suite() -> Suite:
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _info(use: str, about: bytes) -> bytes:
    """Uses never meet: the zero byte ends the use, which has none."""
    return f"casebook {use}".encode("ascii") + b"\0" + about


def _no_key() -> InvalidInput:
    return InvalidInput(
        "The public key is not valid.", field="key", remedy="Ask for the card of that device again."
    )
