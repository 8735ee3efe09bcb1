"""A list handed over by someone else: rows under headings, each with the line it stands on."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.base.entity import entity


@entity
class GridRow:
    """A row.

    Attributes:
        line: where it begins in the file: line, row, card or entry, from 1.
        cells: as many as there are headings.
        formulas: places of the cells whose value a program worked out when the file was last saved.
    """

    line: int
    cells: tuple[str, ...]
    formulas: tuple[int, ...] = ()


@entity
class BadRow:
    """A row that cannot be read: on which line it begins, and why."""

    line: int
    why: Message


@entity
class Grid:
    """A list.

    Attributes:
        form: the format it was in.
        head: the headings.
        rows: those that could be read.
        bad_rows: those that could not; none is left out in silence.
        encoding: of a text file, or "".
        delimiter: what sets its cells apart, or "".
        is_guessed: the file did not say which encoding it is in.
    """

    form: str
    head: tuple[str, ...]
    rows: tuple[GridRow, ...]
    bad_rows: tuple[BadRow, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    is_guessed: bool = False
