"""Numbers of identity documents and of accounts in a table, by the heads of its columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from casebook.language.identity.number_shape import Shape, shapes
from casebook.language.identity.paper_clause import OFFICE_BEHIND
from casebook.language.identity.paper_words import (
    WORD_OR_PAIR,
    PaperWord,
    alone,
    marks,
    plain_text,
    words_between,
)

_CELLS = re.compile(r"\t|\s?\|\s?|[ ]{2,}")
_ENDS = (";", ",", "?", "!", "\u3002", ":")
_MAX_SIGNS, _MAX_WORDS, _MAX_HEADS = 100, 14, 12
"""Of a line of heads or a row of a page."""
_MAX_REST, _MAX_SENTENCE, _MAX_LINES = 7, 4, 3
"""Words of a line in which a row goes on and of one that is no sentence, and how many such lines follow."""
_MAX_BETWEEN = 2
"""Words beside the numbers of one cell: "55143, then 55144"."""
_MAX_OTHER_SIGNS = 2
"""By which the numbers below a sentence in a sheet may be longer or shorter than those above it."""
_ROW_NUMBER = " .()0123456789"
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
    for start, line in _lines(text) if heads else ():
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
            self._sentences += _is_sentence(line)
            if self._sentences > _MAX_LINES or not self._is_sheet:
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
                numbers = [one for one in runs if _is_in_row(written, plain, one)]
            else:
                numbers = [one for one in runs if not (one.is_day or any(map(str.isalnum, rest)))]
            yield from ((first + one.start, first + one.end) for one in numbers if self._goes_on(one))

    def _goes_on(self, number: Shape) -> bool:
        """Return whether a number is of the table: behind a sentence one about as long as those before it."""
        length = len(number.signs)
        if self._sentences and self._lengths:
            if all(abs(length - one) > _MAX_OTHER_SIGNS for one in self._lengths):
                return False
            self._sentences = 0
        self._lengths.add(length)
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


def _is_sentence(line: str) -> bool:
    """Return whether a line of one cell is longer than a row with its first cell alone."""
    return len(line.split()) > _MAX_REST or _ends_sentence(line)


def _ends_sentence(line: str) -> bool:
    return len(line.split()) > _MAX_SENTENCE and line.rstrip().endswith((".", ";", "?", "!"))


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
            yield from table.numbers()
            table = _Rows(is_open=True)
        elif table.is_open:
            table.read(start, line)
    yield from table.numbers()


class _Rows:
    """The rows under a line of heads, so far."""

    def __init__(self, *, is_open: bool = False) -> None:
        self.is_open = is_open
        self._numbers: list[tuple[int, Shape]] = []
        self._headed: list[tuple[int, Shape]] = []
        self._others = 0

    def numbers(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers, in rows that begin "Officer 34164" those as long as the others."""
        lengths = {len(one.signs) for _, one in self._numbers}
        headed = [(start, one) for start, one in self._headed if len(one.signs) in lengths]
        yield from ((start + one.start, start + one.end) for start, one in (*self._numbers, *headed))

    def read(self, start: int, line: str) -> None:
        """Read the next line: a row with its number, one that goes on, or what ends the table."""
        words = len(line.split())
        plain = plain_text(line)
        runs = [*shapes(line, plain)]
        numbers = [one for one in runs if _is_in_row(line, plain, one)]
        if _ends_sentence(line) or words > _MAX_WORDS or len(line) > _MAX_SIGNS:
            self.is_open = False
        elif numbers:
            self._others = 0
            self._numbers += [(start, one) for one in numbers]
        else:
            self._headed += [(start, one) for one in runs if _is_headed(line, plain, one)]
            self._others += 1
            self.is_open = self._others <= _MAX_LINES and words <= _MAX_REST


def _is_in_row(line: str, plain: str, shape: Shape) -> bool:
    """Return whether a run of a row may be the number under its head: no day, no amount, no other thing's."""
    return _is_number(shape) and _other_before(line, plain, shape) is None


def _is_headed(line: str, plain: str, shape: Shape) -> bool:
    """Return whether a row begins with a word for another thing, the run directly behind it."""
    other = _other_before(line, plain, shape)
    return _is_number(shape) and other is not None and not plain[: other.start].strip(_ROW_NUMBER)


def _is_number(shape: Shape) -> bool:
    return not (shape.is_day or shape.is_amount or shape.is_of_year)


def _other_before(line: str, plain: str, shape: Shape) -> PaperWord | None:
    """Return the word for another thing directly before a run."""
    others = [mark for mark in marks(line, plain, ("other",)) if mark.end <= shape.start]
    return others[-1] if others and not line[others[-1].end : shape.start].strip(" .:#") else None


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
