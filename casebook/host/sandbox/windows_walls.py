"""What a worker gives up for good on Windows, once all that it needs is loaded.

Its token loses every privilege and falls to untrusted integrity: it can write to nothing of the person and
read no process above it. Policies keep it from starting programs, from libraries of other computers and of
low integrity, and from what other programs would load into it. What the person may read it may read still,
and so it may reach the network: that takes another token from its start on.

Source: Microsoft, "Mandatory Integrity Control", AdjustTokenPrivileges, SetProcessMitigationPolicy and the
structures of its policies; Chromium, sandbox/win (load first, give up later).
"""

from __future__ import annotations

import sys

UNTRUSTED = "S-1-16-0"
"""The lowest of the mandatory labels."""

if sys.platform == "win32":
    import ctypes
    from collections.abc import Callable, Iterator
    from contextlib import contextmanager
    from ctypes import wintypes
    from functools import partial

    from casebook.host.sandbox.windows_call import require
    from casebook.host.sandbox.windows_process import close_to_programs

    _QUERY, _ADJUST_PRIVILEGES, _ADJUST_DEFAULT = 0x8, 0x20, 0x80
    _PRIVILEGES, _INTEGRITY = 3, 25
    """TokenPrivileges and TokenIntegrityLevel."""
    _REMOVED, _IS_INTEGRITY = 0x4, 0x20
    _SYSTEM_CALLS, _EXTENSION_POINTS, _IMAGES, _CHILDREN = 4, 6, 10, 13
    _ON, _NO_REMOTE_AND_NO_LOW = 0x1, 0x3

    class _Labelled(ctypes.Structure):
        _fields_ = (("sid", ctypes.c_void_p), ("attributes", wintypes.DWORD))

    class _Privilege(ctypes.Structure):
        _fields_ = (("low", wintypes.DWORD), ("high", wintypes.LONG), ("attributes", wintypes.DWORD))

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _KERNEL.GetCurrentProcess.restype = wintypes.HANDLE
    _KERNEL.CloseHandle.argtypes = (wintypes.HANDLE,)
    _KERNEL.LocalFree.argtypes = (wintypes.HLOCAL,)
    _KERNEL.SetProcessMitigationPolicy.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)
    _SECURITY = ctypes.WinDLL("advapi32", use_last_error=True)
    _SECURITY.OpenProcessToken.argtypes = (wintypes.HANDLE, wintypes.DWORD, ctypes.c_void_p)
    _SECURITY.GetTokenInformation.argtypes = (
        *(wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD),
        ctypes.c_void_p,
    )
    _SECURITY.SetTokenInformation.argtypes = (
        *(wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p),
        wintypes.DWORD,
    )
    _SECURITY.AdjustTokenPrivileges.argtypes = (
        *(wintypes.HANDLE, wintypes.BOOL, ctypes.c_void_p, wintypes.DWORD),
        *(ctypes.c_void_p, ctypes.c_void_p),
    )
    _SECURITY.ConvertStringSidToSidW.argtypes = (wintypes.LPCWSTR, ctypes.c_void_p)

    def give_up(*, needs_fonts: bool) -> tuple[str, ...]:
        """Give up whatever this system lets a process give up.

        Nothing here is relied on: what a worker cannot do on this computer the self-check finds out.

        Args:
            needs_fonts: whether it draws text, for which the system's fonts are asked of the window system.

        Returns:
            The names of the steps that the system refused.
        """
        steps: dict[str, Callable[[], None]] = {
            "extension points": partial(_set_policy, _EXTENSION_POINTS, _ON),
            "images": partial(_set_policy, _IMAGES, _NO_REMOTE_AND_NO_LOW),
            "child processes": partial(_set_policy, _CHILDREN, _ON),
            "memory": close_to_programs,
            "privileges": _remove_privileges,
            "integrity": _lower_integrity,
        }
        if not needs_fonts:
            steps["window system"] = partial(_set_policy, _SYSTEM_CALLS, _ON)
        return tuple(name for name, step in steps.items() if not _succeeds(step))

    def _set_policy(policy: int, flags: int) -> None:
        value = wintypes.DWORD(flags)
        require(_KERNEL.SetProcessMitigationPolicy(policy, ctypes.byref(value), ctypes.sizeof(value)))

    def _remove_privileges() -> None:
        with _token(_QUERY | _ADJUST_PRIVILEGES) as token:
            data = _information(token, _PRIVILEGES)
            held = wintypes.DWORD.from_buffer(data)
            privileges = (_Privilege * held.value).from_buffer(data, ctypes.sizeof(held))
            for privilege in privileges:
                privilege.attributes = _REMOVED
            require(_SECURITY.AdjustTokenPrivileges(token, False, data, 0, None, None))  # noqa: FBT003

    def _lower_integrity() -> None:
        sid = ctypes.c_void_p()
        require(_SECURITY.ConvertStringSidToSidW(UNTRUSTED, ctypes.byref(sid)))
        try:
            label = _Labelled(sid, _IS_INTEGRITY)
            with _token(_QUERY | _ADJUST_DEFAULT) as token:
                size = ctypes.sizeof(label)
                require(_SECURITY.SetTokenInformation(token, _INTEGRITY, ctypes.byref(label), size))
        finally:
            _KERNEL.LocalFree(sid)

    def _information(token: int, kind: int) -> ctypes.Array[ctypes.c_char]:
        size = wintypes.DWORD()
        _SECURITY.GetTokenInformation(token, kind, None, 0, ctypes.byref(size))
        data = ctypes.create_string_buffer(size.value)
        require(_SECURITY.GetTokenInformation(token, kind, data, size, ctypes.byref(size)))
        return data

    @contextmanager
    def _token(access: int) -> Iterator[int]:
        token = wintypes.HANDLE()
        require(_SECURITY.OpenProcessToken(_KERNEL.GetCurrentProcess(), access, ctypes.byref(token)))
        try:
            yield token.value or 0
        finally:
            _KERNEL.CloseHandle(token)

    def _succeeds(step: Callable[[], None]) -> bool:
        try:
            step()
        except OSError:
            return False
        return True
