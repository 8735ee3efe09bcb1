"""Time spent on cases, and the type of a proceeding's outcome."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Make the table, empty, and the column, which says nothing of outcomes recorded before."""
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").strip().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
