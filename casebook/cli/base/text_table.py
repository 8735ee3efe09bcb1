"""Rows as text in columns: wide characters count twice, long cells are wrapped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_BETWEEN = "   "
_NARROWEST = 8
"""Minimum width of a column."""


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """Return a header, a rule and the rows.

    Args:
        head: a title for each column.
        rows: as many cells each; a cell may have several lines.
        width: places in a line. The widest columns give way; where that is not enough, lines are longer.
    """
    columns = list(zip(head, *rows, strict=True))
    widths = _fitted(
        [max(_places(line) for cell in column for line in cell.split("\n")) for column in columns], width
    )
    rule = "─" * (sum(widths) + len(_BETWEEN) * (len(widths) - 1))
    lines = [*_lines(head, widths), rule]
    for row in rows:
        lines += _lines(row, widths)
    return "\n".join(f" {line}" for line in lines)


def _fitted(widths: list[int], most: int) -> list[int]:
    """Return column widths, reducing the widest first."""
    left = most - len(_BETWEEN) * (len(widths) - 1) - 1
    while sum(widths) > left and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [list(_wrapped(cell, width)) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = (part + " " * (width - _places(part)) for part, width in zip(parts, widths, strict=True))
        yield _BETWEEN.join(padded).rstrip()


def _wrapped(cell: str, width: int) -> Iterator[str]:
    """Yield the lines of a cell, broken at spaces, or inside a word that is too long."""
    for line in cell.split("\n"):
        rest = line
        while _places(rest) > width:
            end = _end(rest, width)
            yield rest[:end].rstrip()
            rest = rest[end:].lstrip()
        yield rest


def _end(text: str, width: int) -> int:
    """Return where to break a text longer than `width` places."""
    end, places = 0, 0
    while (places := places + _places(text[end])) <= width:
        end += 1
    space = text.rfind(" ", 0, end + 1)
    return space if space > 0 else max(end, 1)


def _places(text: str) -> int:
    """Return the width of a text on a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_places_of, text))


def _places_of(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
