"""Reads rendered pages of exhibits, to compare what they show with their text layer.

What was read stays with the session until it is locked: a copy that is built again reads no page twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from casebook.base.errors import Locked
from casebook.base.progress import Progress
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.hiding.hiding import DrawnWords
from casebook.domain.dossier.pdf_job import RenderSearchable
from casebook.domain.dossier.pdf_result import PageSelection
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import COMPARING_DPI, RecognisedPage
from casebook.host.process import recogniser
from casebook.services.base.session import Session
from casebook.services.evidence.recognition import words_of
from casebook.services.processes.bundle_worker import BundleWorker

_AT_ONCE = 2
_WAITING = 4
"""Maximum number of rendered pages waiting to be read; an image of each is in memory."""

Shown = Sequence[tuple[Document, Exhibit]]


def known_words(session: Session, exhibits: Shown) -> DrawnWords:
    """Return the words read so far on pages of exhibits, by exhibit key."""
    known = session.drawn_pages
    return {
        exhibit.key: tuple(known[document.sha256].values())
        for document, exhibit in exhibits
        if document.sha256 in known
    }


def drawn_words(
    session: Session, exhibits: Shown, reviewed: Mapping[str, frozenset[int]], progress: Progress
) -> DrawnWords:
    """Return the words that text recognition reads on pages that have a text layer and no image.

    Args:
        session: the open vault; what was read before is kept with it.
        exhibits: each with its document.
        reviewed: pages a person has looked at, by exhibit key: they need no machine.
        progress: called often enough to stop.

    Returns:
        By exhibit key. Nothing where text recognition is not installed.

    Raises:
        DamagedSource: reading an exhibit failed, took too long or too much memory; a damaged one has no
            words.
        Refused: text recognition fails.
        Cancelled: the person stopped, or the casebook was locked.
    """
    if not recogniser.languages():
        return {}
    known = session.drawn_pages
    typed = [(document, exhibit) for document, exhibit in exhibits if _is_typed(document)]
    wanted = [exhibit for _, exhibit in typed]
    settled = {
        exhibit.key: reviewed.get(exhibit.key, frozenset()) | known.get(document.sha256, {}).keys()
        for document, exhibit in typed
    }
    read = _read(wanted, settled, progress)
    if session.is_locked:
        raise Locked
    for (document, _), pages in zip(typed, read, strict=True):
        known.setdefault(document.sha256, {}).update({page.number: page for page in pages})
    return known_words(session, typed)


def _is_typed(document: Document) -> bool:
    """Return whether a document may have a text layer; images have none."""
    return document.media_type == "application/pdf"


def _read(
    exhibits: list[Exhibit], known: Mapping[str, frozenset[int]], progress: Progress
) -> list[tuple[RecognisedPage, ...]]:
    if not exhibits:
        return []
    with ThreadPoolExecutor(_AT_ONCE) as pool, BundleWorker(to_build=False) as worker:
        reading = _Reading(pool.submit)
        try:
            job = RenderSearchable(exhibits=tuple(exhibits), known=known)
            drawn = worker.run(job, PageSelection, exhibits, reading.take, progress)
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
    """Pages queued for text recognition, in the order in which they were rendered."""

    submit: Callable[..., Future[str]]
    waiting: deque[Future[str]] = field(default_factory=deque)
    done: list[str] = field(default_factory=list)

    def take(self, _: int, picture: bytes | bytearray | memoryview) -> None:
        """Add a page; blocks while too many are queued."""
        while len(self.waiting) >= _WAITING:
            self.done.append(self.waiting.popleft().result())
        languages = recogniser.languages()
        self.waiting.append(self.submit(recogniser.recognise, bytes(picture), languages, COMPARING_DPI))

    def tables(self) -> list[str]:
        """Return the recognised words once all pages are added."""
        while self.waiting:
            self.done.append(self.waiting.popleft().result())
        return self.done
