"""What was saved here while this device might not write in a space: it goes out once it may again.

A member only reads for a while, or a case is taken away and given back. What they save of it meanwhile stays
in their casebook: the records are noted, and what no file says of them is laid when they write again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from casebook.domain.sharing.version import RecordVersion, join_records
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.services.base.session import Session
from casebook.services.sharing.space_content import Key, content_of
from casebook.services.sharing.team.checkpoints import SAYING, SaidByDevice, kept_bodies
from casebook.services.sharing.team.repair.lost_copies import elsewhere, own_part
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.base import device_tables
from casebook.store.sharing import give, team_store, team_waiting
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow


def note_unsent(
    session: Session,
    connection: TeamConnection,
    spaces: Iterable[SpaceRow],
    changes: Mapping[Key, RecordVersion],
) -> None:
    """Note the records of spaces in which this device may not write that were changed here.

    Args:
        session: the open casebook.
        connection: of a transaction.
        spaces: in which it may not.
        changes: that were saved.
    """
    for space in spaces:
        content = content_of(session, space, team_store.records_of(connection, space.id), changes)
        keys = content.ids & changes.keys() if content else set[Key]()
        at = session.clock().isoformat()
        team_waiting.note(connection, [_row(space, key, at) for key in sorted(keys)])


def with_unsent(
    connection: TeamConnection, view: TeamView, space: SpaceRow, changes: Mapping[Key, RecordVersion]
) -> dict[Key, RecordVersion]:
    """Return changes with what was kept back of a space, in which this device writes now; it waits no longer.

    SECURITY: of a record that another space has had, too, only what this device wrote: what others wrote
    there is not for the readers of this space.
    """
    keys = team_waiting.keys(connection, space.id, WaitingKind.UNSENT)
    if not keys:
        return dict(changes)
    joined: dict[Key, RecordVersion] = {}
    join_records(joined, _unsaid(connection, view, space, keys))
    join_records(joined, changes.values())  # last, so that no change of other spaces takes anything on
    team_waiting.forget(connection, [_row(space, key) for key in keys])
    return joined


def _unsaid(
    connection: TeamConnection, view: TeamView, space: SpaceRow, keys: Collection[Key]
) -> list[RecordVersion]:
    """Return what stands here of records and no file of a space says."""
    stated, own = SaidByDevice(), frozenset(device_tables.own_lines(connection))
    for _, body in kept_bodies(connection, view, space, SAYING):
        stated.add(body)
    shared = elsewhere(connection, view, space)
    undecided = {(noun, record_id) for noun, record_id, *_ in team_store.purge_requests(connection)}
    parts: list[RecordVersion] = []
    for noun, record_id in sorted({*keys} - undecided):
        for whole in give.versions_of(connection, noun, [record_id]):
            one = own_part(whole, own) if (noun, record_id) in shared else whole
            parts += [_without(one, stated.records.get((noun, record_id)))] if one else []
    return parts


def _without(version: RecordVersion, stated: RecordVersion | None) -> RecordVersion:
    """Return what a version says beside what was stated."""
    if stated is None:
        return version
    entries = {
        key: {at: value for at, value in register.items() if at not in stated.entries.get(key, {})}
        for key, register in version.entries.items()
    }
    return RecordVersion(
        noun=version.noun,
        id=version.id,
        entries={key: register for key, register in entries.items() if register},
        spent=version.spent - stated.spent,
    )


def _row(space: SpaceRow, key: Key, at: str = "") -> WaitingRow:
    return WaitingRow(
        space=space.id,
        kind=WaitingKind.UNSENT,
        noun=key[0],
        record_id=key[1],
        device=b"",
        state=WaitingState.WAITS,
        at=at,
    )
