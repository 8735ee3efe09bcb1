"""Later history of decisions, kinds of findings, quotations; deadlines are sorted by their safe day."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"


_DIARY = """
UPDATE deadline SET sorted_on = json_extract(working, '$.earliest_safe.on')
WHERE origin = 'rule'
  AND json_extract(working, '$.edge') = 'latest'
  AND json_extract(working, '$.earliest_safe.on') < due_on
  AND NOT EXISTS (SELECT 1 FROM json_each(extensions) WHERE json_extract(value, '$.by') IS NULL)
"""
"""A deadline stands in lists at its safe day where that is earlier; no extension was arguable before."""


def upgrade() -> None:
    """Add the columns, whose content comes with the next update of the packs, and sort deadlines anew."""
    for statement in (
        "ALTER TABLE decision ADD COLUMN history TEXT DEFAULT '' NOT NULL",
        "ALTER TABLE decision ADD COLUMN cite_use TEXT DEFAULT 'plain' NOT NULL",
        "ALTER TABLE decision ADD COLUMN later JSON",
        "UPDATE decision SET later = '[]'",
        "ALTER TABLE source ADD COLUMN history TEXT DEFAULT '' NOT NULL",
        "ALTER TABLE source ADD COLUMN cite_use TEXT DEFAULT 'plain' NOT NULL",
        "ALTER TABLE finding ADD COLUMN kind TEXT DEFAULT 'fact' NOT NULL",
        "ALTER TABLE reading ADD COLUMN quote TEXT DEFAULT '' NOT NULL",
        _DIARY,
    ):
        op.get_bind().exec_driver_sql(statement)
