"""What Word documents before 2007 mark: deleted, inserted, hidden, struck or raised, by place of characters.

Source: [MS-DOC] 2.5.1 and 2.5.6 (the FIB), 2.8.6 (PlcBteChpx), 2.9.32 (ChpxFkp), 2.6.1 (its properties).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from casebook.host.protocol.extract_protocol import UnprintedKind

_RUNS_AT = 0x00FA
_PAGE_BYTES, _PAGE_NUMBER = 512, 0x3F_FFFF
_DELETED, _INSERTED, _HIDDEN, _STRUCK, _STRUCK_TWICE = 0x0800, 0x0801, 0x083C, 0x0837, 0x2A53
_RAISED, _PLACED = 0x2A48, 0x4845
"""Above or below the line: as 1 or 2, or by half points. Source: [MS-DOC] 2.6.1 (sprmCIss, sprmCHpsPos)."""
_TABLE = 0xD608
"""The definition of a table, whose length has two bytes. Source: [MS-DOC] 2.6.3."""
_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Of a property by the top bits of its name; the sixth says itself how long it is."""
_ON = {0x01, 0x81}
"""The value of a switch: on, or other than the style, whose text is hardly ever hidden."""
Mark = UnprintedKind | Literal["struck", "raised"] | None
_Run = tuple[int, int, Mark]


class CharacterMarks:
    """The marked characters of a document.

    Args:
        main: the stream ``WordDocument``.
        table: the stream of tables that it uses.
    """

    def __init__(self, main: bytes, table: bytes) -> None:
        self._runs = sorted(run for run in _runs(main, table) if run[2])
        self._starts = [start for start, _, _ in self._runs]

    def within(self, start: int, end: int) -> Iterator[_Run]:
        """Cut a stretch of the stream into runs of one mark each."""
        at = start
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self._runs)):
            first, last, mark = self._runs[number]
            if first >= end:
                break
            if last <= at:
                continue
            if first > at:
                yield at, first, None
            at = max(at, first)
            yield at, min(last, end), mark
            at = min(last, end)
        if at < end:
            yield at, end, None


def _runs(main: bytes, table: bytes) -> Iterator[_Run]:
    """Start, end and mark of each run of characters, in bytes of the stream."""
    for start, end, page, offset in formatted_runs(main, table, _RUNS_AT, 1):
        stated = page[offset + 1 : offset + 1 + page[offset]] if offset else b""
        yield start, end, _mark(stated)


def formatted_runs(
    main: bytes, table: bytes, index_at: int, entry_bytes: int
) -> Iterator[tuple[int, int, bytes, int]]:
    """Yield the runs that have properties of their own, in bytes of the stream.

    Args:
        main: the stream ``WordDocument``.
        table: the stream of tables that it uses.
        index_at: where the FIB names the index of the pages with properties.
        entry_bytes: of what a page says of each run; the first is half the place of the properties.

    Yields:
        Start and end of the run, the page, and where on it the properties begin, or 0.
    """
    where, size = struct.unpack_from("<II", main, index_at)
    index = table[where : where + size]
    count = max(len(index) - 4, 0) // 8
    for number in struct.unpack_from(f"<{count}I", index, 4 * (count + 1)) if count else ():
        place = (number & _PAGE_NUMBER) * _PAGE_BYTES
        page = main[place : place + _PAGE_BYTES]
        if len(page) < _PAGE_BYTES:
            continue
        runs = page[-1]
        bounds = struct.unpack_from(f"<{runs + 1}I", page)
        for at in range(runs):
            yield bounds[at], bounds[at + 1], page, 2 * page[4 * (runs + 1) + entry_bytes * at]


def switches_on(properties: bytes) -> frozenset[int]:
    """Return the properties that are switched on."""
    on, at = set[int](), 0
    while at + 2 < len(properties):
        name = int.from_bytes(properties[at : at + 2], "little")
        value = properties[at + 2]
        size = _OPERAND_BYTES[name >> 13] or 1 + value
        if name == _TABLE:
            size = 1 + int.from_bytes(properties[at + 2 : at + 4], "little")
        is_on = value > 0 if name in {_RAISED, _PLACED} else value in _ON
        (on.add if is_on else on.discard)(name)
        at += 2 + size
    return frozenset(on)


def _mark(properties: bytes) -> Mark:
    on = switches_on(properties)
    marks: tuple[tuple[int, Mark], ...] = (
        (_DELETED, "deleted"),
        (_HIDDEN, "hidden"),
        (_STRUCK, "struck"),
        (_STRUCK_TWICE, "struck"),
        (_RAISED, "raised"),
        (_PLACED, "raised"),
        (_INSERTED, "inserted"),
    )
    return next((mark for name, mark in marks if name in on), None)
