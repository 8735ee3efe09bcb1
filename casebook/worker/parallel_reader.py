"""The parallel reader of a bundle worker: a fork of it that reads pages of a finished PDF at the same time.

It is forked before the worker gives up its access, has the same libraries in memory, and gives up the same;
no byte of an exhibit has been read by then. What it fails at the worker does itself, so that a fault is
reported as it would be without it.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, BinaryIO

from casebook.host.ipc.message import MessageHead, in_pieces, read_head, read_payload, write_message
from casebook.host.process.worker_fork import WorkerFork
from casebook.host.process.worker_process import Lost
from casebook.pdf.page.examiner import Finding, Look, LostReaderError, look_at_page, opened_bytes

_FILE, _LOOKS, _PAGES, _FOUND = 71, 72, 73, 74
"""Messages: a file, what to look for in it, a range of its pages; and what was found on them."""
_PATIENCE_SECONDS = 20.0
"""How long to wait for pages when nothing else is left to do."""
_MAX_FOUND_BYTES = 1 << 28


class ForkedReader:
    """The worker's side of a parallel reader."""

    def __init__(self, fork: WorkerFork) -> None:
        self._fork = fork

    def close(self) -> None:
        """End it: there is nothing left to read for it."""
        self._fork.close()

    def begin(self, finished: BinaryIO, looks: Sequence[Look]) -> None:
        """Hand over a file and what to look for. Raises `LostReaderError`."""
        size_bytes = finished.seek(0, os.SEEK_END)
        finished.seek(0)
        portable = pickle.dumps(list(looks))
        try:
            self._fork.send(MessageHead(_FILE, 0, 0, size_bytes), in_pieces(finished, size_bytes))
            self._fork.send(MessageHead(_LOOKS, 0, 0, len(portable)), (portable,))
        except Lost as error:
            raise LostReaderError from error

    def ask(self, pages: range) -> None:
        """Ask for some of its pages. Raises `LostReaderError`."""
        try:
            self._fork.send(MessageHead(_PAGES, pages.start, pages.stop))
        except Lost as error:
            raise LostReaderError from error

    def answer(self, *, waits: bool) -> list[Finding] | None:
        """Return what was found on the pages asked for first; None where that is not known yet.

        SECURITY: whoever takes over the reader gains nothing by taking over the worker with what is unpickled
        here: both read the same files and have given up the same.

        Raises:
            LostReaderError: it has ended, or nothing came for longer than pages take.
        """
        try:
            payload = self._fork.answer(
                _FOUND, _MAX_FOUND_BYTES, patience_seconds=_PATIENCE_SECONDS if waits else 0
            )
        except Lost as error:
            raise LostReaderError from error
        if payload is None:
            return None
        findings: list[Finding] = pickle.loads(payload)  # noqa: S301 - see above
        return findings


def can_fork_beside() -> bool:
    """Return whether a fork could run beside this process: a second processor, on a system that forks."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def fork_parallel_reader(confine: Callable[[], object]) -> ForkedReader | None:
    """Fork this process, which has one thread and has read no foreign byte; None where the system refuses.

    Args:
        confine: gives up all access, in the fork.
    """
    fork = WorkerFork.fork(partial(_serve, confine))
    return ForkedReader(fork) if fork else None


def _serve(confine: Callable[[], object], requests: BinaryIO, answers: int) -> None:
    confine()
    document: Any = None
    looks: Sequence[Look] = ()
    while (head := read_head(requests)) is not None:
        payload = read_payload(requests, head.size_bytes)
        if head.kind == _FILE:
            if document is not None:
                document.close()
            document = opened_bytes(payload)
        elif head.kind == _LOOKS:
            looks = pickle.loads(payload)  # noqa: S301 - of the worker, whose fork this is
        else:
            pages = range(head.first, head.second)
            answer = pickle.dumps([look_at_page(document, looks, index) for index in pages])
            write_message(answers, MessageHead(_FOUND, head.first, 0, len(answer)), (answer,))
