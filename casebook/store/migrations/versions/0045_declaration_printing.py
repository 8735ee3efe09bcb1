"""A declaration keeps its printing, the day of its entry, its transcript, and each withdrawal."""

from __future__ import annotations

from alembic import op

revision = "0045"
down_revision = "0044"

_COLUMNS = (
    "printed_on TEXT",
    "printed_sha256 TEXT DEFAULT '' NOT NULL",
    "entered_on TEXT",
    "transcript TEXT DEFAULT '' NOT NULL",
    "transcript_sha256 TEXT DEFAULT '' NOT NULL",
    "withdrawals JSON DEFAULT '[]'",
)


def upgrade() -> None:
    """Add the columns: what was sealed before has none of them, and its seal does not cover them."""
    for column in _COLUMNS:
        op.get_bind().exec_driver_sql(f"ALTER TABLE declaration ADD COLUMN {column}")
