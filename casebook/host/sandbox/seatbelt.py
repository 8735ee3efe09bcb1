"""Restricts this process by Seatbelt, the mandatory access control of macOS; not run on a Mac yet.

`sandbox_init` is in Apple's headers as deprecated, for named profiles alone. That it takes the text of a
profile where the flags are 0 is how Chromium and Firefox shut in their processes, for want of another way.

Source: Apple's SDK, sandbox.h and sandbox_init(3); Chromium, sandbox/policy/mac/common.sb (which services
drawing letters needs) and sandbox/mac/seatbelt.h (flags 0).
"""

from __future__ import annotations

import ctypes
import errno
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from casebook.host.sandbox.darwin import declared, true_path

_TEXT = 0
"""The flags with which the profile is text, not a name."""
_SYSTEM = ("/System/Library", "/usr/lib", "/usr/share/icu", "/usr/share/zoneinfo", "/private/var/db/timezone")
"""What libraries of the system may read late; nothing in it is a person's."""
_DEVICES = ("/dev/null", "/dev/random", "/dev/urandom")
_FACTS = ("hw.activecpu", "hw.logicalcpu_max", "hw.ncpu", "hw.pagesize_compat")
_FONT_SERVICES = ("com.apple.FontObjectsServer", "com.apple.fonts")


def profile(readable: Iterable[str], *, draws: bool) -> str:
    """Return the text of a profile: what it does not name is refused, as writing, programs and networks are.

    Args:
        readable: paths, without links, that stay readable with all below them.
        draws: with the two services that system libraries ask for fonts.

    Raises:
        ValueError: a path has characters that no profile can hold.
    """
    places = [*_SYSTEM, *readable]
    lines = [
        "(version 1)",
        "(deny default)",
        "(allow signal (target self))",
        _rule("sysctl-read", "sysctl-name", _FACTS),
        _rule("file-read-data", "literal", _DEVICES),
        _rule("file-read*", "subpath", places),
        _rule("file-read-metadata", "literal", _above(places)),
    ]
    if draws:
        lines.append(_rule("mach-lookup", "global-name", _FONT_SERVICES))
    return "\n".join([*lines, ""])


def confine(readable: Sequence[Path], own: Iterable[Path]) -> None:
    """Restrict this process, with all its threads and for good, to reading.

    Args:
        readable: fonts or other files that stay readable; with any, services of fonts stay too.
        own: the program's code and data, which it may load late.

    Raises:
        OSError: the system refuses.
        ValueError: a path cannot be written in a profile.
    """
    paths = []
    for path in (*readable, *own):
        with suppress(OSError):  # what is not there need not be reached
            paths.append(true_path(path))
    enter(profile(dict.fromkeys(paths), draws=bool(readable)))


def enter(text: str) -> None:
    """Put this process behind a profile.

    Raises:
        OSError: the system refuses, or has no Seatbelt.
    """
    a_string = ctypes.c_void_p
    init = declared("sandbox_init", ctypes.c_int, ctypes.c_char_p, ctypes.c_uint64, ctypes.POINTER(a_string))
    free = declared("sandbox_free_error", None, a_string)
    refusal = a_string()
    if init(text.encode(), _TEXT, ctypes.byref(refusal)) == 0:
        return
    reason = ctypes.string_at(refusal.value).decode(errors="replace") if refusal.value else ""
    if refusal.value:
        free(refusal)
    raise OSError(errno.EPERM, reason)


def _rule(operation: str, filtered: str, values: Iterable[str]) -> str:
    return f"(allow {operation} {' '.join(f'({filtered} {_quoted(value)})' for value in values)})"


def _quoted(text: str) -> str:
    if not text.isprintable():
        raise ValueError("a path with control characters")
    return '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'


def _above(places: Iterable[str]) -> list[str]:
    """Return every folder above these, whose own names are looked at on the way to them."""
    return sorted({str(folder) for place in places for folder in Path(place).parents})
