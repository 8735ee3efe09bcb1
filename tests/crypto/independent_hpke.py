"""HPKE with X-Wing written down from RFC 9180 and the draft of X-Wing: nothing of the program is used."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

SUITE = b"HPKE" + bytes.fromhex("647a00010003")
LABEL = bytes.fromhex("5c2e2f2f5e5c")


@dataclass(frozen=True)
class Recipient:
    """The keys that a private key of X-Wing stands for (section 5.2)."""

    mlkem: MLKEM768PrivateKey
    x25519: X25519PrivateKey

    @classmethod
    def of(cls, private: bytes) -> Recipient:
        expanded = hashlib.shake_256(private).digest(96)
        return cls(
            MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
            X25519PrivateKey.from_private_bytes(expanded[64:]),
        )

    @property
    def public(self) -> bytes:
        return self.mlkem.public_key().public_bytes_raw() + self.x25519.public_key().public_bytes_raw()


def shared_secret(encapsulated: bytes, recipient: Recipient) -> bytes:
    """Decapsulate (section 5.5)."""
    first = recipient.mlkem.decapsulate(encapsulated[:1088])
    point = encapsulated[1088:]
    second = recipient.x25519.exchange(X25519PublicKey.from_public_bytes(point))
    return hashlib.sha3_256(first + second + point + recipient.public[1184:] + LABEL).digest()


def key_and_nonce(secret: bytes, info: bytes) -> tuple[bytes, bytes]:
    """The key schedule in base mode (RFC 9180, section 5.1)."""
    context = b"\0" + _extract(b"", "psk_id_hash", b"") + _extract(b"", "info_hash", info)
    start = _extract(secret, "secret", b"")
    return _expand(start, "key", context, 32), _expand(start, "base_nonce", context, 12)


def opened(sealed: bytes, private: bytes, info: bytes, about: bytes = b"") -> bytes:
    """Open the first message of a sender."""
    key, nonce = key_and_nonce(shared_secret(sealed[:1120], Recipient.of(private)), info)
    return ChaCha20Poly1305(key).decrypt(nonce, sealed[1120:], about)


def _extract(salt: bytes, label: str, data: bytes) -> bytes:
    return hmac.digest(salt, b"HPKE-v1" + SUITE + label.encode() + data, "sha256")


def _expand(key: bytes, label: str, info: bytes, size: int) -> bytes:
    labelled = size.to_bytes(2, "big") + b"HPKE-v1" + SUITE + label.encode() + info
    return hmac.digest(key, labelled + b"\x01", "sha256")[:size]
