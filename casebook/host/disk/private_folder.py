"""Folders that no other account of this computer may look into.

Source: Microsoft, Security Descriptor Definition Language; os.mkdir of Python 3.12.4 gives the same rights.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

_MODE = 0o700

if sys.platform == "win32":
    import ctypes
    from collections.abc import Iterator
    from contextlib import contextmanager
    from ctypes import wintypes

    _RIGHTS = "D:P(A;OICI;FA;;;OW)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"
    """All rights for owner, system and administrators, inherited by what is put in; none from above."""
    _REVISION, _DACL = 1, 4
    _EXISTS = 183
    _NO_RIGHTS = {1, 50}
    """ERROR_INVALID_FUNCTION and ERROR_NOT_SUPPORTED: a disk without rights, such as exFAT."""

    class _Attributes(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("descriptor", ctypes.c_void_p),
            ("inherits", wintypes.BOOL),
        )

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _KERNEL.CreateDirectoryW.argtypes = (wintypes.LPCWSTR, ctypes.POINTER(_Attributes))
    _KERNEL.LocalFree.argtypes = (ctypes.c_void_p,)
    _SECURITY = ctypes.WinDLL("advapi32", use_last_error=True)
    _READ = _SECURITY.ConvertStringSecurityDescriptorToSecurityDescriptorW
    _READ.argtypes = (wintypes.LPCWSTR, wintypes.DWORD, ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p)
    _SECURITY.SetFileSecurityW.argtypes = (wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p)

    @contextmanager
    def _rights() -> Iterator[ctypes.c_void_p]:
        descriptor = ctypes.c_void_p()
        if not _READ(_RIGHTS, _REVISION, ctypes.byref(descriptor), None):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            yield descriptor
        finally:
            _KERNEL.LocalFree(descriptor)

    def _close(path: Path) -> None:
        with _rights() as rights:
            is_set = _SECURITY.SetFileSecurityW(str(path), _DACL, rights)
        if not is_set and ctypes.get_last_error() not in _NO_RIGHTS:
            raise ctypes.WinError(ctypes.get_last_error(), str(path))

    def _make(path: Path) -> None:
        with _rights() as rights:
            attributes = _Attributes(ctypes.sizeof(_Attributes), rights, False)  # noqa: FBT003 - of a structure
            is_made = _KERNEL.CreateDirectoryW(str(path), ctypes.byref(attributes))
            error = ctypes.get_last_error()
        if not is_made and not (error == _EXISTS and path.is_dir()):
            raise ctypes.WinError(error, str(path))

else:

    def _close(path: Path) -> None:
        with suppress(PermissionError):  # a disk without rights, such as exFAT
            path.chmod(_MODE)

    def _make(path: Path) -> None:
        path.mkdir(mode=_MODE, exist_ok=True)


def close_to_others(path: Path) -> None:
    """Take all rights on a folder from other accounts; nothing where a disk knows no rights.

    Raises:
        OSError: the disk refuses.
    """
    _close(path)


def make_private_folder(path: Path) -> None:
    """Create a folder that is closed to other accounts; one that exists keeps its rights.

    Raises:
        OSError: it cannot be created.
    """
    _make(path)
