"""A file system of its own for a program of the system: in memory, with nothing of the user in it.

Source: Linux, user_namespaces(7), mount_namespaces(7), pivot_root(2) ("pivot_root(".", ".")").
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from casebook.host.sandbox.kernel import call

_NEW_MOUNTS, _NEW_NAMES, _NEW_IPC = 0x20000, 0x4000000, 0x8000000
_NEW_USER, _NEW_PIDS, _NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
_NO_SETUID, _NO_DEVICES, _NO_PROGRAMS = 2, 4, 8
_BIND, _RECURSIVE, _PRIVATE = 0x1000, 0x4000, 0x40000
_DETACH = 2
_INNER_ID = 1000
"""SECURITY: not 0, whose programs would get the capabilities of the namespace back."""
_STAGE = Path("/tmp")  # noqa: S108 - a mount point, hidden by our own file system
DEVICES = tuple(map(Path, ("/dev/null", "/dev/zero", "/dev/urandom")))
WORK = Path("/work")
"""The one folder that can be written in."""


def leave_for_namespaces(*, own_ipc: bool) -> None:
    """Move this process to new namespaces of users, mounts, network and, for its children, processes.

    Args:
        own_ipc: also of shared memory.

    Raises:
        OSError: the system refuses.
    """
    uid, gid = os.getuid(), os.getgid()
    kinds = _NEW_USER | _NEW_MOUNTS | _NEW_PIDS | _NEW_NETWORK | _NEW_NAMES
    call("unshare", kinds | (_NEW_IPC if own_ipc else 0))
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{_INNER_ID} {uid} 1"),
        ("gid_map", f"{_INNER_ID} {gid} 1"),
    ):
        descriptor = os.open(f"/proc/self/{name}", os.O_WRONLY)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)


def enter_private_root(shown: Mapping[Path, Path], size_bytes: int) -> None:
    """Give this process, the first of its namespace, a root of its own, and stand in `WORK`.

    Args:
        shown: folders, devices and sockets that are in it, and where; one that is not there is passed over.
        size_bytes: what it may hold.

    Raises:
        OSError: the system refuses; the process must end.
    """
    _mount("none", Path("/"), _RECURSIVE | _PRIVATE)
    sources = {place: _source(source) for source, place in (*shown.items(), *((at, at) for at in DEVICES))}
    flags = _NO_SETUID | _NO_DEVICES | _NO_PROGRAMS
    _mount("tmpfs", _STAGE, flags, "tmpfs", f"size={size_bytes},mode=700")
    for place, source in sources.items():
        if source is not None:
            _show(source, _STAGE / place.relative_to("/"))
    for name in ("proc", "tmp", WORK.name):
        (_STAGE / name).mkdir(exist_ok=True)
    _mount("proc", _STAGE / "proc", flags, "proc")
    os.chdir(_STAGE)
    call("pivot_root", b".", b".")
    call("umount2", b".", _DETACH)
    os.chdir(WORK)


def _source(path: Path) -> Path | int | None:
    """Return where a link leads, else a descriptor of a folder or file; None where nothing is there.

    A descriptor is also good for what our own file system will hide.
    """
    try:
        return path.readlink() if path.is_symlink() else os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return None


def _show(source: Path | int, place: Path) -> None:
    if os.path.lexists(place):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(source, Path):
        place.symlink_to(source)
        return
    if stat.S_ISDIR(os.fstat(source).st_mode):
        place.mkdir()
    else:
        place.touch()
    _mount(f"/proc/self/fd/{source}", place, _BIND | _RECURSIVE)
    os.close(source)


def _mount(source: str, place: Path, flags: int, kind: str = "", options: str = "") -> None:
    texts = (os.fsencode(source), os.fsencode(place), kind.encode() or None)
    call("mount", *texts, flags, options.encode() or None)
