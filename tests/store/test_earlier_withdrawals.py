"""A withdrawal that was entered before it was asked how free the person was goes into the list of them."""

from __future__ import annotations

import json
from importlib import util
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

import casebook.store.base.migrated_history as histories
from casebook.domain.declaration.declaration import check_declaration
from casebook.store.declaration.declaration import DECLARATION

SCRIPT = Path(histories.__file__).parents[1] / "migrations" / "versions" / "0046_one_list_of_withdrawals.py"
FORMER = {"withdrawn_on": "2026-03-02", "withdrawal": "By telephone."}
LATER = {
    "id": "w2",
    "on": "2026-03-03",
    "heard_by": "k",
    "place": "Nicosia",
    "freedom": "free-and-alone",
    "note": "Said so.",
    "entered_at": "2026-03-03T09:00:00+00:00",
}


def migrated(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of a declaration as the script leaves them."""
    names = [column.name for column in DECLARATION.table.c]
    every = ", ".join((*names, *FORMER))
    spec = util.spec_from_file_location("script", SCRIPT)
    assert spec
    assert spec.loader
    script = util.module_from_spec(spec)
    spec.loader.exec_module(script)
    with create_engine("sqlite://", poolclass=NullPool).begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE declaration ({every})")
        for row in rows:
            marks = ", ".join("?" for _ in row)
            connection.exec_driver_sql(
                f"INSERT INTO declaration ({', '.join(row)}) VALUES ({marks})",  # noqa: S608 - our own names
                tuple(row.values()),
            )
        with Operations.context(MigrationContext.configure(connection)):
            script.upgrade()
        return [dict(row) for row in connection.exec_driver_sql("SELECT * FROM declaration").mappings()]


def test_it_goes_into_the_list_in_the_row_as_in_the_history() -> None:
    rows = migrated(
        {"id": "a", **FORMER, "withdrawals": json.dumps([LATER])},
        {"id": "b", "withdrawn_on": "2026-03-02", "withdrawal": "", "withdrawals": None},
        {"id": "c", "withdrawn_on": None, "withdrawal": "", "withdrawals": "[]"},
    )
    both, empty, none = (json.loads(row["withdrawals"]) for row in rows)
    assert rows[0].keys().isdisjoint(FORMER)
    assert both[0] == LATER
    assert (both[1]["on"], both[1]["note"], both[1]["freedom"]) == (
        "2026-03-02",
        "By telephone.",
        "not-known",
    )
    assert (len(empty), none) == (1, [])
    history = histories.as_today("declaration", {**FORMER, "withdrawals": [LATER]})
    assert history["withdrawals"] == both
    assert histories.as_today("declaration", {**FORMER, "withdrawal": ""})["withdrawals"] == empty


def test_it_reads_and_stands_in_a_declaration() -> None:
    (row,) = migrated({"id": "a", **FORMER, "withdrawals": json.dumps([LATER])})
    texts = {name: "" for name in row if row[name] is None}
    declared = DECLARATION.entity(
        {
            **row,
            **texts,
            "language": "en",
            "clauses": ["camera"],
            "withdrawals": json.loads(row["withdrawals"]),
        }
        | {name: [] for name in ("authorised", "conditions", "words", "releases")}
        | dict.fromkeys(("made_on", "witnessed_on", "signed_on", "printed_on", "entered_on"))
    )
    check_declaration(declared)
    assert declared.last_withdrawal is not None
    assert declared.last_withdrawal.id == LATER["id"]
