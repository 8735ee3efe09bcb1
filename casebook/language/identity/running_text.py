"""Sentences of a text whose lines end anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.language.identity.paper_words import alone, plain_text

_ENDS = re.compile(
    r"(?P<word>[^\W\d_]*)[.!?][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_])|[。！？]|\n[ \t]*\n|\f|\u0964\s"
)
_LONGEST_ABBREVIATION, _LONGEST_OF_NUMBER = 3, 4
_LINE_END = re.compile(r"[ \r]*\n[ ]*")


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


def unbroken(text: str) -> tuple[str, Sequence[int]]:
    r"""Return a text with one sign for each end of a line, and where each sign and the end of all stand.

    >>> unbroken("ID\r\n  is 1")
    ('ID\nis 1', [0, 1, 3, 6, 7, 8, 9, 10])
    """
    if not _LINE_END.search(text):
        return text, range(len(text) + 1)
    places: list[int] = []
    last = 0
    for end in _LINE_END.finditer(text):
        places += [*range(last, end.start()), text.index("\n", end.start())]
        last = end.end()
    places += range(last, len(text) + 1)
    return _LINE_END.sub("\n", text), places
