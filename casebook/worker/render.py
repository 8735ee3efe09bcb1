"""The render worker: renders pages of one document and extracts their text.

It loads its libraries, gives up all access and answers requests until the parent closes the pipe. A hostile
document can at worst end this process.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from itertools import chain
from typing import BinaryIO, NoReturn

from casebook.host.ipc.message import MessageHead, read_head, read_payload, write_message
from casebook.host.process.forks import serve_forks
from casebook.host.protocol.render_protocol import (
    CHARACTER_BYTES,
    EDGES,
    MAX_DOCUMENT_BYTES,
    MEDIA_TYPES,
    PIXEL_BYTES,
    SCALE_UNIT,
    SIZES,
    RenderMessage,
    fitting,
)
from casebook.host.protocol.worker_protocol import OUT, WorkerFault, WorkerMessage
from casebook.host.sandbox.places import font_folders
from casebook.pdf.raster.raster import load, open_sheets
from casebook.pdf.raster.raster_sheet import DocumentTooLarge, Encrypted, OpenedPages, Unreadable
from casebook.worker.parent import confine_or_exit, parent_stream

Answer = tuple[MessageHead, Iterable[bytes | memoryview]]


def serve_rendering() -> int:
    """Serve the parent over standard input and output until it closes them.

    Returns:
        The exit code, 0.

    Raises:
        SystemExit: this computer cannot confine a worker.
    """
    stream = parent_stream()
    return _serve(stream, prepare()) if read_head(stream) else 0


def serve_rendering_forks() -> NoReturn:
    """Be the server that render workers are forked from, until the parent closes the channel."""
    fonts = font_folders()
    load(fonts)
    serve_forks(lambda _: lambda: _serve(parent_stream(), confine_or_exit(fonts)))


def _serve(stream: BinaryIO, landlock: int) -> int:
    write_message(OUT, MessageHead(WorkerMessage.READY, landlock))
    desk = RenderSession()
    while (head := read_head(stream)) is not None:
        answer, payload = desk.answer(head, stream)
        write_message(OUT, answer, payload)
    return 0


def prepare() -> int:
    """Load what rendering needs, then drop all other access, before reading any document.

    Returns:
        The version of Landlock that confines it.

    Raises:
        SystemExit: this computer cannot confine a worker.
    """
    fonts = font_folders()
    load(fonts)
    return confine_or_exit(fonts)


class RenderSession:
    """The open document, and its requests."""

    def __init__(self) -> None:
        self._sheets: OpenedPages | None = None

    def answer(self, head: MessageHead, stream: BinaryIO) -> Answer:
        """Handle one request; returns the head and payload of the answer."""
        handlers: dict[int, Callable[[MessageHead, BinaryIO], Answer]] = {
            RenderMessage.OPEN: self._open,
            RenderMessage.PAGE: self._page,
            RenderMessage.TEXT: self._text,
        }
        try:
            return handlers[head.kind](head, stream)
        except Encrypted:
            fault = WorkerFault.ENCRYPTED
        except (DocumentTooLarge, MemoryError):
            fault = WorkerFault.TOO_LARGE
        except Unreadable:
            fault = WorkerFault.UNREADABLE
        except IndexError:
            fault = WorkerFault.NO_SUCH_PAGE
        except Exception:  # noqa: BLE001 - libraries stumble over hostile documents in ways nobody can list
            fault = WorkerFault.UNREADABLE
        return MessageHead(WorkerMessage.FAULT, fault), ()

    def _open(self, head: MessageHead, stream: BinaryIO) -> Answer:
        if head.size_bytes > MAX_DOCUMENT_BYTES:
            raise DocumentTooLarge
        data = read_payload(stream, head.size_bytes)
        sheets = open_sheets(data, MEDIA_TYPES[head.first])
        self._sheets = sheets
        sizes = b"".join(SIZES.pack(width, height) for width, height in sheets.sizes)
        return MessageHead(RenderMessage.OPENED, len(sheets.sizes), 0, len(sizes)), (sizes,)

    def _page(self, head: MessageHead, _: BinaryIO) -> Answer:
        sheets = self._opened()
        width, height = fitting(*sheets.sizes[head.first], max(head.second, 1) / SCALE_UNIT)
        parts = iter(sheets.draw(head.first, width, height))
        first = next(parts)  # a page that cannot be drawn says so before its size is announced
        return MessageHead(RenderMessage.PIXELS, width, height, width * height * PIXEL_BYTES), chain(
            (first,), parts
        )

    def _text(self, head: MessageHead, _: BinaryIO) -> Answer:
        text, edges = self._opened().text(head.first)
        letters = struct.pack(f"<{len(text)}I", *map(ord, text))  # a codec would want a file
        places = b"".join(EDGES.pack(*one) for one in edges)
        return MessageHead(RenderMessage.WORDS, len(text), 0, len(text) * CHARACTER_BYTES), (letters, places)

    def _opened(self) -> OpenedPages:
        if self._sheets is None:
            raise Unreadable
        return self._sheets
