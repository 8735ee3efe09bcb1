"""Checkpoints: what all files of one device say of a space in one, so that these files may go.

Each device makes its own, of its own files alone, never of the records as they stand here: these also know
what came by other spaces, and lack what a person declined.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from casebook.domain.sharing.checkpoint import SpaceCheckpoint, is_of_author, signers
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_head import lines_as_json, read_lines
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.number_spans import NumberSpans
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.space_body import FORMAT, read_changes, read_object
from casebook.domain.sharing.version import RecordVersion, join_records
from casebook.domain.sharing.wire_value import canonical, unusable
from casebook.services.base.session import Session
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.space_log import LargeSpace, SpaceLog
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.team_view import TeamView, require_team
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_body import MAX_BODY_BYTES
from casebook.vault.sharing.carrier_file import open_carrier_file
from casebook.vault.sharing.carrier_header import CarrierKind

SAYING = frozenset({CarrierKind.CHANGES, CarrierKind.CHECKPOINT})
"""Kinds that say something of records."""
KeptBody = tuple[tuple[ShareFileRow, bytes], dict[str, Any]]
"""What is in a file that is kept here, with its author."""
EVERY_FILES = 200
"""Files that a device laid in a space since its last checkpoint, after which it lays another."""
FEW_FILES, FEW_FILES_DAYS = 12, 7
"""So many are enough where the first of them is so many days old: many cases of a few files each add up."""


def is_due(files: int, *, days: int) -> bool:
    """Return whether a device is to lay a checkpoint.

    Args:
        files: of this device since its last one.
        days: since the first of them was laid.
    """
    return files >= EVERY_FILES or (files >= FEW_FILES and days >= FEW_FILES_DAYS)


def read_checkpoint(space: bytes, author: bytes, body: Mapping[str, Any]) -> SpaceCheckpoint:
    """Return the checkpoint that a body is.

    Raises:
        InvalidInput: it is not as `queue_checkpoint` writes it.
    """
    digest = hashlib.sha256(canonical([body.get("r"), body.get("p"), body.get("f")])).digest()
    checkpoint = SpaceCheckpoint(space=space, author=author, lines=read_lines(body.get("at")), content=digest)
    if not is_of_author(checkpoint):
        raise unusable()
    return checkpoint


def queue_checkpoint(session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow) -> bool:
    """Queue a checkpoint of this device; returns False while files of it are missing.

    Where all that it laid does not fit into one it returns False, too, and the log says so: its files stay.
    """
    own, log = view.device.id, SpaceLog.read(space.id, space.log)
    lines = {name: line for name, line in log.lines.items() if name.signer == own and line.number}
    bodies = kept_bodies(connection, view, space, SAYING)
    points = {name: line.head for name, line in lines.items()}
    if any(line.missing() for line in lines.values()) or not are_kept(bodies, own, points):
        return False
    purged = team_store.purged_in(connection, space.id)
    content = said_by(bodies, own, points)
    body = {
        "v": FORMAT,
        "c": space.case_id,
        "at": lines_as_json(points),
        "r": without(content.records, {*purged}),
        "p": [list(one) for one in purged],
        "f": content.laid,
    }
    is_large = len(json.dumps(body, ensure_ascii=False).encode()) > MAX_BODY_BYTES
    large = LargeSpace(files=_files_in(log, own), at=session.clock()) if is_large else None
    if large != log.large:
        team_store.keep_space(connection, replace(space, log=replace(log, large=large).written()))
    if not is_large:
        queue(session, connection, space.id, CarrierKind.CHECKPOINT, body)
    return not is_large


def _files_in(log: SpaceLog, own: bytes) -> int:
    """Return how many files a device ever laid in a space."""
    return sum(line.number for name, line in log.lines.items() if name.signer == own)


@dataclass(slots=True, repr=False)
class SaidByDevice:
    """What the files of a device that are kept here say.

    Attributes:
        records: of records, by noun and ID.
        files: where the files of documents lie, each as it stands in a body.
    """

    records: dict[Key, RecordVersion] = field(default_factory=dict)
    files: set[tuple[Any, ...]] = field(default_factory=set)

    @property
    def laid(self) -> list[list[Any]]:
        """Return where the files of documents lie, as it stands in a body."""
        return [list(one) for one in sorted(self.files)]

    def add(self, body: Mapping[str, Any]) -> None:
        """Join what a body says."""
        join_records(self.records, read_changes(body).records)
        self.files |= {tuple(one) for one in body["f"]}


def said_by(
    bodies: Iterable[KeptBody], author: bytes, lines: Mapping[LineName, LinePoint], *, but: str = ""
) -> SaidByDevice:
    """Return what the files of a device say up to files of its lines, and its earlier checkpoints.

    It is made of the files that are kept, so that it does not depend on what a person here let in, declined
    or purged.

    Args:
        bodies: of the kinds in `SAYING` of a space, as `kept_bodies` returns them.
        author: the device.
        lines: the last file of each of its lines.
        but: name of the one checkpoint that is left out.
    """
    content = SaidByDevice()
    for body, ends in _files_of(bodies, author, but):
        if all(name in lines and point.number <= lines[name].number for name, point in ends.items()):
            content.add(body)
    return content


def _files_of(
    bodies: Iterable[KeptBody], author: bytes, but: str
) -> Iterator[tuple[Mapping[str, Any], Mapping[LineName, LinePoint]]]:
    """Yield what is in each file of a device but for one, and the last file of each line that it holds."""
    for (row, signer), body in bodies:
        if signer == author and row.name != but:
            held = read_checkpoint(row.space, signer, body).lines if "at" in body else {}
            yield body, held or {LineName(signer, row.line): LinePoint(row.number, b"")}


def are_kept(
    bodies: Iterable[KeptBody], author: bytes, lines: Mapping[LineName, LinePoint], *, but: str = ""
) -> bool:
    """Return whether each file of a device up to these is kept here, or an earlier checkpoint of them."""
    lacking = {name: NumberSpans(((1, point.number),)) for name, point in lines.items() if point.number}
    for body, ends in _files_of(bodies, author, but):
        for name, end in ends.items():
            if name in lacking:
                lacking[name].remove(1 if "at" in body else end.number, end.number)
    return not any(lacking.values())


def without(records: Mapping[Key, RecordVersion], purged: Collection[Key]) -> list[Any]:
    """Return records as they stand in a body, but for what was purged."""
    return [encoded(one) for key, one in sorted(records.items()) if key not in purged]


def counted_bodies(
    connection: TeamConnection, view: TeamView, space: SpaceRow, *, with_queued: bool = False
) -> Iterator[tuple[ShareFileRow, bytes, dict[str, Any]]]:
    """Yield the files of a space that are kept here and say something of records, with the author of each.

    Args:
        connection: of a transaction.
        view: of the team.
        space: whose files they are.
        with_queued: also those on their way into the shared folder.
    """
    heads = view.log_of(space).heads.values()
    for (row, signer), body in kept_bodies(connection, view, space, SAYING, with_queued=with_queued):
        if "at" not in body or signers(read_checkpoint(space.id, signer, body), heads, view.roster):
            yield row, signer, body


def kept_bodies(
    connection: TeamConnection,
    view: TeamView,
    space: SpaceRow,
    kinds: Collection[CarrierKind],
    *,
    with_queued: bool = False,
    lines: Collection[bytes] | None = None,
) -> list[KeptBody]:
    """Return what is in the files of a space that are kept here, with the author of each.

    Args:
        connection: of a transaction.
        view: of the team.
        space: whose files they are.
        kinds: of the files.
        with_queued: also what is on its way into the shared folder.
        lines: of which they are; None for all.
    """
    keys = [key for key in view.all_keys() if key.place.space == space.id]
    bodies: list[KeptBody] = []
    for row in team_store.files_of(connection, space.id):
        if row.kind not in kinds or (lines is not None and row.line not in lines):
            continue
        if with_queued and row.body is not None:
            bodies.append(((row, view.device.id), json.loads(row.body)))
        raw = team_store.raw_of(connection, row.name)
        opened = open_carrier_file(io.BytesIO(raw), row.name, keys) if raw else None
        public = view.public_of(opened.header.signer) if opened else None
        if opened and public:
            bodies.append(((row, opened.header.signer), read_object(opened.body(public))))
    return bodies


def says_more(body: Mapping[str, Any], content: SaidByDevice) -> bool:
    """Return whether a checkpoint says anything of records that the files of its author do not."""
    purged = purged_by(body)
    of_files = without(content.records, purged)
    content.add(body)
    return without(content.records, purged) != of_files


def purged_by(body: Mapping[str, Any]) -> set[Key]:
    """Return noun and ID of what a checkpoint leaves out, since its author purged it."""
    return {(noun, record_id) for noun, record_id in body["p"]}


def queue_due(session: Session) -> int:
    """Queue a checkpoint where this device laid many files since its last one, or purged something.

    Returns:
        How many.
    """
    with session.store.exchange() as connection:
        view = require_team(session)
        count = 0
        for space in view.spaces.values():
            if space.kind == SpaceKind.ROSTER or view.device.id not in view.roster.may_write(space.id):
                continue
            log = view.log_of(space)
            own = [one.checkpoint for one in log.checkpoints if one.checkpoint.author == view.device.id]
            last = dict(own[-1].lines) if own else {}
            since = sum(
                line.number - (last[name].number if name in last else 0)
                for name, line in log.lines.items()
                if name.signer == view.device.id
            )
            days = _days_since(session, connection, space, last) if since >= FEW_FILES else 0
            is_wanted = is_due(since, days=days) or _is_purged_since(log, view.device.id)
            if is_wanted and not _is_still_large(log, view.device.id):
                count += queue_checkpoint(session, connection, view, space)
        return count


def _is_still_large(log: SpaceLog, own: bytes) -> bool:
    """Return whether what a device laid did not fit into a checkpoint, and little changed since."""
    if log.large is None or (log.purged_at and log.purged_at > log.large.at):
        return False
    return _files_in(log, own) - log.large.files < EVERY_FILES


def _is_purged_since(log: SpaceLog, own: bytes) -> bool:
    """Return whether this device purged anything since its last checkpoint: older files hold it still."""
    if log.purged_at is None:
        return False
    return all(one.at <= log.purged_at for one in log.checkpoints if one.checkpoint.author == own)


def _days_since(
    session: Session, connection: TeamConnection, space: SpaceRow, last: Mapping[LineName, LinePoint]
) -> int:
    """Return for how many days there has been a file of this device that no checkpoint holds."""
    ends = {name.line: point.number for name, point in last.items()}
    at = [
        one.at
        for one in team_store.files(connection)
        if one.space == space.id and one.is_own and one.number > ends.get(one.line, 0)
    ]
    return (session.clock() - datetime.fromisoformat(min(at))).days if at else 0
