"""The bundle worker: runs one job on untrusted PDFs.

It loads its libraries, receives the job, gives up all access and only then asks for files. A hostile file can
at worst end this process.
"""

from __future__ import annotations

import gc
import io
import pickle
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO, NoReturn

from casebook.base.errors import CasebookError, DamagedSource, Refused
from casebook.base.log import error_place
from casebook.base.message import NO_MESSAGE, Message
from casebook.base.progress import NONE, unheld
from casebook.base.stopwatch import seconds
from casebook.domain.dossier.pdf_job import BundleJob, InspectJob, PdfJob
from casebook.host.ipc.message import MessageHead, ProtocolError, read_head, read_payload, write_message
from casebook.host.ipc.typed_json import written_answer
from casebook.host.process.forks import serve_forks
from casebook.host.protocol.bundle_protocol import BundleMessage, Refusal
from casebook.host.protocol.worker_protocol import OUT, WorkerMessage
from casebook.host.sandbox.landlock import landlock_version
from casebook.host.sandbox.places import font_folders
from casebook.host.sandbox.sandbox import confine_worker
from casebook.pdf.jobs.exchange import Exchange, Piece
from casebook.pdf.jobs.preload import preload, preload_for
from casebook.pdf.jobs.run_job import run_job
from casebook.worker.parallel_reader import ForkedReader, can_fork_beside, fork_parallel_reader
from casebook.worker.parent import parent_stream

_BETWEEN_STEPS_SECONDS = 0.05


def serve_bundling() -> int:
    """Serve the parent over standard input and output: one job.

    Returns:
        The exit code, 0.
    """
    stream, fonts = parent_stream(), font_folders()
    first = read_head(stream)
    if first is None:
        return 0
    preload(fonts, to_build=bool(first.first))
    return _serve(stream, fonts)


def serve_bundling_forks() -> NoReturn:
    """Be the server that bundle workers are forked from, until the parent closes the channel."""
    fonts = font_folders()
    load = cache(lambda to_build: preload(fonts, to_build=to_build))

    def worker(first: MessageHead) -> Callable[[], int]:
        load(bool(first.first))
        return lambda: _serve(parent_stream(), fonts)

    serve_forks(worker)


def _serve(stream: BinaryIO, fonts: list[Path]) -> int:
    """Do one job; returns the exit code, 0."""
    head = read_head(stream)
    if head is None:
        return 0
    job: PdfJob = pickle.loads(read_payload(stream, head.size_bytes))  # noqa: S301 - of our parent, before files
    preload_for(job)
    gc.freeze()  # what is loaded stays
    gc.enable()
    version = landlock_version()
    confine = partial(_confine, fonts, head.first << 20)
    reads_back = isinstance(job, BundleJob | InspectJob) and can_fork_beside()
    reader = fork_parallel_reader(confine) if reads_back else None
    is_confined = confine()
    write_message(OUT, MessageHead(WorkerMessage.READY, version if is_confined else 0))
    _work(job, ParentChannel(stream), reader)
    return 0


def _confine(fonts: list[Path], memory_bytes: int) -> bool:
    """Confine this process; returns False if the kernel lacks a part.

    SECURITY: the job runs all the same then: this process holds no key, and the parent warns the user.
    """
    try:
        confine_worker(fonts, memory_bytes)
    except Refused:
        return False
    return True


def _work(job: PdfJob, line: ParentChannel, reader: ForkedReader | None) -> None:
    try:
        answer = run_job(job, Exchange(line.give, line.take, line.progress, line.hold, reader))
        payload = written_answer(answer)
        write_message(OUT, MessageHead(BundleMessage.DONE, 0, 0, len(payload)), (payload,))
    except CasebookError as error:
        exhibits = tuple(error.exhibits.items()) if isinstance(error, DamagedSource) else ()
        payload = written_answer(Refusal(error.kind, error.title, error.field, error.remedy, exhibits))
        write_message(OUT, MessageHead(BundleMessage.REFUSAL, 0, 0, len(payload)), (payload,))
    except Exception as error:  # noqa: BLE001 - libraries stumble over hostile files in ways nobody can list
        is_memory = isinstance(error, MemoryError | RecursionError)
        if not is_memory and isinstance(job, BundleJob) and not line.is_holding:
            line.hold(_culprit(job, line))
        payload = error_place(error).encode("utf-8", "replace")
        write_message(OUT, MessageHead(WorkerMessage.FAULT, int(is_memory), 0, len(payload)), (payload,))


def _culprit(job: BundleJob, line: ParentChannel) -> int:
    """Return the place of the first exhibit whose bundle alone fails too, or NONE.

    Some faults show only in the finished file, where nobody knows any more whose they are.
    """
    whole = job.composition
    for place, exhibit in enumerate(whole.exhibits):
        alone = replace(job, composition=replace(whole, exhibits=(exhibit,), parts=(), cover=None))
        try:
            run_job(alone, Exchange(partial(_give, line, place), lambda *_: None, line.progress, unheld))
        except CasebookError:
            continue
        except Exception:  # noqa: BLE001 - the one that is looked for
            return place
    return NONE


def _give(line: ParentChannel, place: int, _: int) -> BinaryIO:
    return line.give(place)


class ParentChannel:
    """The pipes to the parent.

    Args:
        asked: stream of its messages.
    """

    def __init__(self, asked: BinaryIO) -> None:
        self._asked = asked
        self._reported_at, self._step = 0.0, NO_MESSAGE
        self._held: int | None = None

    def give(self, place: int) -> BinaryIO:
        """Request a file; it counts as the current one from then on."""
        self._held = place
        write_message(OUT, MessageHead(BundleMessage.WANT, place))
        head = read_head(self._asked)
        if head is None or (head.kind, head.first) != (BundleMessage.GIVE, place):
            raise ProtocolError
        return io.BytesIO(read_payload(self._asked, head.size_bytes))

    def take(self, place: int, piece: Piece) -> None:
        """Send a piece of an output file."""
        write_message(OUT, MessageHead(BundleMessage.PIECE, place, 0, len(piece)), (piece,))

    @property
    def is_holding(self) -> bool:
        """Return whether a file is being processed."""
        return self._held is not None and self._held != NONE

    def hold(self, place: int) -> None:
        """Report which file is being processed."""
        if place != self._held:
            self._held = place
            write_message(OUT, MessageHead(BundleMessage.HOLD, place + 1))

    def progress(self, done: int, total: int, step: Message) -> None:
        """Report progress: each new step, and at most twenty times a second."""
        now = seconds()
        if step == self._step and now - self._reported_at < _BETWEEN_STEPS_SECONDS:
            return
        self._reported_at, self._step = now, step
        payload = written_answer(step)
        write_message(
            OUT, MessageHead(BundleMessage.STEP, max(done, 0), max(total, 0), len(payload)), (payload,)
        )
