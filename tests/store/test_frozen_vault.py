"""Vaults that earlier programs made: the program of today opens them and finds all that is in them."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, func, select, text

from casebook.domain.deadline.deadline import Deadline
from casebook.services.base import search
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup, vault
from casebook.store.base import migrate
from casebook.store.registry import kept, table_for, tables
from casebook.store.store import Store
from tests.paths import DATA

FROZEN = sorted(folder for folder in (DATA / "vaults").iterdir() if folder.is_dir())
SCHEMA = Path(migrate.__file__).with_name("schema.sql")


@pytest.fixture(scope="module", params=FROZEN, ids=lambda folder: folder.name)
def frozen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Frozen]:
    """A copy of a frozen vault, opened once for reading by every test."""
    folder = tmp_path_factory.mktemp("frozen")
    with tarfile.open(request.param / "sample.casebook.tar") as archive:
        archive.extractall(folder, filter="data")
    content = json.loads((request.param / "content.json").read_text(encoding="utf-8"))
    with open_session(folder / "sample.casebook", content["passphrase"]) as session:
        yield session, content
    shutil.rmtree(folder)


Frozen = tuple[Session, dict[str, Any]]
"""The open session, and what the vault held when it was frozen."""


def count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_no_record_is_lost(frozen: Frozen) -> None:
    session, content = frozen
    with session.store.reading() as connection:
        rows = {entry.noun: count(connection, entry.table) for entry in tables()}
        assert {noun: number for noun, number in rows.items() if number} == content["rows"]
        assert {table.name: count(connection, table) for table in kept()} == content["kept"]


def test_a_vault_with_no_row_of_a_noun_proves_nothing_about_it(frozen: Frozen) -> None:
    _, content = frozen
    assert 0 not in content["rows"].values()


def test_every_record_reads_as_it_is_stored(frozen: Frozen) -> None:
    """No value of an earlier program is dropped where today's dataclass has another name for it."""
    session, _ = frozen
    with session.store.reading() as connection:
        for entry in tables():
            for row in connection.execute(select(entry.table)).mappings():
                stored = {name: value for name, value in row.items() if name != "binned_at"}
                today = json.loads(json.dumps(entry.row(entry.entity(row))))
                assert without_later(today, stored) == stored, entry.noun


def without_later(today: Any, stored: Any) -> Any:  # noqa: ANN401 - what JSON holds
    """A value of today without the empty fields that its parts have got since."""
    if isinstance(today, dict) and isinstance(stored, dict):
        return {
            name: without_later(value, stored.get(name))
            for name, value in today.items()
            if value or name in stored
        }
    if isinstance(today, list) and isinstance(stored, list):
        return [without_later(*pair) for pair in zip(today, stored, strict=True)]
    return today


def test_database_chain_and_sealed_files_are_sound(frozen: Frozen) -> None:
    session, content = frozen
    report = vault.check(session)
    assert report.problems == ()
    assert (report.changes, report.files) == (content["changes"], content["sealed_files"])


@pytest.mark.parametrize("script", ["latin", "han"])
def test_search_finds_the_same_records(frozen: Frozen, script: str) -> None:
    session, content = frozen
    expected = content["search"][script]
    hits = {(hit.noun, hit.id) for hit in search.find(session, expected["query"], most=1000)}
    assert hits == {(noun, record_id) for noun, record_id in expected["hits"]}


def test_a_moved_deadline_still_says_who_was_informed(frozen: Frozen) -> None:
    session, content = frozen
    with session.store.reading() as connection:
        deadlines = table_for(Deadline).all(connection)
    informed = [move.informed for deadline in deadlines for move in deadline.moves]
    assert informed == content["informed"]


def test_its_tables_become_those_of_a_new_vault(frozen: Frozen, store: Store) -> None:
    session, _ = frozen
    for each in (session.store, store):
        with each.reading() as connection:
            assert migrate.schema(connection) == SCHEMA.read_text(encoding="utf-8")
    assert _stamps(session.store) == _stamps(store)


def _stamps(store: Store) -> list[object]:
    """Both numbers of the schema, and whether words taken out of the indexes are overwritten."""
    with store.reading() as connection:
        return [
            connection.execute(text("PRAGMA user_version")).scalar(),
            connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all(),
            connection.execute(text("SELECT v FROM search_config WHERE k = 'secure-delete'")).scalar(),
            connection.execute(text("SELECT v FROM name_key_config WHERE k = 'secure-delete'")).scalar(),
        ]


def test_it_was_backed_up_before_a_script_changed_it(frozen: Frozen) -> None:
    session, content = frozen
    assert content["schema_version"] < migrate.SCHEMA_VERSION
    (made,) = backup.every(session)
    assert (made.changes, made.files) == (content["changes"], content["sealed_files"])
