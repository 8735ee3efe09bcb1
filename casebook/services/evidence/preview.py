"""Previews of documents: pages rendered and text extracted by an isolated worker.

No plaintext is written to disk: the decrypted document goes through a pipe to the render worker, and pixels
come back through another. The worker is treated as hostile: every figure of an answer is compared with the
request before memory is allocated for it.
"""

from __future__ import annotations

import io
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import TracebackType
from typing import BinaryIO, NoReturn, Self, TypeVar

from casebook.base.errors import Cancelled, Conflict, DamagedSource, InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.base.progress import silent
from casebook.base.stopwatch import seconds
from casebook.domain.base.preview import PageSize, PageText, Pixels
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import RecognisedPage
from casebook.host.ipc.message import MessageHead, ProtocolError, in_pieces
from casebook.host.process.worker_process import CAN_START, Lost, TooSlow, WorkerProcess
from casebook.host.protocol.render_protocol import (
    LOAD,
    MAX_DOCUMENT_BYTES,
    MEDIA_TYPES,
    PIXEL_BYTES,
    RENDER_WORKER,
    SCALE_UNIT,
    SIZES,
    RenderMessage,
    fitting,
)
from casebook.host.protocol.worker_protocol import WorkerMessage
from casebook.host.sandbox.limits import REQUEST_CPU_SECONDS, REQUEST_WALL_SECONDS
from casebook.host.sandbox.sandbox import SandboxReport, worker_report
from casebook.services.base import record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.kept_pages import KeptPages
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from casebook.services.evidence.chat import is_chat, known_chat
from casebook.services.evidence.file_pages import (
    FileReceipt,
    NoPages,
    SetWay,
    read,
    readers,
    receipt_of,
    set_pages,
)
from casebook.services.evidence.office_pages import office_pages
from casebook.services.evidence.recognition import of_document, text_on_page
from casebook.services.evidence.recording import sheet_pages, sheets_of
from casebook.services.evidence.set_kinds import is_set_from_text
from casebook.services.processes.render_answer import (
    KEEP_SEALED,
    page_size,
    page_text,
    require,
    require_pages,
    require_words,
)

T = TypeVar("T")

_MAX_WORKERS = 2
_MAX_SCALE = 1_000
_MIN_WORDS = 2
"""A page with fewer of its own is searched by what a program recognised on it."""


def is_shown(document: Document) -> bool:
    """Return whether a document is shown: as it is, or by pages set of its words."""
    return document.media_type in MEDIA_TYPES or is_set_from_text(document)


async def open_preview(
    session: Session, document: Document, language: str = "en", *, is_laid_out: bool = True
) -> Preview:
    """Open a document for preview; close it when it is no longer shown and at lock.

    Args:
        session: the open vault.
        document: what is shown; where it has no pages, those set of its words.
        language: BCP 47 tag of the labels on such pages.
        is_laid_out: whether LibreOffice may lay out an office file, and a recording's sheet names people.
            Areas are marked on pages without either.

    Raises:
        Refused: this kind of document is not drawn, or this computer cannot confine what draws it.
        DamagedSource: it cannot be drawn.
        VaultDamaged: the encrypted file was changed or is missing.
    """
    sealed = await on_vault(partial(documents.sealed_file, session, document))
    opened = partial(session.vault.attachments.open, sealed)
    if document.media_type in MEDIA_TYPES or not is_shown(document):
        read = await on_vault(lambda: of_document(session, document.id))
        pages = {page.number: page for page in read.pages} if read else {}
        return await off_thread(lambda: Preview(opened(), document.media_type, pages))
    return await open_bytes(await typeset_pages(session, document, language, is_laid_out=is_laid_out))


async def typeset_pages(
    session: Session, document: Document, language: str = "en", *, is_laid_out: bool = True
) -> bytes:
    """Return the pages of a document that has none, set of its words; see `open_preview`."""
    sealed = await on_vault(partial(documents.sealed_file, session, document))
    opened = partial(session.vault.attachments.open, sealed)
    receipt = await on_vault(partial(_receipt, session, document))
    way = SetWay(words=Translator(language), is_laid_out=is_laid_out)
    sheet = await on_vault(lambda: sheets_of(session, (document,)).get(document.id))
    set_ = (
        partial(_set_pages, session.kept_pages, document, opened, receipt, way)
        if sheet is None
        else lambda: sheet_pages(sheet, receipt, way, names_people=is_laid_out)[0]
    )
    return await off_thread(set_)


async def open_bytes(data: bytes) -> Preview:
    """Open a PDF made by the program that exists in memory only.

    Raises:
        Refused: it is too large to be shown, or this computer cannot confine what draws it.
        DamagedSource: it cannot be drawn.
    """
    return await off_thread(lambda: Preview(io.BytesIO(data), "application/pdf"))


def _receipt(session: Session, document: Document) -> FileReceipt:
    chat = known_chat(session, document.id) if is_chat(document) else None
    return receipt_of(document, record.of_case(session, Document, document.case_id), chat)


def _set_pages(
    kept: KeptPages, document: Document, opened: Callable[[], BinaryIO], receipt: FileReceipt, way: SetWay
) -> bytes:
    """The pages of a document; those of LibreOffice, which take seconds, are made once until lock."""
    key = (receipt.sha256, receipt.name, document.media_type, way.words.language)
    if way.is_laid_out and (data := kept.get(key)) is not None:
        return data
    try:
        with readers(silent) as reading:
            report = read(reading, document.media_type, opened, receipt)
        if laid_out := office_pages(report, opened, receipt, way):
            kept.keep(key, laid_out[0])
            return laid_out[0]
        return set_pages(report, receipt, way.words, way.shown)[0]
    except NoPages as error:
        raise DamagedSource(Message("The file {fault}", fault=error.what), remedy=error.remedy) from error


class Preview:
    """An open preview: page sizes at once, pixels and text on request.

    One request runs at a time; `close` may be called from any thread. When the worker dies, another starts
    and the request is repeated once; after the second death the document is reported as not showable.

    Args:
        stream: the document, seekable; closed with the preview.
        media_type: one of `MEDIA_TYPES`.
        recognised: what a program recognised on its pages, by page number.

    Attributes:
        pages: the size of each page.
        sandbox: how the render worker is confined.

    Raises:
        Refused: this kind of document is not drawn, it is too large, or this computer cannot
            confine a worker.
        DamagedSource: it is damaged, protected by a password, or no render worker survived it.
    """

    def __init__(
        self, stream: BinaryIO, media_type: str, recognised: Mapping[int, RecognisedPage] | None = None
    ) -> None:
        self._stream, self._recognised = stream, recognised or {}
        self._is_picture = media_type.startswith("image/")
        self._worker: WorkerProcess | None = None
        self._workers_left = _MAX_WORKERS
        self.sandbox: SandboxReport = worker_report()
        self._turn = deque([True])
        self._is_closed = False
        self.pages: tuple[PageSize, ...] = ()
        try:
            self._media = _media(media_type)
            self._size_bytes = _size_bytes(stream)
            self._asking(lambda _worker, _until: None)
        except BaseException:
            self.close()
            raise

    @property
    def is_alive(self) -> bool:
        """Return whether a render worker is running or another may be started."""
        return not self._is_closed and (self._worker is not None or self._workers_left > 0)

    @property
    def worker_pid(self) -> int | None:
        """The process ID of its render worker, or None."""
        return self._worker.pid if self._worker is not None else None

    def page(self, index: int, scale: float) -> Pixels:
        """Return a page as pixels.

        Args:
            index: from 0.
            scale: pixels a point; less is drawn where the page would exceed 10,000 px a side or
                64 megapixels.

        Raises:
            InvalidInput: no such page or scale.
            DamagedSource: the page cannot be drawn.
            Conflict: another thread is asking.
            Cancelled: it was closed meanwhile.
        """
        size = self._page(index)
        if not 0 < scale <= _MAX_SCALE:
            raise InvalidInput("The page scale must be greater than 0.", field="scale")
        units = max(1, round(scale * SCALE_UNIT))
        width, height = fitting(size.width_pt, size.height_pt, units / SCALE_UNIT)
        wanted = MessageHead(RenderMessage.PIXELS, width, height, width * height * PIXEL_BYTES)

        def draw(worker: WorkerProcess, until: float) -> Pixels:
            head = worker.ask(MessageHead(RenderMessage.PAGE, index, units), (), until)
            require(head, is_sound=head == wanted)
            return Pixels(width_px=width, height_px=height, data=worker.receive(wanted.size_bytes, until))

        return self._asking(draw)

    def text(self, index: int) -> PageText:
        """Return the characters of a page with their positions; of an image those recognised, if any.

        Raises:
            InvalidInput: no such page.
            DamagedSource: the page cannot be read.
            Conflict: another thread is asking.
            Cancelled: it was closed meanwhile.
        """
        size = self._page(index)

        def read(worker: WorkerProcess, until: float) -> PageText:
            head = worker.ask(MessageHead(RenderMessage.TEXT, index), (), until)
            require_words(head)
            return page_text(worker.receive(head.size_bytes, until), head.first)

        own = self._asking(read)
        recognised = self._recognised.get(index + 1)
        if recognised is None or len(own.text.split()) >= _MIN_WORDS:
            return own
        return text_on_page(recognised, size, is_picture=self._is_picture)

    def find(self, sought: str) -> Iterator[tuple[int, int]]:
        """Search the document for a text; yields the index of each page with its number of matches.

        Raises:
            DamagedSource: a page cannot be read.
            Cancelled: it was closed meanwhile.
        """
        for index in range(len(self.pages)):
            yield index, len(self.text(index).find(sought))

    def close(self) -> None:
        """End the render worker and close the document; may be called from any thread, and repeatedly."""
        self._is_closed = True
        if worker := self._worker:
            worker.kill()
        if self._turn:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        self.close()

    def _page(self, index: int) -> PageSize:
        if not 0 <= index < len(self.pages):
            raise InvalidInput("The document does not have this page.", field="page")
        return self.pages[index]

    def _asking(self, request: Callable[[WorkerProcess, float], T]) -> T:
        """Run a request in a live render worker, within the time limit of one request."""
        try:
            turn = self._turn.pop()
        except IndexError:
            raise Conflict("The document is already being opened.", remedy="Please wait.") from None
        try:
            return self._asked_twice(request, seconds() + REQUEST_WALL_SECONDS)
        finally:
            self._turn.append(turn)
            if self._is_closed:
                self._end()

    def _asked_twice(self, request: Callable[[WorkerProcess, float], T], until: float) -> T:
        while True:
            try:
                return request(self._living(until), until)
            except (Lost, ProtocolError) as error:
                is_slow = self._drop() or isinstance(error, TooSlow)
                if self._is_closed:
                    raise Cancelled("The document was closed.") from error
                if is_slow:
                    title = Message("Opening the document took too long and was stopped.")
                    raise DamagedSource(title, remedy=KEEP_SEALED) from error

    def _drop(self) -> bool:
        """End the render worker; returns True if it had used its time."""
        worker, self._worker = self._worker, None
        if worker is None:
            return False
        worker.close()
        return worker.has_run_out

    def _living(self, until: float) -> WorkerProcess:
        if self._is_closed:
            raise Cancelled("The document was closed.")
        if self._worker is None:
            if self._workers_left == 0:
                raise DamagedSource("This document cannot be shown: two attempts failed.", remedy=KEEP_SEALED)
            self._workers_left -= 1
            self._worker = _started()
            try:
                self._open(self._worker, until)
            except (Lost, ProtocolError):
                raise
            except BaseException:
                self._drop()
                raise
        return self._worker

    def _open(self, worker: WorkerProcess, until: float) -> None:
        ready = worker.next_head(until)
        if ready.kind == WorkerMessage.REFUSED:
            _refuse()
        if ready.kind != WorkerMessage.READY:
            raise ProtocolError
        head = worker.ask(
            MessageHead(RenderMessage.OPEN, self._media, 0, self._size_bytes), self._parts(), until
        )
        require_pages(head)
        pages = tuple(map(page_size, SIZES.iter_unpack(worker.receive(head.size_bytes, until))))
        if self.pages and pages != self.pages:
            raise ProtocolError
        self.pages = pages

    def _parts(self) -> Iterator[bytes]:
        self._stream.seek(0)
        yield from in_pieces(self._stream, self._size_bytes)

    def _end(self) -> None:
        self._drop()
        self._stream.close()


def _media(media_type: str) -> int:
    if media_type not in MEDIA_TYPES:
        raise Refused("Documents of this type are kept encrypted and are never shown.", remedy=KEEP_SEALED)
    return MEDIA_TYPES.index(media_type)


def _size_bytes(stream: BinaryIO) -> int:
    size_bytes = stream.seek(0, os.SEEK_END)
    if size_bytes > MAX_DOCUMENT_BYTES:
        raise Refused("This document is too large to be shown.", remedy=KEEP_SEALED)
    return size_bytes


def _started() -> WorkerProcess:
    if not CAN_START:
        _refuse()
    try:
        return WorkerProcess.loading(RENDER_WORKER, LOAD, REQUEST_CPU_SECONDS)
    except OSError as error:
        raise Refused("The system did not start another process to show this document.") from error


def _refuse() -> NoReturn:
    raise Refused(
        "Documents are not shown on this computer: it cannot isolate the document viewer process.",
        remedy="The Security page shows what is missing.",
    )
