"""What the rows of a list state, by field, with what somebody entered for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from types import MappingProxyType

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.day_typed import DayReference
from casebook.domain.base.grid import Grid, GridRow, states_something
from casebook.domain.exchange.clock_cell import clock_of
from casebook.domain.exchange.date_column import DayOrder, ReadDay, order_of, read_day
from casebook.domain.exchange.import_plan import ImportField
from casebook.domain.exchange.listed_day import ListedDay, listed_day
from casebook.domain.exchange.short_year import read_short_year, short_year_order
from casebook.services.base.session import Session
from casebook.services.base.setting import date_order

ORDER = "order"
"""Beside the cells of a row, the order of days and months that the column of the days of its list shows."""
_DAYS = "on"
_NOTHING: Mapping[str, str] = MappingProxyType({})


def cells_by_field(
    fields: Sequence[ImportField], grid: Grid, mapping: Mapping[int, str], today: date
) -> list[tuple[dict[str, str], tuple[Message, ...]]]:
    """The cells of each row by field, in the order of the columns, and notes on how its days were read."""
    dates = {field.key: field for field in fields if field.is_date}
    columns = {
        place: ([row.cells[place] for row in grid.rows], grid.head[place], dates[key])
        for place, key in mapping.items()
        if key in dates
    }
    orders = {place: _orders(*column, today) for place, column in columns.items()}
    readers = {place: _reader(*found, today) for place, found in orders.items()}
    shown = next((order or short for place, (order, short) in orders.items() if mapping[place] == _DAYS), "")
    beside = {ORDER: shown} if shown else {}
    headed = {field.key for field in fields if field.is_headed}
    headings = {place: " ".join(grid.head[place].split()) for place, key in mapping.items() if key in headed}
    read = (_by_field(row, mapping, readers, headings) for row in grid.rows)
    return [({**cells, **beside}, notes) for cells, notes in read]


def _orders(cells: Sequence[str], heading: str, field: ImportField, today: date) -> tuple[DayOrder, DayOrder]:
    """The order that a column of days shows, and that of its years in two figures."""
    order = order_of(cells, heading)
    return order, short_year_order(cells, order, today) if field.is_near else ""


def _reader(order: DayOrder, short: DayOrder, today: date) -> Callable[[str], ReadDay]:
    """What reads the days of a column, in the order that the column shows."""
    return lambda cell: read_short_year(cell, short, today) or read_day(cell, order)


def _by_field(
    row: GridRow,
    mapping: Mapping[int, str],
    readers: Mapping[int, Callable[[str], ReadDay]],
    headings: Mapping[int, str],
) -> tuple[dict[str, str], tuple[Message, ...]]:
    cells: dict[str, str] = {}
    notes = []
    for place, key in sorted(mapping.items()):
        text, note = row.cells[place], NO_MESSAGE
        if place in readers:
            text, note = readers[place](text)
        if place in headings:
            text = f"{headings[place]}: {text.strip()}" if states_something(text) else ""
        cells[key] = "\n".join(part for part in (cells.get(key, ""), text) if part)
        notes.append(note)
    return {key: cell for key, cell in cells.items() if _is_stated(key, cell)}, tuple(
        note for note in notes if note
    )


def _is_stated(key: str, cell: str) -> bool:
    """Whether a cell states something; a part of a name is one, whatever it is: people are called Null."""
    return bool(cell) and (key in {"family", "given", "middle"} or states_something(cell))


def read_listed(session: Session, cell: str) -> ListedDay:
    """The day of a cell, by the order in which the office writes its days.

    Raises:
        InvalidInput: its year is none of a case, its month is no word for one, or its weekday is another.
    """
    return listed_day(cell, DayReference(today=session.clock().date(), order=date_order(session)))


def left_out(clock: str) -> Message:
    """A note on the time beside a day of a record that has days only; midnight is what spreadsheets write."""
    is_stated = clock.strip() and clock_of(clock) != time()
    return Message("Its time ({time}) is not imported.", time=clock.strip()) if is_stated else NO_MESSAGE


def kept_lines(stated: Iterable[tuple[str, str]], words: Translator) -> str:
    """What a list states and no field holds, each under the title of its column, to be kept as free words.

    >>> kept_lines([("Status", "deferred"), ("Due", "")], Translator("en"))
    'Status: deferred'
    """
    lines = [words("{field}: {stated}", field=words(title), stated=text) for title, text in stated if text]
    return "\n".join(lines)


def completed(
    grid: Grid,
    read: Sequence[tuple[Mapping[str, str], tuple[Message, ...]]],
    entered: Mapping[int, Mapping[str, str]],
) -> list[dict[str, str]]:
    """The cells of each row by field, completed and replaced by what somebody entered.

    Raises:
        InvalidInput: something was entered for a line without a row.
    """
    lines = [row.line for row in grid.rows]
    if unknown := entered.keys() - {0, *lines}:
        raise undecidable(min(unknown))
    return [
        {**entered.get(0, _NOTHING), **cells, **entered.get(line, _NOTHING)}
        for line, (cells, _) in zip(lines, read, strict=True)
    ]


def undecidable(line: int) -> InvalidInput:
    """The error of a decision about a line that has no row to decide."""
    return InvalidInput(
        Message("There is nothing to decide in line {line}.", line=line),
        field="decide",
        remedy="Preview the rows again.",
    )
