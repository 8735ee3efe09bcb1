from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import JSON, Engine, text
from sqlalchemy.exc import DatabaseError

from casebook.base.errors import VaultDamaged
from casebook.store.base.connection import open_engine, saved_state
from casebook.store.base.migrate import migrate
from tests.paths import ROOT

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


def documented_pages() -> dict[str, str]:
    """The pragmas of a page's encryption, as docs/vault-format.md has them."""
    chapter = (ROOT / "docs" / "vault-format.md").read_text(encoding="utf-8").partition("### Pages")[2]
    return dict(re.findall(r"^\| `(\w+)` \| (\w+) \|$", chapter.partition("###")[0], re.MULTILINE))


@pytest.fixture
def _other_defaults() -> Iterator[None]:
    """A library that would encrypt otherwise if it were not asked, as that of another version may."""
    link = sqlcipher3.dbapi2.connect(":memory:")
    link.execute("PRAGMA cipher_default_page_size = 8192")
    link.execute("PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256")
    link.execute("PRAGMA cipher_default_kdf_iter = 4000")
    yield
    link.execute("PRAGMA cipher_default_page_size = 4096")
    link.execute("PRAGMA cipher_default_hmac_algorithm = HMAC_SHA512")
    link.execute("PRAGMA cipher_default_kdf_iter = 256000")
    link.close()


@pytest.mark.usefixtures("_other_defaults")
def test_pages_are_encrypted_as_the_document_says() -> None:
    documented = documented_pages()
    assert len(documented) == 6
    engine = open_engine(None, KEY)
    with engine.connect() as connection:
        pages = {name: str(connection.execute(text(f"PRAGMA {name}")).scalar_one()) for name in documented}
    engine.dispose()
    assert pages == documented


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


@pytest.mark.parametrize("stored", ["[]", " [1, 2]\n", '{"edtf": "2026-03"}', '"林"', "null", "7.5"])
def test_a_json_column_reads_as_the_library_reads_it(stored: str) -> None:
    engine = open_engine(None, KEY)
    query = text("SELECT :stored AS value").bindparams(stored=stored).columns(value=JSON)
    with engine.connect() as connection:
        assert connection.execute(query).scalar() == json.loads(stored)
    engine.dispose()


@pytest.mark.parametrize("stored", ["", "[1, 2] and more", "[1,"])
def test_a_json_column_that_holds_no_json_is_refused(stored: str) -> None:
    engine = open_engine(None, KEY)
    query = text("SELECT :stored AS value").bindparams(stored=stored).columns(value=JSON)
    with engine.connect() as connection, pytest.raises(ValueError, match=r"\(char"):
        connection.execute(query).scalar()
    engine.dispose()


def read_state(engine: Engine) -> tuple[int, int] | None:
    with engine.connect() as connection:
        return saved_state(connection)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """Two connections to a file with one table."""
    engines = [open_engine(tmp_path / "words.db", KEY, is_live=True) for _ in range(2)]
    with engines[0].begin() as connection:
        connection.execute(text("CREATE TABLE word (text)"))
    yield engines[0], engines[1]
    for engine in engines:
        engine.dispose()


def test_a_saved_state_stays_until_something_is_saved(two: tuple[Engine, Engine]) -> None:
    own, other = two
    states = [read_state(own), read_state(own)]
    for engine in two:
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO word VALUES ('x')"))
        states += [read_state(own), read_state(own)]
    with own.begin() as connection:
        connection.execute(text("DELETE FROM word"))
    states += [read_state(own), read_state(own)]
    assert states[::2] == states[1::2]
    assert None not in states
    assert len({*states}) == 4
    assert read_state(other) == read_state(other)


def test_what_may_yet_be_undone_is_no_saved_state(two: tuple[Engine, Engine]) -> None:
    engine, _ = two
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO word VALUES ('x')"))
        assert saved_state(connection) is None
        connection.rollback()
    after = read_state(engine)
    assert after is not None
    assert after == read_state(engine)
