"""A damaged or huge pack of outcomes is refused with a clear error, and nothing of it is believed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.base.errors import InvalidInput, Refused, VaultTooNew
from casebook.packs.signed_outcomes import MAX_BYTES, unpack_outcomes

DAY = date(2026, 12, 1)
SOUND = (Path(__file__).parents[3] / "fuzz/corpus/outcomes/three-rows").read_bytes()


def test_the_sound_pack_is_believed() -> None:
    assert len(unpack_outcomes(SOUND, DAY).rows) == 3


@given(at=st.integers(0, len(SOUND) - 1), byte=st.integers(0, 255))
def test_a_changed_byte_is_refused(at: int, byte: int) -> None:
    changed = SOUND[:at] + bytes([byte]) + SOUND[at + 1 :]
    if changed == SOUND:
        return
    try:
        read = unpack_outcomes(changed, DAY)
    except (InvalidInput, Refused, VaultTooNew):
        return
    assert read.rows == unpack_outcomes(SOUND, DAY).rows, (
        "only what stands outside the signed text may differ"
    )


@given(end=st.integers(0, len(SOUND) - 1))
def test_a_pack_cut_short_is_refused(end: int) -> None:
    with pytest.raises((InvalidInput, Refused)):
        unpack_outcomes(SOUND[:end], DAY)


def test_a_huge_pack_is_refused() -> None:
    assert unpack_outcomes(SOUND + b" " * 1000, DAY).rows, "blanks alone change nothing"
    with pytest.raises(InvalidInput):
        unpack_outcomes(SOUND + b" " * (MAX_BYTES + 1 - len(SOUND)), DAY)
