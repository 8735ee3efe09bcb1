"""Rows of an invented register, to be compared with the people of the sample."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.domain.exchange.registers.register_row import RegisterEntry, guessed, row_of
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.key import Keys

_PAIR = 2


@entity
class ListedRow:
    """A row.

    Attributes:
        id: of the match that it becomes.
        title: what the list is called.
        entry: what the row says.
    """

    id: str
    title: str
    entry: RegisterEntry


def read_listed_rows(keys: Keys) -> tuple[ListedRow, ...]:
    """Every row, in order."""
    return tuple(_row(keys, entry) for entry in keys.entries("listed-row"))


def _row(keys: Keys, entry: PackEntry) -> ListedRow:
    cells = entry.value("cells")
    pairs = (
        [tuple(map(str, cell)) for cell in cells if isinstance(cell, list)] if isinstance(cells, list) else []
    )
    if not pairs or any(len(pair) != len(("column", "text")) for pair in pairs):
        entry.complain("cells", "must be pairs of heading and text")
        pairs = []
    head, texts = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
    listed = ListedRow(
        id=keys.own(entry, "register-match"),
        title=entry.text("title"),
        entry=row_of(entry.integer("line", least=1), head, texts, guessed(head)),
    )
    entry.close()
    return listed
