"""What a binder is asked and what it answers, and the bounds both sides keep.

A binder is a renderer's sibling that works on PDFs nobody vouches for: it binds them, takes stock of them and
draws their pages. It asks for one file after the other and hands over what it makes piece by piece.

=========  =======  ======================  ================  ==========================================
kind       from     first                   second            bytes
=========  =======  ======================  ================  ==========================================
LOAD       parent   1 to bind, 0 to look    0                 none
ORDER      parent   MiB it may fill         0                 a pickle, of the parent, read before files
READY      binder   whether it is confined  0                 none
WANT       binder   place of a file, from 0 0                 none
GIVE       parent   place of a file         0                 the file
HOLD       binder   place of a file + 1     0                 none: faults from now on are of that file; 0
                                                              for none
STEP       binder   done                    in all            JSON, what is being done
PIECE      binder   place of its file       0                 a piece of what was made
DONE       binder   0                       0                 JSON, the answer
REFUSAL    binder   0                       0                 JSON, why it cannot be done
FAULT      binder   1 where memory was out  0                 UTF-8, the kind of the fault and its place
=========  =======  ======================  ================  ==========================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from casebook.base.message import Message

BINDER = "--binder"
"""The argument by which the program runs as a binder."""

STALL_SECONDS = 60.0
"""How long a binder may be silent, in processor time and by the clock: it tells of every page."""

MEMORY_BYTES = 1 << 30
"""What it may fill beside `MEMORY_TIMES` the files it works on."""
MEMORY_TIMES = 4

MAX_STEP_BYTES = 500
MAX_REFUSAL_BYTES = 20_000
MAX_PIECE_BYTES = 128 << 20
MAX_ANSWER_BYTES = 128 << 20


class BindKind(IntEnum):
    """What a message of a binder or to it is about; READY is that of `drawing.Kind`."""

    LOAD = 51
    ORDER = 52
    WANT = 53
    GIVE = 54
    HOLD = 55
    STEP = 56
    PIECE = 57
    DONE = 58
    REFUSAL = 59
    FAULT = 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an order cannot be fulfilled: an error a person can do something about.

    Attributes:
        kind: which of `base.errors`.
        title, field, remedy: as there.
    """

    kind: str
    title: Message
    field: str
    remedy: Message
