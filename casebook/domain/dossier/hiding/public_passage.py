"""Titles and citations of public law in a text: no part of a name, day or place breaks one.

A law title with "Person C" in it is wrong, and tells which sign of the title stands in the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.domain.dossier.hiding.plain_letters import folded, squeezed

_MIN_LETTERS = 5
"""Letters of a passage, or signs: a shorter one is a word of any text."""


class PublicPassages:
    """Finds passages in texts, whatever spaces and line breaks part their words.

    Args:
        passages: as they are printed.
        fewest: letters of a passage that is looked for.
    """

    def __init__(self, passages: Iterable[str] = (), fewest: int = _MIN_LETTERS) -> None:
        plain = (squeezed(folded(passage)) for passage in passages)
        self._passages = tuple(dict.fromkeys(one for one in plain if len(one) >= fewest))
        self._with_part: dict[str, tuple[str, ...]] = {}

    def holding(self, text: str, parts: Iterable[str]) -> list[tuple[int, int]]:
        """Return the places in a text, as slices, of passages that contain one of these parts."""
        sought = dict.fromkeys(squeezed(folded(part)) for part in parts)
        likely = dict.fromkeys(one for part in sought for one in self._containing(part))
        if not likely:
            return []
        places = [at for at, sign in enumerate(folded(text)) if squeezed(sign)]
        letters = squeezed(folded(text))
        found = ((at, at + len(one) - 1) for one in likely for at in _occurrences(letters, one))
        return [(places[first], _end(text, places[last])) for first, last in found]

    def _containing(self, part: str) -> tuple[str, ...]:
        """Return the passages that contain a part, looked for once: a name comes back on page after page."""
        if part not in self._with_part:
            self._with_part[part] = tuple(one for one in self._passages if part in one)
        return self._with_part[part]


def _end(text: str, last: int) -> int:
    """Return where a passage ends, by its last letter: initials have a point behind them, as in "L.Z."."""
    return last + 2 if text.startswith(".", last + 1) else last + 1


def _occurrences(letters: str, one: str) -> Iterator[int]:
    at = letters.find(one)
    while at >= 0:
        yield at
        at = letters.find(one, at + 1)
