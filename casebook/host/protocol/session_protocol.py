"""The protocol between the launcher and the processes it started.

=============  ================  =============================================================================
message        from              words and files
=============  ================  =============================================================================
OPENED         session           the vault's folder: a spare may be made ready for it
LOCKED         session           where its window is, remarks, where its pages were: the next may be shown
PANICKED       session           where its window was: the same; what is left of it in a moment is killed
ANEW           session           purpose, vault's folder, where its window is: a fresh session, in its place
ENDING         session           none: the person closes the window
SHOWN          session           none: its window is on the screen
PICK           session           none; the far end of a line: somebody to choose a file, who talks over it
DESKTOP        session           none; the far end of a line: somebody who may talk to the desktop over D-Bus
PROGRAM        session           none; the far end of a line: somebody who runs a program of the system for it
SHOW           launcher          where to show the window; of the session before: remarks, place of its pages
GO             launcher          none: another is on the screen, end
LOCK           launcher          none: lock in order and end, the computer wants it
=============  ================  =============================================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Literal, get_args

from casebook.host.ipc.channel import ChannelMessage

SessionPurpose = Literal["open", "place", "make", "sample"]
"""What a session is for: opening a casebook, choosing where a new one goes, making it, trying the sample."""


class SessionMessage(IntEnum):
    """The message types."""

    OPENED = 1
    LOCKED = 2
    PANICKED = 3
    ANEW = 4
    ENDING = 5
    SHOWN = 6
    PICK = 7
    DESKTOP = 8
    PROGRAM = 9
    SHOW = 11
    GO = 12
    LOCK = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStart:
    """The start data of a session, passed in memory: arguments and environment contain none.

    Attributes:
        purpose: "open" to unlock a casebook, "place" to choose name and folder of a new one, "make" to
            create it, "sample" to create or open the sample casebook.
        vault: the vault's folder, or None to look where people keep them; for "place" what was chosen before.
        is_spare: hidden until asked to show itself.
        place: where to show the window and whether with names hidden, as the session before reported it; ""
            for wherever.
    """

    purpose: SessionPurpose = "open"
    vault: Path | None = None
    is_spare: bool = False
    place: str = ""


_PLACE = re.compile(r"(?:-?\d{1,5}(?:,-?\d{1,5}){3}(?:,[01]){2})?")
"""The format of `ui.kit.launcher_link.place_of`, or nothing."""
_REMARKS = re.compile(
    r"(?:unchanged|new-keys(?:,files-left)?(?:,files-shared)?(?:,keychain-left)?"
    r"|(?:shares-unused,?\b)?(?:backup-(?:absent|denied|full|stalled|failed))?)"
)
"""The keys of `services.vault.lock_remarks.REMARKS`, or nothing, for the lock screen."""
_LEFT = re.compile(r"(?:[0-9a-f-]{36}(?:/[\w.-]{0,64}){4}/(?:form)?)?", re.ASCII)
"""The format of `ui.app.left_place.LeftPlace`, or nothing: IDs and keys of pages, whether a form was open."""
_WORDS_AND_FILES: dict[int, tuple[int, int]] = {
    SessionMessage.OPENED: (1, 0),
    SessionMessage.LOCKED: (3, 0),
    SessionMessage.PANICKED: (1, 0),
    SessionMessage.ANEW: (3, 0),
    SessionMessage.ENDING: (0, 0),
    SessionMessage.SHOWN: (0, 0),
    SessionMessage.PICK: (0, 1),
    SessionMessage.DESKTOP: (0, 1),
    SessionMessage.PROGRAM: (0, 1),
}


def is_sound(message: ChannelMessage) -> bool:
    """Return whether a message from a session to the launcher is complete and valid."""
    words = message.words
    if (len(words), len(message.files)) != _WORDS_AND_FILES.get(message.kind):
        return False
    if message.kind == SessionMessage.OPENED:
        return bool(words[0])
    if message.kind == SessionMessage.ANEW and words[0] not in get_args(SessionPurpose):
        return False
    if message.kind == SessionMessage.LOCKED:
        formats = (_PLACE, _REMARKS, _LEFT)
        return all(one.fullmatch(word) is not None for one, word in zip(formats, words, strict=True))
    is_placed = message.kind in {SessionMessage.PANICKED, SessionMessage.ANEW}
    return not is_placed or _PLACE.fullmatch(words[-1]) is not None
