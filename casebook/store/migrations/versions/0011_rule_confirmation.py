"""A lawyer may confirm a rule for the office, and a build records the packs it was made with."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

_TABLE = """CREATE TABLE rule_confirmation (
	id TEXT NOT NULL,
	rule_id TEXT NOT NULL,
	initials TEXT NOT NULL,
	confirmed_on TEXT NOT NULL,
	digest TEXT NOT NULL,
	pack TEXT NOT NULL,
	binned_at TEXT,
	CONSTRAINT pk_rule_confirmation PRIMARY KEY (id)
)"""


def upgrade() -> None:
    """Make the table, and add the column; of no build before is it known."""
    for statement in (
        _TABLE,
        "CREATE INDEX ix_rule_confirmation_rule_id ON rule_confirmation (rule_id)",
        "ALTER TABLE build ADD COLUMN packs JSON",
        "UPDATE build SET packs = '[]'",
    ):
        op.get_bind().exec_driver_sql(statement)
