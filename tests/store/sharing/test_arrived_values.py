"""Whatever this program saved is a record again where it arrives."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from casebook.base.clock import fixed_clock
from casebook.services.base.session import open_session
from casebook.store.registry import tables
from casebook.store.sharing.arrived_values import record_of
from casebook.store.sharing.give import versions_of
from tests.vaults import SAMPLE_AT, MasterVault


def test_each_record_of_the_sample_is_the_same_where_it_arrives(
    sample_vault: MasterVault, tmp_path: Path
) -> None:
    """A deadline by a rule without an address was lost on the way, and no word said so."""
    path, lost, count = sample_vault.copied_to(tmp_path / "sample.casebook"), set(), 0
    with (
        open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT)) as session,
        session.store.reading() as connection,
    ):
        for table in tables():
            ids = connection.execute(select(table.table.c.id)).scalars().all() if table.merge else ()
            for version in versions_of(connection, table.noun, ids) if ids else ():
                record = table.find(connection, version.id)
                joined = record_of(table, version, table.audited(record))
                count += 1
                if joined is None or joined[0] != record:
                    lost.add((table.noun, version.id))
    assert not lost
    assert count > 100
