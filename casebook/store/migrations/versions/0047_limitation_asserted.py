"""A charge keeps what the requesting State says of limitation."""

from __future__ import annotations

from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    """Add the column, empty: what was written of it before stands in the note of the office."""
    op.get_bind().exec_driver_sql(
        "ALTER TABLE charge ADD COLUMN limitation_asserted TEXT DEFAULT '' NOT NULL"
    )
