"""What may go once a checkpoint is settled: files that it stands for, and those of purged documents."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from casebook.domain.sharing.checkpoint import is_settled
from casebook.domain.sharing.device_state import awake, device_states
from casebook.services.base.session import Session
from casebook.services.sharing.team.checkpoints import SAYING, kept_bodies
from casebook.services.sharing.team.space_log import KnownCheckpoint, SpaceLog
from casebook.services.sharing.team.team_view import TeamView, require_team
from casebook.store.base import device_tables
from casebook.store.sharing import shared_exhibits, team_store
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_file import open_carrier_file
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind


def remove_covered(session: Session, folder: CarrierFolder) -> int:
    """Remove what a checkpoint of this device makes needless from the shared folder; returns how many files.

    These are its files that it stands for, and those of documents that were purged.

    Raises:
        CarrierGone, DiskProblem: the folder is not there, or refuses.
    """
    view = require_team(session)
    with session.store.reading() as connection:
        names = sorted(_covered(session, connection, view))
    if names:
        folder.unlink_own(names)
        with session.store.exchange() as connection:
            forget_covered(connection, team_store.spaces(connection), names)
            shared_exhibits.forget_exhibits(connection, names)
    return len(names)


def forget_covered(connection: TeamConnection, spaces: Iterable[SpaceRow], names: Collection[str]) -> None:
    """Forget files that are no longer in the shared folder, and the checkpoints among them."""
    team_store.forget_files(connection, names)
    for space in spaces:
        log = SpaceLog.read(space.log)
        left = log.without_checkpoints(names)
        if len(left.checkpoints) < len(log.checkpoints):
            team_store.keep_space(connection, replace(space, log=left.written()))


def _covered(session: Session, connection: TeamConnection, view: TeamView) -> set[str]:
    """Return the files of this device that go, of the spaces in which it laid a checkpoint."""
    own: dict[bytes, list[ShareFileRow]] = {}
    for row in team_store.files(connection):
        if row.is_own and row.sha256:
            own.setdefault(row.space, []).append(row)
    laid = {id_ for id_, rows in own.items() if any(row.kind == CarrierKind.CHECKPOINT for row in rows)}
    if not laid & view.spaces.keys():
        return set()
    heard = {device: at for device, at in last_heard(connection, view).items() if device != view.device.id}
    now = session.clock()
    waited = awake(device_states(view.roster, heard=heard, now=now))
    return {
        name
        for id_ in laid & view.spaces.keys()
        for name in _covered_in(connection, view, view.spaces[id_], own[id_], waited, now)
    }


def _covered_in(
    connection: TeamConnection,
    view: TeamView,
    space: SpaceRow,
    own: Iterable[ShareFileRow],
    waited: frozenset[bytes],
    now: datetime,
) -> list[str]:
    log, device = view.log_of(space), view.device.id
    heads, readers = log.heads_of_others(device), (waited & view.roster.may_read(space.id)) - {device}
    settled = [
        one
        for one in log.checkpoints_of(device)
        if is_settled(one.checkpoint, heads=heads, waited_for=readers, laid_at=one.at, now=now)
    ]
    files = [
        file.name for file in own if any(one.checkpoint.covers(file.line, file.number) for one in settled)
    ]
    is_without = not log.holds_purged and bool(settled) and settled[-1] == log.checkpoints_of(device)[-1]
    return files + (_purged_exhibits(connection, view, space) if is_without else [])


def _purged_exhibits(connection: TeamConnection, view: TeamView, space: SpaceRow) -> list[str]:
    """Return the files of purged documents that this device laid.

    SECURITY: of those, too, of which another says meanwhile that the file lies elsewhere, as it may after a
    restore. That a file is of a document only the word of this device shows.
    """
    own = view.device.id
    purged = {
        record_id for noun, record_id in team_store.purged_in(connection, space.id) if noun == "document"
    }
    rows = team_store.files_of(connection, space.id) if purged else ()
    files = {row.name for row in rows if row.is_own and row.kind == CarrierKind.FILE}
    places = (shared_exhibits.exhibit(connection, document_id) for document_id in sorted(purged))
    names = [one[0] for one in places if one and (one[1], one[4]) == (space.id, own) and one[0] in files]
    elsewhere = files - shared_exhibits.names_by(connection, own) if files else files
    bodies = kept_bodies(connection, view, space, SAYING, which=lambda row: row.is_own) if elsewhere else ()
    laid = {one[1] for (_, signer), body in bodies if signer == own for one in body["f"] if one[0] in purged}
    return names + sorted(laid & elsewhere)


def last_heard(connection: TeamConnection, view: TeamView) -> dict[bytes, datetime]:
    """Return when something of each device was last taken here."""
    owners = {line: {device} for line, device in device_tables.devices_by_line(connection).items()}
    for space in view.spaces.values():
        for name in view.log_of(space).lines:
            owners.setdefault(name.line, set()).add(name.signer)  # who laid no numbered file has heads alone
    heard: dict[bytes, datetime] = {}
    for one in team_store.files(connection):
        for device in () if one.is_own else owners.get(one.line, ()):  # copies of a casebook may share a line
            at = datetime.fromisoformat(one.at)
            heard[device] = max(at, heard.get(device, at))
    return heard


def is_covered(known: Iterable[KnownCheckpoint], row: ShareFileRow, signer: bytes | None) -> bool:
    """Return whether a checkpoint stands for a file that is no longer in the shared folder.

    Args:
        known: checkpoints of its space.
        row: of the file.
        signer: the device that laid it; None for one that is not known.
    """
    return any(
        one.checkpoint.place.signer == signer and one.checkpoint.covers(row.line, row.number) for one in known
    )


def signer_of(connection: TeamConnection, view: TeamView, row: ShareFileRow) -> bytes | None:
    """Return the device that laid a file whose bytes are kept here; None where none are that open."""
    if row.is_own:
        return view.device.id
    raw = team_store.raw_of(connection, row.name)
    opened = open_carrier_file(io.BytesIO(raw), row.name, [*view.all_keys()]) if raw else None
    return opened.header.signer if opened else None
