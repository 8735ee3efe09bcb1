"""Numbers of identity documents in the rows of a page, under a line of heads with nothing to part columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from casebook.language.identity.number_shape import Shape, shapes
from casebook.language.identity.paper_clause import OFFICE_BEHIND
from casebook.language.identity.paper_words import WORD_OR_PAIR, PaperWord, alone, marks, plain_text

_ENDS = (";", ",", "?", "!", "\u3002", ":")
_MAX_SIGNS, _MAX_WORDS, _MAX_HEADS = 100, 14, 12
"""Of a line of heads or a row of a page."""
_MAX_REST, _MAX_SENTENCE, MAX_LINES = 7, 4, 3
"""Words of a line in which a row goes on and of one that is no sentence, and how many such lines follow."""
_MAX_BROKEN_LINES = 16
"""The same for a remark in the lines of a narrow cell, below numbers with which others can be compared."""
_MAX_OTHER_SIGNS = 2
"""By which the numbers below a sentence may be longer or shorter than those above it."""
_ROW_NUMBER = " .()0123456789"
_TWO_COLUMNS = re.compile(r"(?P<number>\d{5,})(?: \d{1,3})+|(?:19|20)\d\d (?P<behind>\d{5,})")
"""The number of a document beside a small one or a year in the next column: "41601 300", "1961 32402"."""
_MORE_BEHIND = re.compile(r"[^\d\n]{1,12}\d")
"""Figures that a currency, or a word such as "page", behind a number belongs to: "39002 EUR 450"."""


class PageRows:
    """The tables of pages in order: one goes on behind a sentence, and on the next page without heads."""

    def __init__(self) -> None:
        self._rows = _Rows()

    def numbers(self, text: str, words: Sequence[PaperWord]) -> Iterator[tuple[int, int]]:
        """Yield the numbers in the rows under lines of heads that have words of some.

        So the text of a page has a table with ruled columns. A row may go on in the lines after its own.

        Args:
            text: of the next page.
            words: in it, such as those for documents.
        """
        self._rows = self._rows.on_next_page()
        ordered = sorted(words, key=lambda word: word.start)
        starts = [word.start for word in ordered]
        for start, line in lines_of(text) if words or self._rows.is_open else ():
            heads = ordered[bisect_left(starts, start) : bisect_left(starts, start + len(line))]
            if _is_head_line(text, (start, start + len(line)), heads):
                yield from self._rows.numbers()
                self._rows = _Rows(is_open=True)
            elif self._rows.is_open:
                self._rows.read(start, line)
        yield from self._rows.numbers()


class _Rows:
    """The rows under a line of heads, so far.

    Args:
        is_open: whether there is a line of heads, and nothing ended the table.
        lengths: of its numbers on the page before.
    """

    def __init__(self, *, is_open: bool = False, lengths: Iterable[int] = ()) -> None:
        self.is_open = is_open
        self._lengths = set(lengths)
        self._numbers: list[tuple[int, Shape]] = []
        self._headed: list[tuple[int, Shape]] = []
        self._others = 0
        self._is_broken = bool(self._lengths)

    def on_next_page(self) -> _Rows:
        """Return the same table as it may go on: with numbers as long as those so far."""
        return _Rows(is_open=self.is_open, lengths=self._lengths)

    def numbers(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers, in rows that begin "Officer 34164" those as long as the others."""
        headed = [(start, one) for start, one in self._headed if len(one.signs) in self._lengths]
        yield from ((start + one.start, start + one.end) for start, one in (*self._numbers, *headed))

    def read(self, start: int, line: str) -> None:
        """Read the next line: a row with its number, one that goes on, a sentence, or what ends the table."""
        words = len(line.split())
        plain = plain_text(line)
        runs = [_without_neighbour(line, one) for one in shapes(line, plain)]
        numbers = [one for one in runs if is_in_row(line, plain, one) and self._goes_on(one)]
        is_row = words <= _MAX_WORDS and len(line) <= _MAX_SIGNS and not ends_sentence(line)
        if is_row and numbers:
            self._others, self._is_broken = 0, False
            self._numbers += [(start, one) for one in numbers]
            self._lengths.update(len(one.signs) for one in numbers)
            return
        if is_row:
            self._headed += [(start, one) for one in runs if _is_headed(line, plain, one)]
        if line.strip():
            self._others += 1
            self._is_broken |= is_sentence(line) or self._others > MAX_LINES
        is_other_head = self._is_broken and not runs and _is_of_other_heads(line, plain)
        most = _MAX_BROKEN_LINES if self._lengths else MAX_LINES
        self.is_open = self._others <= most and not is_other_head

    def _goes_on(self, number: Shape) -> bool:
        """Return whether a number is of the table: behind a break one about as long as those before it."""
        return not self._is_broken or is_as_long(number, self._lengths)


def is_as_long(number: Shape, lengths: Collection[int]) -> bool:
    """Return whether a number is about as long as some of these, if there are any."""
    return not lengths or any(abs(len(number.signs) - one) <= _MAX_OTHER_SIGNS for one in lengths)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text, each with its place."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def is_sentence(line: str) -> bool:
    """Return whether a line without columns is longer than a row that goes on in it."""
    return len(line.split()) > _MAX_REST or ends_sentence(line)


def ends_sentence(line: str) -> bool:
    """Return whether a line of some words has a full stop or the like at its end."""
    return len(line.split()) > _MAX_SENTENCE and line.rstrip().endswith((".", ";", "?", "!"))


def is_in_row(line: str, plain: str, shape: Shape) -> bool:
    """Return whether a run of a row may be the number under its head: no day, no amount, no other thing's.

    Args:
        line: as written.
        plain: the same as `plain_text` returns it.
        shape: a run in it.
    """
    return _is_number(shape) and _other_before(line, plain, shape) is None


def _without_neighbour(line: str, shape: Shape) -> Shape:
    """Return a run without the small number or the year of the next column."""
    both = _TWO_COLUMNS.fullmatch(line, shape.start, shape.end)
    if both:
        name = "number" if both["number"] else "behind"
        start, end = both.span(name)
        return replace(shape, start=start, end=end, signs=both[name], is_day=False, is_amount=False)
    is_amount = shape.is_amount and not _MORE_BEHIND.match(line, shape.end)
    return replace(shape, is_amount=is_amount)


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
        (head.kind == "document" or head.is_exact) and not _is_of_office(text, span, head) for head in heads
    ):
        return False
    words = WORD_OR_PAIR.findall(line)
    if line.endswith(_ENDS) or len(line) > _MAX_SIGNS or not 1 < len(words) <= _MAX_HEADS:
        return False
    lower = [word for word in words if word.islower() and not _is_passed(word)]
    return len(lower) < sum(not word.islower() for word in words)


def _is_of_office(text: str, span: tuple[int, int], head: PaperWord) -> bool:
    """Return whether a document is only part of another thing: "Passport office", not "Name Passport Fee"."""
    behind = text[head.end : span[1]]
    is_next_head = behind[1:2].isupper() and bool(text[span[0] : head.start].strip())
    return not is_next_head and OFFICE_BEHIND.match(plain_text(behind)) is not None


def _is_of_other_heads(line: str, plain: str) -> bool:
    """Return whether a line is of heads for other things: some words, each with a capital."""
    words = line.split()
    return (
        len(words) > 1 and all(word[:1].isupper() for word in words) and any(marks(line, plain, ("other",)))
    )


def _is_passed(word: str) -> bool:
    plain = plain_text(word)
    return any(alone(kind).fullmatch(plain) for kind in ("number", "link"))
