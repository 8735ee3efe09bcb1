"""The database's own checks: every page against its MAC, every index against its table."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text


def integrity(connection: Connection) -> list[str]:
    """What SQLCipher's and SQLite's integrity checks find; empty for a sound database."""
    cipher = [str(line) for line in connection.execute(text("PRAGMA cipher_integrity_check")).scalars()]
    plain = [str(line) for line in connection.execute(text("PRAGMA integrity_check")).scalars()]
    return [*cipher, *(line for line in plain if line != "ok")]


def clear_journal(engine: Engine) -> None:
    """Have SQLite take away the journal a stop left: one it need not play back stays until the next write.

    Raises:
        OperationalError: the disk refuses.
    """
    with engine.begin() as connection:
        version = int(connection.execute(text("PRAGMA user_version")).scalar_one())
        connection.execute(text(f"PRAGMA user_version = {version}"))
