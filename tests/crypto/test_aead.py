from __future__ import annotations

from casebook.crypto.aead import unwrap, wrap
from casebook.crypto.secret import Secret

KEY = Secret(bytes(range(32)))
INNER = Secret(bytes(range(100, 132)))


def test_what_was_wrapped_is_unwrapped() -> None:
    wrapped = wrap(KEY, INNER, b"about")
    assert len(wrapped) == 24 + 32 + 16
    assert unwrap(KEY, wrapped, b"about") == INNER


def test_the_same_secret_is_never_wrapped_the_same() -> None:
    assert wrap(KEY, INNER, b"") != wrap(KEY, INNER, b"")


def test_any_change_of_key_bytes_or_associated_data_is_noticed() -> None:
    wrapped = wrap(KEY, INNER, b"about")
    assert unwrap(Secret(bytes(32)), wrapped, b"about") is None
    assert unwrap(KEY, wrapped, b"About") is None
    for bit in range(len(wrapped) * 8):
        flipped = bytearray(wrapped)
        flipped[bit // 8] ^= 1 << bit % 8
        assert unwrap(KEY, bytes(flipped), b"about") is None


def test_cut_bytes_are_noticed() -> None:
    wrapped = wrap(KEY, INNER, b"")
    assert [unwrap(KEY, wrapped[:length], b"") for length in range(len(wrapped))] == [None] * len(wrapped)
