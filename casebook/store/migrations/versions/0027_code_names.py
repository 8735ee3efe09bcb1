"""The code names of persons, contacts and cases."""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add the column to each; nothing has a code name yet."""
    for table in ("person", "contact", "case_file"):
        op.get_bind().exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN code_name TEXT DEFAULT '' NOT NULL")
