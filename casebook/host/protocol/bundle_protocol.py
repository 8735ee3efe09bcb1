"""The requests and answers of a bundle worker, and the limits both sides observe.

A bundle worker is an isolated process that handles untrusted PDFs: it builds a bundle of them, surveys a
finished PDF or renders pages. It asks for one file after the other and sends its output in pieces.
READY is that of `worker_protocol`.

=========  =======  ======================  ================  ==========================================
kind       from     first                   second            bytes
=========  =======  ======================  ================  ==========================================
LOAD       parent   1 builds, 0 inspects    0                 none
JOB        parent   memory limit in MiB     0                 a pickled `PdfJob`, read before any exhibit
WANT       worker   place of a file, from 0 0                 none
GIVE       parent   place of a file         0                 the file
HOLD       worker   place of a file + 1     0                 none: faults from now on are of that file; 0
                                                              for none
STEP       worker   done                    in all            JSON, what is being done
PIECE      worker   place of its file       0                 a piece of what was made
DONE       worker   0                       0                 JSON, the answer
REFUSAL    worker   0                       0                 JSON, why it cannot be done
FAULT      worker   1 where memory was out  0                 UTF-8, the kind of the fault and its place
=========  =======  ======================  ================  ==========================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from casebook.base.message import Message
from casebook.host.ipc.message import MessageHead

BUNDLE_WORKER = "--bundle-worker"
"""The argument that runs the program as a bundle worker."""

STALL_SECONDS = 60.0
"""Maximum silence of a bundle worker, in processor and clock time: it reports every page."""

MEMORY_BYTES = 1 << 30
"""Memory limit in addition to `MEMORY_TIMES` the size of its files."""
MEMORY_TIMES = 4

MAX_STEP_BYTES = 500
MAX_REFUSAL_BYTES = 20_000
MAX_PIECE_BYTES = 128 << 20
MAX_ANSWER_BYTES = 128 << 20


class BundleMessage(IntEnum):
    """Message types in addition to those of `worker_protocol`."""

    LOAD = 51
    JOB = 52
    WANT = 53
    GIVE = 54
    HOLD = 55
    STEP = 56
    PIECE = 57
    DONE = 58
    REFUSAL = 59


LOAD_TO_BUILD = MessageHead(BundleMessage.LOAD, 1)
LOAD_TO_INSPECT = MessageHead(BundleMessage.LOAD, 0)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a job cannot be done: an error the user can act on.

    Attributes:
        kind: which of `base.errors`.
        title, field, remedy: as there.
        exhibits: of a `DamagedSource`, as there, in pairs; empty for another.
    """

    kind: str
    title: Message
    field: str
    remedy: Message
    exhibits: tuple[tuple[str, Message], ...] = ()
