"""Memory for keys that the system does not swap, where it allows locking.

One region of 64 KiB, so that locking and letting go of one key never unlocks another on the same page.

Source: libsodium ``sodium_mlock``: mlock and MADV_DONTDUMP on Linux, VirtualLock on Windows. PyNaCl has it in
its library, but not in its public bindings.
"""

from __future__ import annotations

import mmap
import sys
from functools import cache, cached_property
from importlib import import_module
from typing import Any

CELL_BYTES = 64
"""Size of the longest key stored here: SQLCipher's has 48 bytes."""
_CELLS = 1024


class LockedMemory:
    """Cells for keys, locked when the first one is taken."""

    def __init__(self) -> None:
        size_bytes = CELL_BYTES * _CELLS
        if sys.platform == "win32":
            region = mmap.mmap(-1, size_bytes)
        else:
            # SECURITY: private, so that a forked process that wipes its copy does not wipe ours.
            region = mmap.mmap(-1, size_bytes, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self._region = memoryview(region)
        self._free = list(range(_CELLS))
        self._taken: dict[int, int] = {}

    @cached_property
    def is_locked(self) -> bool:
        """Return whether the system keeps the cells out of the swap area."""
        ffi, library = sodium()
        return int(library.sodium_mlock(ffi.from_buffer(self._region), len(self._region))) == 0

    def take(self, size_bytes: int) -> memoryview | None:
        """Return a cell for a key, or None if it is too long or all cells are taken."""
        if size_bytes > CELL_BYTES:
            return None
        _ = self.is_locked
        try:
            cell = self._free.pop()
        except IndexError:
            return None
        room = self._region[cell * CELL_BYTES : cell * CELL_BYTES + size_bytes]
        self._taken[id(room)] = cell
        return room

    def give_back(self, room: memoryview) -> None:
        """Zero and free a cell; safe against concurrent calls, which free it once."""
        cell = self._taken.pop(id(room), None)
        if cell is not None:
            room[:] = bytes(len(room))
            self._free.append(cell)


LOCKED_MEMORY = LockedMemory()
"""The cells of this process."""


def keys_are_locked() -> bool:
    """Return whether the system keeps the keys of this process out of the swap area."""
    return LOCKED_MEMORY.is_locked


@cache
def sodium() -> tuple[Any, Any]:
    """Return PyNaCl's foreign function interface and its libsodium."""
    library = import_module("nacl._sodium")
    return library.ffi, library.lib


def erase(data: bytes) -> None:
    """Zero bytes that Python treats as immutable; only the caller may hold them."""
    ffi, library = sodium()
    if len(data) > 1:  # Python shares the shorter ones
        library.sodium_memzero(ffi.from_buffer(data), len(data))
