"""Checkpoints: what all files of one device say of a space in one, so that these files may go.

Each device makes its own, of its own files alone, never of the records as they stand here: these also know
what came by other spaces, and lack what a person declined.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from casebook.domain.sharing.checkpoint import KEPT_FOR, SpaceCheckpoint
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_head import MAX_LINES, lines_as_json, read_lines
from casebook.domain.sharing.line_log import LineLog, LineName, LinePoint
from casebook.domain.sharing.number_spans import NumberSpans
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.space_body import FORMAT, SpaceBody, read_changes, read_object
from casebook.domain.sharing.version import RecordVersion, join_records
from casebook.domain.sharing.wire_value import unusable
from casebook.services.base.session import Session
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.space_log import LargeSpace, SpaceLog
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.team_view import TeamView, require_team
from casebook.store.base import device_tables
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_body import MAX_BODY_BYTES
from casebook.vault.sharing.carrier_file import open_carrier_file
from casebook.vault.sharing.carrier_header import CarrierKind

SAYING = frozenset({CarrierKind.CHANGES, CarrierKind.CHECKPOINT})
"""Kinds that say something of records."""
KeptBody = tuple[tuple[ShareFileRow, bytes], dict[str, Any]]
"""What is in a file that is kept here, with its author."""
MAX_COMPARED = 8
"""Checkpoints of a device that leave something out, or none of which holds another, before none counts."""
EVERY_FILES = 200
"""Files that a device laid in a space since its last checkpoint, after which it lays another."""
FEW_FILES, FEW_FILES_DAYS = 4, 7
"""So many are enough where the first of them is so many days old: many cases of a few files each add up."""


def is_due(files: int, *, days: int, last: timedelta | None) -> bool:
    """Return whether a device is to lay a checkpoint.

    Each repeats what the one before it says. While files still lie there for the last one, another would be a
    third copy of all that.

    Args:
        files: of this device since its last one.
        days: since the first of them was laid.
        last: how long ago its last one was laid; None where there is none.
    """
    is_waiting = last is not None and last < KEPT_FOR
    return files >= EVERY_FILES or (files >= FEW_FILES and days >= FEW_FILES_DAYS and not is_waiting)


def read_checkpoint(place: LineName, number: int, before: bytes, body: Mapping[str, Any]) -> SpaceCheckpoint:
    """Return what a checkpoint stands for.

    Args:
        place: the line that it is a file of.
        number: its own.
        before: SHA-256 of the file before it.
        body: what is in it.

    Raises:
        InvalidInput: it is not as `queue_checkpoint` writes it.
    """
    checkpoint = SpaceCheckpoint(place=place, number=number, lines=read_lines(body.get("at")))
    if checkpoint.before.digest != before:
        raise unusable()
    return checkpoint


def queue_checkpoint(session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow) -> bool:
    """Queue a checkpoint of this device.

    Returns:
        False while a file of it is missing, damaged or not laid yet.
        Where all that it laid does not fit into one, too; then the log says so, and its files stay.
    """
    own, log = view.device.id, view.log_of(space)
    lines = _named_lines(connection, space, log, own)
    is_queued = any(one.number and one.body is not None for one in team_store.files_of(connection, space.id))
    purged = team_store.purged_in(connection, space.id)
    if is_queued or any(_waits(line) for line in lines.values()):
        return False
    bodies = kept_bodies(connection, view, space, SAYING)
    points = {name: line.head for name, line in lines.items()}
    if not _are_kept(bodies, own, points, {name: line.holes for name, line in lines.items()}):
        return False
    records, places = said_by(bodies, own, points).without({*purged})
    body = {
        "v": FORMAT,
        "c": space.case_id,
        "at": lines_as_json(points),
        "r": records,
        "p": [list(one) for one in purged],
        "f": places,
    }
    is_large = len(json.dumps(body, ensure_ascii=False).encode()) > MAX_BODY_BYTES
    large = LargeSpace(files=_files_in(log, own), purged=len(purged)) if is_large else None
    if large != log.large:
        team_store.keep_space(connection, replace(space, log=replace(log, large=large).written()))
    if not is_large:
        queue(session, connection, space.id, CarrierKind.CHECKPOINT, body)
    return not is_large


def _waits(line: LineLog) -> bool:
    """Return whether a file of a line is missing that nobody went on without."""
    missing = NumberSpans(line.missing())
    for hole in line.holes:
        missing.remove(*hole)
    return bool(missing)


def _named_lines(
    connection: TeamConnection, space: SpaceRow, log: SpaceLog, own: bytes
) -> dict[LineName, LineLog]:
    """Return the lines of this device that a checkpoint of it names, the one that it writes on among them.

    SECURITY: whoever had the device for an hour may have named more than one can hold.
    """
    current = {*device_tables.own_lines(connection)}
    with_files = {row.line for row in team_store.files_of(connection, space.id)}
    lines = [(name, line) for name, line in log.lines.items() if name.signer == own and line.number]
    lines.sort(key=lambda one: (one[0].line not in current, one[0].line not in with_files))
    return dict(lines[:MAX_LINES])


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

    def without(self, purged: Collection[Key]) -> tuple[list[Any], list[list[Any]]]:
        """Return records and places of files but for what was purged, as they stand in a body."""
        places = [list(one) for one in sorted(self.files) if ("document", one[0]) not in purged]
        return [encoded(one) for key, one in sorted(self.records.items()) if key not in purged], places

    def add(self, body: Mapping[str, Any], contents: SpaceBody | None = None) -> None:
        """Join what a body says; what was read of it already is not read again."""
        join_records(self.records, (contents or read_changes(body)).records)
        self.files |= {tuple(one) for one in body["f"]}


def said_by(bodies: Iterable[KeptBody], author: bytes, lines: Mapping[LineName, LinePoint]) -> SaidByDevice:
    """Return what the files of a device say up to files of its lines, its earlier checkpoints among them.

    It is made of the files that are kept, so that it does not depend on what a person here let in, declined
    or purged.

    Args:
        bodies: of the kinds in `SAYING` of a space, as `kept_bodies` returns them.
        author: the device.
        lines: the last file of each of its lines.
    """
    content = SaidByDevice()
    for (row, signer), body in bodies:
        name = LineName(signer, row.line)
        if signer == author and name in lines and row.number <= lines[name].number:
            content.add(body)
    return content


def _are_kept(
    bodies: Iterable[KeptBody],
    author: bytes,
    lines: Mapping[LineName, LinePoint],
    holes: Mapping[LineName, Iterable[tuple[int, int]]],
) -> bool:
    """Return whether each file of a device up to these is kept here, or a checkpoint that stands for it.

    A file that a person here went on without is not waited for.
    """
    lacking = {name: NumberSpans(((1, point.number),)) for name, point in lines.items() if point.number}
    for name, spans in lacking.items():
        for hole in holes.get(name, ()):
            spans.remove(*hole)
    for (row, signer), body in bodies:
        ends = {LineName(signer, row.line): (1 if "at" in body else row.number, row.number)}
        if "at" in body:
            ends = {**{name: (1, at.number) for name, at in read_lines(body["at"]).items()}, **ends}
        for name, span in ends.items():
            if signer == author and name in lacking:
                lacking[name].remove(*span)
    return not any(lacking.values())


def kept_bodies(
    connection: TeamConnection,
    view: TeamView,
    space: SpaceRow,
    kinds: Collection[CarrierKind],
    *,
    with_queued: bool = False,
    which: Callable[[ShareFileRow], bool] | None = None,
) -> list[KeptBody]:
    """Return what is in the files of a space that are kept here, with the author of each.

    Args:
        connection: of a transaction.
        view: of the team.
        space: whose files they are.
        kinds: of the files.
        with_queued: also what is on its way into the shared folder.
        which: of these; None for all.
    """
    keys = [key for key in view.all_keys() if key.place.space == space.id]
    bodies: list[KeptBody] = []
    for row in team_store.files_of(connection, space.id):
        if row.kind not in kinds or (which and not which(row)):
            continue
        if with_queued and row.body is not None:
            bodies.append(((row, view.device.id), json.loads(row.body)))
        raw = team_store.raw_of(connection, row.name)
        opened = open_carrier_file(io.BytesIO(raw), row.name, keys) if raw else None
        public = view.public_of(opened.header.signer) if opened else None
        if opened and public:
            bodies.append(((row, opened.header.signer), read_object(opened.body(public))))
    return bodies


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CheckpointNews:
    """What a checkpoint says beside the files of its author that are kept here.

    Attributes:
        says_more: whether it says anything that they do not.
        is_less: whether it leaves out anything of records, or of where files of documents lie, but for what
            its author purged.
        purged: what it names as purged.
    """

    says_more: bool
    is_less: bool
    purged: frozenset[Key]


def compared(
    body: Mapping[str, Any], content: SaidByDevice, contents: SpaceBody | None = None
) -> CheckpointNews:
    """Return what a checkpoint says beside the files that it stands for.

    Args:
        body: of the checkpoint.
        content: what these files say, of those that are kept here.
        contents: what is in the body, where that was read already.
    """
    held = SaidByDevice()
    held.add(body, contents)
    joined, purged = deepcopy(content.records), purged_by(body)
    join_records(joined, held.records.values())
    return CheckpointNews(
        says_more=any(not _is_same(joined[key], content.records.get(key)) for key in held.records)
        or not held.files <= content.files,
        is_less=any(
            key not in purged and not _is_same(one, held.records.get(key)) for key, one in joined.items()
        )
        or any(("document", one[0]) not in purged for one in content.files - held.files),
        purged=frozenset(purged),
    )


def _is_same(one: RecordVersion, other: RecordVersion | None) -> bool:
    return other is not None and encoded(one) == encoded(other)


def purged_by(body: Mapping[str, Any]) -> set[Key]:
    """Return noun and ID of what a checkpoint leaves out, since its author purged it."""
    return {(noun, record_id) for noun, record_id in body["p"]}


def queue_due(session: Session) -> int:
    """Queue a checkpoint where this device laid many files since its last one, purged or lost something.

    What it lost is a file of its own that somebody here went on without: nobody misses it once a checkpoint
    stands for it.

    Returns:
        How many.
    """
    with session.store.exchange() as connection:
        view = require_team(session)
        count = 0
        for space in view.spaces.values():
            log = view.log_of(space)
            if space.kind == SpaceKind.ROSTER or not _may_lay(view, space, log):
                continue
            if log.count_from(session.clock(), view.device.id):
                team_store.keep_space(connection, replace(space, log=log.written()))
            laid = log.checkpoints_of(view.device.id)
            own = [one.checkpoint for one in laid]
            last = {**own[-1].lines, own[-1].place: LinePoint(own[-1].number, b"")} if own else {}
            since = sum(
                line.number - (last[name].number if name in last else 0)
                for name, line in log.lines.items()
                if name.signer == view.device.id
            )
            days = _days_since(session, connection, space, last) if since >= FEW_FILES else 0
            age = session.clock() - laid[-1].at if laid else None
            purged = len(team_store.purged_in(connection, space.id)) if log.large else 0
            is_still_large = _is_still_large(log, view.device.id, purged)
            is_wanted = log.holds_purged or log.has_holes_of(view.device.id)
            if (is_due(since, days=days, last=age) or is_wanted) and not is_still_large:
                count += queue_checkpoint(session, connection, view, space)
        return count


def _may_lay(view: TeamView, space: SpaceRow, log: SpaceLog) -> bool:
    """Return whether a device writes in a space, or wrote in one that is closed and purged a record of it."""
    known, own = view.roster.spaces.get(space.id), view.device.id
    has_files = any(name.signer == own and line.number for name, line in log.lines.items())
    is_closed = known is not None and known.is_closed
    return own in view.roster.may_write(space.id) or (is_closed and log.holds_purged and has_files)


def _is_still_large(log: SpaceLog, own: bytes, purged: int) -> bool:
    """Return whether what a device laid did not fit into a checkpoint, and little changed since."""
    if log.large is None or log.large.purged != purged:
        return False
    return _files_in(log, own) - log.large.files < EVERY_FILES


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
