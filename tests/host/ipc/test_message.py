from __future__ import annotations

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as some

from casebook.host.ipc.message import (
    HEAD_BYTES,
    MessageHead,
    ProtocolError,
    read_head,
    read_payload,
    write_message,
)

figure = some.integers(0, 2**32 - 1)


@given(some.builds(MessageHead, figure, figure, figure, some.integers(0, 2**64 - 1)))
def test_a_head_comes_through(head: MessageHead) -> None:
    assert read_head(io.BytesIO(head.pack())) == head


@given(some.binary(max_size=2 * HEAD_BYTES))
def test_anything_else_is_garbled(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        MessageHead.unpack(data)


def test_the_end_is_no_message_and_a_cut_is_garbled() -> None:
    assert read_head(io.BytesIO(b"")) is None
    with pytest.raises(ProtocolError):
        read_head(io.BytesIO(MessageHead(1).pack()[:-1]))
    with pytest.raises(ProtocolError):
        read_payload(io.BytesIO(b"abc"), 4)


def test_a_message_is_its_head_and_its_parts() -> None:
    out_of, into = os.pipe()
    write_message(into, MessageHead(7, 1, 2, 5), (b"ab", memoryview(b"cde")))
    os.close(into)
    with os.fdopen(out_of, "rb") as stream:
        assert read_head(stream) == MessageHead(7, 1, 2, 5)
        assert read_payload(stream, 5) == b"abcde"


def test_nobody_to_read_is_said() -> None:
    out_of, into = os.pipe()
    os.close(out_of)
    with pytest.raises(OSError, match=r"Broken pipe|Invalid argument"):  # the latter on Windows
        write_message(into, MessageHead(1))
    os.close(into)
