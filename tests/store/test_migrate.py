from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from casebook.base.errors import VaultTooNew
from casebook.store.connection import open_engine
from casebook.store.migrate import SCHEMA_VERSION, migrate, schema
from casebook.store.registry import METADATA
from casebook.store.transaction import Store

KEY = bytes(range(48))
INDEX = re.compile(r"(search|name_key)(_|$)")
"""The full-text indexes and what SQLite keeps beside them."""


def test_the_schema_on_file_is_the_schema_made(store: Store) -> None:
    kept = Path(migrate.__code__.co_filename).with_name("schema.sql")
    with store.reading() as connection:
        assert schema(connection) == kept.read_text(encoding="utf-8")


def test_the_scripts_make_what_the_tables_describe(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not INDEX.match(str(name))},
        )
        assert compare_metadata(context, METADATA) == []


def test_a_database_of_a_later_program_is_refused() -> None:
    engine = open_engine(None, KEY)
    with engine.begin() as connection:
        connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"))
    with pytest.raises(VaultTooNew):
        migrate(engine)
    engine.dispose()
