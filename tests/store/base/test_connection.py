from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from casebook.base.errors import VaultDamaged
from casebook.store.base.connection import open_engine
from casebook.store.base.migrate import migrate

KEY = bytes(range(48))


def test_the_settings_are_those_of_the_design() -> None:
    engine = open_engine(None, KEY)
    with engine.connect() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("synchronous", "secure_delete", "trusted_schema", "foreign_keys", "cell_size_check")
        }
    engine.dispose()
    assert settings == {
        "synchronous": 3,
        "secure_delete": 1,
        "trusted_schema": 0,
        "foreign_keys": 1,
        "cell_size_check": 1,
    }


def test_the_file_says_nothing_and_opens_with_its_key_only(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (words TEXT)"))
        connection.execute(text("INSERT INTO t VALUES ('a plain secret')"))
    engine.dispose()
    assert b"secret" not in path.read_bytes()
    assert b"SQLite" not in path.read_bytes()
    with pytest.raises(VaultDamaged):
        open_engine(path, bytes(48))


def test_a_plain_database_in_its_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    with pytest.raises(VaultDamaged, match="not encrypted"):
        open_engine(path, KEY)


def test_a_key_of_the_wrong_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="48"):
        open_engine(None, b"short")


@pytest.mark.parametrize("statement", ["ATTACH ':memory:' AS other", "PRAGMA temp_store = 1"])
def test_ways_out_of_the_database_are_closed(statement: str) -> None:
    engine = open_engine(None, KEY)
    with engine.connect() as connection, pytest.raises(DatabaseError):
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_new_database_gets_the_schema(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "case.db", KEY)
    migrate(engine)
    with engine.connect() as connection:
        names = set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
    engine.dispose()
    assert {"person", "search", "audit", "case_file"} <= names
