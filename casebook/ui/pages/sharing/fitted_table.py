"""Tables in a card, as high as their rows: the page around them scrolls."""

from __future__ import annotations

from casebook.ui.widgets.tables.table import DataTable

_MIN_ROWS, _MAX_ROWS, _EDGE = 1, 10, 4


def fit_rows(table: DataTable) -> None:
    """Make a table as high as its rows, within bounds."""
    count = min(max(table.rows.rowCount(), _MIN_ROWS), _MAX_ROWS)
    rows = count * table.verticalHeader().defaultSectionSize()
    table.setFixedHeight(table.horizontalHeader().sizeHint().height() + rows + _EDGE)
