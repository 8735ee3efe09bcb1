"""A reading may be a confirmation with initials and later history; a dossier may bear a mark."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns; readings of before have no initials and confirm nothing."""
    for place in (
        "reading ADD COLUMN initials",
        "reading ADD COLUMN later_history",
        "dossier ADD COLUMN page_mark",
    ):
        op.get_bind().exec_driver_sql(f"ALTER TABLE {place} TEXT DEFAULT '' NOT NULL")
