"""What is typed above a table: every word must occur, without regard to case or accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def folded(text: str) -> str:
    """The text as it is compared: lower case, accents dropped.

    >>> folded("Ürümqi")
    'urumqi'
    """
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


class Filter:
    """The words asked for.

    >>> Filter("lin 2026").admits(["Lin Zhiyuan", "LIN-2026-003"])
    True
    """

    def __init__(self, words: str = "") -> None:
        self._words = folded(words).split()

    def __bool__(self) -> bool:
        return bool(self._words)

    def admits(self, cells: Iterable[str]) -> bool:
        """Whether every word stands somewhere in these cells."""
        whole = folded("\n".join(cells))
        return all(word in whole for word in self._words)
