"""A block header of Bitcoin: 80 bytes whose hash is the proof of the work spent on it.

Source: the Bitcoin developer reference, "Block Headers" and "Target nBits".
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from casebook.formats.fault import Damaged

BYTES = 80
_ROOT = slice(36, 68)
_TIME = slice(68, 72)
_BITS = slice(72, 76)
_HEX = re.compile(rb"\s*([0-9a-fA-F]{160})\s*")
_TARGET_BYTES, _MANTISSA_BYTES = 32, 3
MIN_WORK = 100_000_000_000 << 32
"""Hashes that a block takes at least: those at a difficulty of 100 thousand million.

No block since January 2016 was found with less, and OpenTimestamps began later that year. A header made up
for the occasion would have to be worked for as long as a block of that time.
"""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BlockHeader:
    """What a header says.

    Attributes:
        hash: hex, as block explorers print it.
        merkle_root: 32 bytes, as they stand in the header.
        mined_at: as its miner stated; the network bears with two hours.
        has_work: its hash keeps its own target, and the target is no easier than that of any block.
    """

    hash: str
    merkle_root: bytes
    mined_at: datetime
    has_work: bool


def header_bytes(data: bytes) -> bytes | None:
    """The 80 bytes of a header that was handed in as they are or in hex; None if it is none."""
    written = _HEX.fullmatch(data)
    if written:
        return bytes.fromhex(written[1].decode("ascii"))
    return data if len(data) == BYTES else None


def read_header(data: bytes, least_work: int = MIN_WORK) -> BlockHeader:
    """Read a header and check its proof of work.

    Args:
        data: 80 bytes.
        least_work: hashes that its target must demand on average.

    Raises:
        Damaged: it has another length.
    """
    if len(data) != BYTES:
        raise Damaged
    digest = hashlib.sha256(hashlib.sha256(data).digest()).digest()
    target = _target(int.from_bytes(data[_BITS], "little"))
    work = (1 << 256) // (target + 1)
    return BlockHeader(
        hash=digest[::-1].hex(),
        merkle_root=data[_ROOT],
        mined_at=datetime.fromtimestamp(int.from_bytes(data[_TIME], "little"), UTC),
        has_work=0 < int.from_bytes(digest, "little") <= target and work >= least_work,
    )


def _target(bits: int) -> int:
    """The target of its short form: an exponent of one byte and a signed mantissa of three.

    >>> hex(_target(0x1D00FFFF))[:8], _target(0x1D80FFFF)
    ('0xffff00', 0)
    """
    size, mantissa = bits >> 24, bits & 0x7FFFFF
    if bits & 0x800000 or size > _TARGET_BYTES:
        return 0
    return mantissa << 8 * size >> 8 * _MANTISSA_BYTES
