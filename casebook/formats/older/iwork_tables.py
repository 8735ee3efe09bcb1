"""The sheets of Numbers, and the tables of Pages and Keynote, of 2013 and later, cell by cell.

Source: the messages as numbers-parser (MIT) and libetonyek (MPL-2.0) read them. What a cell refers to, such
as its text or its pop-up menu, stands in lists of the table.
"""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from casebook.formats.older.iwork_cell import MAX_COLUMNS, MAX_ROWS, HiddenLines
from casebook.formats.older.iwork_messages import IworkMessage, number, parts, references
from casebook.formats.older.iwork_stored import StoredCell, newer_cell, older_cell
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.read import UNREAD_CELLS
from casebook.formats.workbook import collect_sheet, printed

TEXT = 2001
_DOCUMENT, _SHEET, _FORM, _SHAPE, _GROUP, _PLACED, _TABLE, _TILE = 1, 2, 3, 2011, 3008, 6000, 6001, 6002
_LISTS, _BESIDE = (6005, 6011, 6201), (6006, 6206, 6218)
KINDS = frozenset({_DOCUMENT, _SHEET, _FORM, TEXT, _SHAPE, _GROUP, _PLACED, _TABLE, _TILE, *_LISTS, *_BESIDE})
"""Of messages that are needed here."""
_TILE_ROWS, _NO_CELL = 256, 0xFFFF
_MENU_FORMAT, _MENU_NOTHING = 266, 1
_FAULTS = (struct.error, IndexError, KeyError, ValueError, OverflowError)
Rows = Iterator[tuple[int, list[str]]]


class _Lists(NamedTuple):
    """What cells of a table refer to, by key."""

    texts: Mapping[int, bytes]
    rich_texts: Mapping[int, bytes]
    formats: Mapping[int, bytes]
    menus: Mapping[int, bytes]


class IworkTables:
    """The tables of a document; each can be read once.

    Args:
        messages: of `KINDS`, of which those of other objects with the same ID are passed over.
        unprinted: takes what hidden sheets, rows and columns hold, and the loss of cells that are not read.

    Attributes:
        shown: IDs of the texts that stand in tables or on sheets that were read.
    """

    def __init__(self, messages: Iterable[IworkMessage], unprinted: UnprintedCollector) -> None:
        self._objects: dict[int, IworkMessage] = {}
        for message in messages:
            self._objects.setdefault(message.id, message)
        self._unprinted = unprinted
        self.shown: set[int] = set()

    def on_sheets(self) -> Iterator[tuple[str, str]]:
        """Yield title and words of each sheet of Numbers that is printed, and of its tables.

        Raises:
            Damaged, IndexError: its parts are broken.
        """
        documents = [one.content for one in self._objects.values() if one.kind == _DOCUMENT]
        for at in chain.from_iterable(references(document, 1) for document in documents):
            sheet = self._taken(at, _SHEET, _FORM)
            if sheet.kind == _FORM:
                sheet = IworkMessage(at, _SHEET, b"".join(parts(sheet.content, 1)))
            name = _words(parts(sheet.content, 1))
            texts, tables = self._on_sheet(references(sheet.content, 2))
            if number(sheet.content, 25):
                written = ((at, [text]) for at, text in enumerate(texts))
                collect_sheet(name, chain(written, *(rows for _, rows, _ in tables)), self._unprinted)
                continue
            if texts or not tables:
                yield name, "\n".join(texts)
            for title, rows, hidden in tables:
                yield f"{name} – {title}", printed(rows, hidden, self._unprinted)
        for title, rows, _ in self._others():
            collect_sheet(title, rows, self._unprinted)

    def in_text(self) -> Iterator[tuple[str, str]]:
        """Yield title and words of each table of Pages or Keynote.

        Raises:
            Damaged, IndexError: its parts are broken.
        """
        for title, rows, hidden in self._others():
            yield title, printed(rows, hidden, self._unprinted)

    def _others(self) -> Iterator[tuple[str, Rows, HiddenLines]]:
        for at in [one.id for one in self._objects.values() if one.kind == _TABLE]:
            yield self._table(at)

    def _on_sheet(self, places: Iterable[int]) -> tuple[list[str], list[tuple[str, Rows, HiddenLines]]]:
        """The texts and the tables that are on a sheet; what is in a group stands in its place."""
        texts, tables, waiting = list[str](), list[tuple[str, Rows, HiddenLines]](), deque(places)
        while waiting:
            one = self._objects.pop(waiting.popleft(), IworkMessage(0, 0, b""))
            if one.kind == _PLACED:
                tables += map(self._table, references(one.content, 2))
            elif one.kind == _GROUP:
                waiting.extendleft(reversed(references(one.content, 2)))
            elif one.kind == _SHAPE:
                within = (*references(one.content, 2), *references(one.content, 4))
                texts += filter(None, (self._text(at).strip() for at in within))
        return texts, tables

    def _table(self, at: int) -> tuple[str, Rows, HiddenLines]:
        model = self._taken(at, _TABLE).content
        store = b"".join(parts(model, 4))
        hidden = HiddenLines(self._hidden(store, 1, 2), self._hidden(store, 2))
        return _words(parts(model, 8)), self._rows(store), hidden

    def _taken(self, at: int, *kinds: int) -> IworkMessage:
        """An object, which is not read again."""
        one = self._objects.pop(at, None)
        if one is None or one.kind not in kinds:
            self._unprinted.losses.add(UNREAD_CELLS)
            return IworkMessage(at, 0, b"")
        return one

    def _hidden(self, store: bytes, *path: int) -> frozenset[int]:
        heads = chain.from_iterable(parts(self._content(at), 2) for at in references(store, *path))
        return frozenset((number(head, 1) or 0) + 1 for head in heads if number(head, 3))

    def _content(self, at: int) -> bytes:
        return self._objects[at].content if at in self._objects else b""

    def _text(self, at: int) -> str:
        self.shown.add(at)
        return _words(parts(self._content(at), 3))

    def _list(self, store: bytes, field: int) -> Mapping[int, bytes]:
        contents = [self._taken(at, *_LISTS).content for at in references(store, field)]
        segments = chain.from_iterable(references(content, 4) for content in contents)
        contents += [self._taken(at, *_LISTS).content for at in segments]
        entries = chain.from_iterable(parts(content, 3) for content in contents)
        return {number(entry, 1) or 0: entry for entry in entries}

    def _rows(self, store: bytes) -> Rows:
        lists = _Lists(*(self._list(store, field) for field in (4, 17, 11, 16)))
        firsts = {number(node, 2): number(node, 1) or 0 for node in parts(store, 9, 1)}
        size = next((number(tiles, 2) for tiles in parts(store, 3)), None) or _TILE_ROWS
        rows = dict[int, bytes]()
        for tile in parts(store, 3, 1):
            place = number(tile, 1) or 0
            for at in references(tile, 2):
                for row in parts(self._taken(at, _TILE).content, 5):
                    rows.setdefault(firsts.get(place, place * size) + (number(row, 1) or 0), row)
        for at, row in sorted(rows.items()):
            if at >= MAX_ROWS:
                self._unprinted.losses.add(UNREAD_CELLS)
                return
            yield at + 1, self._cells(row, lists)

    def _cells(self, row: bytes, lists: _Lists) -> list[str]:
        """The cells of a row, as newer programs write them or else as older ones; a file may have both."""
        is_newer = any(parts(row, 7))
        data, offsets = (b"".join(parts(row, field)) for field in ((6, 7) if is_newer else (3, 4)))
        width = 4 if is_newer and number(row, 8) else 1
        read = newer_cell if is_newer else older_cell
        cells = list[str]()
        for column, (offset,) in enumerate(struct.iter_unpack("<H", offsets[: len(offsets) // 2 * 2])):
            if offset == _NO_CELL:
                continue
            try:
                text = self._shown(read(data, offset * width), lists)
            except _FAULTS:
                text = ""
                self._unprinted.losses.add(UNREAD_CELLS)
            if text and column < MAX_COLUMNS:
                cells += [""] * (column - len(cells)) + [text]
            elif text:
                self._unprinted.losses.add(UNREAD_CELLS)
        return cells

    def _shown(self, cell: StoredCell, lists: _Lists) -> str:
        """The text of a cell.

        Raises:
            KeyError, IndexError, ValueError, OverflowError: it refers to nothing, or is of no known kind.
        """
        if cell.text is not None:
            return _words(parts(lists.texts.get(cell.text, b""), 3))
        if cell.rich_text is not None:
            payload = references(lists.rich_texts[cell.rich_text], 9)[0]
            return self._text(references(self._content(payload), 1)[0])
        layout = b"".join(parts(lists.formats.get(cell.layout, b""), 6))
        if number(layout, 1) == _MENU_FORMAT:
            menu = self._content(references(lists.menus[number(layout, 39) or 0], 4)[0])
            return _chosen(parts(menu, 2), cell.value)
        return cell.shown(self._unprinted)


def _words(texts: Iterable[bytes]) -> str:
    text = b"".join(texts).decode("utf-8", "replace")
    return text.replace("\ufffc", "").replace("\u2028", "\n")


def _chosen(choices: tuple[bytes, ...], value: float | Decimal | None) -> str:
    """The text chosen in a menu, whose first choice is that of nothing; its cell holds the number of one."""
    if value is None or number(choices[0], 1) != _MENU_NOTHING:
        raise ValueError
    if not value:
        return ""
    return _words((parts(choices[int(value)], 5, 1)[0],))
