"""Recognised text of pages without text: words with positions, stored with the document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from casebook.domain.base.entity import entity

DOUBTFUL_BELOW = 70
"""Confidence, of 100, below which a page is marked for review."""


READING_DPI = 300
"""Resolution in dots per inch for text recognition."""
COMPARING_DPI = 120
"""Dots per inch at which words of ten points are still distinguished, in half the time."""


@entity
class SeenWord:
    """A word on a page.

    Attributes:
        text: as read, with the blank after it where there is one.
        left, top, right, bottom: of its box, in parts of the width and height of the page as seen, from the
            upper left corner.
        confidence: 0 to 100, as the engine gives it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: int

    def letters(self) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
        """Yield each letter with its share of the box: left, top, right, bottom in parts of the page.

        A blank has no place: all 0.
        """
        step = (self.right - self.left) / max(len(self.text.rstrip()), 1)
        for at, letter in enumerate(self.text):
            left = self.left + at * step
            is_shown = not letter.isspace()
            yield letter, (left, self.top, left + step, self.bottom) if is_shown else (0.0, 0.0, 0.0, 0.0)


@entity
class RecognisedPage:
    """One page that was read.

    Attributes:
        number: in the document, from 1.
        words: in reading order.
    """

    number: int
    words: tuple[SeenWord, ...]

    @property
    def text(self) -> str:
        """Return the whole text."""
        return "".join(word.text for word in self.words)

    def letters(self) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
        """Yield each letter with its position, as `SeenWord.letters`."""
        for word in self.words:
            yield from word.letters()

    @property
    def confidence(self) -> int:
        """Return the mean confidence of its words, weighted by length; 0 without words."""
        letters = sum(len(word.text) for word in self.words)
        return round(sum(word.confidence * len(word.text) for word in self.words) / letters) if letters else 0


@entity
class Recognition:
    """The recognised text of a document.

    Attributes:
        id: the document's id.
        case_id: its case.
        title: the document's title, shown in the list of hits.
        languages: asked for, as the engine names them ("eng", "chi_sim").
        engine: name and version.
        read_at: when, UTC.
        pages: those that had no text, in order.
    """

    id: str
    case_id: str
    title: str
    languages: tuple[str, ...]
    engine: str
    read_at: datetime
    pages: tuple[RecognisedPage, ...]

    @property
    def doubtful_pages(self) -> tuple[int, ...]:
        """Return the numbers of the pages to compare with the image."""
        return tuple(page.number for page in self.pages if page.confidence < DOUBTFUL_BELOW)
