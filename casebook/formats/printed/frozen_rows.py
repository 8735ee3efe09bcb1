"""Rows of a workbook, high enough for their cells and for those merged across them.

A row without a stated height is made as high as its own cells need, but never higher for a cell that is
merged with one below: its last lines would be printed over the next row, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

_MERGED = re.compile(
    r"""<(?:\w+:)?mergeCell\b[^>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)
_ROW = re.compile(r"(<(?:\w+:)?row\b)([^>]*?)(/?>)")
_NUMBER = re.compile(r"""\br=["'](\d{1,7})["']""")
_HEIGHT = re.compile(r"""\sht=["'](?!0["'])([\d.]{1,9})["']""")
_CUSTOM = re.compile(r"""\scustomHeight=["']\w+["']""")
_LINE = 15.0
"""Points of a line of type of the usual size."""
_COLUMN = 8.0
"""Digits of a column of the usual width."""
_MAX_SPANS, _MAX_SPAN = 2_000, 500


@dataclass(frozen=True, slots=True)
class MergedCell:
    """Cells merged into one: its columns and rows, from 1."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True, repr=False)
class CellText:
    """How much a cell holds.

    Attributes:
        row: from 1.
        column: from 1.
        lines: widths of its lines, in digits of its own size.
        size: of its type, 1 for the usual one.
    """

    row: int
    column: int
    lines: tuple[int, ...]
    size: float


@dataclass(slots=True)
class MergedCells:
    """The merged cells of a sheet by their first row and column, and the rows that tall ones touch."""

    first: dict[tuple[int, int], MergedCell] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)


def column_number(letters: str) -> int:
    """Return the number of a column, from 1.

    >>> column_number("AB")
    28
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def merged_cells(xml: str) -> MergedCells:
    """Return the merged cells of a sheet, as many as are heeded."""
    spans = MergedCells()
    for left, top, right, bottom in _MERGED.findall(xml)[:_MAX_SPANS]:
        span = MergedCell(column_number(left), int(top), column_number(right), int(bottom))
        spans.first[span.top, span.left] = span
        if span.bottom > span.top:
            spans.rows.update(range(span.top, min(span.bottom, span.top + _MAX_SPAN) + 1))
    return spans


def with_row_heights(
    xml: str, spans: MergedCells, cells: Iterable[CellText], widths: Mapping[int, float]
) -> str:
    """Return a sheet whose rows state no height, but for those that cells merged downwards touch.

    Args:
        xml: the part of the sheet.
        spans: its merged cells.
        cells: of the rows in `spans`.
        widths: of its columns, in digits, by their numbers.
    """
    stated = dict(_stated_heights(xml, spans.rows))
    needs, tall = _needs(spans, cells, widths)
    heights = {row: max(height, needs.get(row, 0)) for row, height in stated.items() if height}
    for span, need in tall:
        present = [row for row in range(span.top, span.bottom + 1) if row in stated] if need else []
        usual = (span.bottom - span.top + 1 - len(present)) * _LINE
        total = usual + sum(heights.get(row, max(needs.get(row, 0), _LINE)) for row in present)
        if present and need > total:
            last = present[-1]
            heights[last] = heights.get(last, max(needs.get(last, 0), _LINE)) + need - total
    return _rewritten(xml, heights)


def _needs(
    spans: MergedCells, cells: Iterable[CellText], widths: Mapping[int, float]
) -> tuple[dict[int, float], Sequence[tuple[MergedCell, float]]]:
    """What the rows need for their own cells, and the cells merged downwards for themselves, in points."""
    needs: dict[int, float] = {}
    tall: list[tuple[MergedCell, float]] = []
    for cell in cells:
        span = spans.first.get(
            (cell.row, cell.column), MergedCell(cell.column, cell.row, cell.column, cell.row)
        )
        columns = range(span.left, min(span.right, span.left + _MAX_SPAN) + 1)
        width = sum(widths.get(column, _COLUMN) for column in columns)
        lines = sum(max(1, ceil((line + 1) * cell.size / width)) for line in cell.lines)
        if span.bottom > span.top:
            tall.append((span, lines * _LINE * cell.size))
        else:
            needs[cell.row] = max(needs.get(cell.row, 0), lines * _LINE * cell.size)
    return needs, tall


def _stated_heights(xml: str, rows: set[int]) -> Iterable[tuple[int, float]]:
    """The rows among these that are in a sheet, each with its height; 0 for one that states none."""
    for number, row in _numbered(xml):
        if number in rows:
            height = _HEIGHT.search(row[2])
            yield number, _number(height[1]) if height else 0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0


def _numbered(xml: str) -> Iterable[tuple[int, re.Match[str]]]:
    at = 0
    for row in _ROW.finditer(xml):
        number = _NUMBER.search(row[2])
        at = int(number[1]) if number else at + 1
        yield at, row


def _rewritten(xml: str, heights: Mapping[int, float]) -> str:
    written, end = [], 0
    for number, row in _numbered(xml):
        attributes = _HEIGHT.sub("", _CUSTOM.sub("", row[2]))
        if height := heights.get(number):
            attributes += f' ht="{height:.2f}" customHeight="1"'
        written += [xml[end : row.start()], row[1], attributes, row[3]]
        end = row.end()
    return "".join((*written, xml[end:]))
