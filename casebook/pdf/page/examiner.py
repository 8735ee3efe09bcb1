"""Opens a finished PDF once for several examiners, because text layout is expensive.

Where there is a parallel reader, it lays out pages from the end while this process does from the beginning.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, BinaryIO, Protocol

import pypdfium2
from pikepdf import Pdf

from casebook.pdf.page.opening import open_pdf

Look = Callable[[int, Any, Any, str], Any]
"""Examines a page: its index from 0, the page and its text as pypdfium2 has them, and all that it says.

Returns what was found. Both a `Look` and what it returns can be pickled: a parallel reader has a copy.
"""
Finding = tuple[Any, ...]
"""What each examiner found on a page."""
Tick = Callable[[int, int, int], None]
"""Called before a page is read: its index from 0, how many pages are done, and how many there are."""

_CHUNK = 6
"""Pages a parallel reader is asked for at once."""
_ASKED = 2
"""Chunks it has in hand, so that it need not wait for the next one."""
_FIRST_SHARE = 0.2
"""Of all chunks, those it has in hand while this process examines the file as a whole."""


class Examiner(Protocol):
    """Examines a finished PDF: the whole file, then each page."""

    def open(self, pdf: Pdf) -> Look:
        """Return what looks at its pages, which needs nothing of this process."""
        ...

    def whole(self, pdf: Pdf) -> None:
        """Examine the file as a whole; it is closed afterwards."""
        ...

    def take(self, index: int, finding: Any) -> None:  # noqa: ANN401 - each has its own
        """Take what was found on a page; called in the order of the pages."""
        ...


class LostReaderError(Exception):
    """A parallel reader has ended, or does not answer."""


class ParallelReader(Protocol):
    """Reads pages at the same time, in a process as confined as this one."""

    def begin(self, finished: BinaryIO, looks: Sequence[Look]) -> None:
        """Hand over a file and what to look for. Raises `LostReaderError`."""
        ...

    def ask(self, pages: range) -> None:
        """Ask for some of its pages. Raises `LostReaderError`."""
        ...

    def answer(self, *, waits: bool) -> list[Finding] | None:
        """Return what was found on the pages asked for first; None where that is not known yet.

        Args:
            waits: for a moment; else at once.

        Raises:
            LostReaderError: there will be no answer.
        """
        ...


def examine(
    finished: BinaryIO, examiners: Sequence[Examiner], tick: Tick, reader: ParallelReader | None = None
) -> None:
    """Run examiners over every page of a PDF.

    Args:
        finished: read from its start.
        examiners: who look at it.
        tick: called often, so that the work can be stopped.
        reader: reads some of the pages.

    Raises:
        pikepdf.PikepdfError, pypdfium2.PdfiumError: not a PDF, or damaged or password-protected.
        ValueError: it is empty, or readers do not agree on its pages.
    """
    with open_pdf(finished) as pdf:
        looks = [one.open(pdf) for one in examiners]
        work = _Work(len(pdf.pages), reader)
        work.begin(finished, looks)
        for one in examiners:
            one.whole(pdf)
    finished.seek(0)
    # Bytes in memory are handed over as they are, without a copy: each read through Python costs.
    source = finished.getvalue() if isinstance(finished, BytesIO) else finished
    with pypdfium2.PdfDocument(source) as document:
        if len(document) != work.count:
            raise ValueError("two programs do not find the same pages in it")
        findings = work.done(document, looks, tick)
    for index in range(work.count):
        for one, finding in zip(examiners, findings[index], strict=True):
            one.take(index, finding)


def opened_bytes(finished: bytes) -> Any:  # noqa: ANN401 - untyped library
    """Open a file in memory, which is not copied, for `look_at_page`."""
    return pypdfium2.PdfDocument(finished)


def look_at_page(document: Any, looks: Sequence[Look], index: int) -> Finding:  # noqa: ANN401
    """Return what is found on a page of a document of pypdfium2."""
    page = document[index]
    text = page.get_textpage()
    said = text.get_text_range()
    finding = tuple(look(index, page, text, said) for look in looks)
    text.close()
    page.close()
    return finding


class _Work:
    """The pages still to be read, and who reads which."""

    def __init__(self, count: int, reader: ParallelReader | None) -> None:
        self.count, self._reader = count, reader
        self._left = deque(range(at, min(at + _CHUNK, count)) for at in range(0, count, _CHUNK))
        self._asked: deque[range] = deque()
        self._findings: dict[int, Finding] = {}

    def begin(self, finished: BinaryIO, looks: Sequence[Look]) -> None:
        """Have the parallel reader begin, if there is one and it is worth its while."""
        if self._reader is None or len(self._left) <= _ASKED:
            self._reader = None
            return
        try:
            self._reader.begin(finished, looks)
            self._ask(max(_ASKED, int(len(self._left) * _FIRST_SHARE)))
        except LostReaderError:
            self._lose()

    def done(self, document: Any, looks: Sequence[Look], tick: Tick) -> dict[int, Finding]:  # noqa: ANN401
        """Read the pages; returns what was found, by page index."""
        while self._left or self._asked:
            if not self._left:
                tick(self._asked[0].start, len(self._findings), self.count)
                self._collect(waits=True)
                continue
            pages = self._left.popleft()
            for index in pages:
                tick(index, len(self._findings), self.count)
                self._findings[index] = look_at_page(document, looks, index)
                self._collect(waits=False)
        return self._findings

    def _ask(self, most: int = _ASKED) -> None:
        while self._reader and self._left and len(self._asked) < most:
            pages = self._left.pop()
            self._asked.append(pages)
            self._reader.ask(pages)

    def _collect(self, *, waits: bool) -> None:
        """Take what the parallel reader has found, and ask for more; what it fails at is read here."""
        try:
            findings = self._reader.answer(waits=waits) if self._reader and self._asked else None
            if findings is not None:
                self._findings.update(zip(self._asked.popleft(), findings, strict=True))
                self._ask()
        except LostReaderError:
            self._lose()

    def _lose(self) -> None:
        self._reader = None
        self._left.extend(self._asked)
        self._asked.clear()
