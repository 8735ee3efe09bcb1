"""Decisions and sources know what became of them, findings what they are, and readings what was quoted."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the columns; what the packs say of them comes with their next update."""
    for statement in (
        "ALTER TABLE decision ADD COLUMN history TEXT DEFAULT '' NOT NULL",
        "ALTER TABLE decision ADD COLUMN cite_use TEXT DEFAULT 'plain' NOT NULL",
        "ALTER TABLE decision ADD COLUMN later JSON",
        "UPDATE decision SET later = '[]'",
        "ALTER TABLE source ADD COLUMN history TEXT DEFAULT '' NOT NULL",
        "ALTER TABLE source ADD COLUMN cite_use TEXT DEFAULT 'plain' NOT NULL",
        "ALTER TABLE finding ADD COLUMN kind TEXT DEFAULT 'fact' NOT NULL",
        "ALTER TABLE reading ADD COLUMN quote TEXT DEFAULT '' NOT NULL",
    ):
        op.get_bind().exec_driver_sql(statement)
