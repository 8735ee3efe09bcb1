"""The session's side of an extract worker, which can reach only the file it is given.

The worker is taken to be hostile: size and shape of every answer are checked before anything is made of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Generic, NoReturn, Self, TypeVar

from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.base.stopwatch import seconds
from casebook.formats.media_type import (
    ARC,
    ARCHIVES,
    CHATS,
    DOC,
    EPUB,
    FLAT,
    HTML,
    KEYNOTE,
    LETTERS,
    MBOX,
    MHTML,
    NUMBERS,
    OFFICE,
    OFFICE_PACKAGE,
    OLE,
    PAGES,
    PICTURES,
    PLAIN,
    PPT,
    RTF,
    SIGNATURE,
    WACZ,
    WARC,
    WEBARCHIVE,
    XLS,
)
from casebook.host.ipc.message import MessageHead, ProtocolError, in_pieces
from casebook.host.ipc.typed_json import read_answer
from casebook.host.process.worker_process import CAN_START, Died, Lost, WorkerProcess
from casebook.host.protocol.extract_protocol import (
    EXTRACT_WORKER,
    MAX_ANSWER_BYTES,
    MAX_PARTS,
    MAX_PLACE_BYTES,
    MAX_READ_BYTES,
    MAX_REPORT_BYTES,
    READ_CPU_SECONDS,
    READ_WALL_SECONDS,
    ExtractMessage,
    Family,
)
from casebook.host.protocol.worker_protocol import WorkerFault, WorkerMessage

T = TypeVar("T")

FAMILIES = {
    "application/pdf": Family.PDF,
    **dict.fromkeys(PICTURES, Family.PICTURE),
    **dict.fromkeys({*OFFICE, OFFICE_PACKAGE, *FLAT}, Family.OFFICE),
    **dict.fromkeys(ARCHIVES, Family.ARCHIVE),
    **dict.fromkeys({DOC, XLS, PPT, RTF}, Family.OLDER),
    **dict.fromkeys({EPUB, PAGES, NUMBERS, KEYNOTE, WACZ, WARC, ARC, WEBARCHIVE}, Family.ARCHIVE),
    **dict.fromkeys({*LETTERS, MBOX, OLE, SIGNATURE}, Family.MAIL),
    **dict.fromkeys({HTML, MHTML}, Family.TEXT),
    PLAIN: Family.TEXT,
    **dict.fromkeys(CHATS.values(), Family.CHAT),
}
"""Readers by type of file, the first ones of it; other files are stored without being read."""

_READING = Message("reading record")


class NotRead(Exception):
    """The file was not read; it is stored all the same.

    Attributes:
        why: "large", "failed", "library" or "unconfined".
        was_killed: its reader was ended from outside; the file is not the reason.
    """

    def __init__(self, why: str, *, was_killed: bool = False) -> None:
        super().__init__(why)
        self.why, self.was_killed = why, was_killed


class DamagedFile(Exception):
    """The file is truncated or damaged."""


class LockedFile(Exception):
    """The file is protected by a password.

    Attributes:
        is_final: no password opens it here.
    """

    def __init__(self, *, is_final: bool = False) -> None:
        super().__init__()
        self.is_final = is_final


@dataclass(frozen=True, slots=True, repr=False)
class Report(Generic[T]):
    """A worker's report on a file, and the files found in it."""

    answer: T
    parts: tuple[bytes, ...] = ()


class ExtractWorker:
    """A worker for one file after another, loading at once; a context manager, or closed by `close`.

    After an error it must be closed.

    Args:
        family: what it is to read.
        progress: asked ten times a second whether to go on.
        encoding: of a list as somebody chose it, from 1 as `ENCODINGS` counts them; 0 to find out.

    Raises:
        NotRead: this computer cannot confine a worker.
    """

    def __init__(self, family: Family, progress: Progress = silent, encoding: int = 0) -> None:
        self._progress, self._is_ready = progress, False
        if not CAN_START:
            raise NotRead("unconfined")
        try:
            first = MessageHead(ExtractMessage.FAMILY, family, encoding)
            self._child = WorkerProcess.loading(EXTRACT_WORKER, first, READ_CPU_SECONDS)
        except OSError as error:
            raise NotRead("failed") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker process."""
        self._child.close()

    def read(
        self,
        stream: BinaryIO,
        kind: type[T],
        before: bytes = b"",
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Report[T]:
        """Extract a file; returns the worker's report.

        Args:
            stream: seekable; read from its start.
            kind: of the answer that its family gives.
            before: what goes before the bytes of the file, such as the passwords of an archive.
            meanwhile: done while the worker is at work on what was sent.

        Raises:
            NotRead: it was not read, and why.
            DamagedFile: it is cut short or broken.
            LockedFile: it wants a password.
            Cancelled: the person stopped.
        """
        size = stream.seek(0, os.SEEK_END)
        if size + len(before) > MAX_READ_BYTES:
            raise NotRead("large")
        stream.seek(0)
        try:
            self._send(chain((before,), self._parts(stream, size)), size + len(before))
            meanwhile()
            return self._answered(kind, seconds() + READ_WALL_SECONDS)
        except Died as error:
            self.close()
            raise NotRead("failed", was_killed=self._child.was_killed) from error
        except (Lost, ProtocolError) as error:
            raise NotRead("failed") from error

    def _send(self, pieces: Iterable[bytes], size: int) -> None:
        until = seconds() + READ_WALL_SECONDS
        if not self._is_ready:
            ready = self._answer(until)
            if ready.kind == WorkerMessage.REFUSED:
                raise NotRead("unconfined")
            if ready.kind != WorkerMessage.READY:
                raise ProtocolError
            self._is_ready = True
        self._child.send(MessageHead(ExtractMessage.READ, 0, 0, size), pieces, until)

    def _answered(self, kind: type[T], until: float) -> Report[T]:
        head = self._answer(until)
        if head.kind == WorkerMessage.FAULT:
            self._raise(head, until)
        is_sound = head.kind == ExtractMessage.REPORT and head.first <= MAX_PARTS
        if not is_sound or head.size_bytes > MAX_REPORT_BYTES:
            raise ProtocolError
        answer = read_answer(kind, self._child.receive(head.size_bytes, until))
        return Report(answer, self._received(head.first, MAX_ANSWER_BYTES - head.size_bytes, until))

    def _parts(self, stream: BinaryIO, size: int) -> Iterator[bytes]:
        for part in in_pieces(stream, size):
            self._tell()
            yield part

    def _answer(self, until: float) -> MessageHead:
        return self._child.awaited_head(until, self._tell)

    def _tell(self) -> None:
        self._progress(0, 0, _READING)

    def _received(self, count: int, left_bytes: int, until: float) -> tuple[bytes, ...]:
        """Return so many parts, together no larger than this."""
        parts = []
        for place in range(count):
            head = self._child.next_head(until)
            is_sound = (head.kind, head.first) == (ExtractMessage.PART, place)
            left_bytes -= head.size_bytes
            if not is_sound or head.size_bytes > MAX_READ_BYTES or left_bytes < 0:
                raise ProtocolError
            parts.append(bytes(self._child.receive(head.size_bytes, until)))
        return tuple(parts)

    def _raise(self, head: MessageHead, until: float) -> NoReturn:
        if head.size_bytes > MAX_PLACE_BYTES:
            raise ProtocolError
        place = self._child.receive(head.size_bytes, until).decode("utf-8", "replace")
        if head.first == WorkerFault.ENCRYPTED:
            raise LockedFile
        if head.first == WorkerFault.NEVER_UNLOCKED:
            raise LockedFile(is_final=True)
        if head.first == WorkerFault.TOO_LARGE:
            raise NotRead("large")
        if head.first == WorkerFault.NO_LIBRARY:
            raise NotRead("library")
        raise DamagedFile from RuntimeError(place) if place else None
