"""A person has details no other field holds, and a build records what was decided about its content."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add both columns; neither was known of a record before."""
    for statement in (
        "ALTER TABLE person ADD COLUMN details JSON",
        "UPDATE person SET details = '[]'",
        "ALTER TABLE build ADD COLUMN decisions JSON",
        "UPDATE build SET decisions = '[]'",
    ):
        op.get_bind().exec_driver_sql(statement)
