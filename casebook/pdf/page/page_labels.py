"""The numbers printed on the pages of a bundle: 1, 2, 3 …, and those of late additions, such as 45A.

A build that continues one that has gone out keeps every number that somebody may have cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from pikepdf import Array, Dictionary, Name, String

_LABEL = re.compile(r"(.*?0*)(0|[1-9]\d*)([A-Z]*)")
"""The prefix of a number, the number, and the letters of a page inserted after it."""
_LETTERS = 26

Segment = tuple[str, int]
"""Key of a part, exhibit, cover or index, and its number of pages."""


def page_labels(segments: Sequence[Segment], former: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the printed number of every page, in order.

    What stood in the former build keeps its numbers. What is new, or has grown, is inserted after the number
    before it (45, 45A, 45B); what comes behind everything that was there goes on counting.

    >>> page_labels([("a", 2), ("new", 1), ("b", 1), ("end", 2)], {"a": ["1", "2"], "b": ["3"]})
    ['1', '2', '2A', '3', '4', '5']

    Args:
        segments: all parts and exhibits, in order.
        former: the numbers each part had; empty where nothing has gone out.
    """
    last_known = max((at for at, (key, _) in enumerate(segments) if key in former), default=-1)
    taken = {label for labels in former.values() for label in labels}
    highest = max((_split(label)[1] for label in taken), default=0)
    page_numbers: list[str] = []
    for at, (key, pages) in enumerate(segments):
        if at > last_known:
            page_numbers += [str(highest + step) for step in range(1, pages + 1)]
            highest += pages
            continue
        kept = list(former.get(key, ()))[:pages]
        page_numbers += kept
        page_numbers += _inserted(page_numbers[-1] if page_numbers else "0", pages - len(kept), taken)
    return page_numbers


def _inserted(before: str, pages: int, taken: set[str]) -> Iterator[str]:
    _, base, _ = _split(before)
    free = (f"{base}{_letters(step)}" for step in count(1))
    for _ in range(pages):
        label = next(one for one in free if one not in taken)
        taken.add(label)
        yield label


def _split(label: str) -> tuple[str, int, str]:
    match = _LABEL.fullmatch(label)
    if match is None:
        raise ValueError("not a page number")
    return match[1], int(match[2]), match[3]


def _letters(step: int) -> str:
    """Return A to Z, then AA to ZZ. Source: ISO 32000-1, table 159, style A."""
    return chr(ord("A") + (step - 1) % _LETTERS) * ((step - 1) // _LETTERS + 1)


def _step(letters: str) -> int:
    return (len(letters) - 1) * _LETTERS + ord(letters[0]) - ord("A") + 1


def label_tree(labels: Sequence[str]) -> Dictionary:
    """Return the page label tree of a PDF with these numbers."""
    ranges = Array()
    expected: tuple[str, int, int] | None = None
    for index, label in enumerate(labels):
        prefix, number, letters = _split(label)
        here = (prefix, number, _step(letters) if letters else 0)
        if here != expected:
            ranges.append(index)
            ranges.append(_range(*here))
        following = (prefix, number, here[2] + 1) if letters else (prefix, number + 1, 0)
        expected = following if number else None
    return Dictionary(Nums=ranges)


def _range(prefix: str, number: int, step: int) -> Dictionary:
    """Return labels counting from one; a number 0 is separate, since no style counts from it."""
    if step or not number:
        prefix, number = f"{prefix}{number}", step
    number_range = Dictionary(S=Name.A if step else Name.D) if number else Dictionary()
    if prefix:
        number_range.P = String(prefix)
    if number > 1:
        number_range.St = number
    return number_range
