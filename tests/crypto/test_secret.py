from __future__ import annotations

import pickle

import pytest

from casebook.base.errors import Locked
from casebook.crypto.secret import Secret


def test_a_secret_shows_its_length_only() -> None:
    secret = Secret(b"hunter2 hunter2")
    assert repr(secret) == "Secret(15 bytes)"
    assert "hunter2" not in f"{secret} {secret!r} {[secret]}"


def test_secrets_are_compared_by_their_bytes_and_not_hashed() -> None:
    assert Secret(b"ab") == Secret(b"ab")
    assert Secret(b"ab") != Secret(b"ac")
    assert Secret(b"ab") != b"ab"
    with pytest.raises(TypeError):
        hash(Secret(b"ab"))


def test_a_wiped_secret_is_not_used_again() -> None:
    secret = Secret.random(32)
    held = secret._data
    secret.wipe()
    secret.wipe()
    assert len(secret) == 0
    assert not any(held)
    with pytest.raises(Locked):
        secret.reveal()


def test_a_secret_wiped_while_it_is_copied_is_no_key_of_zeros() -> None:
    secret = Secret.random(32)

    class Slow(bytearray):
        """Bytes that are copied while another thread wipes the secret."""

        def __bytes__(self) -> bytes:
            secret.wipe()
            return bytes(32)

    secret._data = Slow(secret._data)
    with pytest.raises(Locked):
        secret.reveal()


def test_wiping_overwrites_the_buffer_before_it_is_let_go() -> None:
    held = bytearray(b"0123456789abcdef")
    secret = Secret(b"")
    secret._data = held
    view = memoryview(held)
    with pytest.raises(BufferError):  # the buffer is pinned by the view, so it cannot shrink, but it is zero
        secret.wipe()
    assert bytes(view) == bytes(16)


def test_a_secret_is_not_pickled() -> None:
    with pytest.raises(TypeError, match="not written down"):
        pickle.dumps(Secret(b"ab"))


def test_random_secrets_differ() -> None:
    assert Secret.random(32) != Secret.random(32)
