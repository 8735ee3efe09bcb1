"""The interface of an opened document, and the reasons why one cannot be opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol


class Unreadable(Exception):
    """The document or page cannot be rendered."""


class Encrypted(Exception):
    """The document is protected by a password."""


class DocumentTooLarge(Exception):
    """The document has more pages or pixels than the limit."""


class OpenedPages(Protocol):
    """An opened document whose pages can be rendered."""

    @property
    def sizes(self) -> Sequence[tuple[float, float]]:
        """Return width and height of each page in points, from 1 to MAX_SIDE_PT."""
        ...

    def draw(self, index: int, width_px: int, height_px: int) -> Iterator[bytes | memoryview]:
        """Render the page at a size: rows from the top, blue green red and a fourth byte, in parts."""
        ...

    def text(self, index: int) -> tuple[str, list[tuple[float, float, float, float]]]:
        """Return the page's characters and the edges of each: left, top, right and bottom in points."""
        ...
