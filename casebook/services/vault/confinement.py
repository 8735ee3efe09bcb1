"""How this computer confines the parts of the program, for whoever wants to know before trusting it."""

from __future__ import annotations

import sys

from casebook.base.message import Message
from casebook.host.sandbox.sandbox import DRAWING_REPORT, SandboxReport, session_report

_OFF = SandboxReport(
    in_force=(),
    missing=(
        Message("Documents are not shown here: this system cannot isolate the document viewer process."),
    ),
)
_WITHIN = SandboxReport(
    in_force=(),
    missing=(Message("A flaw in the program itself could expose all your files and the program's memory."),),
)


def has_triggers() -> bool:
    """Whether this system tells the program that it goes to sleep or that its screen is locked."""
    return sys.platform == "linux"


def of_worker() -> SandboxReport:
    """How the part that draws documents is confined; where it cannot be, it does not start."""
    return DRAWING_REPORT if sys.platform == "linux" else _OFF


def of_session() -> SandboxReport:
    """How the part that holds the keys is confined."""
    return session_report() or _WITHIN
