"""What other programs may do to this process on Windows, and what the system writes of it when it fails.

Source: Microsoft, "Process Security and Access Rights", "Security Descriptor String Format" (SDDL), OWNER
RIGHTS in "Well-known SIDs", SetErrorMode, WerSetFlags.
"""

from __future__ import annotations

import sys

ACCESS = "D:P(A;;0x101001;;;OW)(A;;0x1fffff;;;SY)"
"""Who may do what: its owner end it, wait for it and see that it runs; the system everything; nobody else.

SECURITY: an owner may always give himself more, unless there is an entry for OWNER RIGHTS (OW).
"""

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from casebook.host.sandbox.windows_call import require

    _DACL, _REVISION = 0x4, 1
    _NO_CRITICAL_BOX, _NO_FAULT_BOX, _NO_HEAP = 0x1, 0x2, 0x1
    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _KERNEL.GetCurrentProcess.restype = wintypes.HANDLE
    _KERNEL.LocalFree.argtypes = (wintypes.HLOCAL,)
    _SECURITY = ctypes.WinDLL("advapi32", use_last_error=True)
    _SECURITY.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = (
        wintypes.LPCWSTR,
        wintypes.DWORD,
        ctypes.POINTER(ctypes.c_void_p),
        ctypes.c_void_p,
    )
    _SECURITY.SetKernelObjectSecurity.argtypes = (wintypes.HANDLE, wintypes.DWORD, ctypes.c_void_p)

    def close_to_programs() -> None:
        """Let other programs of this user neither read nor change the memory of this process.

        Administrators can all the same, by their right to debug, and so can what runs in this process.

        Raises:
            OSError: the system refuses.
        """
        descriptor = ctypes.c_void_p()
        convert = _SECURITY.ConvertStringSecurityDescriptorToSecurityDescriptorW
        require(convert(ACCESS, _REVISION, ctypes.byref(descriptor), None))
        try:
            require(_SECURITY.SetKernelObjectSecurity(_KERNEL.GetCurrentProcess(), _DACL, descriptor))
        finally:
            _KERNEL.LocalFree(descriptor)

    def forbid_crash_reports() -> None:
        """Have no report made when this process fails, and none that is made all the same hold its memory.

        What ends a process on the spot (a damaged heap) is reported past this; the setup program has Windows
        leave the installed program out of its reports for that.

        Raises:
            OSError: the system refuses.
        """
        _KERNEL.SetErrorMode(_NO_CRITICAL_BOX | _NO_FAULT_BOX)
        if _KERNEL.WerSetFlags(_NO_HEAP) < 0:
            raise OSError("the flags of error reports cannot be set")
