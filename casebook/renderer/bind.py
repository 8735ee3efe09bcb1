"""A binder's life: load, take an order, give everything up, then ask for files and work on them.

It works on one order. Whatever goes wrong with the files of that order ends at worst this process.
"""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import CasebookError, Refused
from casebook.base.log import whereabouts
from casebook.base.message import NO_MESSAGE, Message
from casebook.base.stopwatch import seconds
from casebook.domain.dossier.pdf_job import Order
from casebook.host.ipc.message import MessageHead, ProtocolError, read_head, read_payload, write_message
from casebook.host.ipc.typed_json import written_answer
from casebook.host.process.process import die_with_parent
from casebook.host.protocol.bundle_protocol import STALL_SECONDS, BindKind, Refusal
from casebook.host.protocol.render_protocol import Kind
from casebook.host.sandbox.limits import allow_cpu
from casebook.host.sandbox.places import font_folders
from casebook.host.sandbox.sandbox import confine_renderer
from casebook.pdf.jobs.exchange import Exchange, Piece
from casebook.pdf.jobs.preload import ready, ready_for
from casebook.pdf.jobs.run_job import fulfil

_IN, _OUT = 0, 1
_BETWEEN_STEPS_SECONDS = 0.05


def serve_binding() -> int:
    """Serve the parent over standard input and output: one order.

    Returns:
        The exit code, 0.
    """
    die_with_parent()
    stream = open(_IN, "rb", closefd=False)  # noqa: SIM115 - for the life of the process
    fonts = font_folders()
    first = read_head(stream)
    if first is None:
        return 0
    ready(fonts, to_bind=bool(first.first))
    head = read_head(stream)
    if head is None:
        return 0
    order: Order = pickle.loads(read_payload(stream, head.size_bytes))  # noqa: S301 - of our parent, before files
    ready_for(order)
    is_confined = _confine(fonts, head.first << 20)
    write_message(_OUT, MessageHead(Kind.READY, int(is_confined)))
    _work(order, ParentChannel(stream))
    return 0


def _confine(fonts: list[Path], memory_bytes: int) -> bool:
    """Whether it could be confined.

    SECURITY: where the kernel lacks a part, it works all the same: it holds no key, and the parent knows.
    """
    try:
        confine_renderer(fonts, memory_bytes)
    except Refused:
        return False
    return True


def _work(order: Order, line: ParentChannel) -> None:
    try:
        answer = fulfil(order, Exchange(line.give, line.take, line.progress, line.hold))
        payload = written_answer(answer)
        write_message(_OUT, MessageHead(BindKind.DONE, 0, 0, len(payload)), (payload,))
    except CasebookError as error:
        payload = written_answer(Refusal(error.kind, error.title, error.field, error.remedy))
        write_message(_OUT, MessageHead(BindKind.REFUSAL, 0, 0, len(payload)), (payload,))
    except Exception as error:  # noqa: BLE001 - libraries stumble over hostile files in ways nobody can list
        is_memory = isinstance(error, MemoryError | RecursionError)
        payload = whereabouts(error).encode("utf-8", "replace")
        write_message(_OUT, MessageHead(BindKind.FAULT, int(is_memory), 0, len(payload)), (payload,))


class ParentChannel:
    """The way to the parent.

    Args:
        asked: what comes from it.
    """

    def __init__(self, asked: BinaryIO) -> None:
        self._asked = asked
        self._reported_at, self._step = 0.0, NO_MESSAGE
        self._held: int | None = None

    def give(self, place: int) -> BinaryIO:
        """Ask for a file; it is in hand from then on."""
        self._held = place
        allow_cpu(int(STALL_SECONDS))
        write_message(_OUT, MessageHead(BindKind.WANT, place))
        head = read_head(self._asked)
        if head is None or (head.kind, head.first) != (BindKind.GIVE, place):
            raise ProtocolError
        return io.BytesIO(read_payload(self._asked, head.size_bytes))

    def take(self, place: int, piece: Piece) -> None:
        """Hand over a piece of one of the files made."""
        allow_cpu(int(STALL_SECONDS))
        write_message(_OUT, MessageHead(BindKind.PIECE, place, 0, len(piece)), (piece,))

    def hold(self, place: int) -> None:
        """Tell which file is in hand."""
        if place != self._held:
            self._held = place
            write_message(_OUT, MessageHead(BindKind.HOLD, place + 1))

    def progress(self, done: int, total: int, step: Message) -> None:
        """Tell how far the work is: each new step, and some twenty times a second."""
        now = seconds()
        if step == self._step and now - self._reported_at < _BETWEEN_STEPS_SECONDS:
            return
        self._reported_at, self._step = now, step
        allow_cpu(int(STALL_SECONDS))
        payload = written_answer(step)
        write_message(_OUT, MessageHead(BindKind.STEP, max(done, 0), max(total, 0), len(payload)), (payload,))
