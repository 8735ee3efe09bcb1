"""The further names under which a document was handed in."""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add the column; of files handed in again before, the further names are not known."""
    for statement in (
        "ALTER TABLE document ADD COLUMN also_received_as JSON",
        "UPDATE document SET also_received_as = '[]'",
    ):
        op.get_bind().exec_driver_sql(statement)
