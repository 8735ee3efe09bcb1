"""Files that a checkpoint stands for: when they go from the shared folder, and what is kept of them."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from casebook.domain.sharing.checkpoint import is_settled, signers
from casebook.domain.sharing.device_state import awake, device_states
from casebook.services.base.session import Session
from casebook.services.sharing.team.space_log import KnownCheckpoint, SpaceLog
from casebook.services.sharing.team.team_view import TeamView, require_team
from casebook.store.base import device_tables
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_file import open_carrier_file
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind


def remove_covered(session: Session, folder: CarrierFolder) -> int:
    """Remove files of this device that a checkpoint stands for from the shared folder; returns how many.

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
    return len(names)


def forget_covered(connection: TeamConnection, spaces: Iterable[SpaceRow], names: Collection[str]) -> None:
    """Forget files that are no longer in the shared folder, and the checkpoints among them."""
    team_store.forget_files(connection, names)
    for space in spaces:
        log = SpaceLog.read(space.id, space.log)
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
        for name in _covered_in(view, view.spaces[id_], own[id_], waited, now)
    }


def _covered_in(
    view: TeamView, space: SpaceRow, own: Iterable[ShareFileRow], waited: frozenset[bytes], now: datetime
) -> list[str]:
    log = view.log_of(space)
    heads = log.heads_of_others(view.device.id)
    laid = [one for one in log.checkpoints if one.checkpoint.author == view.device.id]
    settled = [
        one
        for one in laid
        if is_settled(
            one.checkpoint,
            own=view.device.id,
            signed=signers(one.checkpoint, log.heads.values(), view.roster),
            heads=heads,
            waited_for=waited & view.roster.may_read(space.id),
            laid_at=one.at,
            now=now,
        )
    ]
    ends = [end for one in settled for end in one.checkpoint.lines.items()]
    replaced = {one.name for one in laid if any(later.stands_for(one) for later in settled)}
    return [
        file.name
        for file in own
        if file.name in replaced
        or any(file.line == name.line and 0 < file.number <= point.number for name, point in ends)
    ]


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


def is_covered(
    known: Mapping[bytes, Sequence[KnownCheckpoint]], row: ShareFileRow, signer: bytes | None
) -> bool:
    """Return whether a checkpoint stands for a file that is no longer in the shared folder.

    Args:
        known: checkpoints that count here, by space.
        row: of the file.
        signer: the device that laid it; None for one that is not known.
    """
    checkpoints = known.get(row.space, ())
    replaced = {one.name for one in checkpoints if any(later.stands_for(one) for later in checkpoints)}
    return row.name in replaced or any(
        name == (signer, row.line) and 0 < row.number <= point.number
        for one in checkpoints
        for name, point in one.checkpoint.lines.items()
    )


def signer_of(connection: TeamConnection, view: TeamView, row: ShareFileRow) -> bytes | None:
    """Return the device that laid a file whose bytes are kept here; None where none are that open."""
    if row.is_own:
        return view.device.id
    raw = team_store.raw_of(connection, row.name)
    opened = open_carrier_file(io.BytesIO(raw), row.name, [*view.all_keys()]) if raw else None
    return opened.header.signer if opened else None
