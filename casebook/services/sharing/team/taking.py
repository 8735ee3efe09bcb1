"""Taking what others laid: each file in a transaction of its own, in the order of its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from casebook.base.errors import InvalidInput, VaultTooNew
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.change import ARRIVING
from casebook.domain.sharing.line_log import LineName
from casebook.domain.sharing.number_spans import spans_of
from casebook.domain.sharing.space_epoch import ChangeVerdict
from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.services.base.flow import off_thread, on_vault, run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import FOLLOWED
from casebook.services.sharing.team.arrivals import Arrival
from casebook.services.sharing.team.covered_files import forget_covered, is_covered, signer_of
from casebook.services.sharing.team.damaged_files import before_damaged, forget_damaged, note_damaged
from casebook.services.sharing.team.exhibits import keep_lost
from casebook.services.sharing.team.judging import (
    OF_TEAM,
    earlier_verdict,
    is_let_through,
    turn,
)
from casebook.services.sharing.team.laying import hold_due, hold_newcomers
from casebook.services.sharing.team.space_log import MAX_WAITING, SpaceLog
from casebook.services.sharing.team.taking_file import FileTaking, TakingOutcome
from casebook.services.sharing.team.team_folder import require_team_in
from casebook.services.sharing.team.team_view import (
    TeamView,
    require_team,
)
from casebook.store.sharing import case_content, team_store, team_waiting
from casebook.store.sharing.team_waiting import WaitingRow
from casebook.vault.sharing.carrier_header import NUMBERED, CarrierKind, SpaceKey
from casebook.vault.sharing.carrier_taking import NotTaken, TakenFile, UntakenFile, taken

_TAKING = Message("reading the shared folder")
_MAX_ROUNDS = 10
_DAMAGED_AGAIN = 100
"""Files found damaged that are tried again at each look, those first that were not for the longest time."""


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
        held: how many changes wait for a person, since they belong to no record of their space.
        late: space, line and number of files laid after access of their author ended.
        came: spaces in which anything was new, and whose file brought it last.
        obstacles: names within the folder of what is or was in the way of files there, and is not read.
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
    held: int = 0
    late: set[tuple[bytes, LineName, int]] = field(default_factory=set)
    came: dict[bytes, bytes] = field(default_factory=dict)
    obstacles: tuple[str, ...] = ()

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
        NothingOfTeam: nothing of the team came from it, now or before, to a device that joined.
        DiskProblem: the folder cannot be read.
        Cancelled: the person stopped; what was taken stays.
    """
    report = TakingReport(arrivals=[] if arrivals is None else arrivals)
    await on_vault(partial(_look_at_earlier, session))
    for _ in range(_MAX_ROUNDS):
        if not await _round(session, report, progress):
            break
    await on_vault(partial(_keep_late, session, frozenset(report.late)))
    if not (report.waiting or report.after_removal):
        await on_vault(partial(_require_team, session))
    if report.came:
        is_everywhere = any(one.noun in {*FOLLOWED, "relation"} for one in report.arrivals)
        await on_vault(partial(_hold, session, report.came, is_everywhere=is_everywhere))
    return report


async def learning(session: Session, *, progress: Progress = silent) -> None:
    """Take what is new about the team alone: a device that was removed knows it before it sends anything.

    Raises:
        as `taking`, but for `NothingOfTeam`.
    """
    report = TakingReport()
    for _ in range(_MAX_ROUNDS):
        if not await _round(session, report, progress, frozenset({CarrierKind.ROSTER})):
            break


def _look_at_earlier(session: Session) -> None:
    """Ask about what came by other ways, or until a stop: who is new, and changes of what is here now."""
    with session.store.reading() as connection:
        waiting = team_waiting.early(connection)
        here = waiting & case_content.keys_among(connection, {key for _, key in waiting}) if waiting else ()
        is_due = team_waiting.last_save_before_arrival(connection) is not None
    if here or is_due:
        with session.store.exchange() as connection:
            team_waiting.raise_early(connection, here)
            hold_due(session, connection)


def _keep_late(session: Session, late: Collection[tuple[bytes, LineName, int]]) -> None:
    """Note in each space which files lie there that were laid after access ended: they are not missing."""
    numbers: dict[tuple[bytes, LineName], list[int]] = {}
    for space, name, at in late:
        numbers.setdefault((space, name), []).append(at)
    view = require_team(session)
    for row in view.spaces.values():
        there = {name: spans_of(some) for (space, name), some in numbers.items() if space == row.id}
        if there != view.log_of(row).late:
            with session.store.exchange() as connection:
                team_store.keep_space(
                    connection, replace(row, log=replace(view.log_of(row), late=there).written())
                )


def _hold(session: Session, came: Mapping[bytes, bytes], *, is_everywhere: bool) -> None:
    with session.store.exchange() as connection:
        hold_newcomers(session, connection, came, is_everywhere=is_everywhere)


def _require_team(session: Session) -> None:
    require_team_in(session, require_team(session))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Known:
    """What this device knows before it looks: its team, and the files laid, taken, queued or damaged."""

    view: TeamView
    names: frozenset[str]
    queued: frozenset[str]
    damaged: tuple[WaitingRow, ...]


def _known(session: Session) -> _Known:
    view = require_team(session)
    with session.store.reading() as connection:
        files = team_store.files(connection)
        damaged = team_waiting.rows(connection, WaitingKind.DAMAGED)
    return _Known(
        view=view,
        names=frozenset(one.name for one in files if one.body is None),
        queued=frozenset(one.name for one in files if one.body is not None),
        damaged=tuple(damaged),
    )


async def _round(
    session: Session, report: TakingReport, progress: Progress, kinds: Collection[CarrierKind] = ()
) -> bool:
    """Take what can be taken with the keys and statements there are; returns whether anything was.

    Args:
        session: the open casebook.
        report: what comes of it is added to it.
        progress: how far it is.
        kinds: of the files that are taken; empty for all.
    """
    known = await on_vault(partial(_known, session))
    scan = await off_thread(lambda: known.view.folder.scan(known.names))
    report.obstacles = scan.obstacles
    report.missing = await on_vault(partial(_lacking, session, scan.missing))
    await on_vault(partial(forget_damaged, session, frozenset(scan.new)))
    report.refused = {}
    report.damaged_by = set()
    report.waiting = report.after_removal = 0
    report.late = set()
    passed_over = {one.record_id: one.device for one in known.damaged[_DAMAGED_AGAIN:]}
    for name in passed_over.keys() & {*scan.new}:
        report.refuse(NotTaken.DAMAGED)
        report.damaged_by.add(known.view.name_of(passed_over[name]))
    new = [name for name in scan.new if name not in known.queued and name not in passed_over]
    keys = known.view.all_keys()
    if {*kinds} == {CarrierKind.ROSTER}:  # files of other spaces are left closed
        keys = [key for key in keys if key.place.space == known.view.roster_space]
    opened = await off_thread(partial(_opened, known.view, new, keys, report, progress))
    before = before_damaged(known.damaged)  # files that are not opened again are in the chain of their line
    before |= {one.sha256: one.header.before for one in opened if one.header.number}
    opened = [one for one in opened if not kinds or one.header.kind in kinds]
    of_team = [one for one in opened if one.header.kind in OF_TEAM]
    others = [one for one in opened if one.header.kind not in OF_TEAM]
    count = await _take_each(session, known.view, of_team, before, report, progress)
    view = await on_vault(partial(require_team, session)) if count else known.view
    others.sort(key=partial(turn, view))
    count += await _take_each(session, view, others, before, report, progress)
    report.files += count
    return bool(count)


async def _take_each(
    session: Session,
    view: TeamView,
    opened: Sequence[TakenFile],
    before: Mapping[bytes, bytes],
    report: TakingReport,
    progress: Progress,
) -> int:
    """Take what can be taken of these files; returns how many were."""
    went_on: set[tuple[bytes, LineName]] = set()
    waited: Counter[tuple[bytes, LineName]] = Counter()
    count = 0
    for done, one in enumerate(opened):
        progress(done, len(opened), _TAKING)
        line = one.place.space, LineName(one.header.signer, one.header.line)
        earlier = None if line in went_on else earlier_verdict(view, one, before)
        is_full = waited[line] >= MAX_WAITING and not is_let_through(view, one)
        needs_earlier = one.header.kind is not CarrierKind.CHECKPOINT
        if earlier is None and is_full and needs_earlier:  # more of them are looked at another time
            earlier = ChangeVerdict.WAIT
        waiting = report.waiting
        if earlier is not None:
            _count(report, one, earlier)
        elif await on_vault(partial(_took, session, one, report, before)):
            went_on.add(line)
            waited[line] = 0
            count += 1
        waited[line] += report.waiting - waiting
    return count


def _count(report: TakingReport, one: TakenFile, verdict: ChangeVerdict) -> None:
    """Count a file that was not taken, and waits for another one or for a person."""
    if verdict is ChangeVerdict.AFTER:
        report.after_removal += 1
        name = LineName(one.header.signer, one.header.line)
        report.late.add((one.place.space, name, one.header.number))
    else:
        report.waiting += 1


def _opened(
    view: TeamView,
    names: Sequence[str],
    keys: Sequence[SpaceKey],
    report: TakingReport,
    progress: Progress,
) -> list[TakenFile]:
    """Return the files that open with these keys, in the order in which they are taken."""
    opened: list[TakenFile] = []
    for done, one in enumerate(taken(view.folder, names, keys, view.public_of)):
        progress(done, len(names), _TAKING)
        if isinstance(one, UntakenFile):
            report.refuse(one.why)
        else:
            opened.append(one)
    return sorted(opened, key=partial(turn, view))


def _lacking(session: Session, names: Collection[str]) -> tuple[str, ...]:
    """Return which files are gone that stand in a line; others were replaced, and are forgotten.

    SECURITY: what is kept here of a file goes only for a checkpoint that leaves out nothing of what it says.
    """
    view = require_team(session)
    with session.store.exchange() as connection:
        lost = [one for one in team_store.files(connection) if one.name in names]
        spaces = team_store.spaces(connection) if lost else []
        known = {one.id: SpaceLog.read(one.log).checkpoints for one in spaces}
        replaced = [
            one
            for one in lost
            if one.kind not in NUMBERED
            or is_covered(known.get(one.space, ()), one, signer_of(connection, view, one))
        ]
        asked = {(noun, record_id) for noun, record_id, *_ in team_store.purge_requests(connection)}
        # what a person may keep is laid from the files, which hold what a checkpoint leaves out
        open_in = {one.id for one in spaces if asked and asked & team_store.records_of(connection, one.id)}
        again = keep_lost(connection, [one for one in lost if one.kind == CarrierKind.FILE])
        gone = {one.name for one in replaced if one.kind not in NUMBERED or one.space not in open_in}
        forget_covered(connection, spaces, gone - again)
    return tuple(one.name for one in lost if one.number and one not in replaced)


def _took(session: Session, one: TakenFile, report: TakingReport, before: Mapping[bytes, bytes]) -> bool:
    """Take one file in one transaction; returns whether it was taken now."""
    try:
        with session.store.write(ARRIVING) as transaction:
            taking = FileTaking(session, transaction, one, before)
            outcome = taking.take()
            report.records |= {(one.noun, one.id) for one in taking.arrivals}
    except InvalidInput:  # its author wrote what no Casebook writes: nothing of it is kept
        report.refuse(NotTaken.DAMAGED)
        report.damaged_by |= {note_damaged(session, one, before)}
        return False
    except VaultTooNew:  # a later version wrote it: it stays where it is until this one is updated
        report.refuse(NotTaken.NEWER)
        return False
    if outcome is TakingOutcome.REFUSED:
        report.refuse(NotTaken.WITHOUT_KEY)
    if outcome is TakingOutcome.AFTER_REMOVAL:
        _count(report, one, ChangeVerdict.AFTER)
    elif outcome is TakingOutcome.WAITS:
        _count(report, one, ChangeVerdict.WAIT)
    report.arrivals += taking.arrivals
    report.purges += taking.purges
    report.held += taking.held
    report.came |= {taking.space: one.header.signer} if taking.arrivals else {}
    return outcome is TakingOutcome.TAKEN
