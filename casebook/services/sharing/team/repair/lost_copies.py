"""Files of this device that lie in the shared folder no longer and are not kept here, either.

Nobody can lay them again but who took them. So they are holes of their line, which heads state, and what
stands here of their records goes out on a new line; a checkpoint then stands for the holes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_log import LineName
from casebook.domain.sharing.number_spans import NumberSpans, spans_of
from casebook.domain.sharing.roster_decoding import signed_as_json
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.space_body import FORMAT
from casebook.domain.sharing.space_epoch import recipients
from casebook.domain.sharing.stamp import line_of
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base.flow import on_vault
from casebook.services.base.session import Session
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.admission.entering import Entrance
from casebook.services.sharing.team.checkpoints import SAYING, SaidByDevice, kept_bodies
from casebook.services.sharing.team.keys import grant
from casebook.services.sharing.team.own_copies import leave_line
from casebook.services.sharing.team.renewal import states_of
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.statements import queue, queue_records
from casebook.services.sharing.team.team_view import TeamView, read_team
from casebook.store.base import device_tables
from casebook.store.sharing import shared_exhibits, team_store
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_header import CarrierKind

LostFiles = dict[LineName, NumberSpans]
"""Numbers of files of this device that are kept nowhere, by line."""


async def settle_lost(session: Session) -> bool:
    """Go on without files of this device that neither lie in the folder nor are kept here.

    What the folder has is taken before anything is laid, so that it is kept again. Whoever took a lost file
    lays it again, as the holes in the heads of this device say that it lacks it.

    Returns:
        Whether there were any.

    Raises:
        CarrierGone, DiskProblem: the folder is not there, or cannot be read.
    """
    view, queued = await on_vault(partial(_with_losses, session))
    if view is None:
        return False
    await leave_line(session, view, queued)
    await on_vault(partial(_settle, session))
    return True


def _with_losses(session: Session) -> tuple[TeamView | None, list[ShareFileRow]]:
    """Return the team and what is queued if files are lost, else None."""
    with session.store.reading() as connection:
        view = read_team(session, connection)
        if view is None or not _lost(connection, view):
            return None, []
        return view, [one for one in team_store.files(connection) if one.body is not None]


def _lost(connection: TeamConnection, view: TeamView) -> dict[bytes, LostFiles]:
    """Return, by space, the files of this device that are kept nowhere and for which no checkpoint stands."""
    own, kept = {*device_tables.own_lines(connection)}, team_store.kept_names(connection)
    there: dict[tuple[bytes, bytes], list[int]] = {}
    for row in team_store.files(connection):
        if row.number and row.line in own and (row.name in kept or row.body is not None):
            there.setdefault((row.space, row.line), []).append(row.number)
    lost: dict[bytes, LostFiles] = {}
    for space in view.spaces.values():
        log = view.log_of(space)
        standing = [one.checkpoint for one in (*log.checkpoints, *log.wrong) if one.name in kept]
        for name, line in log.lines.items():
            if name.signer != view.device.id or name.line not in own:
                continue
            lacking = NumberSpans([(line.base.number + 1, line.number)])
            points = [one.lines[name].number for one in standing if name in one.lines]
            numbers = there.get((space.id, name.line), ())
            for span in (*line.holes, *spans_of(numbers), (1, max(points, default=0))):
                lacking.remove(*span)
            if lacking:
                lost.setdefault(space.id, {})[name] = lacking
    return lost


def _settle(session: Session) -> None:
    with session.store.exchange() as connection:
        view = read_team(session, connection)
        if view is None:
            return
        for id_, files in _lost(connection, view).items():
            space = view.spaces[id_]
            _note_holes(session, connection, space, files)
            if space.kind == SpaceKind.ROSTER:
                _lay_statements(session, connection, view, space)
            elif view.device.id in view.roster.may_write(id_):
                _lay_records(session, connection, view, space)


def _note_holes(session: Session, connection: TeamConnection, space: SpaceRow, lost: LostFiles) -> None:
    log, kept = SpaceLog.read(space.log), team_store.kept_names(connection)
    for name, spans in lost.items():
        log.lines[name].lose(spans)
    log.lost_at = session.clock()
    team_store.keep_space(connection, replace(space, log=log.written()))
    lines = {name.line: spans for name, spans in lost.items()}
    rows = [one for one in team_store.files_of(connection, space.id) if one.number in lines.get(one.line, ())]
    # that it is taken anew should it lie there
    team_store.forget_files(
        connection, [one.name for one in rows if one.name not in kept and one.body is None]
    )


def _lay_statements(session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow) -> None:
    """Lay again what this device stated of the team and gave of keys, but for what its kept files state."""
    own, kinds = view.device.id, {CarrierKind.ROSTER}
    bodies = kept_bodies(connection, view, space, kinds, which=lambda row: row.is_own)
    stated = [one for _, body in bodies for one in body["s"]]
    epoch = view.writing_number(view.roster_space)
    for one in view.signed:
        row = signed_as_json(one)
        if one.statement.author == own and row not in stated:
            body = {"v": FORMAT, "s": [row]}
            queue(session, connection, space.id, CarrierKind.ROSTER, body, epoch=epoch)
    states = states_of(session, connection, view) if own in view.roster.owners else None
    for id_ in sorted(view.roster.spaces) if states else ():
        devices = recipients(view.roster, id_, states or {})
        keys = [one for one in view.keys if one.space == id_]
        grant(session, connection, view, keys, devices)


def _lay_records(session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow) -> None:
    """Lay again what stands here of the records of a space, and where files of documents lie.

    SECURITY: of a record that another space has had, too, only what this device wrote: what others wrote
    there is not for the readers of this space. One that nothing kept here begins in this space is laid whole,
    as when it came in.
    """
    had = team_store.records_of(connection, space.id)
    undecided = {(noun, record_id) for noun, record_id, *_ in team_store.purge_requests(connection)}
    door = Entrance(session=session, connection=connection, view=view, space=space)
    content = door.content(had, {}, is_wanted=True)
    if content is None:
        return
    stated = SaidByDevice()
    for _, body in kept_bodies(connection, view, space, SAYING):
        stated.add(body)
    begun = {key for key, one in stated.records.items() if one.is_begun}
    shared = begun & elsewhere(connection, view, space)
    own = frozenset(device_tables.own_lines(connection))
    versions = [
        own_part(one, own) if (one.noun, one.id) in shared else one
        for one in content.versions((content.ids & had) - undecided)
    ]
    exhibits = shared_exhibits.laid_by(connection, view.device.id, space.id)
    queue_records(session, connection, space, [encoded(one) for one in versions if one], exhibits=exhibits)


def elsewhere(connection: TeamConnection, view: TeamView, space: SpaceRow) -> set[Key]:
    """Return noun and ID of the records that another space has had."""
    others = [one.id for one in view.spaces.values() if one.id != space.id]
    return {key for id_ in others for key in team_store.records_of(connection, id_)}


def own_part(version: RecordVersion, own: Iterable[bytes]) -> RecordVersion | None:
    """Return what this device wrote of a record and what that replaced; None of nothing."""
    entries = {
        key: {stamp: value for stamp, value in values.items() if line_of(stamp) in own}
        for key, values in version.entries.items()
    }
    entries = {key: values for key, values in entries.items() if values}
    replaced = {key for key, values in entries.items() if len(values) == len(version.entries[key])}
    spent = {(key, stamp) for key, stamp in version.spent if key in replaced}
    part = RecordVersion(noun=version.noun, id=version.id, entries=entries, spent=spent)
    return part if entries else None
