"""What came from members of a team and waits for a person, and what was decided about it."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    """Make the table; the cases of the spaces that there are stay theirs."""
    connection = op.get_bind()
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").strip().split("\n\n"):
        connection.exec_driver_sql(statement)
