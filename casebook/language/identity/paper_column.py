"""Numbers of identity documents and of accounts in a table, by the heads of its columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from casebook.language.identity.number_shape import Shape, shapes
from casebook.language.identity.paper_rows import MAX_LINES, is_as_long, is_in_row, is_sentence, lines_of
from casebook.language.identity.paper_words import PaperWord, alone, plain_text, words_between

_CELLS = re.compile(r"\t|\s?\|\s?|[ ]{2,}")
_MAX_BETWEEN = 2
"""Words beside the numbers of one cell: "55143, then 55144"."""
_Cell = tuple[int, int]


def numbers_in_columns(text: str, words: Sequence[PaperWord]) -> Iterator[tuple[int, int]]:
    """Yield the numbers under heading cells that have a word of some, in rows of as many cells.

    A word that may mean other things must be all that its cell says. A row of a sheet may have fewer cells,
    even the first alone (a name without a number ends no list), or more, such as a remark without a head. A
    sentence in the first cell alone ends a table if no numbers like those above it follow, or a head does.

    Args:
        text: it.
        words: in it, such as those for documents.
    """
    heads = sorted(words, key=lambda word: word.start)
    starts = [head.start for head in heads]
    table = _Columns(text)
    for start, line in lines_of(text) if heads else ():
        cells = [(start + first, start + last) for first, last in _cells(line)]
        under = {at for at, cell in enumerate(cells) if _is_heading(text, cell, heads, starts)}
        yield from table.read(line, cells, under)


class _Columns:
    """The columns under the heading cells of a table, so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at: set[int] = set()
        self._width = self._sentences = 0
        self._lengths: set[int] = set()
        self._is_sheet = self._is_parted = False

    def read(self, line: str, cells: Sequence[_Cell], under: set[int]) -> Iterator[tuple[int, int]]:
        """Yield the numbers in the next line, if it is a row; it may also be of heads, or end the table."""
        if len(cells) == 1:
            self._is_parted = True
            self._sentences += is_sentence(line)
            if self._sentences > MAX_LINES or not self._is_sheet:
                self._at = set()
            return
        is_row = bool(self._at) and ("\t" in line or len(cells) == self._width)
        is_head = bool(under) or (self._is_parted and self._heads_other(cells))
        if is_row and not (self._is_parted and is_head):
            # Without a gap a remark such as "passport lost" looks like a head.
            self._at |= under
            if not (self._sentences and self._is_other(cells[0])):
                yield from self._numbers(cells)
        else:
            self._at, self._width, self._is_sheet = under, len(cells), "\t" in line
            self._lengths, self._sentences = set(), 0
        self._is_parted = False

    def _numbers(self, cells: Sequence[_Cell]) -> Iterator[tuple[int, int]]:
        for first, last in (cells[column] for column in self._at if column < len(cells)):
            written = self._text[first:last]
            plain = plain_text(written)
            runs = [*shapes(written, plain)]
            rest = "".join(" " if _within(at, runs) else sign for at, sign in enumerate(plain))
            if len(runs) > 1 and words_between(rest) <= _MAX_BETWEEN:
                numbers = [one for one in runs if is_in_row(written, plain, one)]
            else:
                numbers = [one for one in runs if not (one.is_day or any(map(str.isalnum, rest)))]
            yield from ((first + one.start, first + one.end) for one in numbers if self._goes_on(one))

    def _goes_on(self, number: Shape) -> bool:
        """Return whether a number is of the table: behind a sentence one about as long as those before it."""
        if self._sentences and self._lengths:
            if not is_as_long(number, self._lengths):
                return False
            self._sentences = 0
        self._lengths.add(len(number.signs))
        return True

    def _heads_other(self, cells: Sequence[_Cell]) -> bool:
        """Return whether a line without figures is of heads of another table, by words for other things.

        Behind a sentence each of its cells may have a capital instead.
        """
        written = [self._text[slice(*cell)].strip() for cell in cells]
        if any(map(str.isdigit, "".join(written))):
            return False
        is_in_capitals = self._sentences > 0 and all(one[:1].isupper() for one in written)
        return is_in_capitals or any(self._is_other(cells[at]) for at in self._at if at < len(cells))

    def _is_other(self, cell: _Cell) -> bool:
        return alone("other").fullmatch(plain_text(self._text[slice(*cell)]).strip()) is not None


def _within(at: int, numbers: Sequence[Shape]) -> bool:
    return any(one.start <= at < one.end for one in numbers)


def is_cell(text: str, start: int, end: int) -> bool:
    """Return whether a place is all that a cell of a sheet has."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return before in {"\t", "\n"} and after in {"", "\t", "\n"} and "\t" in (before, after)


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
