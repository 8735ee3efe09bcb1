"""What verifies a released file: any bytes as its signature, as the signed sums or as a public key."""

from __future__ import annotations

from contextlib import suppress

from casebook.base.errors import InvalidInput, Refused
from casebook.crypto.minisign import require_minisigned
from tests.crypto.minisigned import COMMENT, DATA, KEY, SIGNATURE


def release(data: bytes) -> None:
    """Read a signature, sums and a key; what is accepted is what was signed, with its comment."""
    text = data.decode("utf-8", "replace")
    with suppress(Refused):
        assert require_minisigned(DATA, text, KEY) == COMMENT
    with suppress(Refused):
        assert require_minisigned(data, SIGNATURE, KEY) == COMMENT
        assert data == DATA
    with suppress(Refused, InvalidInput):
        assert require_minisigned(DATA, SIGNATURE, text) == COMMENT
