from __future__ import annotations

import pickle

import pytest

from casebook.base.errors import Locked
from casebook.crypto.locked_memory import CELL_BYTES, LOCKED_MEMORY
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


@pytest.mark.parametrize("size_bytes", [1, CELL_BYTES, CELL_BYTES + 1])
def test_what_nobody_holds_any_more_is_zeroed(size_bytes: int) -> None:
    secret = Secret(b"k" * size_bytes)
    view = secret.place
    del secret
    assert bytes(view) == bytes(size_bytes)


def test_keys_lie_in_locked_memory_and_never_two_in_one_cell() -> None:
    assert LOCKED_MEMORY.is_locked
    keys = [Secret.random(32) for _ in range(1100)]
    assert len({key.reveal() for key in keys}) == 1100, "more than there are cells"
    for _ in range(2):
        keys[0].wipe()
    others = [Secret(b"a" * 32), Secret(b"b" * 32)]
    assert [key.reveal() for key in others] == [b"a" * 32, b"b" * 32]
    with pytest.raises(Locked):
        keys[0].place  # noqa: B018 - refused when asked for


def test_a_secret_is_not_pickled() -> None:
    with pytest.raises(TypeError, match="not written down"):
        pickle.dumps(Secret(b"ab"))


def test_random_secrets_differ() -> None:
    assert Secret.random(32) != Secret.random(32)
