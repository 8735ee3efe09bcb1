"""Names as text recognition misreads them: "PichImayer" with a capital I for l, "Hernayat" with rn for m."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

_One = TypeVar("_One")
MIN_COMPARED = 5
"""Letters of a name that words are compared with: shorter ones are like too many words."""
_WORD = re.compile(r"(?<![^\W_])[A-Zl0-9|][A-Za-z0-9|]{4,}(?![^\W_])")
"""With a capital, or what looks like one."""
_ALIKE = str.maketrans("i1|0", "lllo")
_ROWS = (("rn", "m"), ("vv", "w"))
"""Letters that look like one."""


class MisreadNames(Generic[_One]):
    """Finds words that are a name of five and more letters but for letters that look like others.

    Args:
        names: the letters of each name, folded, and whose it is.
    """

    def __init__(self, names: Iterable[tuple[str, _One]]) -> None:
        self._names = {_look(name): (name, one) for name, one in names if _is_long(name)}

    def find(self, text: str) -> Iterator[tuple[int, int, _One]]:
        """Yield the slices of such words, and whose name each is."""
        for word in _WORD.finditer(text):
            named = self._names.get(_look(word[0].lower()))
            if named and word[0].lower() != named[0]:
                yield *word.span(), named[1]


def _is_long(name: str) -> bool:
    return name.isascii() and name.isalpha() and len(name) >= MIN_COMPARED


def _look(word: str) -> str:
    """Return what letters that look alike have in common.

    >>> _look("pichimayer") == _look("pichlmayer"), _look("hernayat") == _look("hemayat")
    (True, True)
    """
    for row, one in _ROWS:
        word = word.replace(row, one)
    return word.translate(_ALIKE)
