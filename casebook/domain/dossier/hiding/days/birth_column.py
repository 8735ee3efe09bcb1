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
_LOOK_BACK = 14
_MAX_SIGNS, _MAX_WORDS, _MAX_OTHERS = 120, 14, 3
"""Of a head or row, and lines without a date that end no table: cells that go on, or a row with none."""
_SENTENCE_ENDS = re.compile(r"[.;?!\u3002\uff1b]\s*$")
_MIN_SENTENCE = 5
"""Words of a line that may be a sentence."""


def births_in_columns(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the dates in the rows under a head for births, as slices, in whichever column they stand.

    The text of a page has nothing to part its columns. A row may be of anybody.

    >>> text = "Name  Born  Left\nSister  5/89  no\nBrother  1961  yes"
    >>> [text[start:end] for start, end in births_in_columns(text)]
    ['5/89', '1961']
    """
    start, others, is_open = 0, 0, False
    for line in text.split("\n") if _HEAD.search(text) or born_words().search(text) else ():
        if _is_head(line):
            others, is_open = 0, True
        elif is_open and line.strip():
            dates = [*birth_dates().finditer(line)] if _is_row(line) else []
            others = 0 if dates else others + 1
            is_open = others <= _MAX_OTHERS
            yield from ((start + one.start(), start + one.end()) for one in dates)
        start += len(line) + 1


def _is_head(line: str) -> bool:
    """Return whether a line is of heads: some words without figures, most with a capital, one of a birth."""
    words = line.split()
    if len(words) < 2 or not _is_row(line) or any(map(str.isdigit, line)):  # noqa: PLR2004 - a name and a birth
        return False
    is_named = any(map(str.isupper, line)) or not line.isascii()
    lower = sum(word.islower() for word in words)
    return is_named and lower <= len(words) - lower and any(_births(line))


def _births(line: str) -> Iterator[bool]:
    for pattern in (_HEAD, born_words()):
        for place in pattern.finditer(line):
            before = line[max(0, place.start() - _LOOK_BACK) : place.start()]
            yield not (_OF_PLACE.search(before) or _PLACE_BEHIND.match(line, place.end()))


def _is_row(line: str) -> bool:
    words = line.split()
    is_sentence = len(words) >= _MIN_SENTENCE and _SENTENCE_ENDS.search(line) is not None
    return len(line) <= _MAX_SIGNS and len(words) <= _MAX_WORDS and not is_sentence
