"""Records of the imports of lists, and the sex of a person."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Make the table, empty, and add the column; nobody's sex is known."""
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").strip().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
