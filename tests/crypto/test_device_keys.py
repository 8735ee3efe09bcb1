from __future__ import annotations

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casebook.base.errors import InvalidInput, Locked, Refused
from casebook.crypto.device_keys import (
    PUBLIC_BYTES,
    DeviceKeys,
    device_id,
    new_seed,
    require_device_keys,
    require_signed_by,
    seal_to_device,
)
from casebook.crypto.secret import Secret
from tests.crypto import independent_hpke as independent

SEED = Secret(bytes(range(32)))
ANNA, BEN = DeviceKeys(SEED), DeviceKeys(Secret(bytes(range(1, 33))))
SECRET = Secret(bytes(range(100, 132)))


def derived(label: bytes) -> bytes:
    """HKDF-SHA256 of the seed for 32 bytes (RFC 5869), without the program."""
    key = hmac.digest(bytes(32), SEED.reveal(), "sha256")
    return hmac.digest(key, label + b"\x01", "sha256")


def test_both_keys_come_of_the_seed_by_labels_of_their_own() -> None:
    signing = Ed25519PrivateKey.from_private_bytes(derived(b"casebook device signing"))
    sealing = independent.Recipient.of(derived(b"casebook device sealing"))
    assert ANNA.public == signing.public_key().public_bytes_raw() + sealing.public
    assert len(ANNA.public) == PUBLIC_BYTES == 1248
    assert ANNA.id == device_id(ANNA.public) == hashlib.sha256(ANNA.public).digest()
    assert ANNA.sign(b"text", "card") == signing.sign(b"casebook card\0text")


def test_a_signature_holds_for_its_data_use_and_device_only() -> None:
    signature = ANNA.sign(b"text", "card")
    require_signed_by(ANNA.public, b"text", signature, "card")
    for public, data, signed, use in (
        (BEN.public, b"text", signature, "card"),
        (ANNA.public, b"test", signature, "card"),
        (ANNA.public, b"text", signature[:-1] + b"\0", "card"),
        (ANNA.public, b"text", b"", "card"),
        (ANNA.public, b"text", signature, "parcel"),
        (ANNA.public, b"d\0text", signature, "car"),
    ):
        with pytest.raises(Refused):
            require_signed_by(public, data, signed, use)


def test_a_signature_by_a_key_of_small_order_is_refused() -> None:
    forged = bytes(32) + ANNA.public[32:]
    with pytest.raises(Refused):
        require_signed_by(forged, b"text", bytes(64), "card")


def test_what_is_sealed_to_a_device_opens_there_only() -> None:
    sealed = seal_to_device(BEN.public, SECRET, use="parcel", about=b"one")
    assert BEN.open(sealed, use="parcel", about=b"one") == SECRET
    assert BEN.open(sealed, use="space", about=b"one") is None
    assert ANNA.open(sealed, use="parcel", about=b"one") is None


@pytest.mark.parametrize("public", [b"", ANNA.public[:-1], ANNA.public + b"\0", bytes(PUBLIC_BYTES)])
def test_what_is_no_public_key_is_refused(public: bytes) -> None:
    with pytest.raises(InvalidInput):
        require_device_keys(public)
    with pytest.raises(InvalidInput):
        seal_to_device(public, SECRET, use="parcel", about=b"")


def test_verifying_needs_a_key_of_the_right_length() -> None:
    with pytest.raises(InvalidInput):
        require_signed_by(ANNA.public[:32], b"text", bytes(64), "card")


def test_seeds_are_random_and_a_wiped_one_is_noticed() -> None:
    seed = new_seed()
    assert seed != new_seed()
    seed.wipe()
    with pytest.raises(Locked):
        DeviceKeys(seed)
    assert repr(ANNA) == "DeviceKeys()"
