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
    """The C library of this process."""
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
    """Where these bytes lie; they must be kept alive while the kernel reads them."""
    return ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value or 0


def give_up_privileges() -> None:
    """No program started from here gains rights by being started.

    Raises:
        OSError: the kernel refuses.
    """
    call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def forbid_dumps() -> None:
    """No core file of this process and no looking into it by other programs of the same user.

    Raises:
        OSError: the kernel refuses.
    """
    call("prctl", _DUMPABLE, 0, 0, 0, 0)


def die_with(parent: int) -> None:
    """Have the kernel kill this process when the parent's thread that forked it ends, whatever it is doing.

    Args:
        parent: the number of the process that forked this one.

    Raises:
        OSError: the kernel refuses, or the parent has gone already.
    """
    call("prctl", _DEATH_SIGNAL, _KILL, 0, 0, 0)
    if os.getppid() != parent:
        raise ProcessLookupError(errno.ESRCH, os.strerror(errno.ESRCH))


def leave_terminal() -> None:
    """Have no terminal: none to type into, none to read what is typed. What is written to one still shows.

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
    """How many threads this process has.

    Raises:
        OSError: there is no /proc to ask.
    """
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - names of a kernel table, not files


def path_list(paths: Sequence[Path]) -> Any:  # noqa: ANN401 - a C pointer, for a C library
    """Paths as C reads them: a list of strings ended by nothing. Keep it alive as long as C may read it."""
    strings = (ctypes.c_char_p * (len(paths) + 1))(*[os.fsencode(path) for path in paths], None)
    return ctypes.cast(strings, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
