"""The protocol between a session and the process that uses D-Bus for it.

A session can connect to nobody itself. The first message says what the process is for; a keychain answers
until the line is closed.

=========  ===========  ====================================================================
message    from         words
=========  ===========  ====================================================================
WATCH      session      none: tell when the computer goes to sleep or its screen is locked
PROBE      session      none: is there a keychain?
FETCH      session      id of a vault
KEEP       session      id of a vault, its key in base64
FORGET     session      id of a vault
SLEEP      desktop      none
SCREEN     desktop      none
DONE       desktop      the key, where one was fetched; else none
REFUSED    desktop      none: there is no keychain, or it will not
=========  ===========  ====================================================================
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from casebook.host.ipc.channel import Channel


class DesktopMessage(IntEnum):
    """The message types."""

    WATCH = 1
    PROBE = 2
    FETCH = 3
    KEEP = 4
    FORGET = 5
    SLEEP = 11
    SCREEN = 12
    DONE = 13
    REFUSED = 14
    UNDELAYED = 15


_lines: list[Callable[[], Channel]] = []


def reach_desktop_by(open_line: Callable[[], Channel]) -> None:
    """Use another process for desktop access from now on.

    Args:
        open_line: gives the line to a fresh one; called from any thread.
    """
    _lines[:] = [open_line]


def desktop_line() -> Channel | None:
    """Return the channel to a new desktop process, or None if this process has access itself."""
    return _lines[-1]() if _lines else None
