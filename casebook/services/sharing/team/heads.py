"""Heads of this device: how far it is in each space, so that others notice what they lack."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_head import head_as_json, head_of
from casebook.domain.sharing.space_body import FORMAT
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base.session import Session
from casebook.services.sharing.team.checkpoint_judging import judged
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.team_view import TeamView, read_team
from casebook.store.base.version_tables import LineClock, link_of
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind

MAX_KEPT_BYTES = 4 * 1024 * 1024
"""Of kept records in one file, as of any records."""


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
    known, judgement = log.heads.get(own), judged(connection, view, space, log)
    if judgement.owed:
        _lay_kept(session, connection, space, judgement.owed.values())
    head = head_of(
        own,
        known.tick if known else 0,
        log.lines,
        cosigned=judgement.signed,
        purged=[record_id for _, record_id in team_store.purged_in(connection, space.id)],
    )
    is_due = bool(log.lines) and head != known
    if is_due:
        head = replace(head, tick=_tick(session, connection))
        queue(session, connection, space.id, CarrierKind.HEAD, head_as_json(head))
    if is_due or judgement.wrong != log.wrong:
        heads = {**log.heads, own: head} if is_due else log.heads
        looked = replace(log, heads=heads, wrong=judgement.wrong)
        team_store.keep_space(connection, replace(space, log=looked.written()))


def _lay_kept(
    session: Session, connection: TeamConnection, space: SpaceRow, owed: Iterable[RecordVersion]
) -> None:
    """Lay what a person here kept of what its author leaves out of a checkpoint; what is too much goes later.

    SECURITY: it goes as it stands in files of this space, to those who read it: nobody is named by that.
    """
    records: list[dict[str, Any]] = []
    size = 0
    for one in owed:
        records.append(encoded(one))
        size += len(json.dumps(records[-1], ensure_ascii=False).encode())
        if size > MAX_KEPT_BYTES:
            break
    body = {"v": FORMAT, "c": space.case_id, "r": records, "p": [], "f": []}
    queue(session, connection, space.id, CarrierKind.CHANGES, body)


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
