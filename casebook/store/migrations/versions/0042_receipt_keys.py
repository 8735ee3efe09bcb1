"""A parcel has a key by which its receipt shows that it was opened."""

from __future__ import annotations

from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    """Add the column; parcels from before have none, and no receipt of them is noted any more."""
    op.get_bind().exec_driver_sql("ALTER TABLE handover ADD COLUMN receipt_key TEXT DEFAULT '' NOT NULL")
