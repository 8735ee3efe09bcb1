"""Resource limits of a process: memory, processor time, open files, no file writes."""

from __future__ import annotations

import sys

WORKER_MEMORY_BYTES = 1 << 30
WORKER_FILES = 64
REQUEST_CPU_SECONDS = 10
REQUEST_WALL_SECONDS = 15.0


def forbid_core_files() -> bool:
    """Write no core file when this process dies; False where the system knows no such limit."""
    if sys.platform == "win32":
        return False
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def limit_worker(memory_bytes: int) -> None:
    """Bound this process for good: memory, open files, files written (none), core files (none).

    The bound on memory is RLIMIT_DATA, what a process fills itself. RLIMIT_AS would also count what the PDF
    library reserves and never uses, and kill it.

    Args:
        memory_bytes: what it may fill.

    Raises:
        OSError: the system refuses or knows no such limits.
        ValueError: a lower limit is already in force.
    """
    if sys.platform == "win32":
        raise OSError("no limits on this system")
    import resource

    for kind, most in (
        (resource.RLIMIT_DATA, memory_bytes),
        (resource.RLIMIT_NOFILE, WORKER_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def allow_cpu(seconds: int) -> None:
    """Let this process use the processor for so many seconds from now, then end it.

    Raises:
        OSError: the system refuses.
    """
    if sys.platform == "win32":
        raise OSError("no limits on this system")
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
