"""The body of a parcel: JSON, deflated, and bounded however it is made.

Source: RFC 1951 for deflate.
"""

from __future__ import annotations

import zlib

from casebook.base.errors import DamagedSource
from casebook.vault.sharing.parcel_file import MAX_BODY_BYTES
from casebook.vault.sharing.parcel_head import WORDS

_RAW = -zlib.MAX_WBITS


def deflated(body: bytes) -> bytes:
    """Return a body as it stands in a parcel."""
    deflating = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, _RAW)
    return deflating.compress(body) + deflating.flush()


def inflated(data: bytes) -> bytes:
    """Return a body again, never more than 16 MiB of it.

    Raises:
        DamagedSource: it is more, or not what was deflated.
    """
    inflating = zlib.decompressobj(_RAW)
    try:
        body = inflating.decompress(data, MAX_BODY_BYTES)
        more = b"" if inflating.eof else inflating.decompress(inflating.unconsumed_tail, 1)
    except zlib.error as error:
        raise DamagedSource(WORDS.changed, remedy=WORDS.remedy) from error
    if more or not inflating.eof or inflating.unused_data:
        raise DamagedSource(WORDS.changed, remedy=WORDS.remedy)
    return body
