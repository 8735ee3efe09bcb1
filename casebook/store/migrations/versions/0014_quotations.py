"""How the quotation of a reading compared with the stored copies; those of before are not compared yet."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the column."""
    op.get_bind().exec_driver_sql("ALTER TABLE reading ADD COLUMN quote_state TEXT DEFAULT '' NOT NULL")
