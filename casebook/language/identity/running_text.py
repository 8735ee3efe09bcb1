"""Sentences of a text whose lines end anywhere, its pieces, and what of it is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from casebook.domain.dossier.hiding.plain_letters import UNSEEN
from casebook.language.identity.paper_words import alone, plain_text

_ENDS = re.compile(
    r"(?P<word>[^\W\d_]*)[.!?][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_])|[。！？]|\n[ \t]*\n|\f|\u0964\s"
)
_LONGEST_ABBREVIATION, _LONGEST_OF_NUMBER = 3, 4
_AROUND, _TO_SPACE = 260, 24
"""Signs on either side of a place that are read with it, and how many more up to a space."""
_LONGEST_WINDOW = 2000
"""Signs that are read at once: the time for a table of numbers grows with its length alone."""
_LINE_END = re.compile(r"[ \r]*\n[ ]*")
_UNSEEN = re.compile(
    rf"[{UNSEEN}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065"
    r"\u206a-\u206f\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]+"
)
"""Signs that no page shows: those of Unicode's property Default_Ignorable_Code_Point, and controls."""


def sentence_ends(text: str) -> Iterator[int]:
    """Yield where the sentences of a text end, from left to right; an abbreviation ends none.

    >>> said = "Her passport no. G1. He wrote her number. She wept."
    >>> [said[end:][:2] for end in sentence_ends(said)]
    ['He', 'Sh']
    """
    for place in _ENDS.finditer(text):
        word = plain_text(place["word"] or "")
        is_of_number = len(word) <= _LONGEST_OF_NUMBER and alone("number").fullmatch(word)
        is_short = 0 < len(word) <= _LONGEST_ABBREVIATION and not word.isdigit()
        if not (is_short or is_of_number):
            yield place.end()


def seen(text: str) -> tuple[str, Sequence[int]]:
    r"""Return a text without the signs that no page shows, and where each sign and the end of all stand.

    >>> seen("42\u180e005")
    ('42005', [0, 1, 3, 4, 5, 6])
    """
    return _without(_UNSEEN, "", text)


def unbroken(text: str) -> tuple[str, Sequence[int]]:
    r"""Return a text with one sign for each end of a line, and where each sign and the end of all stand.

    >>> unbroken("ID\r\n  is 1")
    ('ID\nis 1', [0, 1, 3, 6, 7, 8, 9, 10])
    """
    return _without(_LINE_END, "\n", text)


def _without(runs: re.Pattern[str], sign: str, text: str) -> tuple[str, Sequence[int]]:
    """Return a text with a sign, or none, for each of some runs, and where each sign and the end stand."""
    if not runs.search(text):
        return text, range(len(text) + 1)
    places: list[int] = []
    last = 0
    for run in runs.finditer(text):
        places += [*range(last, run.start()), *([text.index(sign, run.start())] if sign else [])]
        last = run.end()
    places += range(last, len(text) + 1)
    return runs.sub(sign, text), places


def windows(plain: str, places: Iterable[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return the pieces of a text around some places, as slices from left to right."""
    pieces: list[tuple[int, int]] = []
    for start, end in sorted(places):
        first, last = max(0, start - _AROUND), min(len(plain), end + _AROUND)
        first = at + 1 if (at := plain.rfind(" ", max(0, first - _TO_SPACE), first)) != -1 else first
        last = at if (at := plain.find(" ", last, last + _TO_SPACE)) != -1 else last
        if pieces and first <= pieces[-1][1] and last - pieces[-1][0] <= _LONGEST_WINDOW:
            pieces[-1] = (pieces[-1][0], last)
        else:
            pieces.append((first, last))
    return pieces
