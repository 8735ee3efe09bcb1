"""Seccomp filters: an allow list for workers, a deny list for the session.

The worker's list says what it may do, so that calls invented later are refused. The session draws a window
through drivers nobody can list, so its list says what it may not do.
"""

from __future__ import annotations

import errno
import os
import struct

from casebook.host.sandbox.bpf import ALLOW, ArgumentMatch, SyscallRule, assemble, refuse
from casebook.host.sandbox.kernel import address_of, call
from casebook.host.sandbox.syscall import this_machine

_SET_FILTER = 1
_ALL_THREADS = 1
_NO = refuse(errno.EPERM)
_UNKNOWN = refuse(errno.ENOSYS)
"""The error that makes a C library fall back on a call with visible arguments."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | getattr(os, "O_TMPFILE", 0)
_WRITING &= ~getattr(os, "O_DIRECTORY", 0)  # part of O_TMPFILE, and harmless for reading
_NO_CHECK = getattr(os, "O_PATH", 0)
"""The kind of open that is checked neither for rights nor by Landlock."""
_EXECUTABLE = 0x4
_BY_DESCRIPTOR = 0x1000
"""AT_EMPTY_PATH: refers to an open file instead of a path."""
_THREAD = 0x00010000
_NAMESPACES = 0x7E020080
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET and NEWTIME."""
_FILE_STATUS_SINCE = (2, 39)
"""The glibc version from which the status of an open file is queried without a name.

Source: glibc 2.39, "io: Do not implement fstat with fstatat".
"""
_LIFELINE = 2
"""The descriptor that tells a worker of its parent's end; it must not be closed."""
_READ_FLAGS = 3
"""F_GETFL."""
_LOCAL = 1
"""AF_UNIX: the connection to the window system; local only."""
_SOCKET_KIND = 0xF
_CONNECTED_KINDS = (1, 5)
"""SOCK_STREAM and SOCK_SEQPACKET. A pair of other types could send to any named socket."""
_TYPE_INTO_TERMINAL = (0x5412, 0x541C)
"""TIOCSTI and TIOCLINUX, which insert text as if typed into the user's shell."""

_DRAWING = (
    "brk",
    "clock_getres",
    "clock_gettime",
    "clock_nanosleep",
    "close",
    "exit",
    "exit_group",
    "fstat",
    "futex",
    "getdents64",
    "getpid",
    "getrandom",
    "getrusage",
    "gettid",
    "gettimeofday",
    "lseek",
    "madvise",
    "mremap",
    "munmap",
    "nanosleep",
    "poll",
    "ppoll",
    "pread64",
    "read",
    "readv",
    "restart_syscall",
    "rseq",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sched_yield",
    "set_robust_list",
    "sigaltstack",
    "time",
    "write",
    "writev",
)

WORKER = (
    SyscallRule("close", _NO, (ArgumentMatch(0, _LIFELINE),)),
    *(SyscallRule(name, ALLOW) for name in _DRAWING),
    SyscallRule("mmap", ALLOW, (ArgumentMatch(2, 0, _EXECUTABLE),)),
    SyscallRule("mprotect", ALLOW, (ArgumentMatch(2, 0, _EXECUTABLE),)),
    SyscallRule("openat", ALLOW, (ArgumentMatch(2, 0, _WRITING | _NO_CHECK),)),
    SyscallRule("open", ALLOW, (ArgumentMatch(1, 0, _WRITING | _NO_CHECK),)),
    SyscallRule("fcntl", ALLOW, (ArgumentMatch(1, _READ_FLAGS),)),
    SyscallRule("clone", ALLOW, (ArgumentMatch(0, _THREAD, _THREAD), ArgumentMatch(0, 0, _NAMESPACES))),
    SyscallRule(
        "prlimit64", ALLOW, (ArgumentMatch(0, 0), ArgumentMatch(2, 0), ArgumentMatch(2, 0, is_high=True))
    ),
    *(SyscallRule(name, _UNKNOWN) for name in ("clone3", "openat2", "statx")),
)
"""The calls needed for rendering. No sockets, programs, processes, signals or devices; paths only to read.

Nor may a worker lift a limit or close its lifeline.
"""

_STATUS_OF_OPEN_FILE = SyscallRule("newfstatat", ALLOW, (ArgumentMatch(3, _BY_DESCRIPTOR),))
"""SECURITY: for older C libraries. A filter cannot see whether a name is passed, so size and times of a file
with a known path can be queried.
"""

_NEVER = (
    "acct",
    "add_key",
    "adjtimex",
    "bpf",
    "chroot",
    "clock_adjtime",
    "clock_settime",
    "delete_module",
    "fanotify_init",
    "finit_module",
    "fsconfig",
    "fsmount",
    "fsopen",
    "fspick",
    "init_module",
    "io_uring_enter",
    "io_uring_register",
    "io_uring_setup",
    "ioperm",
    "iopl",
    "kcmp",
    "kexec_file_load",
    "kexec_load",
    "keyctl",
    "lookup_dcookie",
    "modify_ldt",
    "mount",
    "mount_setattr",
    "move_mount",
    "move_pages",
    "name_to_handle_at",
    "open_by_handle_at",
    "open_tree",
    "perf_event_open",
    "personality",
    "pidfd_getfd",
    "pivot_root",
    "process_madvise",
    "process_vm_readv",
    "process_vm_writev",
    "ptrace",
    "quotactl",
    "quotactl_fd",
    "reboot",
    "request_key",
    "setdomainname",
    "sethostname",
    "setns",
    "settimeofday",
    "swapoff",
    "swapon",
    "syslog",
    "umount2",
    "unshare",
    "userfaultfd",
    "vhangup",
)

SESSION = (
    SyscallRule("socket", ALLOW, (ArgumentMatch(0, _LOCAL),)),
    SyscallRule("socket", _NO),
    *(
        SyscallRule("socketpair", ALLOW, (ArgumentMatch(0, _LOCAL), ArgumentMatch(1, kind, _SOCKET_KIND)))
        for kind in _CONNECTED_KINDS
    ),
    SyscallRule("socketpair", _NO),
    *(SyscallRule("ioctl", _NO, (ArgumentMatch(1, request),)) for request in _TYPE_INTO_TERMINAL),
    SyscallRule("clone", ALLOW, (ArgumentMatch(0, 0, _NAMESPACES),)),
    SyscallRule("clone", _NO),
    SyscallRule("clone3", _UNKNOWN),
    *(SyscallRule(name, _NO) for name in _NEVER),
)
"""No network, no typing into a terminal, no access to other processes, no system changes."""

CONNECTED = (SyscallRule("connect", _NO), SyscallRule("socket", _NO))
"""In addition to `SESSION`, once the window system is connected: no other connection by any socket."""


def confine_to_drawing() -> None:
    """Restrict this process to a worker's calls; cannot be undone.

    Raises:
        OSError: the kernel has no filters, or this processor is not known.
    """
    install(WORKER if _asks_without_names() else (*WORKER, _STATUS_OF_OPEN_FILE), _NO)


def _asks_without_names() -> bool:
    """Return whether this C library queries open files without a call that takes a name."""
    words = (os.confstr("CS_GNU_LIBC_VERSION") or "").split()
    version = tuple(int(part) for part in words[-1].split(".")[:2] if part.isdigit()) if words else ()
    return version >= _FILE_STATUS_SINCE


def confine_to_session() -> None:
    """Deny this process and its children calls that a session never needs; cannot be undone.

    Raises:
        OSError: the kernel has no filters, or this processor is not known.
    """
    install(SESSION, ALLOW)


def refuse_connections() -> None:
    """Deny this process, its threads and its children further connections; cannot be undone.

    Raises:
        OSError: the kernel has no filters, or this processor is not known.
    """
    install(CONNECTED, ALLOW)


def install(rules: tuple[SyscallRule, ...], default: int) -> None:
    """Install a filter for this process, its threads and its children; privileges must be dropped before.

    Raises:
        OSError: the kernel has no filters, or this processor is not known.
    """
    machine = this_machine()
    if machine is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    program = assemble(rules, default, machine)
    header = struct.pack("@HxxxxxxQ", len(program) // 8, address_of(program))
    if call("seccomp", _SET_FILTER, _ALL_THREADS, header) != 0:
        raise OSError(errno.ESRCH, "a thread could not be confined")
