"""Laying changes in the shared folder: whole records once, then what changed of them, space by space."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from casebook.base.errors import VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.sharing.encoding import decoded, encoded
from casebook.domain.sharing.line_log import LineFile, LineName
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.version import RecordVersion, join_records
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.domain.sharing.wire_value import MAX_NUMBER
from casebook.services.base.flow import off_thread, on_vault, run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.space_content import Key, SpaceContent
from casebook.services.sharing.team.admission.entering import Entrance
from casebook.services.sharing.team.admission.left_out import queue_left_out
from casebook.services.sharing.team.binding import ours
from casebook.services.sharing.team.checkpoints import purged_by, queue_due, read_checkpoint
from casebook.services.sharing.team.covered_files import remove_covered
from casebook.services.sharing.team.exhibits import queue_exhibits, sealing_exhibit
from casebook.services.sharing.team.heads import queue_heads, remove_old_heads
from casebook.services.sharing.team.own_copies import leave_shared_line
from casebook.services.sharing.team.renewal import queue_keys
from casebook.services.sharing.team.repair.lost_copies import settle_lost
from casebook.services.sharing.team.repair.other_names import laid_somewhere
from casebook.services.sharing.team.repair.unsent import note_unsent, with_unsent
from casebook.services.sharing.team.space_log import KnownCheckpoint, SpaceLog
from casebook.services.sharing.team.statements import MAX_BODY_BYTES, queue_records
from casebook.services.sharing.team.team_view import TeamView, read_team, require_team
from casebook.store.sharing import team_store, team_waiting
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_file import NOTHING_BEFORE, CarrierSealer, LinePlace
from casebook.vault.sharing.carrier_folder import CarrierFolder, LaidFile
from casebook.vault.sharing.carrier_header import NUMBERED, CarrierKind
from casebook.vault.sharing.carrier_obstacle import each_place
from casebook.vault.sharing.sealed_stream import WriteTarget

LAYING = Message("writing to the shared folder")


def queue_changes(session: Session) -> int:
    """Queue what was saved since the last time, by space; returns in how many files.

    All or nothing, in one transaction: what is queued is no longer kept as a change of its own.
    """
    with session.store.exchange() as connection:
        view = read_team(session, connection)
        if view is None:
            return 0
        hold_due(session, connection)
        rows = team_store.outgoing(connection, MAX_BODY_BYTES)
        changes = _Changes(rows)
        writable = _writable(connection, view)
        note_unsent(session, connection, _unwritable(connection, view), changes.records)
        for space in view.spaces.values():  # of closed ones, too: their files are to be rid of it
            _note_purge(session, connection, space, changes.purged)
        count = sum(_queue_space(session, connection, view, space, changes) for space in writable)
        team_store.forget_outgoing(connection, [number for number, _ in rows])
        return count


def hold_due(session: Session, connection: TeamConnection) -> None:
    """Let wait whoever would be in a space by what came by whatever way, if nobody looked since.

    Args:
        session: the open casebook.
        connection: of a transaction, best of that in which it came.
    """
    if team_waiting.last_save_before_arrival(connection) is not None:
        hold_newcomers(session, connection, {}, is_everywhere=True)


def hold_newcomers(
    session: Session,
    connection: TeamConnection,
    came: Mapping[bytes, bytes],
    *,
    is_everywhere: bool = False,
) -> None:
    """Let wait whoever would be in a space by what came, but whom a save from before it names.

    Args:
        session: the open casebook.
        connection: of a transaction.
        came: spaces in which anything was new, and whose file brought it last.
        is_everywhere: whether a person or a relationship came, whom any other space may have named before.
    """
    view, last = read_team(session, connection), team_waiting.last_save_before_arrival(connection)
    team_waiting.forget_arrival(connection)
    if view is None:
        return
    spaces = [one for one in _writable(connection, view) if is_everywhere or one.id in came]
    rows = team_store.outgoing(connection, MAX_NUMBER) if spaces else ()
    changes = _Changes([one for one in rows if last is None or one[0] <= last])
    for space in spaces:
        door = Entrance(
            session=session,
            connection=connection,
            view=view,
            space=space,
            author=came.get(space.id, b""),
        )
        door.content(team_store.records_of(connection, space.id), changes.records, is_wanted=True)


def _writable(connection: TeamConnection, view: TeamView) -> list[SpaceRow]:
    """Return the spaces in which this device lays what is saved here."""
    own = view.device.id
    return [one for one in _joined(connection, view) if own in view.roster.may_write(one.id)]


def _unwritable(connection: TeamConnection, view: TeamView) -> list[SpaceRow]:
    """Return the spaces in which this device may not write, but may again; no closed one is opened again."""
    own, roster = view.device.id, view.roster
    return [
        one
        for one in _joined(connection, view)
        if own not in roster.may_write(one.id)
        if (known := roster.spaces.get(one.id)) and not known.is_closed
    ]


def _joined(connection: TeamConnection, view: TeamView) -> list[SpaceRow]:
    """Return the spaces of which a person here has the records."""
    known = ours(connection, view.spaces.values())
    return [one for one in view.spaces.values() if one.kind == SpaceKind.OFFICE or one.id in known]


class _Changes:
    """What several saves changed, record by record.

    Attributes:
        records: what is added to each, by noun and ID.
        purged: noun and ID of what was purged.
    """

    def __init__(self, rows: Sequence[tuple[int, str]]) -> None:
        self.records: dict[tuple[str, str], RecordVersion] = {}
        self.purged: list[tuple[str, str]] = []
        for _, body in rows:
            change = json.loads(body)
            self.purged += [(noun, record_id) for noun, record_id in change["p"]]
            join_records(self.records, map(decoded, change["r"]))


def _queue_space(
    session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow, changes: _Changes
) -> int:
    had = team_store.records_of(connection, space.id)
    purged = [one for one in changes.purged if one in had]
    saved = with_unsent(connection, view, space, changes.records)
    door = Entrance(session=session, connection=connection, view=view, space=space)
    is_due = saved or changes.purged or not had or door.keys(WaitingState.ALLOWED) - had
    content = door.content(had, saved) if is_due else None
    records: list[dict[str, Any]] = []
    count = 0
    if content is not None:
        new = content.ids - had
        allowed = door.keys(WaitingState.ALLOWED)
        count += queue_left_out(session, connection, view, space, content, new & allowed)
        changed = [one for key, one in saved.items() if key in content.ids and key not in new]
        records = [encoded(one) for one in (*content.versions(new), *content.allowed(changed))]
        team_store.keep_records(connection, space.id, new)
    elif kept := had & team_waiting.keys(connection, b"", WaitingKind.PURGE):  # without their case
        changed = [one for key, one in saved.items() if key in kept]
        records = [encoded(one) for one in SpaceContent(session=session, ids=had).allowed(changed)]
    documents = [one["i"] for one in records if one["n"] == "document"]
    exhibits = queue_exhibits(session, connection, view, space, documents)
    return count + queue_records(session, connection, space, records, purged=purged, exhibits=exhibits)


def _note_purge(
    session: Session, connection: TeamConnection, space: SpaceRow, purged: Collection[Key]
) -> None:
    """Note in the log of a space that a record of it was purged here."""
    if purged and not team_store.records_of(connection, space.id).isdisjoint(purged):
        log = SpaceLog.read(space.log)
        log.purged_at, log.holds_purged = session.clock(), True
        team_store.keep_space(connection, replace(space, log=log.written()))


def lay_queued(session: Session, *, progress: Progress = silent) -> int:
    """Lay every file that is queued at once, as `lay_each` does and raises."""
    return run_in_line(lay_each(session, progress=progress))


async def lay_each(session: Session, *, progress: Progress = silent) -> int:
    """Lay every file that is queued, each under its name; returns how many.

    They are sealed and written off the thread of the database. A stop between laying and noting is no harm:
    the file is found under its name, and noted.

    Raises:
        CarrierGone: the shared folder is not there; what is queued stays queued.
        DiskProblem: it is full or cannot be written; so it does.
        Cancelled: the person stopped.
    """
    view, files = await on_vault(partial(_kept, session))
    waiting = [one for one in files if one.body is not None]
    if view is None or not waiting:
        return 0
    folder = await off_thread(lambda: view.folder)
    own = [one for one in files if one.is_own and one.sha256 and one.number]
    digests = {(one.space, one.line, one.number): one.sha256 for one in own}
    for space in view.spaces.values():  # whose files may have been removed since
        for name, log in view.log_of(space).lines.items():
            if name.signer == view.device.id:  # one that was copied may write on a line of the same name
                digests.setdefault((space.id, name.line, log.head.number), log.head.digest)
    for done, row in enumerate(waiting):
        progress(done, len(waiting), LAYING)
        before = digests.get((row.space, row.line, row.number - 1), NOTHING_BEFORE)
        try:
            seal = partial(_sealing, session, view, before)
            one, laid = await laid_somewhere(session, view, folder, row, seal)
        except VaultDamaged:
            if row.number:
                raise
            continue  # the file of a document that is damaged here
        if one is None:
            continue
        is_kept = laid is not None and one.kind in NUMBERED
        raw = await off_thread(partial(read_raw, folder, one.name)) if is_kept else None
        await on_vault(partial(_note_laid, session, one, laid, raw, before))
        if laid and one.number:
            digests[one.space, one.line, one.number] = laid.sha256
    return len(waiting)


def _kept(session: Session) -> tuple[TeamView | None, list[ShareFileRow]]:
    with session.store.reading() as connection:
        view = read_team(session, connection)
        return view, team_store.files(connection) if view else []


def _note_laid(
    session: Session, one: ShareFileRow, laid: LaidFile | None, raw: bytes | None, before: bytes
) -> None:
    """Note that a file lies in the folder, with its bytes where it stands in a line; None has no content."""
    with session.store.exchange() as connection:
        if laid is None:
            team_store.forget_files(connection, [one.name])
            return
        team_store.keep_file(connection, _as_laid(one, laid))
        if raw is not None:
            team_store.keep_raw(connection, one.name, raw)
        _note_own(session, connection, one, laid, before)


def read_raw(folder: CarrierFolder, name: str) -> bytes:
    """Return the bytes of a file that stands in a line, which has at most some 16 MiB."""
    with folder.open(name) as file:
        return file.read()


def _note_own(
    session: Session, connection: TeamConnection, one: ShareFileRow, laid: LaidFile, before: bytes
) -> None:
    """Note in the log of the space that a file of our own line stands, or a checkpoint."""
    space = next((space for space in team_store.spaces(connection) if space.id == one.space), None)
    if space is None or one.kind not in NUMBERED:
        return
    log, own = SpaceLog.read(space.log), device.own_keys(session).id
    log.line(own, one.line).take(LineFile(number=one.number, digest=laid.sha256, before=before))
    if one.kind == CarrierKind.CHECKPOINT:
        place, body = LineName(own, one.line), json.loads(one.body or "{}")
        checkpoint = read_checkpoint(place, one.number, before, body)
        known = KnownCheckpoint(checkpoint=checkpoint, at=session.clock(), name=one.name)
        log.keep_checkpoint(known, is_own=True, is_less=False)
        log.adopt(checkpoint)  # it settles what this device lost of its own files
        log.holds_purged = not purged_by(body).issuperset(team_store.purged_in(connection, space.id))
    team_store.keep_space(connection, replace(space, log=log.written()))


def put(session: Session, *, progress: Progress = silent) -> int:
    """Lay everything at once, as `putting` does and raises."""
    return run_in_line(putting(session, progress=progress))


async def putting(session: Session, *, progress: Progress = silent) -> int:
    """Lay everything that was saved since the last time, and what this device has; returns how many files.

    Raises:
        Refused: this casebook belongs to no team.
        CarrierGone, DiskProblem, Cancelled: as `lay_each`; what is queued stays so.
        CarrierEmptied, CarrierReplaced: it is not the folder that it was; nothing is laid there.
    """
    view = await on_vault(partial(require_team, session))
    await leave_shared_line(session)
    await settle_lost(session)
    while await on_vault(partial(_queue_some, session)):
        progress(0, 0, LAYING)
    await on_vault(partial(queue_keys, session))
    _, files = await on_vault(partial(_kept, session))
    names = {one.name for one in files if one.sha256}
    await off_thread(lambda: view.folder.scan(names))
    count = await lay_each(session, progress=progress)
    for queue_more in (queue_due, queue_heads):
        await on_vault(partial(queue_more, session))
        await lay_each(session)
    with each_place() as going_on:
        for remove in (remove_old_heads, remove_covered):
            with going_on():
                await on_vault(partial(remove, session, view.folder))
    return count


def queue_all(session: Session) -> None:
    """Queue everything that was saved since the last time."""
    while _queue_some(session):
        pass


def _queue_some(session: Session) -> bool:
    """Queue the oldest saves; returns whether there are more."""
    queue_changes(session)
    with session.store.reading() as connection:
        return bool(team_store.count_outgoing(connection))


def _as_laid(one: ShareFileRow, laid: LaidFile) -> ShareFileRow:
    return replace(one, sha256=laid.sha256, body=None)


def _sealing(
    session: Session, view: TeamView, before: bytes, one: ShareFileRow
) -> Callable[[WriteTarget], object] | None:
    """Return what seals a file into the folder; None where there is nothing to lay any more."""
    if one.kind == CarrierKind.FILE:
        return sealing_exhibit(session, view, one)
    sealer = CarrierSealer(view.device, view.key_of(one.space, one.epoch))
    place = LinePlace(line=one.line, number=one.number, before=before if one.number else NOTHING_BEFORE)
    body = (one.body or "").encode()
    return lambda target: sealer.seal_body(target, one.name, CarrierKind(one.kind), place, body)
