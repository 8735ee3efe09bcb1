"""A fork of a worker that shares its work, addressed over two pipes that no other process holds.

It has the same code and data in memory and starts in milliseconds. It ends with the worker, even amid work:
the kernel sees to it.
"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable, Iterable
from typing import BinaryIO, NoReturn, Self

from casebook.base.stopwatch import seconds
from casebook.host.ipc.message import HEAD_BYTES, MessageHead, ProtocolError, write_message
from casebook.host.process.worker_process import Died, TooSlow
from casebook.host.protocol.worker_protocol import IN, OUT
from casebook.host.sandbox.kernel import die_with

_WAIT_SECONDS = 0.1
"""For how long to wait at once."""


class WorkerFork:
    """The worker's side of a fork.

    Args:
        into: the descriptor that the fork reads.
        out_of: the descriptor that it writes.
    """

    def __init__(self, into: int, out_of: int) -> None:
        self._into, self._out_of = into, out_of
        self._is_lost = False
        self._waits_since: float | None = None
        self._ready = select.poll()
        self._ready.register(out_of, select.POLLIN)

    @classmethod
    def fork(cls, serve: Callable[[BinaryIO, int], object]) -> Self | None:
        """Fork this process, which has one thread; None where the system refuses.

        Args:
            serve: its life, with the stream it reads and the descriptor it writes.
        """
        requests, into = os.pipe()
        out_of, answers = os.pipe()
        worker = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            for descriptor in (requests, into, out_of, answers):
                os.close(descriptor)
            return None
        if pid == 0:
            _live(worker, (IN, OUT, into, out_of), serve, requests, answers)
        os.close(requests)
        os.close(answers)
        return cls(into, out_of)

    def close(self) -> None:
        """Close its pipes, on which it ends."""
        os.close(self._into)
        os.close(self._out_of)

    def send(self, head: MessageHead, payload: Iterable[bytes] = ()) -> None:
        """Send a message, waiting until it is read.

        Raises:
            Lost: the fork has ended, or did not answer in time before.
        """
        if self._is_lost:
            raise Died
        try:
            write_message(self._into, head, payload)
        except OSError as error:
            self._is_lost = True
            raise Died from error

    def answer(self, kind: int, most_bytes: int, *, patience_seconds: float) -> bytes | None:
        """Return the payload of the next answer; None where none has come yet.

        Args:
            kind: of the message.
            most_bytes: of its payload.
            patience_seconds: for how long a caller with nothing else to do asks in all; 0 to look only.

        Raises:
            Lost: the fork has ended, answers nonsense, or has not answered for so long.
        """
        if self._ready.poll(_WAIT_SECONDS * 1000 if patience_seconds else 0):
            self._waits_since = None
            return self._payload(kind, most_bytes)
        if patience_seconds:
            self._waits_since = self._waits_since or seconds()
            if seconds() - self._waits_since > patience_seconds:
                self._is_lost = True
                raise TooSlow
        return None

    def _payload(self, kind: int, most_bytes: int) -> bytes:
        try:
            head = MessageHead.unpack(self._exactly(HEAD_BYTES))
            _require(head, kind, most_bytes)
            return self._exactly(head.size_bytes)
        except (OSError, ProtocolError) as error:
            self._is_lost = True
            raise Died from error

    def _exactly(self, size_bytes: int) -> bytes:
        """Read without a buffer of our own, in which an answer would lie unseen by `poll`."""
        received = bytearray()
        while len(received) < size_bytes:
            piece = os.read(self._out_of, size_bytes - len(received))
            if not piece:
                raise ProtocolError
            received += piece
        return bytes(received)


def _require(head: MessageHead, kind: int, most_bytes: int) -> None:
    if head.kind != kind or head.size_bytes > most_bytes:
        raise ProtocolError


def _live(
    worker: int,
    foreign: Iterable[int],
    serve: Callable[[BinaryIO, int], object],
    requests: int,
    answers: int,
) -> NoReturn:
    """Serve to the end; never returns, so that the worker's code is not run twice."""
    code = 1
    try:
        for descriptor in foreign:  # by standard input and output the worker's parent sees it end
            os.close(descriptor)
        die_with(worker)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        _allow_cpu()
        with open(requests, "rb") as stream:
            serve(stream, answers)
        code = 0
    finally:
        os._exit(code)  # whatever happened here, the worker sees that it ended, and does the work itself


def _allow_cpu() -> None:
    """Allow as much processor time as the kernel does: the parent sets anew only that of the worker."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
