"""Linux system calls that Python does not offer, by ctypes."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from casebook.host.sandbox.syscall import number, this_machine

_NO_NEW_PRIVILEGES = 38
_DUMPABLE = 4
_DEATH_SIGNAL = 1
_KILL = 9
_STANDARD = (0, 1, 2)


@cache
def library() -> Any:  # noqa: ANN401 - a loaded C library answers to any name
    """Return the C library of this process."""
    return ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: int | bytes | None) -> int:
    """Make a call by name; numbers are passed as 64 bits, bytes as their address.

    Raises:
        OSError: the kernel refuses or does not know the call.
    """
    machine = this_machine()
    call_number = number(name, machine) if machine else None
    if call_number is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    wide = [one if isinstance(one, bytes) or one is None else ctypes.c_ulong(one) for one in arguments]
    answer = library().syscall(ctypes.c_long(call_number), *wide)
    if answer == -1:
        failed = ctypes.get_errno()
        raise OSError(failed, os.strerror(failed))
    return int(answer)


def address_of(data: bytes) -> int:
    """Return the address of these bytes, which must be kept alive while the kernel reads them."""
    return ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value or 0


def give_up_privileges() -> None:
    """Prevent programs started from here from gaining privileges.

    Raises:
        OSError: the kernel refuses.
    """
    call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def forbid_dumps() -> None:
    """Forbid core files of this process and debugging by other programs of the same user.

    Raises:
        OSError: the kernel refuses.
    """
    call("prctl", _DUMPABLE, 0, 0, 0, 0)


def die_with(parent: int) -> None:
    """Have the kernel kill this process when the parent thread that forked it ends.

    Args:
        parent: the number of the process that forked this one.

    Raises:
        OSError: the kernel refuses, or the parent has gone already.
    """
    tie_to_parent()
    if os.getppid() != parent:
        raise ProcessLookupError(errno.ESRCH, os.strerror(errno.ESRCH))


def tie_to_parent() -> None:
    """Have the kernel kill this process when its parent ends; one that ended before is not noticed.

    Raises:
        OSError: the kernel refuses.
    """
    call("prctl", _DEATH_SIGNAL, _KILL, 0, 0, 0)


def leave_terminal() -> None:
    """Detach from the terminal, for input and control; output to it is still shown.

    Raises:
        OSError: the kernel refuses.
    """
    os.setsid()
    for descriptor in _STANDARD:
        if os.isatty(descriptor):
            replacement = (
                _write_only(os.ttyname(descriptor)) if descriptor else os.open(os.devnull, os.O_RDONLY)
            )
            os.dup2(replacement, descriptor)
            os.close(replacement)


def _write_only(terminal: str) -> int:
    try:
        return os.open(terminal, os.O_WRONLY | os.O_NOCTTY)
    except OSError:  # it is another user's, or gone
        return os.open(os.devnull, os.O_WRONLY)


def thread_count() -> int:
    """Return how many threads this process has.

    Raises:
        OSError: there is no /proc to ask.
    """
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - names of a kernel table, not files


def path_list(paths: Sequence[Path]) -> Any:  # noqa: ANN401 - a C pointer, for a C library
    """Return paths as a null-terminated C array. Keep it alive as long as C may read it."""
    strings = (ctypes.c_char_p * (len(paths) + 1))(*[os.fsencode(path) for path in paths], None)
    return ctypes.cast(strings, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
