"""Which checkpoints of others this device signs: those that say exactly what the files of their author say.

Signing one lets the files go that it stands for. So what its author purged and a person here kept is laid by
this device before it signs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.version import RecordVersion, join_records
from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.checkpoints import (
    SAYING,
    KeptBody,
    SaidByDevice,
    are_kept,
    kept_bodies,
    purged_by,
    said_by,
    without,
)
from casebook.services.sharing.team.space_log import KnownCheckpoint, SpaceLog
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.sharing import team_store, team_waiting
from casebook.store.sharing.team_store import SpaceRow, TeamConnection


@dataclass(slots=True, kw_only=True, repr=False)
class JudgedCheckpoints:
    """What came of a look at the checkpoints of a space.

    Attributes:
        signed: digests of those that this device signs.
        wrong: by digest of each other one, that of all it was judged by: once that changes it is looked at
            again.
        owed: what a person here kept, their author purged, and files of this device do not say yet.
    """

    signed: set[bytes]
    wrong: dict[bytes, bytes] = field(default_factory=dict)
    owed: dict[Key, RecordVersion] = field(default_factory=dict)


def judged(connection: TeamConnection, view: TeamView, space: SpaceRow, log: SpaceLog) -> JudgedCheckpoints:
    """Return which checkpoints this device signs, and what it lays before it signs more.

    Those before, those found right, and those that it began with while their author wrote in the space: after
    the author left they count by that alone for whoever begins later.
    """
    own = log.heads.get(view.device.id)
    before = set(own.cosigned) if own else set[bytes]()
    known = {one.checkpoint.digest: one for one in log.checkpoints}
    passed = {
        key: one
        for key, one in known.items()
        if key not in before and all(_has(log, name, point) for name, point in one.checkpoint.lines.items())
    }
    judgement = JudgedCheckpoints(signed=(before | log.adopted) & known.keys())
    if passed:
        signed = {one.name for key, one in known.items() if key in before | log.adopted}
        _Looking(connection, view, space, log, signed).judge(passed, judgement)
    return judgement


class _Looking:
    """One look at the checkpoints of a space that this device did not sign; files are opened where needed.

    Args:
        connection: of a transaction.
        view: of the team.
        space: whose checkpoints they are.
        log: of the space.
        signed: names of the checkpoints that this device signed.
    """

    def __init__(
        self,
        connection: TeamConnection,
        view: TeamView,
        space: SpaceRow,
        log: SpaceLog,
        signed: Collection[str],
    ) -> None:
        self._connection, self._view, self._space, self._log = connection, view, space, log
        self._signed = signed
        rows = team_store.files_of(connection, space.id)
        self._rows = [one for one in rows if one.kind in SAYING and one.sha256]
        self._undecided = {(noun, id_) for noun, id_, *_ in team_store.purge_requests(connection)}
        self._purged_here = {*team_store.purged_in(connection, space.id)}
        self._writers = view.roster.may_write(space.id)
        kept = team_waiting.keys(connection, b"", WaitingKind.PURGE)
        self._kept = kept - self._purged_here if view.device.id in self._writers else set[Key]()
        self._bodies: dict[bytes, list[KeptBody]] = {}

    def judge(self, passed: Mapping[bytes, KnownCheckpoint], judgement: JudgedCheckpoints) -> None:
        """Judge each checkpoint, unless it was found wrong by the same."""
        for key, one in passed.items():
            seen = self._seen_for(one)
            if self._log.wrong.get(key) == seen:
                judgement.wrong[key] = seen
                continue
            left_out = self._left_out(one)
            if left_out is None:
                judgement.wrong[key] = seen
                continue
            owed = self._owed(left_out)
            join_records(judgement.owed, owed)
            judgement.signed |= set() if owed else {key}

    def _lines_of(self, author: bytes) -> set[bytes]:
        """Return the lines on which a device laid anything, checkpoints alone too."""
        laid = {one.name for one in self._log.checkpoints if one.checkpoint.author == author}
        lines = {name.line for name in self._log.lines if name.signer == author}
        return lines | {row.line for row in self._rows if row.name in laid}

    def _seen_for(self, one: KnownCheckpoint) -> bytes:
        """Return the digest of all by which a checkpoint is judged, without opening a file."""
        author = one.checkpoint.author
        lines = self._lines_of(author)
        files = sorted((row.name, row.sha256.hex()) for row in self._rows if row.line in lines)
        by_author = {one.name for one in self._log.checkpoints if one.checkpoint.author == author}
        what = [
            files,
            sorted(by_author & {*self._signed}),
            author in self._writers,
            sorted(self._undecided),
            sorted(self._purged_here),
        ]
        return hashlib.sha256(json.dumps(what).encode()).digest()

    def _files_of(self, author: bytes) -> list[KeptBody]:
        if author not in self._bodies:
            lines = self._lines_of(author)
            bodies = kept_bodies(self._connection, self._view, self._space, SAYING, lines=lines)
            self._bodies[author] = bodies
        return self._bodies[author]

    def _left_out(self, one: KnownCheckpoint) -> dict[Key, RecordVersion] | None:
        """Return what of its author's files a right checkpoint leaves out as purged; None of a wrong one.

        SECURITY: one that is right says no more than the files, since nobody would know what was never in a
        file; and no less, but for what its author purged and a person here decided about. What one who was
        put out left out was purged here, too.
        """
        author, lines = one.checkpoint.author, one.checkpoint.lines
        bodies = self._files_of(author)
        sure = [file for file in bodies if "at" not in file[1] or file[0][0].name in self._signed]
        body = next((body for (row, _), body in bodies if row.name == one.name), None)
        if body is None or not are_kept(sure, author, lines, but=one.name):
            return None
        of_files, purged = said_by(sure, author, lines, but=one.name), purged_by(body)
        held = SaidByDevice()
        held.add(body)
        is_same = without(of_files.records, purged) == without(held.records, purged)
        left_out = purged & of_files.records.keys()
        undecided = self._undecided if author in self._writers else left_out - self._purged_here
        if not is_same or of_files.files != held.files or left_out & undecided:
            return None
        return {key: of_files.records[key] for key in left_out}

    def _owed(self, left_out: Mapping[Key, RecordVersion]) -> list[RecordVersion]:
        """Return what a person here kept of that, as far as the files of this device do not say it."""
        kept = sorted(self._kept & left_out.keys())
        if not kept:
            return []
        own = self._view.device.id
        points = {name: line.head for name, line in self._log.lines.items() if name.signer == own}
        said = said_by(self._files_of(own), own, points).records
        return [left_out[key] for key in kept if not _says_all(said.get(key), left_out[key])]


def _says_all(known: RecordVersion | None, other: RecordVersion) -> bool:
    """Return whether all that is said of a record is in a version of it already."""
    if known is None:
        return False
    joined = deepcopy(known)
    joined.take(other)
    return encoded(joined) == encoded(known)


def _has(log: SpaceLog, name: LineName, point: LinePoint) -> bool:
    """Return whether all of a line up to a file was taken."""
    line = log.lines.get(name)
    return line is not None and line.number >= point.number and not line.missing() and line.agrees(point)
