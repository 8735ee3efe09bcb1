"""Reports of numbers, without persons: what is counted, over which days, and the tables as printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.exchange.cell_suppression import (
    MIN_THRESHOLD,
    WHOLE,
    Cell,
    Population,
    Suppressed,
    suppressed,
)

ReportProfile = Literal["funders", "un-body"]
Counted = Literal["cases", "people", "deadlines", "work", "interpreters", "incidents", "reported", "findings"]
"""What a table counts: `work` and `interpreters` are minutes, `reported` incidents of public sources."""
THRESHOLD = 5
MAX_THRESHOLD = 100
MINUTES: frozenset[Counted] = frozenset({"work", "interpreters"})
PUBLIC: frozenset[Counted] = frozenset({"reported", "findings"})
"""What is known to anybody; nothing of it is hidden."""


@entity
class ReportRequest:
    """What a report is to cover.

    Attributes:
        first_on, last_on: its days; None without limit.
        threshold: numbers from 1 to below this are hidden.
    """

    profile: ReportProfile = "funders"
    first_on: date | None = None
    last_on: date | None = None
    threshold: int = THRESHOLD


@entity
class ReportTable:
    """A table as it is printed.

    Attributes:
        counts: what its numbers count.
        rows_by, columns_by: dimensions of rows and columns; `columns_by` is "" in a table of one dimension.
        rows, columns: the categories with a number above zero, in order.
        values: the number of each cell by its row and column, "" for the totals; None where it is hidden.
    """

    counts: Counted
    rows_by: str
    columns_by: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[tuple[str, str], int | None]

    @property
    def has_hidden(self) -> bool:
        """Return whether a number of it is hidden."""
        return None in self.values.values()


@entity
class NumberReport:
    """A report.

    Attributes:
        made_on: the day it was made, on which stages and statuses are as they are counted.
        by_on: the day for which ages are worked out: the last of the period, or `made_on`.
        tables: in order; those of nothing are there without rows.
        topics: titles of the library's topics by id.
    """

    request: ReportRequest
    made_on: date
    by_on: date
    tables: tuple[ReportTable, ...]
    topics: Mapping[str, str]

    @property
    def has_hidden(self) -> bool:
        """Return whether a number of it is hidden."""
        return any(table.has_hidden for table in self.tables)


def check_request(request: ReportRequest) -> None:
    """Reject a period that ends before it begins, and a threshold that hides nothing or everything.

    Raises:
        InvalidInput: it has one.
    """
    if request.first_on and request.last_on and request.last_on < request.first_on:
        raise InvalidInput("The period ends before it begins.", field="to", remedy="Check both days.")
    if not MIN_THRESHOLD <= request.threshold <= MAX_THRESHOLD:
        raise InvalidInput(
            Message("The threshold must be from {least} to {most}.", least=MIN_THRESHOLD, most=MAX_THRESHOLD),
            field="threshold",
            remedy="Use 5 if your funder asks for no other.",
        )


def report_tables(
    counts: Counted, population: Population, threshold: int, orders: Mapping[str, Sequence[str]]
) -> Iterator[ReportTable]:
    """Yield the tables of a population: one for neighbouring dimensions, or for one that stands alone.

    Args:
        counts: what is counted.
        population: it.
        threshold: numbers from 1 to below this are hidden; nothing of what is public.
        orders: the categories of each dimension in order; others follow by their letters. No order may
            depend on the numbers.
    """
    cells = suppressed(population, 0 if counts in PUBLIC else threshold)
    for chain in population.chains:
        for rows_by, columns_by in pairwise(chain) if len(chain) > 1 else [(chain[0], "")]:
            yield _table(counts, cells, rows_by, columns_by, orders)


def _table(
    counts: Counted, cells: Suppressed, rows_by: str, columns_by: str, orders: Mapping[str, Sequence[str]]
) -> ReportTable:
    rows = _categories(cells.values, rows_by, orders.get(rows_by, ()))
    columns = _categories(cells.values, columns_by, orders.get(columns_by, ())) if columns_by else ()
    values = {}
    for row in (*rows, ""):
        for column in (*columns, ""):
            pairs = [(rows_by, row)] if row else []
            pairs += [(columns_by, column)] if column else []
            values[row, column] = cells.shown(frozenset(pairs) if pairs else WHOLE)
    return ReportTable(
        counts=counts, rows_by=rows_by, columns_by=columns_by, rows=rows, columns=columns, values=values
    )


def _categories(cells: Collection[Cell], dimension: str, order: Sequence[str]) -> tuple[str, ...]:
    """Return the categories of a dimension that have a number, in their order."""
    counted = {one for cell in cells if len(cell) == 1 for name, one in cell if name == dimension}
    return (*(one for one in order if one in counted), *sorted(counted.difference(order)))
