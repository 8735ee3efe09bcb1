"""Taking what others laid: each file in a transaction of its own, in the order of its line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from typing import Any

from casebook.base.errors import InvalidInput, VaultTooNew
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.change import ARRIVING
from casebook.domain.sharing.checkpoint import Adoption, adoption, signers
from casebook.domain.sharing.line_head import HeadNews, compared, read_head
from casebook.domain.sharing.line_log import LineFile, LineName
from casebook.domain.sharing.roster_decoding import read_signed, verified
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.space_body import read_changes, read_contents, read_object
from casebook.domain.sharing.space_epoch import ChangeVerdict
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.wire_value import number, unusable
from casebook.services.base.flow import off_thread, on_vault, run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.team.arrivals import Arrival, arrival_of
from casebook.services.sharing.team.carried import is_known, require_carried
from casebook.services.sharing.team.checkpoints import is_covered, read_checkpoint
from casebook.services.sharing.team.exhibits import keep_offered
from casebook.services.sharing.team.judging import verdict_on
from casebook.services.sharing.team.keys import take_grants
from casebook.services.sharing.team.laying import read_raw
from casebook.services.sharing.team.space_log import KnownCheckpoint, SpaceLog
from casebook.services.sharing.team.statements import KEPT
from casebook.services.sharing.team.team_view import (
    TeamView,
    device_of_card,
    is_signed_by_card,
    read_team,
    require_team,
    statement_row,
)
from casebook.store.base import device_tables
from casebook.store.sharing import team_store, team_waiting
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingKind, WaitingRow, WaitingState
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
        damaged_by: members whose files hold what no Casebook writes; "" for one who is not known.
    """

    files: int = 0
    records: set[tuple[str, str]] = field(default_factory=set)
    arrivals: list[Arrival] = field(default_factory=list)
    refused: dict[NotTaken, int] = field(default_factory=dict)
    waiting: int = 0
    after_removal: int = 0
    purges: int = 0
    missing: tuple[str, ...] = ()
    damaged_by: set[str] = field(default_factory=set)

    def refuse(self, why: NotTaken) -> None:
        """Count a file that was not taken."""
        self.refused[why] = self.refused.get(why, 0) + 1


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
        DiskProblem: the folder cannot be read.
        Cancelled: the person stopped; what was taken stays.
    """
    report = TakingReport(arrivals=[] if arrivals is None else arrivals)
    for _ in range(_MAX_ROUNDS):
        if not await _round(session, report, progress):
            break
    return report


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
    await on_vault(partial(_forget_damaged, session, frozenset(scan.new)))
    report.refused = {}
    report.damaged_by = set()
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
            report.refuse(one.why)
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
        team_store.forget_files(connection, replaced)
    return tuple(one.name for one in lost if one.number and one.name not in replaced)


def _forget_damaged(session: Session, names: frozenset[str]) -> None:
    """Forget the damaged files that no longer lie in the shared folder."""
    with session.store.reading() as connection:
        rows = team_waiting.rows(connection, WaitingKind.DAMAGED)
    if gone := [one for one in rows if one.record_id not in names]:
        with session.store.exchange() as connection:
            team_waiting.forget(connection, gone)


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
    except InvalidInput:  # its author wrote what no Casebook writes: nothing of it is kept
        report.refuse(NotTaken.DAMAGED)
        report.damaged_by |= {_note_damaged(session, one)}
        return False
    except VaultTooNew:  # a later version wrote it: it stays where it is until this one is updated
        report.refuse(NotTaken.NEWER)
        return False
    if outcome is _Outcome.REFUSED:
        report.refuse(NotTaken.WITHOUT_KEY)
    report.waiting += outcome is _Outcome.WAITS
    report.after_removal += outcome is _Outcome.AFTER_REMOVAL
    report.arrivals += taking.arrivals
    report.purges += taking.purges
    return outcome is _Outcome.TAKEN


def _note_damaged(session: Session, one: TakenFile) -> str:
    """Keep whose file it was, for the status; returns the name of the member."""
    row = WaitingRow(
        space=one.place.space,
        kind=WaitingKind.DAMAGED,
        noun="",
        record_id=one.name,
        device=one.header.signer,
        state=WaitingState.WAITS,
        at=session.clock().isoformat(),
    )
    with session.store.exchange() as connection:
        team_waiting.note(connection, [row])
        view = read_team(session, connection)
    return view.name_of(one.header.signer) if view else ""


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
        number(header.number)  # no more than a database holds
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
        body = read_object(self._file.body or b"{}")
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
        changes = read_changes(body)
        self._join(space, changes.records)
        self._ask_for_purges(space, changes.purged)
        keep_offered(self._connection, space, self._file.header.signer, changes.files)
        return replace(space, case_id=space.case_id or changes.case_id)

    def _head(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        head = read_head(body, self._file.header.signer)
        known = self._log.heads.get(head.device)
        if known is None or compared(known, head) is not HeadNews.OLDER:
            self._log.heads[head.device] = head
        return space

    def _checkpoint(self, space: SpaceRow, body: dict[str, Any]) -> SpaceRow:
        """Join a checkpoint where files are lacking that it stands for; what is here stays."""
        contents = read_contents(body)
        checkpoint = read_checkpoint(space.id, self._file.header.signer, body)
        self._log.checkpoints.append(KnownCheckpoint(checkpoint=checkpoint, at=self._session.clock()))
        signed = signers(checkpoint, self._log.heads.values(), self._view.roster)
        lacking = [name for name, at in checkpoint.lines.items() if self._log.line(*name).number < at.number]
        if lacking and adoption(signed, self._view.roster) is Adoption.YES:
            self._join(space, contents.records)
            for name, point in checkpoint.lines.items():
                self._log.line(*name).adopt(point)
        return replace(space, case_id=space.case_id or contents.case_id)

    def _join(self, space: SpaceRow, versions: Sequence[RecordVersion]) -> None:
        require_carried(one.noun for one in versions)
        known = team_store.records_of(self._connection, space.id)
        signer = self._file.header.signer
        self.arrivals += [arrival_of(one, signer) for one in self._transaction.take(versions)]
        team_store.keep_records(
            self._connection, space.id, {(one.noun, one.id) for one in versions if one.is_begun} - known
        )

    def _ask_for_purges(self, space: SpaceRow, purged: Sequence[tuple[str, str]]) -> None:
        require_carried(noun for noun, _ in purged)
        had = team_store.records_of(self._connection, space.id) if purged else set()
        for noun, record_id in purged:
            if (noun, record_id) in had and is_known(noun):
                at, signer = self._session.clock().isoformat(), self._file.header.signer
                team_store.keep_purge_request(self._connection, noun, record_id, signer, at)
                if team_store.is_there(self._connection, noun, record_id):
                    self._transaction.hide(noun, record_id)
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
