"""Heads of this device: how far it is in each space, so that others notice what they lack."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.sharing.line_head import head_as_json, head_of
from casebook.services.base.session import Session
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.team_view import TeamView, read_team
from casebook.store.base.version_tables import LineClock, link_of
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind


def queue_heads(session: Session) -> None:
    """Queue a head of each space in which anything was taken or laid since the last one."""
    with session.store.exchange() as connection:
        view = read_team(session, connection)
        if view is None:
            return
        for space in view.spaces.values():
            _queue_head(session, connection, view, space)


def _queue_head(session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow) -> None:
    log, own = view.log_of(space), view.device.id
    known = log.heads.get(own)
    purged = [record_id for _, record_id in team_store.purged_in(connection, space.id)]
    head = head_of(own, known.tick if known else 0, log.lines, purged=purged)
    if log.lines and head != known:
        head = replace(head, tick=_tick(session, connection))
        queue(session, connection, space.id, CarrierKind.HEAD, head_as_json(head))
        kept = replace(log, heads={**log.heads, own: head})
        team_store.keep_space(connection, replace(space, log=kept.written()))


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


def _tick(session: Session, connection: TeamConnection) -> int:
    clock = LineClock(link_of(connection), session.clock())
    tick = clock.next_tick()
    clock.save()
    return tick
