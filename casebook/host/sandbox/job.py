"""Jobs of Windows: what ends a process with its parent, and limits its memory and processor time.

Source: Microsoft, "Job Objects", JOBOBJECT_BASIC_LIMIT_INFORMATION, JOBOBJECT_EXTENDED_LIMIT_INFORMATION and
JOBOBJECT_BASIC_UI_RESTRICTIONS.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from casebook.host.sandbox.windows_call import require

    _BASIC_UI, _EXTENDED = 4, 9
    _PROCESS_TIME, _ONE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
    _NO_ERROR_BOX, _END_ON_CLOSE = 0x400, 0x2000
    _ALL_OF_UI = 0xFF
    _END_AND_LIMIT, _SEE_TIMES = 0x101, 0x1000
    """Access to a process: PROCESS_TERMINATE and PROCESS_SET_QUOTA; PROCESS_QUERY_LIMITED_INFORMATION."""
    _TICKS = 10_000_000
    """Units of processor time in a second."""
    OUT_OF_QUOTA = 1816
    """ERROR_NOT_ENOUGH_QUOTA: the exit code of a process that a job ended for its processor time."""

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_set", ctypes.c_size_t),
            ("most_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peaks", ctypes.c_size_t * 2),
        )

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _KERNEL.CreateJobObjectW.restype = wintypes.HANDLE
    _KERNEL.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    _KERNEL.SetInformationJobObject.argtypes = (
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
    )
    _KERNEL.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    _KERNEL.GetCurrentProcess.restype = wintypes.HANDLE
    _KERNEL.OpenProcess.restype = wintypes.HANDLE
    _KERNEL.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    _KERNEL.CloseHandle.argtypes = (wintypes.HANDLE,)
    _KERNEL.GetProcessTimes.argtypes = (wintypes.HANDLE, *(ctypes.POINTER(ctypes.c_uint64),) * 4)

    class Job:
        """A job for one child: no programs of its own, no desktop, and its end when the job is closed.

        Nobody inherits its handle: the parent's end closes it.

        Raises:
            OSError: the system refuses.
        """

        def __init__(self) -> None:
            self._handle = _made()
            self._process: int | None = None
            self._limits = _Limits()
            self._limits.basic.flags = _ONE_PROCESS | _NO_ERROR_BOX | _END_ON_CLOSE
            self._limits.basic.processes = 1
            try:
                _set(self._handle, _EXTENDED, self._limits)
                _set(self._handle, _BASIC_UI, wintypes.DWORD(_ALL_OF_UI))
            except OSError:
                self.close()
                raise

        def put(self, pid: int) -> None:
            """Put a process into the job, which whoever started it holds. Raises OSError where refused.

            It is held open from here on: a worker closes itself to everybody later.
            """
            self._process = _KERNEL.OpenProcess(_END_AND_LIMIT | _SEE_TIMES, False, pid)  # noqa: FBT003
            require(self._process)
            require(_KERNEL.AssignProcessToJobObject(self._handle, self._process))

        def allow_cpu(self, seconds: int) -> None:
            """Give the process this much processor time from now, then have the system end it.

            Raises:
                OSError: the system refuses.
            """
            created, ended, kernel, user = (ctypes.c_uint64() for _ in range(4))
            times = (ctypes.byref(one) for one in (created, ended, kernel, user))
            require(_KERNEL.GetProcessTimes(self._process, *times))
            self._limits.basic.flags |= _PROCESS_TIME
            self._limits.basic.process_time = user.value + seconds * _TICKS
            _set(self._handle, _EXTENDED, self._limits)

        def close(self) -> None:
            """Close the job, on which the system ends the process in it; repeated calls do nothing."""
            handles, self._handle, self._process = (self._handle, self._process), 0, None
            for handle in filter(None, handles):
                _KERNEL.CloseHandle(handle)

    def limit_own_memory(memory_bytes: int) -> None:
        """Limit what this process may fill, permanently: it keeps no handle to the job it is in then.

        Raises:
            OSError: the system refuses.
        """
        handle = _made()
        try:
            limits = _Limits()
            limits.basic.flags = _PROCESS_MEMORY
            limits.process_memory = memory_bytes
            _set(handle, _EXTENDED, limits)
            require(_KERNEL.AssignProcessToJobObject(handle, _KERNEL.GetCurrentProcess()))
        finally:
            _KERNEL.CloseHandle(handle)

    def _made() -> int:
        handle: int | None = _KERNEL.CreateJobObjectW(None, None)
        require(handle)
        return handle or 0

    def _set(handle: int, kind: int, value: ctypes.Structure | wintypes.DWORD) -> None:
        require(_KERNEL.SetInformationJobObject(handle, kind, ctypes.byref(value), ctypes.sizeof(value)))
