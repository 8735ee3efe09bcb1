"""The database's own checks: every page against its MAC, every index against its table."""

from __future__ import annotations

from sqlalchemy import Connection, text


def integrity(connection: Connection) -> list[str]:
    """What SQLCipher's and SQLite's integrity checks find; empty for a sound database."""
    cipher = [str(told) for told in connection.execute(text("PRAGMA cipher_integrity_check")).scalars()]
    plain = [str(told) for told in connection.execute(text("PRAGMA integrity_check")).scalars()]
    return [*cipher, *(told for told in plain if told != "ok")]
