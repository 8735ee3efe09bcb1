"""How every worker begins: tied to the life of its parent, then confined, or ended where it cannot be."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import Refused
from casebook.host.ipc.message import MessageHead, write_message
from casebook.host.process.posix_child import die_with_parent
from casebook.host.protocol.worker_protocol import IN, OUT, WorkerMessage
from casebook.host.sandbox.landlock import landlock_version
from casebook.host.sandbox.sandbox import confine_worker


def parent_stream() -> BinaryIO:
    """Tie this process to the life of its parent; returns the pipe of the parent's messages."""
    if sys.platform != "win32":  # there the job it lies in ends it
        die_with_parent()
    logging.disable()  # standard error is the lifeline, which nobody reads: it would fill
    return open(IN, "rb", closefd=False)  # for the life of the process


def confine_or_exit(readable: Sequence[Path]) -> int:
    """Confine this process before it reads anything untrusted.

    Args:
        readable: files and folders that stay readable.

    Returns:
        The version of Landlock that confines it, for the parent's report.

    Raises:
        SystemExit: this computer cannot confine a worker; the parent knows, and the exit code is that of
            the refusal.
    """
    version = landlock_version()
    try:
        confine_worker(readable)
    except Refused as refusal:
        write_message(OUT, MessageHead(WorkerMessage.REFUSED))
        raise SystemExit(refusal.exit_code) from refusal
    return version
