"""What is here of records that came, so that both can be compared before anything is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from casebook.domain.sharing.merge import MergeRules
from casebook.domain.sharing.version import RecordVersion
from casebook.store import record_bin
from casebook.store.base import version_tables
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import among
from casebook.store.base.version_tables import link_of
from casebook.store.registry import known_table
from casebook.store.sharing.arrived_values import is_readable, record_of
from casebook.store.sharing.case_content import keys_among, noun_of_id
from casebook.store.sharing.give import versions_of

KnownState = Literal["new", "known", "binned", "purged", "of-pack", "other-noun", "waiting"]
_PACK = "pack"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecordsHere:
    """What is here of records of one noun.

    Attributes:
        table: of the noun; None for one of a newer version.
        versions: of those that are here, by ID.
        binned: IDs of those in the bin.
        purged: IDs of those that were purged, and never come back.
        of_packs: IDs of entries of packs.
        of_other_nouns: IDs of records of another noun, under which nothing of this one begins.
    """

    table: EntityTable[Any] | None
    versions: Mapping[str, RecordVersion]
    binned: frozenset[str]
    purged: frozenset[str]
    of_packs: frozenset[str]
    of_other_nouns: frozenset[str] = frozenset()

    @property
    def rules(self) -> MergeRules:
        """Return how the fields of the noun merge."""
        return self.table.merge if self.table else MergeRules()

    def is_readable(self, key: str, value: Any) -> bool:  # noqa: ANN401 - any JSON
        """Return whether this program knows a value."""
        return self.table is not None and is_readable(self.table, key, value)

    def state_of(self, came: RecordVersion) -> KnownState:
        """Return how a record that came stands as a whole."""
        if came.id in self.purged:
            return "purged"
        if came.id in self.of_packs or any(came.entries.get(_PACK, {}).values()):
            return "of-pack"
        if came.id in self.versions:
            return "binned" if came.id in self.binned else "known"
        if came.id in self.of_other_nouns:
            return "other-noun"
        return "new" if came.is_begun else "waiting"


def title_of(here: RecordsHere, came: RecordVersion) -> str:
    """Return the title that search would show of a record that came, "" where it makes none."""
    made_record = record_of(here.table, came, None) if here.table else None
    return record_bin.title_within(here.table, made_record[0]) if here.table and made_record else ""


def known_of(connection: Connection, noun: str, ids: Iterable[str]) -> RecordsHere:
    """Return what is here of records of a noun with these IDs."""
    wanted = list(ids)
    purged = frozenset(version_tables.purged_of(link_of(connection), wanted))
    table = known_table(noun)
    of_others = keys_among(connection, wanted)
    of_other_nouns = frozenset(
        record_id for other, record_id in of_others if noun_of_id(other) != noun_of_id(noun)
    )
    if table is None:
        return RecordsHere(
            table=None,
            versions={},
            binned=frozenset(),
            purged=purged,
            of_packs=frozenset(),
            of_other_nouns=of_other_nouns,
        )
    columns = table.table.c
    query = select(columns.id, columns.binned_at).where(among(columns.id, wanted))
    rows = {row.id: row.binned_at for row in connection.execute(query)}
    versions = {one.id: one for one in versions_of(connection, noun, wanted)}
    return RecordsHere(
        table=table,
        versions=versions,
        binned=frozenset(record_id for record_id, at in rows.items() if at is not None),
        purged=purged,
        of_packs=frozenset(rows.keys() - versions.keys()),
        of_other_nouns=of_other_nouns,
    )
