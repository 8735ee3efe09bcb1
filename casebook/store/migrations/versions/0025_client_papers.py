"""Papers given to clients, and the translations that an office has had checked."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Make both tables, empty."""
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").strip().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
