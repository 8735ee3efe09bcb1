"""The text filter of a table: every word must occur, ignoring case and accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def folded(text: str) -> str:
    """Return the text normalised for comparison: lower case, accents removed.

    >>> folded("Ürümqi")
    'urumqi'
    """
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


class Filter:
    """The words of a filter.

    >>> Filter("lin 2026").admits(["Lin Zhiyuan", "LIN-2026-003"])
    True
    """

    def __init__(self, words: str = "") -> None:
        self._words = folded(words).split()

    def __bool__(self) -> bool:
        return bool(self._words)

    def admits(self, cells: Iterable[str]) -> bool:
        """Return whether these cells contain every word."""
        whole = folded("\n".join(cells))
        return all(word in whole for word in self._words)
