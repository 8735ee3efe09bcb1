"""Numbers of identity documents in a table, by the heads of its columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from casebook.language.identity.number_shape import shapes
from casebook.language.identity.paper_words import PaperWord, plain_text

_CELLS = re.compile(r"\t|\s?\|\s?|[ ]{2,}")


def numbers_in_columns(text: str, documents: Sequence[PaperWord]) -> Iterator[tuple[int, int]]:
    """Yield the numbers under a heading cell that is a word for a document, in rows of as many cells."""
    heads = sorted(mark.start for mark in documents if mark.kind == "document" or mark.is_exact)
    column, width = -1, 0
    for start, line in _lines(text) if heads else ():
        cells = [(start + first, start + last) for first, last in _cells(line)]
        under = [at for at, cell in enumerate(cells) if _is_heading(text, cell, heads)]
        if under or len(cells) != width:
            column, width = (under[0], len(cells)) if under and len(cells) > 1 else (-1, 0)
        elif column >= 0:
            first, last = cells[column]
            for one in shapes(text[first:last], plain_text(text[first:last])):
                if not (
                    one.is_day or _has_more(text[first : first + one.start] + text[first + one.end : last])
                ):
                    yield first + one.start, first + one.end


def _has_more(text: str) -> bool:
    return any(map(str.isalnum, text))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _cells(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for place in _CELLS.finditer(line):
        yield start, place.start()
        start = place.end()
    yield start, len(line)


def _is_heading(text: str, cell: tuple[int, int], heads: Sequence[int]) -> bool:
    """Return whether a cell has a word for a document and no figures."""
    at = bisect_left(heads, cell[0])
    return at < len(heads) and heads[at] < cell[1] and not any(map(str.isdigit, text[slice(*cell)]))
