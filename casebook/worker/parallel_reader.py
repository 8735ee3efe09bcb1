"""The parallel reader of a bundle worker: a fork of it that reads pages of a finished PDF at the same time.

It is forked before the worker gives up its access, has the same libraries in memory, and gives up the same;
no byte of an exhibit has been read by then. It has two pipes, both to the worker, and ends with it. What it
fails at, the worker does itself, so that a fault is reported as it would be without it.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO, NoReturn

import pypdfium2

from casebook.base.stopwatch import seconds
from casebook.host.ipc.message import (
    HEAD_BYTES,
    MessageHead,
    ProtocolError,
    in_pieces,
    read_head,
    read_payload,
    write_message,
)
from casebook.host.protocol.worker_protocol import IN, OUT
from casebook.host.sandbox.kernel import die_with
from casebook.pdf.check.examiner import Finding, Look, LostReaderError, look_at_page

_FILE, _LOOKS, _PAGES, _FOUND = 71, 72, 73, 74
"""Messages: a file, what to look for in it, a range of its pages; and what was found on them."""
_PATIENCE_SECONDS, _WAIT_SECONDS = 20.0, 0.1
"""How long to wait for pages when nothing else is left to do, and for how long at once."""
_MAX_FOUND_BYTES = 1 << 28


class ParallelReaderProcess:
    """The worker's side of a parallel reader.

    Args:
        into: the descriptor that it reads.
        out_of: the descriptor that it writes.
    """

    def __init__(self, into: int, out_of: int) -> None:
        self._into, self._out_of = into, out_of
        self._is_lost = False
        self._waited_since: float | None = None
        self._ready = select.poll()
        self._ready.register(out_of, select.POLLIN)

    def close(self) -> None:
        """End it: there is nothing left to read for it."""
        os.close(self._into)
        os.close(self._out_of)

    def begin(self, finished: BinaryIO, looks: Sequence[Look]) -> None:
        """Hand over a file and what to look for. Raises `LostReaderError`."""
        size_bytes = finished.seek(0, os.SEEK_END)
        finished.seek(0)
        self._send(MessageHead(_FILE, 0, 0, size_bytes), in_pieces(finished, size_bytes))
        portable = pickle.dumps(list(looks))
        self._send(MessageHead(_LOOKS, 0, 0, len(portable)), (portable,))

    def ask(self, pages: range) -> None:
        """Ask for some of its pages. Raises `LostReaderError`."""
        self._send(MessageHead(_PAGES, pages.start, pages.stop), ())

    def answer(self, *, waits: bool) -> list[Finding] | None:
        """Return what was found on the pages asked for first; None where that is not known yet.

        Raises:
            LostReaderError: it has ended, or nothing came for longer than pages take.
        """
        if self._ready.poll(_WAIT_SECONDS * 1000 if waits else 0):
            self._waited_since = None
            return self._received()
        if waits:
            self._waited_since = self._waited_since or seconds()
            if seconds() - self._waited_since > _PATIENCE_SECONDS:
                self._lose()
        return None

    def _received(self) -> list[Finding]:
        try:
            head = MessageHead.unpack(self._exactly(HEAD_BYTES))
            if head.kind != _FOUND or head.size_bytes > _MAX_FOUND_BYTES:
                self._lose()
            findings: list[Finding] = pickle.loads(self._exactly(head.size_bytes))  # noqa: S301 - see below
            # SECURITY: whoever takes over the reader gains nothing by taking over the worker: both read the
            # same files and have given up the same.
        except (OSError, ProtocolError) as error:
            self._lose(error)
        return findings

    def _exactly(self, size_bytes: int) -> bytes:
        """Read without a buffer of our own, in which an answer would lie unseen by `poll`."""
        received = bytearray()
        while len(received) < size_bytes:
            piece = os.read(self._out_of, size_bytes - len(received))
            if not piece:
                self._lose()
            received += piece
        return bytes(received)

    def _send(self, head: MessageHead, payload: Iterable[bytes]) -> None:
        if self._is_lost:
            self._lose()
        try:
            write_message(self._into, head, payload)
        except OSError as error:
            self._lose(error)

    def _lose(self, cause: Exception | None = None) -> NoReturn:
        self._is_lost = True
        raise LostReaderError from cause


def fork_parallel_reader(confine: Callable[[], object]) -> ParallelReaderProcess | None:
    """Fork this process, which has one thread and has read no foreign byte; None where the system refuses.

    Args:
        confine: gives up all access, in the fork.
    """
    requests, into = os.pipe()
    out_of, answers = os.pipe()
    worker = os.getpid()
    try:
        pid = os.fork()
    except OSError:
        pid = -1
    if pid == 0:
        _live(worker, (requests, answers), (into, out_of), confine)
    os.close(requests)
    os.close(answers)
    if pid < 0:
        os.close(into)
        os.close(out_of)
        return None
    return ParallelReaderProcess(into, out_of)


def _live(
    worker: int, own: tuple[int, int], foreign: tuple[int, int], confine: Callable[[], object]
) -> NoReturn:
    """Serve to the end; never returns, so that the worker's code is not run twice."""
    try:
        for descriptor in (IN, OUT, *foreign):  # the worker's parent sees it end by these
            os.close(descriptor)
        die_with(worker)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        _bound_by_worker()
        confine()
        _serve(*own)
    except BaseException:  # noqa: BLE001 - the worker reads what this one could not, and reports its fault
        os._exit(1)
    os._exit(0)


def _bound_by_worker() -> None:
    """Allow as much processor time as the kernel does: the parent sets anew only that of the worker."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def _serve(requests: int, answers: int) -> None:
    document: Any = None
    looks: Sequence[Look] = ()
    with open(requests, "rb") as stream:
        while (head := read_head(stream)) is not None:
            payload = read_payload(stream, head.size_bytes)
            if head.kind == _FILE:
                if document is not None:
                    document.close()
                document = pypdfium2.PdfDocument(payload)
            elif head.kind == _LOOKS:
                looks = pickle.loads(payload)  # noqa: S301 - of the worker, whose fork this is
            else:
                pages = range(head.first, head.second)
                answer = pickle.dumps([look_at_page(document, looks, index) for index in pages])
                write_message(answers, MessageHead(_FOUND, head.first, 0, len(answer)), (answer,))
