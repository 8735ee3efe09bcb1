from __future__ import annotations

import pytest

from casebook.base.errors import Refused
from casebook.crypto.signature import WORDS, key_words, require_signed, sign

SEED = bytes(range(32))


def test_a_signature_holds_for_these_bytes_and_this_key_only() -> None:
    signature, key = sign(b"told", SEED)
    require_signed(b"told", signature, key)
    _, other = sign(b"told", bytes(32))
    for data, signed, whose in (
        (b"tolt", signature, key),
        (b"told", signature[:-1] + b"\0", key),
        (b"told", signature, other),
        (b"told", b"", key),
        (b"told", signature, b"short"),
    ):
        with pytest.raises(Refused):
            require_signed(data, signed, whose)


def test_the_signature_is_that_of_rfc_8032() -> None:
    """Section 7.1, test 2."""
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    signature, key = sign(b"\x72", seed)
    assert key.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert signature.hex().startswith("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8f")


def test_a_key_has_ten_words_of_its_own() -> None:
    words = {key_words(bytes([number] * 32)) for number in range(20)}
    assert len(words) == 20
    assert {len(phrase.split()) for phrase in words} == {WORDS}
