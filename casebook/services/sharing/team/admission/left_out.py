"""What this device left out of records that it laid, since it named somebody who waited at the door."""

from __future__ import annotations

from collections.abc import Collection

from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.stamp import line_of
from casebook.domain.sharing.version import Entries, RecordVersion
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import ids_within
from casebook.services.sharing.space_content import Key, SpaceContent
from casebook.services.sharing.team.checkpoints import SAYING, SaidByDevice, kept_bodies
from casebook.services.sharing.team.statements import queue_records
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.base import device_tables
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import SpaceRow, TeamConnection


def queue_left_out(
    session: Session,
    connection: TeamConnection,
    view: TeamView,
    space: SpaceRow,
    content: SpaceContent,
    entering: Collection[Key],
) -> int:
    """Queue what records of a space say of those who enter it now, where none of its files says it.

    SECURITY: of a record that another space has had, too, only what this device wrote: what others wrote
    there is not for the readers of this space.

    Args:
        session: the open casebook.
        connection: of a transaction.
        view: of the team.
        space: in which this device writes.
        content: of the space.
        entering: noun and ID of those whom a person let in, and who were not in it.

    Returns:
        In how many files.
    """
    known = team_store.records_of(connection, space.id) & content.ids - {*entering}
    if not entering or not known:
        return 0
    stated, own = SaidByDevice(), {*device_tables.own_lines(connection)}
    for _, body in kept_bodies(connection, view, space, SAYING):
        stated.add(body)
    others = [team_store.records_of(connection, one) for one in view.spaces if one != space.id]
    ids = {record_id for _, record_id in entering}
    parts: list[RecordVersion] = []
    for one in content.versions(known):
        lines = own if any((one.noun, one.id) in had for had in others) else None
        entries = _naming(one, ids, stated.records.get((one.noun, one.id)), lines)
        parts += [RecordVersion(noun=one.noun, id=one.id, entries=entries)] if entries else []
    return queue_records(session, connection, space, [encoded(one) for one in parts])


def _naming(
    version: RecordVersion,
    ids: Collection[str],
    stated: RecordVersion | None,
    lines: Collection[bytes] | None,
) -> Entries:
    """Return what a record says of some others and was not stated, of these lines; None for any line."""
    entries = Entries()
    for key, register in version.entries.items():
        laid = stated.entries.get(key, {}) if stated else {}
        left = {
            at: value
            for at, value in register.items()
            if at not in laid and not {*ids}.isdisjoint(ids_within(value))
            if lines is None or line_of(at) in lines
        }
        entries |= {key: left} if left else {}
    return entries
