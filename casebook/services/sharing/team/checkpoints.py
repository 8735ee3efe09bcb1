"""Checkpoints: all of a space in one file, so that new devices begin there and old files may go.

What a checkpoint holds is made of the files of its space alone, by who laid them, never of the records as
they stand here: these also know what came by other spaces, and lack what a person declined.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from casebook.domain.sharing.checkpoint import (
    Adoption,
    SpaceCheckpoint,
    adoption,
    is_settled,
    own_ends,
    signers,
)
from casebook.domain.sharing.device_state import awake, device_states
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_head import lines_as_json, read_lines
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.space_body import FORMAT, read_changes, read_contents, read_object
from casebook.domain.sharing.version import RecordVersion, join_records
from casebook.domain.sharing.wire_value import as_text, canonical, digest, unusable
from casebook.services.base.session import Session
from casebook.services.sharing.team.space_log import KnownCheckpoint, SpaceLog
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.team_view import TeamView, require_team
from casebook.store.base import device_tables
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_body import MAX_BODY_BYTES
from casebook.vault.sharing.carrier_file import open_carrier_file
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind

EVERY_FILES = 200
"""Files of a space that stand in lines since its last checkpoint, after which another is laid."""
FEW_FILES, FEW_FILES_DAYS = 12, 7
"""So many are enough where the first of them is so many days old: many cases of a few files each add up."""


def is_due(files: int, *, days: int) -> bool:
    """Return whether a space is to get a checkpoint.

    Args:
        files: that stand in lines since its last one.
        days: since the first of them was laid.
    """
    return files >= EVERY_FILES or (files >= FEW_FILES and days >= FEW_FILES_DAYS)


def read_checkpoint(space: bytes, author: bytes, body: Mapping[str, Any]) -> SpaceCheckpoint:
    """Return the checkpoint that a body is.

    Raises:
        InvalidInput: it is not as `queue_checkpoint` writes it.
    """
    if not isinstance(body.get("r"), list):
        raise unusable()
    return SpaceCheckpoint(
        space=space, author=author, lines=read_lines(body.get("at")), content=digest(body.get("digest"))
    )


def queue_checkpoint(session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow) -> bool:
    """Queue a checkpoint of a space; returns False while files are missing, or where it has over 16 MiB."""
    log = SpaceLog.read(space.id, space.log)
    if any(line.missing() for line in log.lines.values()):
        return False
    lines = {name: line.head for name, line in log.lines.items() if line.number}
    records = content(connection, view, space, lines)
    body = {
        "v": FORMAT,
        "c": space.case_id,
        "at": lines_as_json(lines),
        "digest": as_text(content_digest(records)),
        "r": records,
    }
    if len(json.dumps(body, ensure_ascii=False).encode()) > MAX_BODY_BYTES:
        return False
    queue(session, connection, space.id, CarrierKind.CHECKPOINT, body)
    return True


def content(
    connection: TeamConnection, view: TeamView, space: SpaceRow, lines: Mapping[LineName, LinePoint]
) -> list[list[Any]]:
    """Return what the files of each device say of records, up to files of the lines of a space.

    It is made of the files that are kept, and for lines of which files are lacking here of a checkpoint that
    stands for them and is vouched for. What was purged here is left out. SECURITY: nothing else in it depends
    on what a person here let in or declined, and everybody's work stays their own: whoever begins with the
    checkpoint judges it as they would judge the files. While one purged a record and another keeps it they
    hold different things, and no file goes.
    """
    by_author: dict[bytes, dict[tuple[str, str], RecordVersion]] = {}
    numbers: dict[LineName, set[int]] = {}
    for (row, signer), body in kept_bodies(connection, view, space, {CarrierKind.CHANGES}):
        name = LineName(signer, row.line)
        if name in lines and row.number <= lines[name].number:
            numbers.setdefault(name, set()).add(row.number)
            join_records(by_author.setdefault(signer, {}), read_changes(body).records)
    for author, versions in _gathered(connection, view, space, lines, numbers):
        join_records(by_author.setdefault(author, {}), versions)
    purged = {*team_store.purged_in(connection, space.id)}
    return [
        [as_text(author), kept]
        for author, records in sorted(by_author.items())
        if (kept := [encoded(one) for key, one in sorted(records.items()) if key[1] not in purged])
    ]


def _gathered(
    connection: TeamConnection,
    view: TeamView,
    space: SpaceRow,
    lines: Mapping[LineName, LinePoint],
    numbers: Mapping[LineName, Collection[int]],
) -> Iterator[tuple[bytes, Iterable[RecordVersion]]]:
    """Yield what checkpoints say of devices of which files are lacking here.

    SECURITY: one member alone can say anything of what another wrote, so what is here is never taken from
    them, and what is not here only where an owner, this device or devices of two members signed it.
    """
    for checkpoint, signed, body in signed_checkpoints(connection, view, space):
        at = checkpoint.lines
        if not all(name in lines and point.number <= lines[name].number for name, point in at.items()):
            continue
        if checkpoint.author == view.device.id or adoption(signed, view.roster) is Adoption.YES:
            lacking = {name.signer for name, one in at.items() if len(numbers.get(name, ())) < one.number}
            said = read_contents(body).by_author
            yield from ((author, versions) for author, versions in said.items() if author in lacking)


def signed_checkpoints(
    connection: TeamConnection, view: TeamView, space: SpaceRow, *, with_queued: bool = False
) -> Iterator[tuple[SpaceCheckpoint, frozenset[bytes], dict[str, Any]]]:
    """Yield the checkpoints of a space that are kept here, by whom each is signed, and what is in it.

    Args:
        connection: of a transaction.
        view: of the team.
        space: whose checkpoints they are.
        with_queued: also those on their way into the shared folder.
    """
    heads = SpaceLog.read(space.id, space.log).heads.values()
    kinds = {CarrierKind.CHECKPOINT}
    for (_, signer), body in kept_bodies(connection, view, space, kinds, with_queued=with_queued):
        checkpoint = read_checkpoint(space.id, signer, body)
        yield checkpoint, signers(checkpoint, heads, view.roster), body


def content_digest(parts: Sequence[Sequence[Any]]) -> bytes:
    """Return by what the content of a space is compared: SHA-256 over its records by device, in order."""
    sha256 = hashlib.sha256()
    for one in parts:
        sha256.update(canonical(one))
    return sha256.digest()


def kept_bodies(
    connection: TeamConnection,
    view: TeamView,
    space: SpaceRow,
    kinds: Collection[CarrierKind],
    *,
    with_queued: bool = False,
) -> list[tuple[tuple[ShareFileRow, bytes], dict[str, Any]]]:
    """Return what is in the files of a space that are kept here, with the author of each.

    Args:
        connection: of a transaction.
        view: of the team.
        space: whose files they are.
        kinds: of the files.
        with_queued: also what is on its way into the shared folder.
    """
    keys = [key for key in view.all_keys() if key.place.space == space.id]
    bodies: list[tuple[tuple[ShareFileRow, bytes], dict[str, Any]]] = []
    for row in team_store.files(connection):
        if row.space != space.id or row.kind not in kinds:
            continue
        if with_queued and row.body is not None:
            bodies.append(((row, view.device.id), json.loads(row.body)))
        raw = team_store.raw_of(connection, row.name)
        opened = open_carrier_file(io.BytesIO(raw), row.name, keys) if raw else None
        public = view.public_of(opened.header.signer) if opened else None
        if opened and public:
            bodies.append(((row, opened.header.signer), read_object(opened.body(public))))
    return bodies


def newly_right(connection: TeamConnection, view: TeamView, space: SpaceRow, log: SpaceLog) -> set[bytes]:
    """Return the digests of the checkpoints that this device signs: those before, and those found right."""
    own = log.heads.get(view.device.id)
    before = set(own.cosigned) if own else set[bytes]()
    known = {one.checkpoint.digest: one.checkpoint for one in log.checkpoints}
    for key, one in known.items():
        if key not in before and all(_has(log, name, point) for name, point in one.lines.items()):
            found = content_digest(content(connection, view, space, one.lines))
            before |= {key} if found == one.content else set()
    return before & known.keys()


def _has(log: SpaceLog, name: LineName, point: LinePoint) -> bool:
    """Return whether all of a line up to a file was taken."""
    line = log.lines.get(name)
    return line is not None and line.number >= point.number and not line.missing() and line.agrees(point)


def queue_due(session: Session) -> int:
    """Queue a checkpoint of each space that has many files since its last one, or where something was purged.

    Returns:
        How many.
    """
    with session.store.exchange() as connection:
        view = require_team(session)
        count = 0
        for space in view.spaces.values():
            if space.kind == SpaceKind.ROSTER or view.device.id not in view.roster.may_write(space.id):
                continue
            log = SpaceLog.read(space.id, space.log)
            last = dict(log.checkpoints[-1].checkpoint.lines) if log.checkpoints else {}
            since = sum(
                line.number - (last[name].number if name in last else 0) for name, line in log.lines.items()
            )
            days = _days_since(session, connection, space, last) if since >= FEW_FILES else 0
            if is_due(since, days=days) or _is_purged_since(log, view.device.id):
                count += queue_checkpoint(session, connection, view, space)
        return count


def _is_purged_since(log: SpaceLog, own: bytes) -> bool:
    """Return whether this device purged anything since its last checkpoint: older files hold it still."""
    if log.purged_at is None:
        return False
    return all(one.at <= log.purged_at for one in log.checkpoints if one.checkpoint.author == own)


def _days_since(
    session: Session, connection: TeamConnection, space: SpaceRow, last: Mapping[LineName, LinePoint]
) -> int:
    """Return for how many days there has been a file that no checkpoint holds."""
    ends = {name.line: point.number for name, point in last.items()}
    at = [
        one.at
        for one in team_store.files(connection)
        if one.space == space.id and one.number > ends.get(one.line, 0)
    ]
    return (session.clock() - datetime.fromisoformat(min(at))).days if at else 0


def remove_covered(session: Session, folder: CarrierFolder) -> int:
    """Remove files of this device that a checkpoint stands for from the shared folder; returns how many.

    Raises:
        CarrierGone, DiskProblem: the folder is not there, or refuses.
    """
    view = require_team(session)
    with session.store.reading() as connection:
        names = sorted(
            {name for space in view.spaces.values() for name in _covered(session, connection, view, space)}
        )
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


def _covered(session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow) -> list[str]:
    log = SpaceLog.read(space.id, space.log)
    heads = [head for device, head in log.heads.items() if device != view.device.id]
    heard = {device: at for device, at in last_heard(connection, view).items() if device != view.device.id}
    now = session.clock()
    waited = awake(device_states(view.roster, heard=heard, now=now)) & view.roster.may_read(space.id)
    settled = [
        one
        for one in log.checkpoints
        if is_settled(
            one.checkpoint,
            own=view.device.id,
            signed=signers(one.checkpoint, log.heads.values(), view.roster),
            heads=heads,
            waited_for=waited,
            laid_at=one.at,
            now=now,
        )
    ]
    files = [one for one in team_store.files(connection) if one.space == space.id]
    own = [one for one in files if one.is_own and one.sha256]
    ends = [end for one in settled for end in own_ends(one.checkpoint, view.device.id).items()]
    replaced = {one.name for one in log.checkpoints if any(later.stands_for(one) for later in settled)}
    return [
        file.name
        for file in own
        if file.name in replaced
        or any(file.line == name.line and 0 < file.number <= number for name, number in ends)
    ]


def last_heard(connection: TeamConnection, view: TeamView) -> dict[bytes, datetime]:
    """Return when something of each device was last taken here."""
    owners = {line: {device} for line, device in device_tables.devices_by_line(connection).items()}
    for space in view.spaces.values():
        for name in SpaceLog.read(space.id, space.log).lines:
            owners.setdefault(name.line, set()).add(name.signer)  # who laid no numbered file has heads alone
    heard: dict[bytes, datetime] = {}
    for one in team_store.files(connection):
        for device in () if one.is_own else owners.get(one.line, ()):  # copies of a casebook may share a line
            at = datetime.fromisoformat(one.at)
            heard[device] = max(at, heard.get(device, at))
    return heard


def is_covered(known: Mapping[bytes, Sequence[KnownCheckpoint]], row: ShareFileRow) -> bool:
    """Return whether a checkpoint stands for a file that is no longer in the shared folder."""
    checkpoints = known.get(row.space, ())
    replaced = {one.name for one in checkpoints if any(later.stands_for(one) for later in checkpoints)}
    return row.name in replaced or any(
        name.line == row.line and 0 < row.number <= point.number
        for one in checkpoints
        for name, point in one.checkpoint.lines.items()
    )
