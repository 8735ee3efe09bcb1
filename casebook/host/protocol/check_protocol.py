"""The protocol between the program and the worker by which it checks its own walls.

=====  =======  ==================  =================  ====================================================
kind   from     first               second             bytes
=====  =======  ==================  =================  ====================================================
TRY    parent   an `WallAttempt`        none               address in the parent, 8 bytes; then a path
TRIED  worker   the same `WallAttempt`  one of `WallOutcome`   none
=====  =======  ==================  =================  ====================================================
"""

from __future__ import annotations

import os
import struct
from enum import IntEnum
from pathlib import Path

CHECK_WORKER = "--check-worker"
CHECK_SECONDS = 30
"""For each attempt, of the clock and of the processor; the first takes loading and confinement as well."""
MAX_REQUEST_BYTES = 1 << 16
PROBE = b"Casebook checks its walls"
"""What lies in the file and in the parent's memory, for the worker to find if it can."""
LARGE_BYTES = 2 << 30
"""The memory that it tries to take: twice what a worker may have."""
_ADDRESS = struct.Struct(">Q")


class CheckMessage(IntEnum):
    """The message types."""

    TRY = 1
    TRIED = 21


class WallAttempt(IntEnum):
    """What the worker tries, in this order."""

    READ = 1
    WRITE = 2
    PROGRAM = 3
    SOCKET = 4
    MEMORY = 5
    PARENT = 6


class WallOutcome(IntEnum):
    """What came of an attempt; UNKNOWN where it could not be made, or the worker ended without a word."""

    NOT_REFUSED = 0
    REFUSED = 1
    UNKNOWN = 2


def written_request(address: int, path: Path) -> bytes:
    """Return the payload of TRY: where the parent has `PROBE` in memory, and in which file."""
    return _ADDRESS.pack(address) + os.fsencode(path)


def read_request(payload: bytes) -> tuple[int, Path]:
    """Return address and path from a payload of TRY."""
    return _ADDRESS.unpack_from(payload)[0], Path(os.fsdecode(payload[_ADDRESS.size :]))
