"""The address and the time of a captured web page."""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add both columns; of pages imported before, only the text has them."""
    for column in ("web_address", "captured_at"):
        op.get_bind().exec_driver_sql(f"ALTER TABLE document ADD COLUMN {column} TEXT DEFAULT '' NOT NULL")
