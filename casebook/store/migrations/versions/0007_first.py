"""The tables of the first vaults. No script makes them: a new vault's come from `schema.sql`."""

from __future__ import annotations

revision = "0007"
down_revision = None


def upgrade() -> None:
    """Nothing: every vault a script runs over has these tables."""
