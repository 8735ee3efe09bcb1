"""Locks on an open file, which the system releases when the file is closed or the process ends.

Of several processes one holds an exclusive lock, or any number hold shared ones.

Source: Linux, flock(2); Microsoft, LockFileEx.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _AT_ONCE, _EXCLUSIVE = 1, 2
    _LOCK_VIOLATION = 33

    class _Place(ctypes.Structure):
        """OVERLAPPED: the lock begins at the first byte, which need not exist."""

        _fields_ = (
            ("internal", ctypes.c_size_t * 2),
            ("offset", wintypes.DWORD * 2),
            ("event", wintypes.HANDLE),
        )

    _LOCK = ctypes.WinDLL("kernel32", use_last_error=True).LockFileEx
    _LOCK.argtypes = (
        wintypes.HANDLE,
        *(wintypes.DWORD,) * 4,
        ctypes.POINTER(_Place),
    )

    def _lock(descriptor: int, *, is_shared: bool, waits: bool) -> bool:
        flags = (0 if is_shared else _EXCLUSIVE) | (0 if waits else _AT_ONCE)
        handle = msvcrt.get_osfhandle(descriptor)
        if _LOCK(handle, flags, 0, 1, 0, ctypes.byref(_Place())):
            return True
        error = ctypes.get_last_error()
        if error == _LOCK_VIOLATION:
            return False
        raise ctypes.WinError(error)

else:
    import fcntl

    def _lock(descriptor: int, *, is_shared: bool, waits: bool) -> bool:
        try:
            kind = fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX
            fcntl.flock(descriptor, kind | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def try_lock(descriptor: int, *, is_shared: bool) -> bool:
    """Lock an open file; returns False at once where another process holds it.

    Args:
        descriptor: open for reading or writing.
        is_shared: whether others may hold a shared lock at the same time.

    Raises:
        OSError: this disk knows no locks.
    """
    return _lock(descriptor, is_shared=is_shared, waits=False)


def wait_for_lock(descriptor: int) -> None:
    """Lock an open file exclusively as soon as it is free.

    Raises:
        OSError: this disk knows no locks.
    """
    _lock(descriptor, is_shared=False, waits=True)
