"""Files that exist and are not here: whose, what waits for them, who has them; and those that others lack."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from casebook.base.errors import NotFound, Refused
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.sharing.checkpoint import SpaceCheckpoint
from casebook.domain.sharing.device_state import awake
from casebook.domain.sharing.line_head import LineGap, LineHead, to_lay_again, who_lays_again, without_lost
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.services.base.flow import off_thread, on_vault, run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.team.checkpoints import SAYING, kept_bodies
from casebook.services.sharing.team.covered_files import is_covered
from casebook.services.sharing.team.laying import LAYING, lay_each
from casebook.services.sharing.team.renewal import states_of
from casebook.services.sharing.team.repair.exhibit_check import queue_damaged
from casebook.services.sharing.team.repair.lost_copies import settle_lost
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.team_view import TeamView, read_team, require_team
from casebook.store.case import case as stored_cases
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_folder import CarrierEmptied, CarrierFolder, CarrierReplaced
from casebook.vault.sharing.carrier_header import NUMBERED, CarrierKind
from casebook.vault.sharing.carrier_obstacle import each_place
from casebook.vault.sharing.sealed_stream import WriteTarget

_ID_DIGITS = 8


@entity
class MissingFiles:
    """Files of one line that exist and are not here.

    Attributes:
        id: short word for the line, the same at each look.
        kind: of their space.
        reference: of its case, "" where that is not here or there is none.
        by: the member whose device laid them, "" for one who is not known.
        spans: first and last number of what is missing.
        waiting: how many files are here that wait for them.
        given_up: whether somebody here went on without them.
        holders: members who say that they have all of them, those who would lay them again first.
        lays_again: the member whose device does so, "" where nobody can: then only going on without helps.
    """

    id: str
    kind: SpaceKind
    reference: str
    by: str
    spans: tuple[tuple[int, int], ...]
    waiting: int
    given_up: bool
    holders: tuple[str, ...]
    lays_again: str

    @property
    def count(self) -> int:
        """Return how many files are missing."""
        return sum(last - first + 1 for first, last in self.spans)


def missing_files(session: Session) -> list[MissingFiles]:
    """Return what is missing of each line, by space.

    Raises:
        Refused: this casebook belongs to no team.
    """
    view = require_team(session)
    with session.store.reading() as connection:
        waited_for = awake(states_of(session, connection, view)) - {view.device.id}
        cases = [one.case_id for one in view.spaces.values() if one.case_id]
        references = stored_cases.references(connection, cases)
    logs = [(space, view.log_of(space)) for space in view.spaces.values()]
    missing = (
        _described(view, space, log, gap, references.get(space.case_id, ""), waited_for)
        for space, log in logs
        for gap in _gaps(view, space, log)
    )
    return sorted(missing, key=lambda one: (one.reference, one.by, one.id))


def _gaps(view: TeamView, space: SpaceRow, log: SpaceLog) -> list[LineGap]:
    """Return what is missing; of who was put out only what counts, or what somebody has."""
    heads = _heads(view, log)
    listed: list[LineGap] = []
    for gap in log.gaps(heads):
        signer, line = gap.name
        accepted = view.roster.accepted(signer, space.id) if view.roster.is_out(signer, space.id) else None
        until = accepted[line].number if accepted and line in accepted else 0
        one = gap if accepted is None else without_lost(gap, until, heads)
        listed += [one] if one else []
    return listed


def _heads(view: TeamView, log: SpaceLog) -> list[LineHead]:
    """Return what others who are in the team have; of who was put out nothing is waited for by their word."""
    devices = view.roster.devices
    return [
        head
        for head in log.heads_of_others(view.device.id)
        if head.device in devices and devices[head.device].is_in
    ]


def _described(
    view: TeamView,
    space: SpaceRow,
    log: SpaceLog,
    gap: LineGap,
    reference: str,
    waited_for: Collection[bytes],
) -> MissingFiles:
    line = log.lines.get(gap.name)
    holes = line.holes if line else ()
    lays_again = who_lays_again(gap, waited_for)
    return MissingFiles(
        id=_id_of(space, gap),
        kind=SpaceKind(space.kind),
        reference=reference,
        by=view.name_of(gap.name.signer),
        spans=gap.spans,
        waiting=len(log.still_waiting(gap.name)),
        given_up=list(holes) == list(gap.spans),
        holders=tuple(dict.fromkeys(view.name_of(one) for one in gap.holders)),
        lays_again=view.name_of(lays_again) if lays_again else "",
    )


def go_on_without(session: Session, gap_id: str) -> int:
    """Let through what waits for missing files; returns how many files the next exchange takes.

    What is missing stays wanted: if it comes late, it is taken.

    Raises:
        NotFound: nothing is missing under this ID any more.
        Refused: nothing waits for it, or this casebook belongs to no team.
    """
    with session.store.exchange() as connection:
        view = require_team(session)
        for space in view.spaces.values():
            log = SpaceLog.read(space.log)
            for gap in _gaps(view, space, log):
                if _id_of(space, gap) == gap_id:
                    count = log.go_on(gap.name)
                    if not count:
                        raise Refused(
                            "Nothing waits for these files.",
                            field="gap",
                            remedy="Nothing needs to be done. They are taken when they come.",
                        )
                    team_store.keep_space(connection, replace(space, log=log.written()))
                    return count
    raise NotFound("Nothing is missing under this ID.", field="gap", remedy="List what is missing again.")


async def lay_lacking(
    session: Session,
    lost_names: Collection[str],
    *,
    is_thorough: bool = False,
    progress: Progress = silent,
) -> int:
    """Lay again what the folder lost, others lack, and this device is the one to lay; returns how many.

    Args:
        session: the open casebook.
        lost_names: names of files that were in the shared folder and are not.
        is_thorough: look also whether what others lack of this device lies there undamaged.
        progress: how far it is.

    Raises:
        InTheWay: something that cannot be moved is in the place of one; the others were laid.
        CarrierGone, DiskProblem, Cancelled: as of all laying.
    """
    if not (lost_names or is_thorough):
        return 0
    rows = await on_vault(partial(_to_lay, session))
    if not is_thorough:
        rows = [one for one in rows if one.name in lost_names]
    if not rows:
        return 0
    view = await on_vault(partial(require_team, session))
    folder = await off_thread(lambda: view.folder)
    return await lay_kept_each(session, folder, rows, progress=progress)


def lay_again(session: Session, *, progress: Progress = silent) -> int:
    """Lay again what is missing at once, as `lay_missing` does and raises."""
    return run_in_line(lay_missing(session, progress=progress))


async def lay_missing(session: Session, *, progress: Progress = silent) -> int:
    """Lay again what is kept here and lies no longer in the shared folder, or damaged; returns how many.

    Each has its name as before, and but for the files of documents its bytes, so that it is no harm if
    several do so. Where the folder has nothing of the team and no file is kept here, what this device
    wrote is laid anew, as its casebook holds it.

    Raises:
        Refused: this casebook belongs to no team.
        InTheWay: something that cannot be moved is in the place of one; the others were laid.
        CarrierGone, DiskProblem, Cancelled: as `lay_each`.
    """
    view, files = await on_vault(partial(_kept, session))
    folder = await off_thread(lambda: view.folder)
    kept = [one for one in files if one.kind in NUMBERED and one.sha256]
    count = await lay_kept_each(session, folder, kept, progress=progress)
    has_nothing = not count and await off_thread(partial(_has_nothing_of, folder, files))
    if has_nothing and await settle_lost(session):
        count = await lay_each(session, progress=progress)
    damaged = await queue_damaged(session, is_whole=True, progress=progress)
    if damaged:
        await lay_each(session, progress=progress)
    if has_nothing and not count + damaged:
        await on_vault(partial(_forget_heads, session))
    return count + damaged


def _forget_heads(session: Session) -> None:
    """Know no longer of heads that the folder has lost: the next exchange lays a new one in their place.

    Where they were all that was known of the folder, it would be taken for another one for ever.
    """
    with session.store.exchange() as connection:
        heads = [one for one in team_store.files(connection) if one.kind == CarrierKind.HEAD]
        team_store.forget_files(connection, [one.name for one in heads if one.body is None])


def _has_nothing_of(folder: CarrierFolder, files: Iterable[ShareFileRow]) -> bool:
    """Return whether none of these files lies in a folder."""
    try:
        folder.scan({one.name for one in files if one.sha256})
    except (CarrierEmptied, CarrierReplaced):
        return True
    return False


async def lay_kept_each(
    session: Session, folder: CarrierFolder, rows: list[ShareFileRow], *, progress: Progress = silent
) -> int:
    """Lay files again as `lay_kept` does, each by itself; returns how many.

    Raises:
        InTheWay: something that cannot be moved is in the place of one; the others were laid.
        CarrierGone, DiskProblem, Cancelled: as of all laying.
    """
    count = 0
    with each_place() as going_on:
        for place, one in enumerate(rows):
            progress(place, len(rows), LAYING)
            with going_on():
                count += await lay_kept(session, folder, one)
    return count


async def lay_kept(session: Session, folder: CarrierFolder, one: ShareFileRow) -> bool:
    """Lay a file again whose bytes are kept here, if it does not lie there; returns whether it was laid.

    One of this device that lies there with other bytes was damaged there, and is replaced. What lies in the
    place of a file of another device is never removed: it is moved aside.
    """
    laid = await off_thread(partial(folder.laid, one.name))
    if laid is not None and laid.sha256 == one.sha256:
        return False
    raw = await on_vault(partial(_raw_of, session, one.name))
    if raw is not None:
        if laid is not None:
            await off_thread(partial(_leave_place, folder, one))
        await off_thread(partial(folder.put, one.name, partial(_write, raw)))
    return raw is not None


def _leave_place(folder: CarrierFolder, one: ShareFileRow) -> None:
    if one.is_own:
        folder.unlink_own([one.name])
    else:
        folder.move_aside(one.name)


def _kept(session: Session) -> tuple[TeamView, list[ShareFileRow]]:
    view = require_team(session)
    with session.store.reading() as connection:
        return view, team_store.files(connection)


def _raw_of(session: Session, name: str) -> bytes | None:
    with session.store.reading() as connection:
        return team_store.raw_of(connection, name)


def _write(raw: bytes, target: WriteTarget) -> None:
    target.write(raw)


def _to_lay(session: Session) -> list[ShareFileRow]:
    with session.store.reading() as connection:
        view = read_team(session, connection)
        if view is None:
            return []
        waited_for = awake(states_of(session, connection, view)) - {view.device.id}
        return _wanted(connection, view, waited_for)


def _wanted(connection: TeamConnection, view: TeamView, waited_for: Collection[bytes]) -> list[ShareFileRow]:
    """Return the files that others lack, or may, and this device lays again, by name."""
    by_line: dict[tuple[bytes, bytes], list[ShareFileRow]] = {}
    for row in team_store.files(connection):
        if row.number and row.sha256:
            by_line.setdefault((row.space, row.line), []).append(row)
    wanted: dict[str, ShareFileRow] = {}
    for space in view.spaces.values():
        log = view.log_of(space)
        heads, own = log.heads_of_others(view.device.id), view.device.id
        for gap in to_lay_again(log.lines, heads, own, waited_for, view.roster.owners):
            rows = by_line.get((space.id, gap.name.line), ())
            wanted |= {
                row.name: row
                for row in rows
                for span in gap.spans
                if row.number in range(span[0], span[1] + 1)
            }
        wanted |= {row.name: row for row in _of_branches(space, log, by_line)}
    for space in view.spaces.values():
        for one in view.log_of(space).wrong:
            wanted |= {row.name: row for row in _left_out(connection, view, space, one.checkpoint)}
    return [wanted[name] for name in sorted(wanted)]


def _of_branches(
    space: SpaceRow, log: SpaceLog, by_line: Mapping[tuple[bytes, bytes], Collection[ShareFileRow]]
) -> Iterator[ShareFileRow]:
    """Yield the files of lines with two branches where these go beside each other, of those that are needed.

    Heads name numbers: they do not show that a device lacks one of two files of a number. Where the shared
    folder was set back together with the casebook of the author, it has those of one branch alone.
    """
    for name, line in log.lines.items():
        forks = line.forks
        for row in by_line.get((space.id, name.line), ()) if forks else ():
            is_of_branch = row.sha256 in forks.get(row.number, ())
            if is_of_branch and not is_covered(log.checkpoints, row, name.signer):
                yield row


def _left_out(
    connection: TeamConnection, view: TeamView, space: SpaceRow, checkpoint: SpaceCheckpoint
) -> list[ShareFileRow]:
    """Return the files of which a checkpoint leaves something out.

    Without those that an earlier one stands for, and those with nothing but what their author purged.
    """
    author, lines = checkpoint.place.signer, {name.line for name in checkpoint.lines}
    bodies = kept_bodies(connection, view, space, SAYING, which=lambda row: row.line in lines)
    of_author = [(row, body) for (row, signer), body in bodies if signer == author]
    purged = {(noun, record_id) for _, body in of_author for noun, record_id in body["p"]}
    standing = view.log_of(space).checkpoints_of(author)
    left: list[ShareFileRow] = []
    for row, body in of_author:
        if is_covered(standing, row, author):
            continue
        said = {(one["n"], one["i"]) for one in body["r"]} | {("document", one[0]) for one in body["f"]}
        if checkpoint.covers(row.line, row.number) and not (said and said <= purged):
            left.append(row)
    return left


def _id_of(space: SpaceRow, gap: LineGap) -> str:
    name = space.id + gap.name.signer + gap.name.line
    return hashlib.sha256(name).hexdigest()[:_ID_DIGITS]
