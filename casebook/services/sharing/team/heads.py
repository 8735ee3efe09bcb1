"""Heads of this device: how far it is in each space, so that others notice what they lack."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.sharing.line_head import LineHead, head_as_json, head_of
from casebook.services.base.session import Session
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.team_view import read_team
from casebook.store.base.version_tables import LineClock, link_of
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind


def queue_heads(session: Session) -> None:
    """Queue a head of each space in which anything was taken or laid since the last one."""
    with session.store.exchange() as connection:
        view = read_team(session, connection)
        if view is None:
            return
        for space in view.spaces.values():
            log = SpaceLog.read(space.log)
            known = log.heads.get(view.device.id)
            head = head_of(
                view.device.id,
                _tick(session, connection),
                log.lines,
                purged=[record_id for _, record_id in team_store.purged_in(connection, space.id)],
            )
            if not log.lines or (known and _same(known, head)):
                continue
            log.heads[view.device.id] = head
            team_store.keep_space(connection, replace(space, log=log.written()))
            queue(session, connection, space.id, CarrierKind.HEAD, head_as_json(head))


def remove_old_heads(session: Session, folder: CarrierFolder) -> None:
    """Remove the heads of this device that a later one replaced, from the shared folder and from here."""
    with session.store.reading() as connection:
        own = [one for one in team_store.files(connection) if one.is_own and one.kind == CarrierKind.HEAD]
    latest = {one.space: max(other.at for other in own if other.space == one.space) for one in own}
    old = [one.name for one in own if one.at < latest[one.space] and one.sha256]
    if old:
        folder.unlink_own(old)
        with session.store.exchange() as connection:
            team_store.forget_files(connection, old)


def _same(known: LineHead, head: LineHead) -> bool:
    return replace(known, tick=head.tick) == head


def _tick(session: Session, connection: team_store.TeamConnection) -> int:
    clock = LineClock(link_of(connection), session.clock())
    tick = clock.next_tick()
    clock.save()
    return tick
