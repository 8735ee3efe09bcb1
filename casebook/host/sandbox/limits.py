"""Resource limits of a process: memory, processor time, open files, no file writes."""

from __future__ import annotations

import sys
import time

WORKER_MEMORY_BYTES = 1 << 30
WORKER_FILES = 64
WORKER_CPU_SECONDS = 4 * 3600
"""Processor time limit of a worker, at which the kernel kills it, whatever it ignores."""
REQUEST_CPU_SECONDS = 10
REQUEST_WALL_SECONDS = 15.0
OFFICE_MEMORY_BYTES = 2 << 30
OFFICE_FILES = 512
OFFICE_CPU_SECONDS = 120
OFFICE_FILE_BYTES = 512 << 20
_USED_BY_PROCESS = 2
"""CPUCLOCK_SCHED. Source: Linux, include/linux/posix-timers.h: a clock's number is ~pid << 3 | kind."""


def forbid_core_files() -> None:
    """Write no core file when this process dies.

    Raises:
        OSError: the system refuses or knows no such limit.
    """
    if sys.platform == "win32":
        raise OSError("no limits on this system")
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_worker(memory_bytes: int) -> None:
    """Limit this process permanently: memory, open files, files written (none), core files (none).

    The bound on memory is RLIMIT_DATA, what a process fills itself. RLIMIT_AS would also count what the PDF
    library reserves and never uses, and kill it. On Windows a job bounds memory, and nothing else is limited.
    macOS counts all that is mapped against RLIMIT_DATA, the libraries that programs share too, and refuses a
    limit below that (XNU, bsd/kern/kern_resource.c): memory is not bounded there.

    Args:
        memory_bytes: what it may fill.

    Raises:
        OSError: the system refuses or knows no such limits.
        ValueError: a lower limit is already in force.
    """
    if sys.platform == "win32":
        from casebook.host.sandbox.job import limit_own_memory

        limit_own_memory(memory_bytes)
    elif sys.platform == "darwin":
        _limit(None, WORKER_FILES, 0, WORKER_CPU_SECONDS)
    else:
        _limit(memory_bytes, WORKER_FILES, 0)


def limit_office() -> None:
    """Limit this process and each that it starts, permanently, to what an office program needs for one file.

    Raises:
        OSError: the system refuses or knows no such limits.
        ValueError: a lower limit is already in force.
    """
    _limit(OFFICE_MEMORY_BYTES, OFFICE_FILES, OFFICE_FILE_BYTES, OFFICE_CPU_SECONDS)


def _limit(memory_bytes: int | None, files: int, file_bytes: int, cpu_seconds: int = 0) -> None:
    if sys.platform == "win32":
        raise OSError("no limits on this system")
    import resource

    for kind, most in (
        (resource.RLIMIT_DATA, memory_bytes),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, cpu_seconds or None),
    ):
        if most is not None:
            resource.setrlimit(kind, (most, most))


def allow_cpu(pid: int, seconds: int) -> None:
    """Give a child this much processor time from now, then end it.

    SECURITY: the parent sets this, and the child's filter lets it set nothing: it cannot lift the limit.

    Raises:
        OSError: the child has gone, or the system refuses.
    """
    if sys.platform != "linux":
        raise OSError("no limits on this system")
    import resource

    until = int(time.clock_gettime(~pid << 3 | _USED_BY_PROCESS)) + 1 + seconds
    resource.prlimit(pid, resource.RLIMIT_CPU, (min(until, WORKER_CPU_SECONDS), WORKER_CPU_SECONDS))
