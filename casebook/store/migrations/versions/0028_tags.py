"""The tags of cases, people, contacts, documents, events and tasks."""

from __future__ import annotations

from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add the column to each; nothing has a tag yet."""
    for table in ("case_file", "person", "contact", "document", "event", "task"):
        op.get_bind().exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN tags JSON DEFAULT '[]'")
