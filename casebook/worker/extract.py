"""The extract worker: extracts the text and embedded files of one imported file.

It loads the libraries for the family of the file, gives up all access and only then receives the file. A
hostile file can at worst end this process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import BinaryIO, NoReturn

from casebook.base.errors import CasebookError
from casebook.base.log import error_place
from casebook.formats.fault import Damaged, NeverUnlocked, NoLibrary, PasswordProtected
from casebook.formats.fault import OversizedFile as Swollen
from casebook.formats.read import EmbeddedFile
from casebook.host.ipc.message import MessageHead, ProtocolError, read_head, read_payload, write_message
from casebook.host.ipc.typed_json import written_answer
from casebook.host.process.forks import serve_forks
from casebook.host.protocol.extract_protocol import (
    MAX_ANSWER_BYTES,
    MAX_PARTS,
    MAX_PLACE_BYTES,
    MAX_READ_BYTES,
    MAX_REPORT_BYTES,
    ExtractMessage,
    Family,
)
from casebook.host.protocol.worker_protocol import OUT, WorkerFault, WorkerMessage
from casebook.pdf.raster.raster_sheet import DocumentTooLarge, Encrypted, Unreadable
from casebook.worker.extractors import Extractor, extractor_of
from casebook.worker.parent import confine_or_exit, parent_stream

Answer = tuple[MessageHead, Iterable[bytes], tuple[EmbeddedFile, ...]]


def serve_extraction() -> int:
    """Serve the parent over standard input and output until it closes them.

    Returns:
        The exit code, 0.

    Raises:
        SystemExit: this computer cannot confine a worker.
    """
    stream = parent_stream()
    first = read_head(stream)
    return _serve(stream, _loaded(first)) if first else 0


def serve_extraction_forks() -> NoReturn:
    """Be the server that extract workers are forked from, until the parent closes the channel."""
    loaded = cache(_loaded)

    def worker(first: MessageHead) -> Callable[[], int]:
        read = loaded(first)
        return lambda: _serve(parent_stream(), read)

    serve_forks(worker)


def _loaded(first: MessageHead) -> Extractor:
    return extractor_of(Family(first.first), first.second)


def _serve(stream: BinaryIO, read: Extractor) -> int:
    write_message(OUT, MessageHead(WorkerMessage.READY, confine_or_exit(())))
    while (head := read_head(stream)) is not None:
        answer, payload, parts = answered(head, stream, read)
        write_message(OUT, answer, payload)
        for place, part in enumerate(parts):
            write_message(OUT, MessageHead(ExtractMessage.PART, place, 0, len(part.data)), (part.data,))
    return 0


def answered(head: MessageHead, stream: BinaryIO, read: Extractor) -> Answer:
    """Extract the file that is sent; returns the message to answer with."""
    try:
        payload, parts = _answer(head, stream, read)
    except NeverUnlocked:
        fault = WorkerFault.NEVER_UNLOCKED
    except (Encrypted, PasswordProtected):
        fault = WorkerFault.ENCRYPTED
    except (DocumentTooLarge, Swollen, MemoryError, RecursionError):
        fault = WorkerFault.TOO_LARGE
    except NoLibrary:
        fault = WorkerFault.NO_LIBRARY
    except (Unreadable, Damaged, CasebookError, ProtocolError):
        fault = WorkerFault.UNREADABLE
    except Exception as error:  # noqa: BLE001 - libraries stumble over hostile files in ways nobody can list
        place = error_place(error).encode("utf-8", "replace")[:MAX_PLACE_BYTES]  # it may be a bug of ours
        return MessageHead(WorkerMessage.FAULT, WorkerFault.UNREADABLE, 0, len(place)), (place,), ()
    else:
        return MessageHead(ExtractMessage.REPORT, len(parts), 0, len(payload)), (payload,), parts
    return MessageHead(WorkerMessage.FAULT, fault), (), ()


def _answer(head: MessageHead, stream: BinaryIO, read: Extractor) -> tuple[bytes, tuple[EmbeddedFile, ...]]:
    if head.kind != ExtractMessage.READ:
        raise ProtocolError
    if head.size_bytes > MAX_READ_BYTES:
        raise DocumentTooLarge
    report, parts = read(read_payload(stream, head.size_bytes))
    payload = written_answer(report)
    total_bytes = len(payload) + sum(len(part.data) for part in parts)
    if len(payload) > MAX_REPORT_BYTES or len(parts) > MAX_PARTS or total_bytes > MAX_ANSWER_BYTES:
        raise DocumentTooLarge
    return payload, parts
