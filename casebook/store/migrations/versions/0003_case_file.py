"""The nouns of the case file: incidents, assurances, grounds, notes, tasks, roles."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing yet."""
