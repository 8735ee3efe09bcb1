"""Migrates a database to the current schema, forwards only."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from casebook.base.errors import Refused, VaultTooNew, VaultUnknown
from casebook.store.base import search
from casebook.store.base.connection import disk_problem, is_of_disk

SCHEMA_VERSION = 47
"""Number of the newest script in `migrations/versions`; kept in the database as ``user_version``."""
FIRST_VERSION = 7
"""Number of the oldest schema that a script can migrate."""
_SCHEMA_FILE = Path(__file__).with_name("schema.sql")


def version(engine: Engine) -> int:
    """Return the schema version of a database; 0 for a new one.

    Raises:
        VaultTooNew: a later program has written it.
    """
    with engine.connect() as connection:
        schema_version = int(connection.execute(text("PRAGMA user_version")).scalar_one())
    if schema_version > SCHEMA_VERSION:
        raise VaultTooNew("This casebook was written by a later version of Casebook.")
    return schema_version


def migrate(engine: Engine) -> None:
    """Create the tables of a new database, or run the missing scripts, all in one transaction.

    Raises:
        VaultTooNew: a later program has written this database.
        VaultUnknown: the scripts were not written for these tables; nothing was changed.
        DiskProblem: the disk is full or gone; nothing was changed.
    """
    current = version(engine)
    if current >= SCHEMA_VERSION:
        return
    if 0 < current < FIRST_VERSION:
        raise VaultUnknown
    try:
        with engine.begin() as connection:
            if current:
                _upgrade(connection)
            else:
                _make(connection)
            connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
            _require_known(connection)
    except OperationalError as error:
        if is_of_disk(error.orig):
            raise disk_problem(error.orig, "The changes could not be saved to disk.") from error
        raise VaultUnknown from error


def require_known(engine: Engine) -> None:
    """Require the tables of the current schema, before anything relies on them.

    Raises:
        Refused: a script has yet to run over them.
        VaultUnknown: they bear the right number and are others, as in a vault made between two versions.
    """
    if version(engine) < SCHEMA_VERSION:
        raise Refused(
            "This casebook was created by an earlier version and must be updated first.",
            remedy="Open it once for editing. After that you can also open it read-only.",
        )
    with engine.connect() as connection:
        _require_known(connection)


def _require_known(connection: Connection) -> None:
    if schema(connection) != _SCHEMA_FILE.read_text(encoding="utf-8"):
        raise VaultUnknown


def _make(connection: Connection) -> None:
    """Create the schema from file, tables before their indexes, stamped with its number for Alembic."""
    statements = _SCHEMA_FILE.read_text(encoding="utf-8").strip().split("\n\n")
    for statement in sorted(statements, key=lambda statement: not statement.startswith("CREATE TABLE")):
        connection.exec_driver_sql(statement)
    search.complete(connection)
    connection.execute(
        text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": f"{SCHEMA_VERSION:04}"}
    )


def _upgrade(connection: Connection) -> None:
    """Run the missing scripts in the open transaction."""
    from alembic import command  # imported only when a vault is old: it takes a quarter of a second
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent.parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def schema(connection: Connection) -> str:
    """Return the schema as SQL, one statement a paragraph, in a stable order."""
    rows = connection.execute(
        text(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND name NOT GLOB 'search_*' AND name NOT GLOB 'name_key_*' ORDER BY name"
        )
    )
    return "\n\n".join(f"{row.sql};" for row in rows) + "\n"
