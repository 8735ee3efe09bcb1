"""What came for a case, person or form that was deleted here: out of sight until a person decides about it.

Persons and relationships name no case: of these it is what came only by the space of such a case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import FOLLOWED
from casebook.services.sharing.space_content import Key
from casebook.store import record_bin
from casebook.store.registry import table_named
from casebook.store.sharing import case_content, team_store, team_waiting
from casebook.store.sharing.take import TakenRecord
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow
from casebook.store.transaction import Transaction

WITHOUT_CASE = frozenset({*FOLLOWED, "relation"})
"""Nouns whose records name no case."""


def hold_late(
    session: Session, transaction: Transaction, space: SpaceRow, taken: Iterable[TakenRecord], device: bytes
) -> int:
    """Put out of sight what came for a case, person or form that was deleted here; returns how many records.

    A person decides about it. What came for one that waits to be decided about is out of sight with it.

    Args:
        session: the open casebook.
        transaction: in which the records were taken.
        space: in which they came.
        taken: the records.
        device: whose file it is.
    """
    connection, held, at = transaction.connection, 0, session.clock().isoformat()
    new = [one for one in taken if one.after]
    wholes = {(one.noun, one.id): _wholes_of(one) for one in new}
    by_space = {key for key in _begun_without_case(new) if space.case_id}
    named = {record_id for several in wholes.values() for _, record_id in several} | {space.case_id}
    purged = case_content.purged_among(connection, named)
    kept = team_waiting.keys(connection, b"", WaitingKind.PURGE) if purged else set()
    for key, several in wholes.items():
        ended = [one for one in several if one[1] in purged]
        is_by_space = key in by_space and space.case_id in purged
        if not (ended or is_by_space) or key in kept:
            continue
        there = [one for one in ended if team_store.is_there(connection, *one)]
        if is_by_space or len(there) < len(ended):
            if is_by_space:
                team_waiting.note(connection, [_row(space, key, device, at)])
            team_store.keep_purge_request(connection, *key, device, at)
            held += 1
            transaction.hide(*key)
        else:
            for one in there:
                transaction.hide_with(*one, *key)
    return held


def _wholes_of(taken: TakenRecord) -> list[Key]:
    return record_bin.wholes_of(table_named(taken.noun), taken.after[0]) if taken.after else []


def _begun_without_case(taken: Iterable[TakenRecord]) -> set[Key]:
    return {(one.noun, one.id) for one in taken if one.noun in WITHOUT_CASE and not one.before}


def _row(space: SpaceRow, key: Key, device: bytes, at: str) -> WaitingRow:
    return WaitingRow(
        space=space.id,
        kind=WaitingKind.LATE,
        noun=key[0],
        record_id=key[1],
        device=device,
        state=WaitingState.WAITS,
        at=at,
    )


def keep_begun(transaction: Transaction, space: SpaceRow, begun: Collection[Key]) -> None:
    """Keep that a space has had these records; none waits any more as what came by a deleted case alone.

    Args:
        transaction: in which they were taken.
        space: in which they begin now.
        begun: noun and ID of each.
    """
    connection = transaction.connection
    team_store.keep_records(connection, space.id, begun)
    if space.case_id and case_content.purged_among(connection, [space.case_id]):
        return
    transaction.show_late(begun)


def cases_of_late(connection: TeamConnection) -> dict[Key, Key]:
    """Return the case by whose space alone a person, relationship or entry came that waits, by noun and ID.

    It was deleted here, or another member deleted it and nobody decided.
    """
    rows = team_waiting.rows(connection, WaitingKind.LATE)
    cases = {one.id: one.case_id for one in team_store.spaces(connection)} if rows else {}
    return {row.key: ("case", cases[row.space]) for row in rows if cases.get(row.space)}


def deleted_whole(connection: TeamConnection, noun: str, record_id: str) -> Key | None:
    """Return the case, person, contact or form of a record that was deleted permanently here, if any."""
    wholes = wholes_here(connection, noun, record_id)
    purged = case_content.purged_among(connection, [one for _, one in wholes]) if wholes else set()
    return next(
        (one for one in wholes if one[1] in purged and not team_store.is_there(connection, *one)), None
    )


def wholes_here(connection: TeamConnection, noun: str, record_id: str) -> list[Key]:
    """Return of what a record is a part, in the bin or not; nothing of one that is not here."""
    if not team_store.is_there(connection, noun, record_id):
        return []
    table = table_named(noun)
    return record_bin.wholes_of(table, table.find(connection, record_id))
