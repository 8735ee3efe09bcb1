from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.crypto.seal import OVERHEAD_BYTES, StreamOpener, StreamSealer, padded_size
from casebook.crypto.secret import Secret

KEY = Secret(bytes(range(32)))
PARTS = [b"first" * 100, b"second" * 50, b"", b"last"]


def sealed() -> tuple[bytes, list[bytes]]:
    sealer = StreamSealer(KEY, b"about")
    return sealer.header, [
        sealer.seal(part, is_last=number == len(PARTS) - 1) for number, part in enumerate(PARTS)
    ]


def test_chunks_open_in_order_and_the_last_says_so() -> None:
    header, chunks = sealed()
    opener = StreamOpener(KEY, b"about", header)
    opened = [opener.open(chunk) for chunk in chunks]
    assert [chunk.data for chunk in opened if chunk] == PARTS
    assert [chunk.is_last for chunk in opened if chunk] == [False, False, False, True]
    assert [len(chunk) for chunk in chunks] == [len(part) + OVERHEAD_BYTES for part in PARTS]


def test_a_chunk_out_of_its_place_does_not_open() -> None:
    header, chunks = sealed()
    opener = StreamOpener(KEY, b"about", header)
    assert opener.open(chunks[1]) is None
    assert opener.open(chunks[0]) is not None
    assert opener.open(chunks[0]) is None
    assert opener.open(b"") is None
    assert opener.open(chunks[1]) is not None


def test_another_key_header_or_associated_data_does_not_open() -> None:
    header, chunks = sealed()
    for opener in (
        StreamOpener(Secret(bytes(32)), b"about", header),
        StreamOpener(KEY, b"About", header),
        StreamOpener(KEY, b"about", bytes(24)),
    ):
        assert opener.open(chunks[0]) is None


def test_a_place_once_noted_can_be_returned_to() -> None:
    header, chunks = sealed()
    opener = StreamOpener(KEY, b"about", header)
    opener.open(chunks[0])
    index, place = opener.index, opener.place()
    opener.open(chunks[1])
    opener.open(chunks[2])
    opener.return_to(index, place)
    again = opener.open(chunks[1])
    assert again is not None
    assert again.data == PARTS[1]


@pytest.mark.parametrize(
    ("size", "padded"), [(0, 512), (1, 512), (512, 512), (513, 544), (65_536, 65_536), (65_537, 67_584)]
)
def test_sizes_are_padded(size: int, padded: int) -> None:
    assert padded_size(size) == padded


@given(st.integers(min_value=512, max_value=1 << 50))
def test_padding_costs_at_most_an_eighth_and_is_its_own_padding(size: int) -> None:
    padded = padded_size(size)
    assert size <= padded <= size * 1.125
    assert padded_size(padded) == padded


def test_few_sizes_remain() -> None:
    assert len({padded_size(size) for size in range(1 << 20, 1 << 21, 997)}) <= 33
