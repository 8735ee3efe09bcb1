"""The text filter of a table: every word must occur, ignoring case, accents and the script of Chinese."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.language.fold import without_script


def searchable(cells: Iterable[str]) -> str:
    """Return what a filter looks through: the texts of a row as `Filter.occurs_in` takes them."""
    return without_script("\n".join(cells))


class Filter:
    """The words of a filter.

    >>> Filter("lin 2026").admits(["Lin Zhiyuan", "LIN-2026-003"])
    True
    >>> Filter("林志遠").admits(["林志远 Lin Zhiyuan"]), Filter("Lín").admits(["Lin Zhiyuan"])
    (True, True)
    """

    def __init__(self, words: str = "") -> None:
        self._words = without_script(words).split()

    def __bool__(self) -> bool:
        return bool(self._words)

    def admits(self, cells: Iterable[str]) -> bool:
        """Return whether these cells contain every word."""
        return self.occurs_in(searchable(cells))

    def occurs_in(self, text: str) -> bool:
        """Return whether a `searchable` text contains every word."""
        return all(word in text for word in self._words)
