"""The protocol between a session and the process that runs one program of the system for it.

A session can start no program with more rights than it has, and no namespaces. The process that answers holds
no keys; it knows LibreOffice and the players of recordings, and starts nothing else. The first message says
what for; what it started ends when the line is closed.

=========  ===========  ======================================================  ==========================
message    from         words                                                   files
=========  ===========  ======================================================  ==========================
CONVERT    session      ending of the file, one of `OFFICE_ENDINGS`             the file; empty, for a PDF
PLAY       session      seconds from its beginning                              the recording
DONE       program      name of the program: the file is converted, or is played none
REFUSED    program      one of `ProgramRefusal`                                 none
=========  ===========  ======================================================  ==========================
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Literal, get_args

from casebook.host.ipc.channel import Channel

PROGRAM_PART = "--program-part"
"""The argument by which the program starts as such a process."""
ProgramRefusal = Literal["missing", "unconfined", "failed", "slow"]
"""Not installed; this computer cannot isolate it; it failed; it took too long."""
REFUSALS: tuple[ProgramRefusal, ...] = get_args(ProgramRefusal)
OFFICE_ENDINGS = (
    *("docx", "xlsx", "pptx", "odt", "ods", "odp", "odg"),
    *("doc", "xls", "ppt", "rtf", "sxw", "sxc", "sxi", "sxd"),
)
MAX_OFFICE_BYTES = 64 << 20
"""A larger file is not converted."""
MAX_PDF_BYTES = 256 << 20
MAX_PLAYED_BYTES = 1 << 30
"""A larger recording would fill the memory; it is not played."""
CONVERT_SECONDS = 120.0
"""Time to start LibreOffice and to convert one file."""


class ProgramMessage(IntEnum):
    """The message types."""

    CONVERT = 1
    PLAY = 2
    DONE = 11
    REFUSED = 12


_lines: list[Callable[[], Channel | None]] = []


def reach_programs_by(open_line: Callable[[], Channel | None]) -> None:
    """Have another process run programs from now on.

    Args:
        open_line: gives the line to a fresh one, or None where there is none; called from any thread.
    """
    _lines[:] = [open_line]


def line_of_launcher() -> Callable[[], Channel | None] | None:
    """Return what opens a line to such a process, or None where this process starts it itself."""
    return _lines[-1] if _lines else None
