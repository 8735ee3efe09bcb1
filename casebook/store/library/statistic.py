"""Statistics of the library."""

from __future__ import annotations

from sqlalchemy import Column, Float

from casebook.domain.library.statistic import Statistic
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, text

STATISTIC = EntityTable(
    noun="statistic",
    kind=Statistic,
    table=noun_table(
        "statistic",
        text("measure"),
        text("unit"),
        parts("on"),
        Column("value", Float, nullable=False),
        text("compiler"),
        text("finding_id"),
        Column("upper", Float),
        text("note"),
        text("pack"),
    ),
    words=lambda statistic: [
        SearchText(title=statistic.measure, body=f"{statistic.compiler} {statistic.on.edtf}")
    ],
)
