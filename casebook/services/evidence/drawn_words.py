"""Reads the pages of exhibits as they are drawn, so that what they show can be held against what they say.

What was read stays in memory until the casebook is locked: a copy that is built again asks nobody twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from casebook.base.progress import Progress
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.pdf_job import DrawnWords, PageSelection, RenderSearchable
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import COMPARING_DPI, RecognisedPage
from casebook.host.process import recogniser
from casebook.services.base.session import Session
from casebook.services.evidence.recognition import words_of
from casebook.services.processes.binder import Binder

_AT_ONCE = 2
_WAITING = 4
"""Pages drawn and not yet read: a picture of each is in memory."""
_known: WeakKeyDictionary[Session, dict[str, tuple[RecognisedPage, ...]]] = WeakKeyDictionary()
"""By session, then by SHA-256 of the document."""


def drawn_words(
    session: Session, exhibits: Sequence[tuple[Document, Exhibit]], progress: Progress
) -> DrawnWords:
    """What text recognition reads on pages that have text of their own.

    Args:
        session: the open vault; what was read before is kept with it.
        exhibits: each with its document; pictures have no text to be compared.
        progress: called often enough to stop.

    Returns:
        By exhibit key. Nothing where text recognition is not installed.

    Raises:
        DamagedSource: an exhibit cannot be drawn.
        Refused: text recognition fails.
        Cancelled: the person stopped.
    """
    if not recogniser.languages():
        return {}
    known = _known.setdefault(session, {})
    typed = [(document, exhibit) for document, exhibit in exhibits if _is_typed(document)]
    missing = [(document, exhibit) for document, exhibit in typed if document.sha256 not in known]
    if missing:
        read = _read([exhibit for _, exhibit in missing], progress)
        known |= {document.sha256: pages for (document, _), pages in zip(missing, read, strict=True)}
    return {exhibit.key: known[document.sha256] for document, exhibit in typed}


def _is_typed(document: Document) -> bool:
    return document.media_type == "application/pdf"


def _read(exhibits: list[Exhibit], progress: Progress) -> list[tuple[RecognisedPage, ...]]:
    with ThreadPoolExecutor(_AT_ONCE) as pool, Binder(to_bind=False) as binder:
        reading = _Reading(pool.submit)
        try:
            drawn = binder.fulfil(
                RenderSearchable(exhibits=tuple(exhibits)), PageSelection, exhibits, reading.take, progress
            )
            tables = iter(reading.tables())
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return [
        tuple(RecognisedPage(number=number, words=tuple(words_of(next(tables)))) for number in numbers)
        for numbers in drawn.of_files
    ]


@dataclass(slots=True)
class _Reading:
    """Pages on their way through text recognition, in the order in which they were drawn."""

    submit: Callable[..., Future[str]]
    waiting: deque[Future[str]] = field(default_factory=deque)
    done: list[str] = field(default_factory=list)

    def take(self, _: int, picture: bytes | bytearray | memoryview) -> None:
        """Hand in a page; waits where too many are under way."""
        while len(self.waiting) >= _WAITING:
            self.done.append(self.waiting.popleft().result())
        languages = recogniser.languages()
        self.waiting.append(self.submit(recogniser.recognise, bytes(picture), languages, COMPARING_DPI))

    def tables(self) -> list[str]:
        """What was read, once all pages are handed in."""
        while self.waiting:
            self.done.append(self.waiting.popleft().result())
        return self.done
