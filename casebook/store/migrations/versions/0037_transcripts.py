"""The transcripts of recordings, which are work of a person and go along with them."""

from __future__ import annotations

from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    """Add the column; a transcript from before stays the text of its document until it is kept again."""
    op.get_bind().exec_driver_sql("ALTER TABLE recording ADD COLUMN transcript TEXT DEFAULT '' NOT NULL")
