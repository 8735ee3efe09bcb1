"""Taking what others laid: each file in a transaction of its own, in the order of its line."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from typing import Any

from casebook.base.errors import InvalidInput, NotFound, VaultTooNew
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.change import ARRIVING
from casebook.domain.sharing.checkpoint import Adoption, adoption, signers
from casebook.domain.sharing.encoding import decoded
from casebook.domain.sharing.line_head import HeadNews, compared, read_head
from casebook.domain.sharing.line_log import LineFile, LineName
from casebook.domain.sharing.roster_decoding import read_signed, verified
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.space_epoch import ChangeVerdict
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.wire_value import unusable
from casebook.services.base.flow import off_thread, on_vault, run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.team.arrivals import Arrival, arrival_of
from casebook.services.sharing.team.checkpoints import forget_covered, is_covered, read_checkpoint
from casebook.services.sharing.team.exhibits import keep_offered
from casebook.services.sharing.team.judging import verdict_on
from casebook.services.sharing.team.keys import take_grants
from casebook.services.sharing.team.laying import read_raw
from casebook.services.sharing.team.space_log import KnownCheckpoint, SpaceLog
from casebook.services.sharing.team.statements import KEPT
from casebook.services.sharing.team.team_folder import require_team_in
from casebook.services.sharing.team.team_view import (
    TeamView,
    device_of_card,
    is_signed_by_card,
    read_team,
    require_team,
    statement_row,
)
from casebook.store.base import device_tables
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.store.transaction import Transaction
from casebook.vault.sharing.carrier_header import CarrierKind
from casebook.vault.sharing.carrier_taking import NotTaken, TakenFile, UntakenFile, taken

_TAKING = Message("reading the shared folder")
_MAX_ROUNDS = 10


@dataclass(slots=True, kw_only=True)
class TakingReport:
    """What came of a look at the shared folder.

    Attributes:
        files: how many were taken.
        records: noun and ID of records of which anything was new.
        arrivals: what was new of them, file by file.
        refused: how many were not taken, by why.
        waiting: how many wait for one before them.
        after_removal: how many their author laid after being put out; a person decides about them.
        purges: how many records others purged, which wait for a person here.
        missing: names of files that were there and are not.
    """

    files: int = 0
    records: set[tuple[str, str]] = field(default_factory=set)
    arrivals: list[Arrival] = field(default_factory=list)
    refused: dict[NotTaken, int] = field(default_factory=dict)
    waiting: int = 0
    after_removal: int = 0
    purges: int = 0
    missing: tuple[str, ...] = ()


def take_all(session: Session, *, progress: Progress = silent) -> TakingReport:
    """Take everything new at once, as `taking` does and raises."""
    return run_in_line(taking(session, progress=progress))


async def taking(
    session: Session, arrivals: list[Arrival] | None = None, *, progress: Progress = silent
) -> TakingReport:
    """Take everything new in the shared folder of the team.

    Keys and statements come first, since others are read by them. A file whose line has a gap before it waits
    where it lies. Files are read and opened off the thread of the database, which takes each by itself.

    Args:
        session: the open casebook.
        arrivals: what is taken is added to it, for who wants to know of it though the rest fails.
        progress: how far it is.

    Raises:
        Refused: this casebook belongs to no team.
        CarrierGone, CarrierEmptied, CarrierReplaced: the folder is not there, or not as it was; nothing goes.
        NothingOfTeam: nothing of the team came from it, now or before, to a device that joined.
        DiskProblem: the folder cannot be read.
        Cancelled: the person stopped; what was taken stays.
    """
    report = TakingReport(arrivals=[] if arrivals is None else arrivals)
    for _ in range(_MAX_ROUNDS):
        if not await _round(session, report, progress):
            break
    if not (report.waiting or report.after_removal):
        await on_vault(partial(_require_team, session))
    return report


def _require_team(session: Session) -> None:
    require_team_in(session, require_team(session))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Known:
    """What this device knows before it looks at the folder: its team, and the files laid, taken or queued."""

    view: TeamView
    names: frozenset[str]
    queued: frozenset[str]


def _known(session: Session) -> _Known:
    view = require_team(session)
    with session.store.reading() as connection:
        files = team_store.files(connection)
    return _Known(
        view=view,
        names=frozenset(one.name for one in files if one.sha256),
        queued=frozenset(one.name for one in files if one.body is not None),
    )


async def _round(session: Session, report: TakingReport, progress: Progress) -> bool:
    """Take what can be taken with the keys and statements there are; returns whether anything was."""
    known = await on_vault(partial(_known, session))
    scan = await off_thread(lambda: known.view.folder.scan(known.names))
    report.missing = await on_vault(partial(_lacking, session, scan.missing))
    report.refused = {}
    report.waiting = report.after_removal = 0
    new = [name for name in scan.new if name not in known.queued]
    opened = await off_thread(partial(_opened, known.view, new, report, progress))
    count = 0
    for done, one in enumerate(opened):
        progress(done, len(opened), _TAKING)
        count += await on_vault(partial(_took, session, one, report))
    report.files += count
    return bool(count)


def _opened(
    view: TeamView, names: Sequence[str], report: TakingReport, progress: Progress
) -> list[TakenFile]:
    """Return the files that open, in the order in which they are taken."""
    opened: list[TakenFile] = []
    for done, one in enumerate(taken(view.folder, names, view.all_keys(), view.public_of)):
        progress(done, len(names), _TAKING)
        if isinstance(one, UntakenFile):
            report.refused[one.why] = report.refused.get(one.why, 0) + 1
        else:
            opened.append(one)
    return sorted(opened, key=lambda one: (_ORDER.index(one.header.kind), one.header.line, one.header.number))


def _lacking(session: Session, names: Collection[str]) -> tuple[str, ...]:
    """Return which files are gone that stand in a line; others were replaced, and are forgotten."""
    with session.store.exchange() as connection:
        lost = [one for one in team_store.files(connection) if one.name in names]
        spaces = team_store.spaces(connection) if lost else []
        known = {one.id: SpaceLog.read(one.id, one.log).checkpoints for one in spaces}
        replaced = [one.name for one in lost if one.kind not in KEPT or is_covered(known, one)]
        forget_covered(connection, spaces, replaced)
    return tuple(one.name for one in lost if one.number and one.name not in replaced)


_ORDER = (
    *(CarrierKind.ROSTER, CarrierKind.GRANT, CarrierKind.CHECKPOINT),
    *(CarrierKind.CHANGES, CarrierKind.FILE, CarrierKind.HEAD),
)


def _took(session: Session, one: TakenFile, report: TakingReport) -> bool:
    """Take one file in one transaction; returns whether it was taken now."""
    try:
        with session.store.write(ARRIVING) as transaction:
            taking = _Taking(session, transaction, one)
            outcome = taking.take()
            report.records |= {(one.noun, one.id) for one in taking.arrivals}
    except VaultTooNew:  # a later version wrote it: it lies there until this one is updated
        report.refused[NotTaken.NEWER] = report.refused.get(NotTaken.NEWER, 0) + 1
        return False
    except (InvalidInput, NotFound):  # its author wrote what no Casebook writes: nothing of it is kept
        report.refused[NotTaken.DAMAGED] = report.refused.get(NotTaken.DAMAGED, 0) + 1
        return False
    if outcome is _Outcome.REFUSED:
        report.refused[NotTaken.WITHOUT_KEY] = report.refused.get(NotTaken.WITHOUT_KEY, 0) + 1
    report.waiting += outcome is _Outcome.WAITS
    report.after_removal += outcome is _Outcome.AFTER_REMOVAL
    report.arrivals += taking.arrivals
    report.purges += taking.purges
    return outcome is _Outcome.TAKEN


class _Outcome(Enum):
    """What became of a file: taken, or left where it lies."""

    TAKEN = 1
    WAITS = 2
    AFTER_REMOVAL = 3
    REFUSED = 4


_OUTCOMES = {
    ChangeVerdict.WAIT: _Outcome.WAITS,
    ChangeVerdict.AFTER: _Outcome.AFTER_REMOVAL,
    ChangeVerdict.REFUSE: _Outcome.REFUSED,
}


class _Taking:
    """One file within a transaction."""

    def __init__(self, session: Session, transaction: Transaction, one: TakenFile) -> None:
        self._session, self._transaction, self._file = session, transaction, one
        self._connection: TeamConnection = transaction.connection
        view = read_team(session, self._connection)
        if view is None:
            raise unusable()
        self._view = view
        self._log = SpaceLog()
        self.arrivals: list[Arrival] = []
        self.purges = 0

    def take(self) -> _Outcome:
        """Take the file, or leave it: its line has a gap, or its author was put out before it was laid."""
        header, space = self._file.header, self._space()
        self._log = SpaceLog.read(space.id, space.log)
        verdict = verdict_on(self._view, self._log, self._file)
        if verdict is not ChangeVerdict.TAKE:
            return _OUTCOMES[verdict]
        if header.number:
            file = LineFile(number=header.number, digest=self._file.sha256, before=header.before)
            arrival = self._log.take_file(LineName(header.signer, header.line), file)
            if not arrival.taken and not arrival.is_known:
                self._keep_space(space)
                return _Outcome.WAITS
        body = _body(self._file.body)
        space = self._read(space, body)
        self._keep_space(space)
        self._keep()
        return _Outcome.TAKEN

    def _keep_space(self, space: SpaceRow) -> None:
        team_store.keep_space(self._connection, replace(space, log=self._log.written()))

    def _space(self) -> SpaceRow:
        id_ = self._file.place.space
        kind = self._view.roster.spaces.get(id_)
        new = SpaceRow(id=id_, kind=kind.kind if kind else SpaceKind.ROSTER, case_id="", log="")
        return self._view.spaces.get(id_, new)

    def _read(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        readers: dict[CarrierKind, Callable[[SpaceRow, dict[str, Any]], SpaceRow]] = {
            CarrierKind.ROSTER: self._statements,
            CarrierKind.GRANT: self._grant,
            CarrierKind.CHANGES: self._changes,
            CarrierKind.HEAD: self._head,
            CarrierKind.CHECKPOINT: self._checkpoint,
        }
        reader = readers.get(self._file.header.kind)
        return reader(space, body) if reader else space

    def _statements(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        signed = [read_signed(one) for one in _rows(body.get("s"))]
        good, _ = verified(
            (*self._view.signed, *signed), device_of=device_of_card, is_signed=is_signed_by_card
        )
        for one in signed:
            if one.statement in good:
                team_store.keep_statement(self._connection, *statement_row(one))
        return space

    def _grant(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        if self._file.header.signer in self._view.roster.owners:
            take_grants(self._session, self._connection, self._view, _rows(body.get("g")))
            for id_ in {row.space for row in self._view.keys} - self._view.spaces.keys():
                if kind := self._view.roster.spaces.get(id_):
                    team_store.keep_space(
                        self._connection, SpaceRow(id=id_, kind=kind.kind, case_id="", log="")
                    )
        return space

    def _changes(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        versions = [decoded(one) for one in _rows(body.get("r"))]
        case_id = body.get("c") if isinstance(body.get("c"), str) else ""
        self._join(space, versions)
        self._ask_for_purges(space, _rows(body.get("p")))
        keep_offered(self._connection, space, self._file.header.signer, _rows(body.get("f")))
        return replace(space, case_id=space.case_id or str(case_id))

    def _head(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        head = read_head(body, self._file.header.signer)
        known = self._log.heads.get(head.device)
        if known is None or compared(known, head) is not HeadNews.OLDER:
            self._log.heads[head.device] = head
        return space

    def _checkpoint(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        """Join a checkpoint where files are lacking that it stands for; what is here stays."""
        checkpoint = read_checkpoint(space.id, self._file.header.signer, body)
        known = KnownCheckpoint(checkpoint=checkpoint, at=self._session.clock(), name=self._file.name)
        self._log.checkpoints.append(known)
        signed = signers(checkpoint, self._log.heads.values(), self._view.roster)
        lacking = [name for name, at in checkpoint.lines.items() if self._log.line(*name).number < at.number]
        if lacking and adoption(signed, self._view.roster) is Adoption.YES:
            self._join(space, [decoded(one) for one in body["r"]])
            for name, point in checkpoint.lines.items():
                self._log.line(*name).adopt(point)
        case_id = body.get("c")
        return replace(space, case_id=space.case_id or (case_id if isinstance(case_id, str) else ""))

    def _join(self, space: SpaceRow, versions: Sequence[RecordVersion]) -> None:
        known = team_store.records_of(self._connection, space.id)
        signer = self._file.header.signer
        self.arrivals += [arrival_of(one, signer) for one in self._transaction.take(versions)]
        team_store.keep_records(
            self._connection, space.id, {(one.noun, one.id) for one in versions if one.is_begun} - known
        )

    def _ask_for_purges(self, space: SpaceRow, purged: Sequence[Any]) -> None:
        had = team_store.records_of(self._connection, space.id)
        for one in purged:
            if isinstance(one, list) and all(isinstance(part, str) for part in one) and tuple(one) in had:
                at = self._session.clock().isoformat()
                team_store.keep_purge_request(self._connection, one[0], one[1], self._file.header.signer, at)
                if team_store.is_there(self._connection, one[0], one[1]):
                    self._transaction.hide(one[0], one[1])
                    self.purges += 1

    def _keep(self) -> None:
        header = self._file.header
        team_store.keep_file(
            self._connection,
            ShareFileRow(
                name=self._file.name,
                space=self._file.place.space,
                kind=int(header.kind),
                line=header.line,
                number=header.number,
                epoch=header.epoch,
                sha256=self._file.sha256,
                is_own=False,
                body=None,
                at=self._session.clock().isoformat(),
            ),
        )
        if header.signer != self._view.device.id:
            device_tables.note_lines(self._connection, [header.line], header.signer.hex())
        if header.kind in KEPT:
            raw = read_raw(self._view.folder, self._file.name)
            team_store.keep_raw(self._connection, self._file.name, raw)


def _rows(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise unusable()
    return value


def _body(data: bytes) -> dict[str, Any]:
    """Return what a body says, whoever wrote it.

    Raises:
        InvalidInput: it is no JSON object, or holds what is no text.
    """
    try:
        body = json.loads(data or b"{}")
        json.dumps(body, ensure_ascii=False, allow_nan=False).encode()  # no half of a pair, no infinity
    except (ValueError, RecursionError):
        raise unusable() from None
    if not isinstance(body, dict):
        raise unusable()
    return body
