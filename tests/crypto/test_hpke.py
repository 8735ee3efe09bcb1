from __future__ import annotations

import json
import random
from typing import Any

import pytest

from casebook.base.errors import InvalidInput, Locked
from casebook.crypto.hpke import PUBLIC_BYTES, HpkeKey, require_public_key, seal_to
from casebook.crypto.secret import Secret
from tests.crypto import independent_hpke as independent
from tests.paths import DATA

VECTORS = json.loads((DATA / "vectors" / "hpke-xwing.json").read_text(encoding="utf-8"))
SEED = Secret(bytes(range(32)))
SECRET = Secret(bytes(range(100, 132)))
SEALED_BYTES = 1168
FLIPS = 500


def of_hex(vector: dict[str, Any], *names: str) -> list[bytes]:
    return [bytes.fromhex(vector[name]) for name in names]


@pytest.mark.parametrize("vector", VECTORS["xwing"], ids=range(len(VECTORS["xwing"])))
def test_keys_are_those_of_the_draft_of_x_wing(vector: dict[str, Any]) -> None:
    private, public, encapsulated, shared = of_hex(vector, "sk", "pk", "ct", "ss")
    assert HpkeKey(Secret(private)).public == public
    assert independent.shared_secret(encapsulated, independent.Recipient.of(private)) == shared


def test_a_second_implementation_gives_the_answers_of_the_draft_of_hpke() -> None:
    vector = VECTORS["hpke"]
    info, private, public, encapsulated = of_hex(vector, "info", "skRm", "pkRm", "enc")
    shared, key, nonce = of_hex(vector, "shared_secret", "key", "base_nonce")
    first = vector["encryptions"][0]
    about, sealed, plain = of_hex(first, "aad", "ct", "pt")
    assert HpkeKey(Secret(private)).public == public
    assert independent.shared_secret(encapsulated, independent.Recipient.of(private)) == shared
    assert independent.key_and_nonce(shared, info) == (key, nonce)
    assert independent.opened(encapsulated + sealed, private, info, about) == plain


def test_the_second_implementation_opens_what_is_sealed() -> None:
    sealed = seal_to(HpkeKey(SEED).public, SECRET, use="parcel", about=b"\1\2")
    assert independent.opened(sealed, SEED.reveal(), b"casebook parcel\0\1\2") == SECRET.reveal()


def test_what_is_sealed_opens_and_is_never_the_same() -> None:
    key = HpkeKey(SEED)
    first, second = (seal_to(key.public, SECRET, use="parcel", about=b"one") for _ in range(2))
    assert len(first) == SEALED_BYTES
    assert first != second
    assert {key.open(sealed, use="parcel", about=b"one") == SECRET for sealed in (first, second)} == {True}


def test_another_use_text_key_or_length_does_not_open() -> None:
    key = HpkeKey(SEED)
    sealed = seal_to(key.public, SECRET, use="parcel", about=b"one")
    assert key.open(sealed, use="space", about=b"one") is None
    assert key.open(sealed, use="parcel", about=b"two") is None
    assert key.open(sealed, use="parce", about=b"l\0one") is None
    assert HpkeKey(Secret(bytes(32))).open(sealed, use="parcel", about=b"one") is None
    for wrong in (b"", sealed[:-1], sealed + b"\0", sealed[:1136], bytes(SEALED_BYTES)):
        assert key.open(wrong, use="parcel", about=b"one") is None


def test_nothing_opens_with_a_bit_flipped() -> None:
    key, chance = HpkeKey(SEED), random.Random(1)  # noqa: S311 - the test repeats
    sealed = seal_to(key.public, SECRET, use="parcel", about=b"one")
    for number in range(FLIPS):
        changed = bytearray(sealed)
        changed[number * len(sealed) // FLIPS] ^= 1 << chance.randrange(8)
        assert key.open(bytes(changed), use="parcel", about=b"one") is None


@pytest.mark.parametrize(
    "public",
    [b"", bytes(PUBLIC_BYTES - 1), bytes(PUBLIC_BYTES + 1), b"\xff" * PUBLIC_BYTES, bytes(PUBLIC_BYTES)],
    ids=["empty", "short", "long", "out of range", "small order"],
)
def test_nothing_is_sealed_to_what_is_no_key(public: bytes) -> None:
    with pytest.raises(InvalidInput, match="public key is not valid"):
        require_public_key(public)


def test_a_wiped_seed_or_secret_is_noticed() -> None:
    gone = Secret(bytes(32))
    gone.wipe()
    with pytest.raises(Locked):
        HpkeKey(gone)
    with pytest.raises(Locked):
        seal_to(HpkeKey(SEED).public, gone, use="parcel", about=b"")


def test_a_key_prints_nothing() -> None:
    assert repr(HpkeKey(SEED)) == "HpkeKey()"
