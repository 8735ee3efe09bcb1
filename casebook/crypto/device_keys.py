"""The keys of a device: one seed, from which it signs and opens what is sealed to it.

Source: Ed25519 (RFC 8032), HPKE with X-Wing (`casebook.crypto.hpke`), both by HKDF-SHA256 (RFC 5869) from the
seed. Bytes: docs/sharing-format.md.
"""

from __future__ import annotations

import hashlib

from casebook.base.errors import InvalidInput
from casebook.crypto import hpke
from casebook.crypto.hpke import HpkeKey
from casebook.crypto.kdf import subkey
from casebook.crypto.secret import Secret
from casebook.crypto.signature import require_signed

SEED_BYTES = 32
SIGNATURE_BYTES = 64
DEVICE_ID_BYTES = 32
_SIGNING_BYTES = 32
PUBLIC_BYTES = _SIGNING_BYTES + hpke.PUBLIC_BYTES
"""1,248: Ed25519 (32), X-Wing (1,216)."""


class DeviceKeys:
    """What a device signs with and opens with.

    Args:
        seed: 32 random bytes, which the database keeps; not kept here.

    Attributes:
        public: the public keys, 1,248 bytes.
        id: the device's, 32 bytes: SHA-256 of its public keys.

    Raises:
        Locked: the seed was wiped.
    """

    def __init__(self, seed: Secret) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        signing = subkey(seed, salt=b"", label="casebook device signing")
        sealing = subkey(seed, salt=b"", label="casebook device sealing")
        self._signing = Ed25519PrivateKey.from_private_bytes(signing.place)
        self._sealing = HpkeKey(sealing)
        signing.wipe()
        sealing.wipe()
        self.public = self._signing.public_key().public_bytes_raw() + self._sealing.public
        self.id = device_id(self.public)

    def sign(self, data: bytes, use: str) -> bytes:
        """Return the signature of data, 64 bytes.

        Args:
            data: what is signed.
            use: what for, ASCII without a zero byte: it is no signature for any other use.
        """
        return self._signing.sign(_signed(data, use))

    def open(self, sealed: bytes, *, use: str, about: bytes) -> Secret | None:
        """Return what was sealed to this device by `seal_to_device`, or None."""
        return self._sealing.open(sealed, use=use, about=about)

    def __repr__(self) -> str:
        return "DeviceKeys()"


def new_seed() -> Secret:
    """Return the seed of a new device."""
    return Secret.random(SEED_BYTES)


def device_id(public: bytes) -> bytes:
    """Return by what a device is called where its keys are too long: SHA-256 of the 1,248 bytes."""
    return hashlib.sha256(public).digest()


def seal_to_device(public: bytes, secret: Secret, *, use: str, about: bytes) -> bytes:
    """Seal a secret to a device: 1,136 bytes more than it has.

    Args:
        public: the device's public keys, 1,248 bytes.
        secret: what is sealed.
        use: what for, ASCII without a zero byte.
        about: what it must be given with to open.

    Raises:
        InvalidInput: these are no public keys.
        Locked: the secret was wiped.
    """
    return hpke.seal_to(_sized(public)[_SIGNING_BYTES:], secret, use=use, about=about)


def require_signed_by(public: bytes, data: bytes, signature: bytes, use: str) -> None:
    """Verify that a device signed data for a use.

    Args:
        public: the device's public keys, 1,248 bytes.
        data: what was signed.
        signature: 64 bytes.
        use: what for.

    Raises:
        InvalidInput: these are no public keys.
        Refused: it did not.
    """
    require_signed(_signed(data, use), signature, _sized(public)[:_SIGNING_BYTES])


def require_device_keys(public: bytes) -> None:
    """Require that these are public keys of a device.

    Raises:
        InvalidInput: they are not.
    """
    hpke.require_public_key(_sized(public)[_SIGNING_BYTES:])


def _sized(public: bytes) -> bytes:
    if len(public) != PUBLIC_BYTES:
        raise InvalidInput(
            "The public key is not valid.", field="key", remedy="Ask for the card of that device again."
        )
    return public


def _signed(data: bytes, use: str) -> bytes:
    """Uses never meet: the zero byte ends the use, which has none."""
    return f"casebook {use}".encode("ascii") + b"\0" + data
