"""Where the cells and rows of tables end in Word documents before 2007.

A cell and a row end with the same character; only the properties of the paragraph say which it is.
Source: [MS-DOC] 2.4.3 (tables), 2.5.6 (the FIB), 2.9.175 (PapxFkp), 2.6.2 (properties of paragraphs).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile

from casebook.domain.evidence.set_file import CONTINUED
from casebook.formats.older.word_marks import formatted_runs, switches_on

_PARAGRAPHS_AT, _ENTRY_BYTES, _STYLE_BYTES = 0x0102, 13, 2
_IN_TABLE, _ROW_END, _INNER_CELL_END, _INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
_CELL_END, _PARAGRAPH_END, _LINE_END, _SHOWN_END = "\x07", "\r", "\x0b", "|"
_CONTINUED = f"{_LINE_END}{CONTINUED}"
_AT_END_OF_CELL = re.compile(rf"(?:{_CONTINUED})+(?=\x07)|(?<=[^|\x0b{CONTINUED}])(?:{_CONTINUED})+(?=\|)")

_AT_START_OF_CELL = re.compile(rf"(?<=[\x07\n\r])(?:{_CONTINUED})+")


class TableRows:
    """The paragraphs of a document that stand in tables.

    Args:
        main: the stream ``WordDocument``.
        table: the stream of tables that it uses.
    """

    def __init__(self, main: bytes, table: bytes) -> None:
        runs = formatted_runs(main, table, _PARAGRAPHS_AT, _ENTRY_BYTES)
        stated = ((start, end, _switches(page, offset)) for start, end, page, offset in runs)
        self._runs = sorted((start, end, on) for start, end, on in stated if _IN_TABLE in on)
        self._starts = [start for start, _, _ in self._runs]

    def set_in_rows(self, text: str, start: int, size: int) -> str:
        """Return a text with each row of a table on a line of its own, and a bar behind each cell.

        A cell with several paragraphs goes on in further lines, which are indented; empty ones that begin or
        end one are left out.

        Args:
            text: a stretch of the document.
            start: where it begins in the stream, in bytes.
            size: bytes of a character.
        """
        end, parts, at = start + size * len(text), list[str](), 0
        first = max(bisect_right(self._starts, start) - 1, 0)
        for begins, stops, on in takewhile(lambda run: run[0] < end, self._runs[first:]):
            cut, until = ((min(max(place, start), end) - start) // size for place in (begins, stops))
            if until > cut >= at:
                parts += text[at:cut], _in_row(text[cut:until], on)
                at = until
        rows = "".join((*parts, text[at:]))
        return _AT_START_OF_CELL.sub("", _AT_END_OF_CELL.sub("", rows)).replace(_CELL_END, _SHOWN_END)


def _in_row(text: str, on: frozenset[int]) -> str:
    """The text of a paragraph in a table."""
    if _ROW_END in on:
        return text.replace(_CELL_END, "\n")
    is_cell = _INNER_CELL_END in on and _INNER_ROW_END not in on
    lines = text.replace(_LINE_END, _CONTINUED)
    return lines.replace(_PARAGRAPH_END, _SHOWN_END if is_cell else _CONTINUED)


def _switches(page: bytes, offset: int) -> frozenset[int]:
    if not offset:
        return frozenset()
    begins = offset + 1 if page[offset] else offset + 2
    length = 2 * page[offset] - 1 if page[offset] else 2 * page[offset + 1]
    return switches_on(page[begins + _STYLE_BYTES : begins + length])
