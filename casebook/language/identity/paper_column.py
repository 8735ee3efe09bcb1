"""Numbers of identity documents and of accounts in a table, by the heads of its columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from casebook.language.identity.number_shape import Shape, shapes
from casebook.language.identity.paper_clause import OFFICE_BEHIND
from casebook.language.identity.paper_words import WORD_OR_PAIR, PaperWord, alone, marks, plain_text

_CELLS = re.compile(r"\t|\s?\|\s?|[ ]{2,}")
_ENDS = (";", ",", "?", "!", "\u3002", ":")
_MAX_SIGNS, _MAX_WORDS, _MAX_HEADS = 100, 14, 12
"""Of a line of heads or a row of a page."""
_MAX_REST, _MAX_SENTENCE, _MAX_LINES = 7, 4, 3
"""Words of a line in which a row goes on and of one that is no sentence, and how many such lines follow."""
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


def numbers_under_heads(text: str, words: Sequence[PaperWord]) -> Iterator[tuple[int, int]]:
    """Yield the numbers in the rows under a line of heads with words of some, if nothing parts the columns.

    So the text of a page has a table with ruled columns. A row may go on in the lines after its own.

    Args:
        text: it.
        words: in it, such as those for documents.
    """
    table, ordered = _Rows(), sorted(words, key=lambda word: word.start)
    starts = [word.start for word in ordered]
    for start, line in _lines(text) if words else ():
        heads = ordered[bisect_left(starts, start) : bisect_left(starts, start + len(line))]
        if _is_head_line(text, (start, start + len(line)), heads):
            yield from table.numbers
            table = _Rows(is_open=True)
        elif table.is_open:
            table.read(start, line)
    yield from table.numbers


class _Rows:
    """The rows under a line of heads, so far."""

    def __init__(self, *, is_open: bool = False) -> None:
        self.is_open = is_open
        self.numbers: list[tuple[int, int]] = []
        self._others = 0

    def read(self, start: int, line: str) -> None:
        """Read the next line: a row with its number, one that goes on, or what ends the table."""
        words = len(line.split())
        plain = plain_text(line)
        numbers = [one for one in shapes(line, plain) if _is_in_row(line, plain, one)]
        is_sentence = words > _MAX_SENTENCE and line.rstrip().endswith((".", ";", "?", "!"))
        if is_sentence or words > _MAX_WORDS or len(line) > _MAX_SIGNS:
            self.is_open = False
        elif numbers:
            self._others = 0
            self.numbers += [(start + one.start, start + one.end) for one in numbers]
        else:
            self._others += 1
            self.is_open = self._others <= _MAX_LINES and words <= _MAX_REST


def _is_in_row(line: str, plain: str, shape: Shape) -> bool:
    """Return whether a run of a row may be the number under its head: no day, no amount, no other thing's."""
    if shape.is_day or shape.is_amount or shape.is_of_year:
        return False
    others = [mark for mark in marks(line, plain, ("other",)) if mark.end <= shape.start]
    return not others or line[others[-1].end : shape.start].strip(" .:#") != ""


def _is_head_line(text: str, span: tuple[int, int], heads: Sequence[PaperWord]) -> bool:
    """Return whether a line is one of heads: some words without figures, most of them with a capital."""
    line = text[slice(*span)].strip()
    if not heads or any(map(str.isdigit, line)) or any(sign in line for sign in "\t|"):
        return False
    if not any(
        (head.kind == "document" or head.is_exact)
        and not OFFICE_BEHIND.match(plain_text(text[head.end : span[1]]))
        for head in heads
    ):
        return False
    words = WORD_OR_PAIR.findall(line)
    if line.endswith(_ENDS) or len(line) > _MAX_SIGNS or not 1 < len(words) <= _MAX_HEADS:
        return False
    lower = [word for word in words if word.islower() and not _is_passed(word)]
    return len(lower) < sum(not word.islower() for word in words)


def _is_passed(word: str) -> bool:
    plain = plain_text(word)
    return any(alone(kind).fullmatch(plain) for kind in ("number", "link"))


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
