"""Deadlines with their working, own rules and own court profiles, and days a registry is shut."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TEXTS = (
    "case_id",
    "title",
    "status",
    "origin",
    "reason",
    "proceeding_id",
    "event_id",
    "rule_id",
    "calendar_id",
    "doubt",
    "consequence",
    "responsible",
    "ended_why",
    "sorted_on",
)
_DAYS = ("due_on", "due_at", "ended_on")
_PARTS = ("ask", "closed", "working", "checks", "remind_days", "extensions", "moves")


def upgrade() -> None:
    """Make four tables."""
    _noun(
        "deadline",
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        *(sa.Column(name, sa.Text()) for name in _DAYS),
        *(sa.Column(name, sa.JSON()) for name in _PARTS),
    )
    for name in ("case_id", "status", "event_id", "sorted_on"):
        op.create_index(op.f(f"ix_deadline_{name}"), "deadline", [name])
    _noun("closure", *(sa.Column(name, sa.Text(), nullable=False) for name in ("calendar_id", "on", "why")))
    op.create_index(op.f("ix_closure_calendar_id"), "closure", ["calendar_id"])
    for noun in ("rule", "profile"):
        names = (f"{noun}_id", "text", "taken_from", "taken_on")
        _noun(f"own_{noun}", *(sa.Column(name, sa.Text(), nullable=False) for name in names))


def _noun(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Text(), nullable=False),
        *columns,
        sa.Column("binned_at", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
