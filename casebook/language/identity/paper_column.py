"""Numbers of identity documents and of accounts in a table, by the heads of its columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from casebook.language.identity.number_shape import shapes
from casebook.language.identity.paper_words import PaperWord, alone, plain_text

_CELLS = re.compile(r"\t|\s?\|\s?|[ ]{2,}")
_Cell = tuple[int, int]


def numbers_in_columns(text: str, words: Sequence[PaperWord]) -> Iterator[tuple[int, int]]:
    """Yield the numbers under heading cells that have a word of some, in rows of as many cells.

    A word that may mean other things must be all that its cell says. Of a row of a sheet the last cells may
    be missing.

    Args:
        text: it.
        words: in it, such as those for documents.
    """
    heads = sorted(words, key=lambda word: word.start)
    starts = [head.start for head in heads]
    columns: list[int] = []
    width = 0
    for start, line in _lines(text) if heads else ():
        cells = [(start + first, start + last) for first, last in _cells(line)]
        under = [at for at, cell in enumerate(cells) if _is_heading(text, cell, heads, starts)]
        is_row = len(cells) == width or ("\t" in line and len(cells) < width)
        if under or not is_row:
            columns, width = (under, len(cells)) if under and len(cells) > 1 else ([], 0)
            continue
        for first, last in (cells[column] for column in columns if column < len(cells)):
            for one in shapes(text[first:last], plain_text(text[first:last])):
                more = text[first : first + one.start] + text[first + one.end : last]
                if not (one.is_day or any(map(str.isalnum, more))):
                    yield first + one.start, first + one.end


def is_cell(text: str, start: int, end: int) -> bool:
    """Return whether a place is all that a cell of a sheet has."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return before in {"\t", "\n"} and after in {"", "\t", "\n"} and "\t" in (before, after)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _cells(line: str) -> Iterator[_Cell]:
    start = 0
    for place in _CELLS.finditer(line):
        yield start, place.start()
        start = place.end()
    yield start, len(line)


def _is_heading(text: str, cell: _Cell, heads: Sequence[PaperWord], starts: Sequence[int]) -> bool:
    """Return whether a cell has one of some words and no figures."""
    at = bisect_left(starts, cell[0])
    if at == len(heads) or heads[at].start >= cell[1] or any(map(str.isdigit, text[slice(*cell)])):
        return False
    return any(_is_head(text, cell, head) for head in heads[at:] if head.start < cell[1])


def _is_head(text: str, cell: _Cell, head: PaperWord) -> bool:
    if head.kind == "document" or head.is_exact:
        return True
    rest = alone("number").sub("", plain_text(text[cell[0] : head.start] + " " + text[head.end : cell[1]]))
    return not any(map(str.isalnum, rest))
