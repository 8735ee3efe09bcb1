from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.vault.sharing.carrier_body import MAX_BODY_BYTES, is_shallow, packed, unpacked

DEEP = b'{"a":' * 16 + b"1" + b"}" * 16


def deflated(body: bytes) -> bytes:
    """A body deflated without any bound."""
    deflating = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflating.compress(body) + deflating.flush()


@pytest.mark.parametrize("size", [0, 1, 100_000, MAX_BODY_BYTES - 1, MAX_BODY_BYTES])
def test_a_body_is_read_as_it_was_packed(size: int) -> None:
    assert unpacked(packed(b" " * size)) == b" " * size


@pytest.mark.parametrize("size", [MAX_BODY_BYTES + 1, 1 << 28])
def test_a_body_is_inflated_no_further_than_its_bound(size: int) -> None:
    with pytest.raises(DamagedSource):
        unpacked(deflated(bytes(size)))
    with pytest.raises(InvalidInput):
        packed(bytes(MAX_BODY_BYTES + 1))


@pytest.mark.parametrize("body", [b"[" + DEEP + b"]", b"[" * 17 + b"]" * 17, b"[" * 1_000_000, b"]", b"[}]"])
def test_a_body_too_deep_or_unbalanced_is_refused(body: bytes) -> None:
    with pytest.raises(DamagedSource):
        unpacked(deflated(body))
    with pytest.raises(InvalidInput):
        packed(body)


@pytest.mark.parametrize(
    "body",
    [DEEP, b"{}", b"", b"1", b'"[[[[[[[[[["', rb'["\"[[[[[[[[[[", "\\", [[]]]', b'["' + b"[" * 1000 + b'"]'],
)
def test_brackets_in_texts_do_not_count(body: bytes) -> None:
    assert unpacked(packed(body)) == body


@pytest.mark.parametrize("unit", [rb'"\\', b'"', rb"\\", rb'"a\"', b"[]", b'{"a":1,'])
def test_depth_is_found_in_a_time_that_grows_with_the_text(unit: bytes) -> None:
    """A search that began anew at every quotation mark would not come back."""
    assert is_shallow(unit * (MAX_BODY_BYTES // 4 // len(unit))) == (b"{" not in unit)


@given(st.recursive(st.just("x"), lambda inner: st.lists(inner, max_size=3), max_leaves=40))
def test_depth_is_that_of_the_value(value: object) -> None:
    def depth(inner: object) -> int:
        return 1 + max(map(depth, inner), default=0) if isinstance(inner, list) else 0

    text = repr(value).replace("'", '"').encode()
    assert is_shallow(text) == (depth(value) <= 16)


@pytest.mark.parametrize("data", [b"", b"\0", b"\xff" * 100, packed(b"{}") + b"\0", packed(b"{}")[:-1]])
def test_what_is_not_deflated_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedSource):
        unpacked(data)
