"""Calls of macOS that Python does not offer, by ctypes; nothing here has been run on a Mac yet.

Source: Apple's SDK, sys/ptrace.h and ptrace(2); dispatch/source.h, dispatch/object.h and
dispatch_source_create(3); fcntl(2), F_GETPATH.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Any

from casebook.host.sandbox.kernel import library

_DENY_ATTACH = 31
"""PT_DENY_ATTACH."""
_PATH_BYTES = 1024
"""MAXPATHLEN, which F_GETPATH fills."""


def declared(name: str, answers: type[Any] | None, *takes: type[Any], of: Any = None) -> Any:  # noqa: ANN401
    """Return a C function with the types of its answer and arguments.

    Args:
        name: what its header calls it.
        answers: the type of what it returns; None for nothing.
        takes: the types of its arguments.
        of: the loaded library; None for the C library of the system.

    Raises:
        OSError: this system has no such function.
    """
    try:
        function = getattr(library() if of is None else of, name)
    except AttributeError as error:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from error
    function.restype, function.argtypes = answers, takes
    return function


def deny_attach() -> None:
    """Let no debugger attach to this process; one that has attached ends it.

    Raises:
        OSError: the kernel refuses.
    """
    ptrace = declared("ptrace", ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
    if ptrace(_DENY_ATTACH, 0, None, 0) == -1:
        failed = ctypes.get_errno()
        raise OSError(failed, os.strerror(failed))


def end_at_hangup(descriptor: int) -> None:
    """End this process as soon as the other end of a pipe is closed, even amid work.

    A thread of the system waits for it and calls `_exit`: no Python runs, so that a library which never
    gives up the interpreter holds nothing back. A worker that was taken over could stop it.

    Args:
        descriptor: the reading end, to which nobody writes.

    Raises:
        OSError: the system makes no such watch.
    """
    a_pointer = ctypes.c_void_p
    create = declared(
        "dispatch_source_create", a_pointer, a_pointer, ctypes.c_size_t, ctypes.c_size_t, a_pointer
    )
    handle = declared("dispatch_source_set_event_handler_f", None, a_pointer, a_pointer)
    resume = declared("dispatch_resume", None, a_pointer)
    source = create(_address("_dispatch_source_type_read"), descriptor, 0, None)
    if not source:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    handle(source, _address("_exit"))
    resume(source)


def _address(name: str) -> int | None:
    return ctypes.cast(library()[name], ctypes.c_void_p).value


def true_path(path: Path) -> str:
    """Return a path without links and, on macOS, as the disk writes it, which is what its walls compare.

    Raises:
        OSError: there is nothing, or it is out of reach.
    """
    if sys.platform == "darwin":
        import fcntl

        descriptor = os.open(path, os.O_RDONLY)
        try:
            found = fcntl.fcntl(descriptor, fcntl.F_GETPATH, bytes(_PATH_BYTES))
        finally:
            os.close(descriptor)
        return os.fsdecode(found.rstrip(b"\0"))
    return os.path.realpath(path, strict=True)
