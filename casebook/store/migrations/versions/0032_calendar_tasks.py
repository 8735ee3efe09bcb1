"""A task knows the calendar entry it came from, so that a later version of the entry finds it."""

from __future__ import annotations

from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Add the column; of no task before is the entry known."""
    op.get_bind().exec_driver_sql("ALTER TABLE task ADD COLUMN calendar JSON")
