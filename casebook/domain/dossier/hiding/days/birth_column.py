"""Births in a table: dates in the rows under a line of heads of which one says that births stand below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.domain.dossier.hiding.days.birth_statement import birth_dates, born_words

_HEAD = re.compile(
    r"(?<![^\W\d_])(?:births?|born|b\.|née?|geb\.|nat[oa]|nac\.|nacid[oa])(?![^\W\d_])|生年|出生",
    re.IGNORECASE,
)
_OF_PLACE = re.compile(
    r"(?:places?|lieux?|lugar(?:es)?|luogo|country|pays|pa[ií]s)\s(?:of\s|de\s|di\s)?$", re.IGNORECASE
)
_PLACE_BEHIND = re.compile(r"\s?(?:地|省|place|certificate|证|證|医学)", re.IGNORECASE)
_OTHER_DAYS = re.compile(
    r"issue|expir|valid|date|since|arriv|left|depart|entry|day|when|签发|簽發|有效|日期|时间|時間|入境|离境",
    re.IGNORECASE,
)
"""Of another column with dates."""
_CELL = re.compile(r"[^\t|]+")
_CSV_CELL = re.compile(r"\"[^\"]*\"|[^,;\"]+")
_MIN_CELLS, _MAX_CELL = 2, 32
_LOOK_BACK = 14
_MAX_SIGNS, _MAX_WORDS, _MAX_OTHERS = 120, 14, 12
"""Of a head or row, and lines without a date that end no table: narrow cells that go on, or other rows."""
_LONG, _LONG_WORDS = 4, 8
"""As how many of these a line counts that is longer than cells are."""
_SENTENCE_ENDS = re.compile(r"[.;?!\u3002\uff1b]\s*$")
_MIN_SENTENCE = 5
"""Words of a line that may be a sentence."""
_Span = tuple[int, int]


def births_in_columns(text: str) -> Iterator[_Span]:
    r"""Yield the dates in the rows under a head for births, as slices.

    The text of a page has nothing to part its columns: there they may be of any. In a sheet and in rows with
    commas or strokes they are of the column of the head. A row may be of anybody.

    >>> text = "Name  Born  Left\nSister  5/89  no\nBrother  1961  yes"
    >>> [text[start:end] for start, end in births_in_columns(text)]
    ['5/89', '1961']
    """
    start, table = 0, _Table("")
    for line in text.split("\n") if _HEAD.search(text) or born_words().search(text) else ():
        if _is_head(line):
            table = _Table(line)
        else:
            yield from ((start + first, start + last) for first, last in table.births(line))
        start += len(line) + 1


class _Table:
    """The rows under a line of heads, so far; "" for none."""

    def __init__(self, head: str) -> None:
        self._is_open, self._others = bool(head), 0
        cells = [*_cells(head)] if head else []
        parted = len(cells) >= _MIN_CELLS
        self._columns = [at for at, cell in enumerate(cells) if parted and any(_births(head[slice(*cell)]))]
        place = next(_head_words(head), None) if head else None
        rest = head[: place.start()] + head[place.end() :] if place else head
        self._is_only = not _OTHER_DAYS.search(rest)

    def births(self, line: str) -> Iterator[_Span]:
        """Yield the dates of the next line."""
        if not (self._is_open and line.strip()):
            return
        dates = [*self._in_columns(line)] if self._columns else [*self._on_page(line)]
        is_long = len(line.split()) >= _LONG_WORDS or not _is_row(line)
        self._others = 0 if dates else self._others + (_LONG if is_long else 1)
        self._is_open = self._others <= _MAX_OTHERS
        yield from dates

    def _in_columns(self, line: str) -> Iterator[_Span]:
        cells = [*_cells(line)]
        for at in self._columns:
            start, end = cells[at] if at < len(cells) else (0, 0)
            written = line[start:end]
            if len(written) <= _MAX_CELL and (
                any(map(str.isdigit, written)) or birth_dates().search(written)
            ):
                lead = len(written) - len(written.lstrip())
                yield start + lead, start + len(written.rstrip())

    def _on_page(self, line: str) -> Iterator[_Span]:
        if _is_row(line):
            dates = [one.span() for one in birth_dates().finditer(line)]
            yield from dates[:1] if self._is_only else dates


def _cells(line: str) -> Iterator[_Span]:
    parts = _CELL if "\t" in line or "|" in line else _CSV_CELL
    at = 0
    for cell in parts.finditer(line):
        yield from ((gap, gap) for gap in range(at, cell.start()))  # an empty cell is one, too
        yield cell.span()
        at = cell.end() + 1


def _is_head(line: str) -> bool:
    """Return whether a line is of heads: some words without figures, most with a capital, one of a birth."""
    words = re.split(r"[\s,;|]+", line.strip(" |"))
    if len(words) < _MIN_CELLS or len(line) > _MAX_SIGNS or any(map(str.isdigit, line)):
        return False
    if _SENTENCE_ENDS.search(line):
        return False
    is_named = any(map(str.isupper, line)) or not line.isascii()
    lower = sum(word.islower() for word in words)
    return is_named and lower <= len(words) - lower and any(_births(line))


def _head_words(line: str) -> Iterator[re.Match[str]]:
    for pattern in (born_words(), _HEAD):
        yield from pattern.finditer(line)


def _births(line: str) -> Iterator[bool]:
    for place in _head_words(line):
        before = line[max(0, place.start() - _LOOK_BACK) : place.start()]
        yield not (_OF_PLACE.search(before) or _PLACE_BEHIND.match(line, place.end()))


def _is_row(line: str) -> bool:
    words = line.split()
    is_sentence = len(words) >= _MIN_SENTENCE and _SENTENCE_ENDS.search(line) is not None
    return len(line) <= _MAX_SIGNS and len(words) <= _MAX_WORDS and not is_sentence
