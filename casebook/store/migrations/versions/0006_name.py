"""How names are found across scripts: what is searched lies in a table of its own, names with their keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Part the index from what it shows, so that a record is forgotten without reading the whole of it."""
    op.execute("DROP TABLE search")
    op.create_table(
        "searched",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("found_as", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searched")),
    )
    op.create_index(op.f("ix_searched_record_id"), "searched", ["record_id"])
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5("
        "body, content='', contentless_delete=1, tokenize = \"unicode61 remove_diacritics 2\")"
    )
    op.execute(
        "CREATE VIRTUAL TABLE name_key USING fts5("
        "keys, content='', contentless_delete=1, detail=none,"
        " tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
    )
    op.execute("CREATE VIRTUAL TABLE name_key_instance USING fts5vocab(name_key, instance)")
    # Words of a purged record leave the index with it.
    op.execute("INSERT INTO search (search, rank) VALUES ('secure-delete', 1)")
    op.execute("INSERT INTO name_key (name_key, rank) VALUES ('secure-delete', 1)")
