"""The body of a file of a carrier: JSON, deflated, and bounded however it is made.

Source: RFC 1951 for deflate, RFC 8259 for JSON.
"""

from __future__ import annotations

import re
import zlib

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.base.message import Message

MAX_BODY_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 16
"""Of brackets: eight of a value, and those that lead to it."""
MAX_DEFLATED_BYTES = MAX_BODY_BYTES + 65_536
"""What does not shrink grows by five bytes a block."""
REMEDY = Message("Nothing was taken from it. Its author can save it there again.")
_RAW = -zlib.MAX_WBITS
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_BRACKETS = bytes.maketrans(b"{}", b"[]")
_OTHERS = bytes(set(range(256)) - set(b"[]{}"))


def packed(body: bytes) -> bytes:
    """Return a body deflated.

    Raises:
        InvalidInput: it is longer or deeper than may be read.
    """
    if len(body) > MAX_BODY_BYTES or not is_shallow(body):
        raise InvalidInput(
            "These changes are too much for one file.",
            field="share",
            remedy="Save fewer changes at a time.",
        )
    deflating = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, _RAW)
    return deflating.compress(body) + deflating.flush()


def unpacked(deflated: bytes) -> bytes:
    """Return the body again, never more than 16 MiB of it and sixteen brackets deep.

    Whether it is JSON, and which, its reader finds out.

    Raises:
        DamagedSource: it is more, deeper, or not what was deflated.
    """
    inflating = zlib.decompressobj(_RAW)
    try:
        body = inflating.decompress(deflated, MAX_BODY_BYTES)
        # of what is exactly as long as may be, the end may still be before it
        more = b"" if inflating.eof else inflating.decompress(inflating.unconsumed_tail, 1)
    except zlib.error as error:
        raise _unusable() from error
    if more or not inflating.eof or inflating.unused_data or not is_shallow(body):
        raise _unusable()
    return body


def is_shallow(body: bytes) -> bool:
    """Return whether no value of a JSON text lies in more than sixteen others; linear whatever it is.

    >>> is_shallow(b'{"a": "[[[[[[[[[", "b": [[]]}'), is_shallow(b"[" * 17 + b"]" * 17)
    (True, False)
    """
    brackets = _STRING.sub(b"", body).translate(_BRACKETS, _OTHERS)
    for _ in range(MAX_DEPTH):
        if not brackets:
            break
        brackets = brackets.replace(b"[]", b"")
    return not brackets


def _unusable() -> DamagedSource:
    return DamagedSource("A file in the shared folder does not hold what it should.", remedy=REMEDY)
