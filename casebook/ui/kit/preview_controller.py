"""Sequential requests to the render worker of one document, pages before search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from casebook.base.errors import Cancelled, CasebookError, Conflict
from casebook.domain.base.preview import Box, PageSize, Pixels
from casebook.domain.evidence.document import Document
from casebook.services.base.flow import FlowFactory, as_flow, off_thread
from casebook.services.evidence import preview
from casebook.services.evidence.preview import Preview
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import BackgroundTask

T = TypeVar("T")
Place = tuple[Box, ...]
_PAGES_A_STEP = 8
MAX_FOUND = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlaces:
    """The search results so far.

    Attributes:
        places: boxes of each place, by page from 0; pages without any are absent.
        pages: how many pages were gone through.
    """

    places: Mapping[int, list[Place]]
    pages: int


class PreviewController(QObject):
    """Opens a document for the window and closes it when it is no longer shown or at lock.

    Attributes:
        opened: the sizes of its pages.
        drawn: page, pixels a point, image.
        undrawn: page, pixels a point: that page cannot be drawn; the others may.
        found: what the search found so far.
        failed: a `CasebookError` with which looking at it ended.
    """

    opened = Signal(tuple)
    drawn = Signal(int, float, QImage)
    undrawn = Signal(int, float)
    found = Signal(FoundPlaces)  # not a dict: Qt would copy its keys as text
    failed = Signal(CasebookError)

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._preview: Preview | None = None
        self._number = 0
        self._is_busy = False
        self._page: tuple[int, float] | None = None
        self._sought, self._searched = "", 0
        self._places: dict[int, list[Place]] = {}
        context.about_to_lock.connect(self.close)
        context.bus.locked.connect(self.close)

    @property
    def preview(self) -> Preview | None:
        """Return the open document."""
        return self._preview

    @property
    def is_busy(self) -> bool:
        """Return whether a page is being rendered or searched."""
        return self._is_busy

    @property
    def pages(self) -> tuple[PageSize, ...]:
        """Return the pages of the open document."""
        return self._preview.pages if self._preview else ()

    def open(self, document: Document, *, is_laid_out: bool = True) -> None:
        """Open a document, replacing the current one.

        Args:
            document: it.
            is_laid_out: whether LibreOffice may lay out an office file.
        """
        session, language = self._context.session, self._context.words.language
        self.show(partial(preview.open_preview, session, document, language, is_laid_out=is_laid_out))

    def show(self, opening: FlowFactory[Preview]) -> None:
        """Open a document by the flow that this makes, replacing the current one."""
        self.close()
        number = self._number

        def take(opened: Preview) -> None:
            if number != self._number:
                opened.close()
                return
            self._preview = opened
            self.opened.emit(opened.pages)

        self._run(opening, take, self._fail)

    def close(self) -> None:
        """End the render worker and close the encrypted file; pending results are dropped."""
        self._number += 1
        opened, self._preview = self._preview, None
        self._is_busy, self._page, self._sought, self._places = False, None, "", {}
        if opened:
            opened.close()

    def draw(self, page: int, scale: float) -> None:
        """Render a page next, replacing any other queued page."""
        self._page = (page, scale)
        self._go_on()

    def search(self, sought: str) -> None:
        """Search the document for a text; "" ends the search."""
        self._sought, self._searched, self._places = sought, 0, {}
        self.found.emit(FoundPlaces(places={}, pages=0))
        self._go_on()

    def _go_on(self) -> None:
        """Run the next request: the render worker does one at a time."""
        opened = self._preview
        if self._is_busy or opened is None:
            return
        if self._page:
            (page, scale), self._page = self._page, None
            self._is_busy = True
            self._run(
                partial(as_flow, off_thread(partial(opened.page, page, scale))),
                partial(self._draw, page, scale),
                partial(self._fail_page, page, scale),
            )
        elif self._sought and self._searched < len(opened.pages):
            pages = range(self._searched, min(self._searched + _PAGES_A_STEP, len(opened.pages)))
            self._is_busy = True
            self._run(
                partial(as_flow, off_thread(partial(_found_on, opened, self._sought, pages))),
                partial(self._take_found, self._sought, pages),
                self._fail,
            )

    def _draw(self, page: int, scale: float, pixels: Pixels) -> None:
        image = QImage(
            pixels.data,
            pixels.width_px,
            pixels.height_px,
            4 * pixels.width_px,
            QImage.Format.Format_RGB32,
        )
        self._is_busy = False
        self.drawn.emit(page, scale, image.copy())
        self._go_on()

    def _take_found(self, sought: str, pages: range, found_places: list[list[Place]]) -> None:
        self._is_busy = False
        if sought == self._sought:
            self._searched = pages.stop
            self._places |= {page: places for page, places in zip(pages, found_places, strict=True) if places}
            if sum(map(len, self._places.values())) > MAX_FOUND:
                self._searched = len(self.pages)
            self.found.emit(FoundPlaces(places=dict(self._places), pages=self._searched))
        self._go_on()

    def _fail_page(self, page: int, scale: float, error: BaseException) -> None:
        """Report a page that cannot be rendered; the preview continues while a worker is running."""
        if isinstance(error, CasebookError) and self._preview and self._preview.is_alive:
            self._is_busy = False
            self.undrawn.emit(page, scale)
            self._go_on()
        else:
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, Cancelled | Conflict):
            return
        if isinstance(error, CasebookError):
            self.close()
            self.failed.emit(error)
        else:
            self._context.fail(error)

    def _run(
        self, make: FlowFactory[T], then: Callable[[T], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Run a request, reporting only while the same document is open; opening is always reported."""
        number = self._number

        def take(answer: T) -> None:
            if number == self._number or isinstance(answer, Preview):
                then(answer)

        def fail(error: BaseException) -> None:
            if number == self._number or not isinstance(error, CasebookError):
                failed(error)

        self._context.runner.run(BackgroundTask(), make, take, fail)


def _found_on(opened: Preview, sought: str, pages: range) -> list[list[Place]]:
    return [opened.text(page).find(sought) for page in pages]
