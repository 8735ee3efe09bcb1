"""Who made the key of an epoch and who was given it, so that two made at once stand beside each other."""

from __future__ import annotations

import hashlib
from pathlib import Path

from alembic import op

revision = "0036"
down_revision = "0035"

_LABEL = b"casebook space key\0"


def upgrade() -> None:
    """Give each key its digest; who made those there are is not known, so that an owner makes new ones."""
    connection = op.get_bind()
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").strip().split("\n\n"):
        connection.exec_driver_sql(statement)
    kept = connection.exec_driver_sql('SELECT space, epoch, "key", since FROM space_key_kept').fetchall()
    for space, epoch, key, since in kept:
        digest = hashlib.sha256(_LABEL + key).digest()
        connection.exec_driver_sql(
            "INSERT INTO space_key VALUES (?, ?, ?, ?, ?)", (space, epoch, digest, key, since)
        )
    connection.exec_driver_sql("DROP TABLE space_key_kept")
