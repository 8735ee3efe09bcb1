"""Brings a database to the schema this program writes: forward only, never past what it knows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text

from casebook.base.errors import VaultTooNew

SCHEMA_VERSION = 7
"""Number of the newest script in `migrations/versions`; kept in the database as ``user_version``."""


def version(engine: Engine) -> int:
    """The schema of a database: 0 for a new one.

    Raises:
        VaultTooNew: a later program has written it.
    """
    with engine.connect() as connection:
        found = int(connection.execute(text("PRAGMA user_version")).scalar_one())
    if found > SCHEMA_VERSION:
        raise VaultTooNew("This vault was written by a later version of Casebook.")
    return found


def migrate(engine: Engine) -> None:
    """Run the scripts that are missing, all in one transaction.

    Raises:
        VaultTooNew: a later program has written this database.
    """
    if version(engine) < SCHEMA_VERSION:
        with engine.begin() as connection:
            upgrade(connection, "head")
            connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))


def upgrade(connection: Connection, to: str) -> None:
    """Run the scripts up to one, named by its number (``"0002"``) or ``"head"``, in the open transaction."""
    from alembic import command  # imported only when a vault is new or old: it takes a quarter of a second
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def schema(connection: Connection) -> str:
    """The schema as SQL, one statement a paragraph, in a stable order."""
    rows = connection.execute(
        text(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND name NOT GLOB 'search_*' AND name NOT GLOB 'name_key_*' ORDER BY name"
        )
    )
    return "\n\n".join(f"{row.sql};" for row in rows) + "\n"
