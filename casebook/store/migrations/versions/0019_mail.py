"""The head of a letter, by which letters are linked, and further letters that a file came attached to."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add both columns; of letters imported before, only the words are known."""
    for statement in (
        "ALTER TABLE document ADD COLUMN also_part_of JSON",
        "UPDATE document SET also_part_of = '[]'",
        "ALTER TABLE document ADD COLUMN mail JSON",
    ):
        op.get_bind().exec_driver_sql(statement)
