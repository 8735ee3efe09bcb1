"""Restricts file access to named folders by Landlock.

Source: Linux, Documentation/userspace-api/landlock.rst; include/uapi/linux/landlock.h.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casebook.host.sandbox.kernel import call

Use = Literal["list", "read", "run", "write"]

_ASK_VERSION = 1
_BENEATH = 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_DEVICES = 1 << 6 | 1 << 11
_TRUNCATE, _DEVICE_CONTROL = 1 << 14, 1 << 15
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _DEVICE_CONTROL
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""Number of file rights by version; 16 from the fifth on."""
_TCP = 0b11
_ABSTRACT_SOCKETS, _SIGNALS = 0b01, 0b10
TCP_SINCE = 4
SCOPES_SINCE = 6
MOVES_SINCE = 2
"""The first version that allows moving files between folders."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A folder or file that remains accessible.

    Attributes:
        path: with all that lies below it; one that is not there is passed over.
        use: list names; read; read and run; or read and write, without running.
    """

    path: Path
    use: Use = "read"


def landlock_version() -> int:
    """Return the Landlock version in force on this computer, 0 for none."""
    try:
        return call("landlock_create_ruleset", None, 0, _ASK_VERSION)
    except OSError:
        return 0


def confine_files(grants: Iterable[Grant], *, is_alone: bool) -> None:
    """Restrict this thread and its children to the granted files; cannot be undone.

    Args:
        grants: what remains.
        is_alone: also no TCP, no abstract sockets and no signals to processes outside.

    Raises:
        OSError: the kernel has no Landlock, or it refuses.
    """
    version = landlock_version()
    if version == 0:
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))
    files = (1 << _FILE_RIGHTS.get(version, 16)) - 1
    network = _TCP if version >= TCP_SINCE else 0
    scopes = _ABSTRACT_SOCKETS | _SIGNALS if is_alone and version >= SCOPES_SINCE else 0
    rules = struct.pack("=QQQ", files, network, scopes)
    ruleset = call("landlock_create_ruleset", rules, len(rules), 0)
    try:
        for grant in grants:
            _allow(ruleset, grant, files)
        call("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, grant: Grant, known: int) -> None:
    try:
        place = os.open(grant.path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = _rights(grant.use) & known
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _OF_FILES
        call("landlock_add_rule", ruleset, _BENEATH, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)


def _rights(use: Use) -> int:
    if use == "list":
        return _READ_DIR
    if use == "read":
        return _READ_FILE | _READ_DIR
    if use == "run":
        return _READ_FILE | _READ_DIR | _EXECUTE
    return (1 << 16) - 1 & ~(_EXECUTE | _MAKE_DEVICES)
