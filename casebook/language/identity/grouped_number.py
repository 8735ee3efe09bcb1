"""Numbers in short groups of figures, or in Chinese signs, that are no amount, day or list of years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from casebook.language.identity.unexplained import is_cited, is_dated

_JOINT = r"(?:[).]? ?[\-\u2010-\u2015/.\xb7_] ?|[)]?[ \xa0])"
_GROUPS = re.compile(rf"(?<![\d.,:])\(?\d{{1,4}}(?:{_JOINT}\d{{1,4}})+(?![\d:]|,\d)")
_FIGURES, _MIN_FIGURES, _MIN_APART, _MAX_GROUPS = re.compile(r"\d+"), 7, 5, 6
"""Figures that such a number has, and has beside a day; more groups of several are a row of a table."""
_LONGEST_OF_LIST = 2
"""Figures of the numbers of a list that rise: articles, pages, the heads of columns."""
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .\xa0]\d{3})+")
_SUMS = re.compile(r"\d{1,4}\.\d\d(?: \d{1,4}\.\d\d)*")
_DECIMALS = re.compile(r"\d{1,3}\.\d{4,}|\d{1,4}(?:\.\d{1,3}){2,5}")
"""A coordinate, the number of a version, an address of a computer."""
_DAYS = re.compile(
    r"\d{1,2}([.\-/ ])\d{1,2}\1(?:19|20)\d\d(?!\d)|(?:1[89]|20)\d\d([.\-/ ])\d{1,2}\2\d{1,2}(?!\d)"
    r"|(?<!\d)(?:1[89]|20)\d\d(?!\d)"
)
_HAN = re.compile("[\u3007\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d]{7,}")


def grouped_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of such numbers, as slices.

    >>> said = "4821 0937 1152, No. 351-402-83, (646) 205-9557; 1 234 567; 12.05.2019-13.05.2019"
    >>> [said[start:end] for start, end in grouped_numbers(said)]
    ['4821 0937 1152', '351-402-83', '(646) 205-9557']
    """
    for place in _GROUPS.finditer(text):
        if _is_number(place[0]):
            yield place.span()
    yield from (place.span() for place in _HAN.finditer(text))


def _is_number(run: str) -> bool:
    groups = _FIGURES.findall(run)
    if sum(map(len, groups)) < _MIN_FIGURES:
        return False
    if any(one.fullmatch(run) for one in (_THOUSANDS, _SUMS, _DECIMALS)) or is_dated(run) or is_cited(run):
        return False
    is_row = len(groups) > _MAX_GROUPS and max(map(len, groups)) > 1
    is_rising = all(int(one) < int(other) for one, other in pairwise(groups))
    is_list = is_rising and max(map(len, groups)) <= _LONGEST_OF_LIST
    return not (is_row or is_list) and len("".join(_FIGURES.findall(_DAYS.sub(" ", run)))) >= _MIN_APART
