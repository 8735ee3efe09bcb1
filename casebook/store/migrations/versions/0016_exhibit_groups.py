"""Exhibits of a dossier in groups, with the decision challenged first, and with or without tab sheets."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the columns; dossiers of before keep their order and their sheets."""
    for statement in (
        "ALTER TABLE dossier ADD COLUMN challenged_id TEXT DEFAULT '' NOT NULL",
        "ALTER TABLE dossier ADD COLUMN is_grouped BOOLEAN DEFAULT 0 NOT NULL",
        "ALTER TABLE dossier ADD COLUMN has_dividers BOOLEAN DEFAULT 1 NOT NULL",
    ):
        op.get_bind().exec_driver_sql(statement)
