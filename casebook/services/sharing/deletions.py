"""What of records that come from elsewhere waits for a decision here, or is part of what was deleted here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from casebook.domain.sharing.version import RecordVersion
from casebook.services.sharing.case_records import ids_named
from casebook.store import record_bin
from casebook.store.base.entity_table import EntityTable
from casebook.store.sharing import case_content, team_store
from casebook.store.sharing.arrived_values import record_of

DeletionState = Literal["undecided", "of-purged"]
"""`undecided`: another member deleted it, or what it is part of, permanently, and nobody decided here;
`of-purged`: it is part of a case, person or form that was deleted permanently here."""


def deletion_states(
    connection: Any,  # noqa: ANN401 - of the store
    entity_table: EntityTable[Any] | None,
    versions: Collection[RecordVersion],
) -> Mapping[str, DeletionState]:
    """Return by ID which records of a noun can neither be joined nor are deleted here themselves, and why.

    Args:
        connection: to the casebook that they come to.
        entity_table: of their noun; None for one of a newer version, of which nothing is known.
        versions: of the records, as they came.
    """
    if entity_table is None:
        return {}
    undecided = {record_id for _, record_id, _, _ in team_store.purge_requests(connection)}
    named = {one.id: {*ids_named(one)} for one in versions}
    ended = undecided | case_content.purged_among(connection, {*named}.union(*named.values()))
    states: dict[str, DeletionState] = {}
    for one in versions:
        if one.id in undecided:
            states[one.id] = "undecided"
        elif one.id not in ended and not ended.isdisjoint(named[one.id]):
            made = record_of(entity_table, one, None)
            wholes = {whole for _, whole in record_bin.wholes_of(entity_table, made[0])} if made else set()
            if wholes & undecided:
                states[one.id] = "undecided"
            elif wholes & ended:
                states[one.id] = "of-purged"
    return states
