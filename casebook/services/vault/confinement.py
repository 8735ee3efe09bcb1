"""Confinement of the parts of the program on this computer, for users who want to know before trusting it."""

from __future__ import annotations

import sys
from dataclasses import replace

from casebook.base.message import Message
from casebook.host.process.worker_process import CAN_START
from casebook.host.sandbox.sandbox import APART, UNCONFINED, SandboxReport, session_report, worker_report
from casebook.services.vault.self_check import SelfCheck
from casebook.vault import keys_are_locked

_OFF = SandboxReport(
    state="none",
    in_force=(),
    missing=(
        Message("Documents are not shown here: this system cannot isolate the document viewer process."),
    ),
)
_SEEN = SandboxReport(
    state="walled",
    in_force=(
        APART,
        Message(
            "In the self-check on this computer it was refused your files, programs, the network, more "
            "memory and the memory of Casebook."
        ),
    ),
)
_KEYS_LOCKED = Message("The keys are in memory that the system does not write to the swap area.")
_KEYS_NOT_LOCKED = Message("The system may write the keys to the swap area.")
_SWAP = Message(
    "Everything else in memory, such as records and the passphrase while it is typed, may be written to the "
    "swap area, and all of it when the computer hibernates. Encrypt the whole disk, and do not hibernate."
)


def has_triggers() -> bool:
    """Return whether this system reports that it goes to sleep or that its screen is locked."""
    return sys.platform in {"linux", "win32", "darwin"}


def is_walled() -> bool:
    """Return whether workers are walled off: by what each gives up, or as the self-check saw it here."""
    return of_worker().state == "walled"


def of_worker() -> SandboxReport:
    """Return how the document viewer process is confined; it starts nowhere else."""
    if not CAN_START:
        return _OFF
    report, check = worker_report(), SelfCheck.load()
    is_seen = report.state == "apart" and check is not None and check.is_walled
    return _SEEN if is_seen else report


def of_session() -> SandboxReport:
    """Return how the session, which holds the keys, is confined, and which memory may reach the disk."""
    report = session_report() or UNCONFINED
    are_locked = keys_are_locked()
    return replace(
        report,
        in_force=(*report.in_force, _KEYS_LOCKED) if report.in_force and are_locked else report.in_force,
        missing=(*report.missing, *(() if are_locked else (_KEYS_NOT_LOCKED,)), _SWAP),
    )
