"""The common part of render, extract and bundle workers: start and errors.

=========  =============================================  ===================
kind       first                                          bytes
=========  =============================================  ===================
READY      version of Landlock; 0 where it is unconfined  none
REFUSED    0: this computer cannot confine it             none
FAULT      one of `WorkerFault`; of the bundle worker 1   see each protocol
           where memory was out, else 0
=========  =============================================  ===================

Only the bundle worker runs unconfined.
"""

from __future__ import annotations

from enum import IntEnum

IN, OUT = 0, 1
"""The descriptors of requests and answers: standard input and output."""


class WorkerMessage(IntEnum):
    """The message types of every worker."""

    READY = 11
    REFUSED = 12
    FAULT = 16


class WorkerFault(IntEnum):
    """Why a worker cannot do a request."""

    UNREADABLE = 1
    ENCRYPTED = 2
    TOO_LARGE = 3
    NO_SUCH_PAGE = 4
    NO_LIBRARY = 5
    NEVER_UNLOCKED = 6
