"""The nouns of the case file: incidents, assurances, grounds, notes, tasks, roles; the bin of all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BINNED = (
    "case_file",
    "contact",
    "document",
    "document_text",
    "event",
    "fact",
    "note",
    "person",
    "relation",
    "task",
)
"""The tables whose bin gets an index."""


def upgrade() -> None:
    """Make the new tables, widen the old ones, index the bin."""
    _make()
    _widen()
    for table in BINNED:
        op.create_index(
            f"ix_{table}_binned_at",
            table,
            ["binned_at"],
            unique=False,
            sqlite_where=sa.text("binned_at IS NOT NULL"),
        )


def _make() -> None:
    op.create_table(
        "assurance",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_on", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("proceeding_id", sa.Text(), nullable=False),
        sa.Column("specificity", sa.Text(), nullable=False),
        sa.Column("monitoring", sa.Text(), nullable=False),
        sa.Column("pinpoints", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("assessments", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("earlier", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("sorted_on", sa.Text(), nullable=False),
        sa.Column("binned_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assurance")),
    )
    op.create_index(op.f("ix_assurance_case_id"), "assurance", ["case_id"], unique=False)
    op.create_index(op.f("ix_assurance_sorted_on"), "assurance", ["sorted_on"], unique=False)
    op.create_table(
        "ground",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("hooks", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("proceeding_ids", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("proofs", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("binned_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ground")),
    )
    op.create_index(op.f("ix_ground_case_id"), "ground", ["case_id"], unique=False)
    op.create_table(
        "incident",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("on", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("person_ids", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("evidence", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("corroboration", sa.Text(), nullable=False),
        sa.Column("corroborated_by", sa.Text(), nullable=False),
        sa.Column("reported_to", sa.Text(), nullable=False),
        sa.Column("sorted_on", sa.Text(), nullable=False),
        sa.Column("binned_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_case_id"), "incident", ["case_id"], unique=False)
    op.create_index(op.f("ix_incident_sorted_on"), "incident", ["sorted_on"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("about_id", sa.Text(), nullable=False),
        sa.Column("is_privileged", sa.Boolean(), nullable=False),
        sa.Column("binned_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_about_id"), "note", ["about_id"], unique=False)
    op.create_index(op.f("ix_note_case_id"), "note", ["case_id"], unique=False)
    op.create_table(
        "role",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("begins", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("ends", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("vetting", sa.Text(), nullable=False),
        sa.Column("vetted_by", sa.Text(), nullable=False),
        sa.Column("vetted_on", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("binned_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
    )
    op.create_index(op.f("ix_role_case_id"), "role", ["case_id"], unique=False)
    op.create_index(op.f("ix_role_contact_id"), "role", ["contact_id"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("proceeding_id", sa.Text(), nullable=False),
        sa.Column("deadline_id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("binned_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_case_id"), "task", ["case_id"], unique=False)
    op.create_index("ix_task_open", "task", ["due_on"], unique=False, sqlite_where=sa.text("done_on IS NULL"))


def _widen() -> None:
    op.add_column("audit", sa.Column("salt", sa.Text(), nullable=False, server_default=""))
    op.add_column("audit", sa.Column("digest", sa.Text(), nullable=False, server_default=""))
    op.add_column("case_file", sa.Column("closed_on", sa.Text(), nullable=True))
    op.add_column("case_file", sa.Column("closing", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "contact", sa.Column("other_names", sa.JSON(none_as_null=True), nullable=True, server_default="[]")
    )
    op.add_column("contact", sa.Column("vetted_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("contact", sa.Column("vetted_on", sa.Text(), nullable=True))
    op.add_column("contact", sa.Column("public_key", sa.Text(), nullable=False, server_default=""))
    op.drop_column("contact", "case_ids")
    op.add_column("document", sa.Column("obtained_on", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("document", sa.Column("original_at", sa.Text(), nullable=False, server_default=""))
    op.add_column("document", sa.Column("part_of", sa.Text(), nullable=False, server_default=""))
    op.add_column("document", sa.Column("received_as", sa.Text(), nullable=False, server_default=""))
    op.add_column("document", sa.Column("redacted_from", sa.Text(), nullable=False, server_default=""))
    op.add_column("document", sa.Column("privilege", sa.Text(), nullable=False, server_default=""))
    op.add_column("event", sa.Column("status", sa.Text(), nullable=False, server_default="happened"))
    op.add_column("event", sa.Column("outcome", sa.Text(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("vulnerability", sa.Text(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("leading_name", sa.Text(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("other_names", sa.JSON(none_as_null=True), nullable=True))
