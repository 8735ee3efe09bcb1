"""Copies of this device: a vault that was copied or set back writes on the same line, and leaves it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from casebook.domain.sharing.line_head import LineHead, split_lines
from casebook.domain.sharing.line_log import LineLog, LineName
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.sharing.team.statements import own_line, queue_again
from casebook.services.sharing.team.team_view import TeamView, read_team
from casebook.store.base import version_tables
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import ShareFileRow, TeamConnection

TOLD_FOR = timedelta(days=90)
"""Since the last file of a line with two branches came, or files were found lost.

Whoever copied a vault may go on with both.
"""
MAX_MISLED = 4
"""So often a line is left in a space by what one other device alone says: a head may say anything.

A true one is soon borne out by another device, or by files of the other copy.
"""


async def leave_shared_line(session: Session) -> bool:
    """Go on on a new line where another copy of this device writes on this one; returns whether it does.

    Both branches stay. What is queued and does not lie in the folder yet is laid on the new line.

    Raises:
        CarrierGone, DiskProblem: the folder is not there, or cannot be read.
    """
    view, waiting = await on_vault(partial(_shared, session))
    if view is None:
        return False
    await leave_line(session, view, waiting)
    return True


async def leave_line(session: Session, view: TeamView, queued: Iterable[ShareFileRow]) -> None:
    """Go on on a new line, on which what is queued and does not lie in the folder is laid, too.

    Raises:
        CarrierGone, DiskProblem: the folder is not there, or cannot be read.
    """
    folder = await off_thread(lambda: view.folder)
    lying = [one.name for one in queued if await off_thread(partial(folder.laid, one.name)) is not None]
    await on_vault(partial(_leave, session, [one for one in queued if one.name not in lying]))


def _shared(session: Session) -> tuple[TeamView | None, list[ShareFileRow]]:
    """Return the team and what is queued on the line, if another copy writes on it; else None."""
    with session.store.exchange() as connection:
        view = read_team(session, connection)
        if view is None:
            return None, []
        line = own_line(session, connection)
        queued = [one for one in team_store.files(connection) if one.body is not None and one.line == line]
        is_shared = any(
            _is_shared(connection, view, id_, LineName(view.device.id, line), queued) for id_ in view.spaces
        )
        return (view, queued) if is_shared else (None, [])


def _is_shared(
    connection: TeamConnection, view: TeamView, space: bytes, name: LineName, queued: Sequence[ShareFileRow]
) -> bool:
    log = view.log_of(view.spaces[space])
    if name not in log.lines:
        return False
    line, heads = log.lines[name], log.heads_of_others(view.device.id)
    # a number that is queued here and was taken is of another copy
    if line.forks or any(0 < one.number <= line.number for one in queued if one.space == space):
        return True
    last = max(line.number, team_store.last_number(connection, space, name.line))
    # as what others have and nobody here gave
    doubting = [one.device for one in heads if one.number(name) > last or _is_other(name, line, one)]
    if len(doubting) != 1:
        return bool(doubting) or name in split_lines({name: line}, heads)
    (device,) = doubting
    times = log.misled.get(device, 0)
    if times < MAX_MISLED:
        kept = replace(log, misled={**log.misled, device: times + 1})
        team_store.keep_space(connection, replace(view.spaces[space], log=kept.written()))
    return times < MAX_MISLED


def _is_other(name: LineName, line: LineLog, head: LineHead) -> bool:
    return name in head.lines and not line.agrees(head.lines[name])


def _leave(session: Session, waiting: Sequence[ShareFileRow]) -> None:
    with session.store.exchange() as connection:
        version_tables.leave_line(version_tables.link_of(connection))
        for one in waiting:
            queue_again(session, connection, one)


def split_devices(view: TeamView, files: Collection[ShareFileRow], now: datetime) -> frozenset[bytes]:
    """Return the devices of which two copies wrote on one line within the last 90 days."""
    came = {one.sha256: datetime.fromisoformat(one.at) for one in files if one.sha256}
    split: set[bytes] = set()
    for space in view.spaces.values():
        for name, log in view.log_of(space).lines.items():
            times = [came[digest] for digests in log.forks.values() for digest in digests if digest in came]
            if times and now - max(times) < TOLD_FOR:
                split.add(name.signer)
    return frozenset(split)
