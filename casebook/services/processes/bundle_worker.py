"""The session's side of a bundle worker: jobs on untrusted PDFs, done by an isolated process without keys.

Exhibits go to the worker through a pipe when it asks for them, and its output comes back in pieces. It is
treated as hostile: every message is bounded and checked, and if it dies or hangs, the error names the exhibit
it was working on.
"""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, NoReturn, Self, TypeVar

from casebook.base.errors import CasebookError, DamagedSource, InvalidInput, RedactionIncomplete, Refused
from casebook.base.message import Message
from casebook.base.progress import NONE, Progress, silent, unheld
from casebook.base.stopwatch import seconds
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.pdf_job import (
    BundleJob,
    FillForm,
    JoinFiles,
    ListIncompatible,
    ListUnsearchable,
    PdfJob,
    ReadForm,
    RenderSearchable,
    RenderUnsearchable,
)
from casebook.domain.dossier.pdf_result import BundleFiles, IncompatiblePages, PageSelection, damaged
from casebook.host.ipc.message import MessageHead, ProtocolError, in_pieces
from casebook.host.ipc.typed_json import read_answer
from casebook.host.process import worker_ahead
from casebook.host.process.worker_process import CAN_START, Died, Lost, TooSlow, WorkerProcess
from casebook.host.protocol.bundle_protocol import (
    BUNDLE_WORKER,
    LOAD_TO_BUILD,
    LOAD_TO_INSPECT,
    MAX_ANSWER_BYTES,
    MAX_PIECE_BYTES,
    MAX_REFUSAL_BYTES,
    MAX_STEP_BYTES,
    MEMORY_BYTES,
    MEMORY_TIMES,
    STALL_SECONDS,
    BundleMessage,
    Refusal,
)
from casebook.host.protocol.worker_protocol import WorkerMessage

T = TypeVar("T")
Take = Callable[[int, bytes | bytearray | memoryview], object]

_LOADING = Message("reading exhibits")
_KINDS: dict[str, type[CasebookError]] = {error.kind: error for error in (InvalidInput, RedactionIncomplete)}
_LEAVE_OUT = Message("Leave it out, or open it in a viewer, print it to a PDF and use that copy.")
_UNCONFINED = FilingProblem(
    check="source",
    page=0,
    what=Message("This computer cannot isolate the process that reads exhibits."),
    is_blocking=False,
    rule=Message("A malicious file could exploit a flaw in the software that reads it."),
    mend=Message(
        "Use only files from people you trust, or assemble the PDF on a Linux computer with Landlock."
    ),
)
_ENDED = Refused(
    "Another program or the system ended the process that works on these files. No file was written.",
    remedy="Close other programs and try again.",
)


def _unstarted() -> Refused:
    return Refused(
        "The system did not start another process to work on these files.",
        remedy="Close other programs and try again.",
    )


def untaken(place: int, piece: bytes | bytearray | memoryview) -> None:
    """Discard a piece: a `Take` for jobs without output files."""


class BundleWorker:
    """A worker process for one job, which starts loading at once; a context manager, or closed by `close`.

    Where no workers are started the job runs in this process.

    Args:
        to_build: whether the job will build a bundle, or only inspect files.

    Attributes:
        is_confined: whether it gave up files, network and programs; known after `run`.
    """

    def __init__(self, *, to_build: bool = True) -> None:
        self.is_confined = False
        self._load = LOAD_TO_BUILD if to_build else LOAD_TO_INSPECT
        self._child = None
        if CAN_START:
            self._child = worker_ahead.take(BUNDLE_WORKER, self._load) or self._started()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker process."""
        if self._child:
            self._child.close()

    def _started(self) -> WorkerProcess:
        try:
            return WorkerProcess.loading(BUNDLE_WORKER, self._load, int(STALL_SECONDS))
        except OSError as error:
            raise _unstarted() from error

    @property
    def remarks(self) -> tuple[FilingProblem, ...]:
        """A warning after `run` if the worker could not be confined, else empty."""
        return () if self.is_confined else (_UNCONFINED,)

    def run(
        self,
        job: PdfJob,
        kind: type[T],
        exhibits: Sequence[Exhibit],
        take: Take = untaken,
        progress: Progress = silent,
    ) -> T:
        """Run a job and return its checked result; where its process is killed, once more in another.

        Args:
            job: what to do.
            kind: class of the result.
            exhibits: the files; faults name them by their mark.
            take: takes what is made, piece by piece, each with the place of the file it is of; what it
                raises ends the work.
            progress: asked ten times a second whether to go on.

        Raises:
            DamagedSource: a file is empty, cut short, damaged or locked; or reading it failed, took too
                long or too much memory.
            InvalidInput: a reference points at nothing; a character no font covers.
            RedactionIncomplete: words are left under an area.
            Refused: the process was not ready in time, or ended before, without a file handed over; or it
                was killed twice.
            Cancelled: the person stopped.
        """
        if self._child is None:
            return _run_here(job, kind, exhibits, take, progress)
        work = _Work(self._child, exhibits, take, progress)
        try:
            return self._answer(work, job, kind, exhibits)
        except _Killed as error:
            if work.has_output:
                raise _ENDED from error
        held, self._child = work.held, self._started()
        work = _Work(self._child, exhibits, take, progress)
        try:
            return self._answer(work, job, kind, exhibits)
        except _Killed as error:
            # The system may have killed both for want of memory, each time at the same exhibit.
            raise (work.fault() if work.held == held != NONE else _ENDED) from error

    def _answer(self, work: _Work, job: PdfJob, kind: type[T], exhibits: Sequence[Exhibit]) -> T:
        child = work.child
        try:
            self.is_confined = work.begin(_portable(job))
            answer = read_answer(kind, work.done())
            _require_each(answer, exhibits)
        except (Lost, ProtocolError) as error:
            child.close()
            if isinstance(error, Died) and child.was_killed:
                raise _Killed from error
            raise work.fault(is_slow=isinstance(error, TooSlow) or child.has_run_out) from error
        return answer


def _run_here(job: PdfJob, kind: type[T], exhibits: Sequence[Exhibit], take: Take, progress: Progress) -> T:
    from casebook.pdf.jobs.exchange import Exchange
    from casebook.pdf.jobs.run_job import run_job

    answer = run_job(job, Exchange(lambda place: exhibits[place].open(), take, progress, unheld))
    if not isinstance(answer, kind):
        raise TypeError(kind)
    return answer


def _require_each(answer: object, exhibits: Sequence[Exhibit]) -> None:
    """Accept an answer only if it covers every file handed over."""
    is_whole = True
    if isinstance(answer, PageSelection):
        counts = [len(numbers) for numbers in answer.of_files]
        is_whole = len(counts) == len(exhibits)
        is_whole &= not answer.doubts or [len(doubts) for doubts in answer.doubts] == counts
    if isinstance(answer, IncompatiblePages):
        is_whole = len(answer.unshown) == len(answer.against) == len(exhibits)
    if isinstance(answer, BundleFiles):
        keys = {item.key for file in answer.files for item in file.items}
        is_whole = bool(answer.files) and keys == {exhibit.key for exhibit in exhibits}
    if not is_whole:
        raise ProtocolError


def _portable(job: PdfJob) -> bytes:
    """Return the pickled job without its files, which are sent on request."""
    if isinstance(job, BundleJob):
        whole = job.composition
        job = replace(job, composition=replace(whole, exhibits=_closed(whole.exhibits)))
    elif isinstance(job, JoinFiles | ListUnsearchable | ListIncompatible | RenderSearchable):
        job = replace(job, exhibits=_closed(job.exhibits))
    elif isinstance(job, RenderUnsearchable | ReadForm | FillForm):
        job = replace(job, exhibit=_closed((job.exhibit,))[0])
    return pickle.dumps(job)


def _closed(exhibits: Sequence[Exhibit]) -> tuple[Exhibit, ...]:
    return tuple(replace(exhibit, open=io.BytesIO) for exhibit in exhibits)


class _Killed(Exception):
    """The process was killed from outside."""


class _Work:
    """A job in progress.

    Attributes:
        child: the process.
        held: place of the exhibit it is working on, or `NONE`.
        has_output: whether a piece of what it made was taken.
    """

    def __init__(
        self, child: WorkerProcess, exhibits: Sequence[Exhibit], take: Take, progress: Progress
    ) -> None:
        self.child, self._exhibits, self._take, self._progress = child, exhibits, take, progress
        self.has_output = False
        self._step = (0, 0, _LOADING)
        self.held = NONE
        self._is_ready = False
        self._left_bytes = MEMORY_BYTES + MEMORY_TIMES * sum(map(_size_bytes, exhibits))
        self._answer: bytearray | None = None
        self._handlers: dict[int, Callable[[MessageHead, float], None]] = {
            BundleMessage.WANT: self._wanted,
            BundleMessage.HOLD: self._holding,
            BundleMessage.STEP: self._stepped,
            BundleMessage.PIECE: self._made,
            BundleMessage.DONE: self._answered,
            BundleMessage.REFUSAL: self._refused,
            WorkerMessage.FAULT: self._failed,
        }

    def begin(self, job: bytes) -> bool:
        """Send the pickled job; True if the worker is confined."""
        head = MessageHead(BundleMessage.JOB, min(self._left_bytes >> 20, (1 << 32) - 1), 0, len(job))
        until = seconds() + STALL_SECONDS
        self.child.send(head, (job,), until)
        ready = self._next_head(until)
        if ready.kind != WorkerMessage.READY:
            raise ProtocolError
        self._is_ready = True
        return bool(ready.first)

    def done(self) -> bytearray:
        """Serve the worker's requests until it sends its result; returns the result."""
        while self._answer is None:
            until = seconds() + STALL_SECONDS
            head = self._next_head(until)
            handler = self._handlers.get(head.kind)
            if handler is None:
                raise ProtocolError
            handler(head, until)
        return self._answer

    def fault(self, *, is_slow: bool = False, is_memory: bool = False) -> CasebookError:
        """Return the error to show when the process has ended.

        It names the exhibit in hand; with none, what was being done, for a file as a whole is nobody's.
        """
        if not self._is_ready:
            return _unstarted()
        what = (
            Message("takes too long to read; reading was stopped.")
            if is_slow
            else Message("cannot be read: the process reading it failed.")
        )
        if is_memory:
            what = Message("needs more memory than is allowed.")
        if 0 <= self.held < len(self._exhibits):
            return damaged(self._exhibits[self.held], what, _LEAVE_OUT)
        return DamagedSource(
            Message(
                "Processing these files failed at this step: {step}. No file was written.", step=self._step[2]
            ),
            field="exhibits",
            remedy="Leave out exhibits one at a time to find the one causing the problem.",
        )

    def _next_head(self, until: float) -> MessageHead:
        return self.child.awaited_head(until, self._tell)

    def _tell(self) -> None:
        self._progress(*self._step)

    def _wanted(self, head: MessageHead, until: float) -> None:
        if head.first >= len(self._exhibits):
            raise ProtocolError
        self.held = head.first
        with self._exhibits[head.first].open() as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(0)
            self.child.send(
                MessageHead(BundleMessage.GIVE, head.first, 0, size), self._parts(stream, size), until
            )

    def _parts(self, stream: BinaryIO, size: int) -> Iterator[bytes]:
        for part in in_pieces(stream, size):
            self._tell()
            yield part

    def _holding(self, head: MessageHead, _: float) -> None:
        self.held = head.first - 1

    def _stepped(self, head: MessageHead, until: float) -> None:
        payload = self._payload(head, MAX_STEP_BYTES, until)
        self._step = (head.first, head.second, read_answer(Message, payload))

    def _made(self, head: MessageHead, until: float) -> None:
        self._left_bytes -= head.size_bytes
        if self._left_bytes < 0:
            raise ProtocolError  # more than it may hold
        self.has_output = True
        self._take(head.first, self._payload(head, MAX_PIECE_BYTES, until))

    def _answered(self, head: MessageHead, until: float) -> None:
        self._answer = self._payload(head, MAX_ANSWER_BYTES, until)

    def _refused(self, head: MessageHead, until: float) -> None:
        refusal = read_answer(Refusal, self._payload(head, MAX_REFUSAL_BYTES, until))
        title, field, remedy = refusal.title, refusal.field, refusal.remedy
        if refusal.kind == DamagedSource.kind:
            raise DamagedSource(title, field=field, remedy=remedy, exhibits=refusal.exhibits)
        error = _KINDS.get(refusal.kind)
        if error is None:
            raise ProtocolError
        raise error(title, field=field, remedy=remedy)

    def _failed(self, head: MessageHead, until: float) -> NoReturn:
        message = self._payload(head, MAX_STEP_BYTES, until).decode("utf-8", "replace")
        raise self.fault(is_memory=bool(head.first)) from RuntimeError(message)

    def _payload(self, head: MessageHead, most_bytes: int, until: float) -> bytearray:
        if head.size_bytes > most_bytes:
            raise ProtocolError
        return self.child.receive(head.size_bytes, until)


def _size_bytes(exhibit: Exhibit) -> int:
    with exhibit.open() as stream:
        return stream.seek(0, os.SEEK_END)
