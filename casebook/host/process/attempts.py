"""What a self-check tries from inside a worker, by the calls that hostile code would make.

A socket is made by the C library itself, since no module of Python that knows networks may be loaded; it is
closed again and connects to nobody.

Source: process_vm_readv(2), socket(2); Apple, task_for_pid; Microsoft, ReadProcessMemory, WSAStartup.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from casebook.host.protocol.check_protocol import LARGE_BYTES, PROBE, WallAttempt, WallOutcome

_INTERNET, _STREAM = 2, 1
_VERSION_2_2 = 0x202
_READ_MEMORY = 0x10


class Unknown(Exception):
    """The attempt could not be made here."""


class ProbeBuffer:
    """The probe in the memory of this process.

    Attributes:
        address: where it lies, as long as this lives.
    """

    def __init__(self) -> None:
        self._held = ctypes.create_string_buffer(PROBE)
        self.address = ctypes.addressof(self._held)


class Attempts:
    """All attempts; made before the confinement, so that what hostile code would have loaded is loaded."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
        with suppress(OSError):
            self._open_socket()  # what that loads is there later
        self._program = [sys.executable, "-I", "-c", ""]

    def outcome(self, attempt: WallAttempt, address: int, path: Path) -> WallOutcome:
        """Make an attempt.

        Args:
            attempt: which.
            address: where the parent has `PROBE` in its memory.
            path: a file with `PROBE` in it; another one is tried beside it.
        """
        tries: dict[WallAttempt, Callable[[], None]] = {
            WallAttempt.READ: lambda: _read(path),
            WallAttempt.WRITE: lambda: _write(written_beside(path)),
            WallAttempt.PROGRAM: lambda: _start(self._program),
            WallAttempt.SOCKET: self._open_socket,
            WallAttempt.MEMORY: take_memory,
            WallAttempt.PARENT: lambda: self._read_parent(address),
        }
        try:
            tries[attempt]()
        except (OSError, MemoryError):
            return WallOutcome.REFUSED
        except Exception:  # noqa: BLE001 - a mistake here is no refusal by the system
            return WallOutcome.UNKNOWN
        return WallOutcome.NOT_REFUSED

    def _open_socket(self) -> None:
        if sys.platform == "win32":
            sockets = ctypes.WinDLL("ws2_32", use_last_error=True)
            sockets.socket.restype = ctypes.c_size_t
            sockets.closesocket.argtypes = (ctypes.c_size_t,)
            started = sockets.WSAStartup(_VERSION_2_2, ctypes.create_string_buffer(1024))
            made = sockets.socket(_INTERNET, _STREAM, 0)
            if started or made == ctypes.c_size_t(-1).value:
                raise OSError("no socket")
            sockets.closesocket(made)
        else:
            os.close(_done(self._posix.socket(_INTERNET, _STREAM, 0)))

    def _read_parent(self, address: int) -> None:
        into = ctypes.create_string_buffer(len(PROBE))
        if sys.platform == "win32":
            _read_process(os.getppid(), address, into)
        elif sys.platform == "linux":
            ours = _Vector(ctypes.addressof(into), len(PROBE))
            theirs = _Vector(address, len(PROBE))
            read = self._posix.process_vm_readv
            _done(read(os.getppid(), ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0))
        else:
            task = ctypes.c_uint()
            own = ctypes.c_uint.in_dll(self._posix, "mach_task_self_")
            if self._posix.task_for_pid(own, os.getppid(), ctypes.byref(task)):
                raise OSError("no task")
            return
        if into.raw != PROBE:
            raise Unknown

    @property
    def _posix(self) -> ctypes.CDLL:
        if self._library is None:
            raise Unknown
        return self._library


def take_memory() -> None:
    """Take more memory than a worker may have, without filling it.

    Raises:
        MemoryError: it is not given.
    """
    bytes(LARGE_BYTES)  # the system hands out zeros page by page, while a bytearray writes them all


def written_beside(path: Path) -> Path:
    """Return the file that is tried beside a file with the probe."""
    return path.with_name(f"{path.name}.tried")


class _Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def _read(path: Path) -> None:
    if path.read_bytes() != PROBE:
        raise Unknown


def _write(path: Path) -> None:
    path.write_bytes(PROBE)


def _start(program: list[str]) -> None:
    subprocess.Popen(  # noqa: S603 - this program's own interpreter
        program, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ).wait()


def _done(answer: int) -> int:
    if answer == -1:
        failed = ctypes.get_errno()
        raise OSError(failed, os.strerror(failed))
    return answer


def _read_process(pid: int, address: int, into: ctypes.Array[ctypes.c_char]) -> None:
    if sys.platform == "win32":
        import _winapi

        kernel = ctypes.WinDLL("kernel32")
        kernel.ReadProcessMemory.argtypes = (
            *(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p),
            *(ctypes.c_size_t, ctypes.c_void_p),
        )
        process = _winapi.OpenProcess(_READ_MEMORY, False, pid)  # noqa: FBT003 - not inherited
        try:
            if not kernel.ReadProcessMemory(process, address, into, len(into), None):
                raise OSError("no memory of another process")
        finally:
            _winapi.CloseHandle(process)
