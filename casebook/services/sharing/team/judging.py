"""Whether what a device laid counts: it has access, had it when it wrote this, or a person decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from casebook.domain.sharing.line_log import NOTHING_BEFORE, LineFile, LineName, LinePoint
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.sharing.space_epoch import ChangeVerdict, SpaceChange, verdict
from casebook.services.sharing.team.checkpoints import SaidByDevice, compared, kept_bodies
from casebook.services.sharing.team.space_log import KnownCheckpoint, SpaceLog
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_header import CarrierHeader, CarrierKind
from casebook.vault.sharing.carrier_taking import TakenFile

OF_TEAM = frozenset({CarrierKind.ROSTER, CarrierKind.GRANT})
"""Kinds that say something of the team; they are taken first."""
_BY_WRITERS = frozenset({CarrierKind.CHANGES, CarrierKind.CHECKPOINT, CarrierKind.FILE})


_ORDER = {
    CarrierKind.ROSTER: 0,
    CarrierKind.GRANT: 0,  # they follow each other in one line: a case is opened, and its key is given
    CarrierKind.HEAD: 1,
    CarrierKind.CHANGES: 3,
    CarrierKind.CHECKPOINT: 4,  # held against the files that it stands for; what follows it is taken next
    CarrierKind.FILE: 5,
}
_FIRST_CHECKPOINTS = 2


def turn(view: TeamView, one: TakenFile) -> tuple[int, bytes, int]:
    """Return when a file is taken; a later checkpoint before those that it stands for.

    SECURITY: of who was put out, checkpoints come first: what says more than one that was accepted waits for
    a person, though it was sealed before.
    """
    header, order = one.header, _ORDER[one.header.kind]
    if header.kind is not CarrierKind.CHECKPOINT:
        return order, header.line, header.number
    is_out = view.roster.accepted(header.signer, one.place.space) is not None
    return _FIRST_CHECKPOINTS if is_out else order, header.line, -header.number


def is_in_place(view: TeamView, one: TakenFile) -> bool:
    """Return whether a file is of a kind that its space holds.

    SECURITY: of statements and keys all is taken, whoever laid it and when. In the space of a case it would
    stand in a line in place of what its author had laid there.
    """
    is_of_team = one.place.space == view.roster_space
    return one.header.kind is CarrierKind.HEAD or is_of_team == (one.header.kind in OF_TEAM)


def verdict_on(
    view: TeamView, log: SpaceLog, one: TakenFile, before: Mapping[bytes, bytes] | None = None
) -> ChangeVerdict:
    """Return what becomes of a file; what only says how far a device is, or about the team, is always taken.

    Args:
        view: of the team.
        log: of the space of the file.
        one: the file.
        before: of the files that lie in the shared folder, by SHA-256, that of the file before each; None
            where that is not asked.
    """
    header = one.header
    if header.kind not in _BY_WRITERS:
        return ChangeVerdict.TAKE
    name = LineName(header.signer, header.line)
    known = log.lines.get(name)
    point = LinePoint(header.number, one.sha256)
    forks = known.forks if known else {}
    is_fork = any(number <= header.number for number in forks) or bool(known and not known.agrees(point))
    change = SpaceChange(
        space=one.place.space,
        name=name,
        point=point,
        epoch=header.epoch,
        is_of_fork=is_fork,
        leads_to=True if before is None else _leads_to_accepted(view, log, one, before),
    )
    return verdict(change, view.epochs, view.roster)


def may_settle(view: TeamView, one: TakenFile) -> bool:
    """Return whether a file is a checkpoint in a closed case, of who may write but for its end."""
    header, space = one.header, view.roster.spaces.get(one.place.space)
    if header.kind is not CarrierKind.CHECKPOINT or space is None or not space.is_closed:
        return False
    return header.signer in space.readers and view.roster.role_of(header.signer) is not MemberRole.READER


def is_vouched(view: TeamView, log: SpaceLog, one: TakenFile) -> bool:
    """Return whether another device took a checkpoint in a closed case, which none does that brings more.

    SECURITY: who comes later has no files to hold it against, so the word of its author is not enough.
    """
    header, devices = one.header, view.roster.devices
    name = LineName(header.signer, header.line)
    return may_settle(view, one) and any(
        not head.lacks(name, header.number).meets(header.number, header.number)
        for head in log.heads_of_others(view.device.id)
        if head.device != header.signer and head.device in devices and devices[head.device].is_in
    )


def is_let_through(view: TeamView, one: TakenFile) -> bool:
    """Return whether a person let a file through that waited for those before it."""
    space = view.spaces.get(one.place.space)
    return space is not None and one.sha256 in view.log_of(space).forced


def earlier_verdict(view: TeamView, one: TakenFile, before: Mapping[bytes, bytes]) -> ChangeVerdict | None:
    """Return what became of a file at an earlier look if it is the same now, without reading it again.

    SECURITY: a member may lay ten thousand that are never taken, which would be tried again each minute.

    Returns:
        WAIT for one that waits for the one before it, AFTER for one about which a person decides, else None.
    """
    header, space = one.header, view.spaces.get(one.place.space)
    if space is None or header.number <= 1 or header.before == NOTHING_BEFORE:
        return None
    log, name = view.log_of(space), LineName(header.signer, header.line)
    if is_let_through(view, one):
        return None
    verdict_now = verdict_on(view, log, one, before)
    if verdict_now is ChangeVerdict.AFTER:
        is_late = any(first <= header.number <= last for first, last in log.late.get(name, ()))
        return verdict_now if is_late and not is_vouched(view, log, one) else None
    of_owner = header.kind is CarrierKind.GRANT and header.signer in view.roster.owners
    if verdict_now is not ChangeVerdict.TAKE or header.kind is CarrierKind.CHECKPOINT or of_owner:
        return None
    file = LineFile(number=header.number, digest=one.sha256, before=header.before)
    return ChangeVerdict.WAIT if log.still_waits(name, file) else None


StandingBody = tuple[KnownCheckpoint, Mapping[str, Any]]
"""A checkpoint that stands for files, and what is in it."""


def standing_bodies(
    connection: TeamConnection, view: TeamView, space: SpaceRow, standing: Collection[KnownCheckpoint]
) -> list[StandingBody]:
    """Return what is in some checkpoints, of those whose bytes are kept here."""
    by_name = {one.name: one for one in standing}
    if not by_name:
        return []
    kinds = {CarrierKind.CHECKPOINT}
    bodies = kept_bodies(connection, view, space, kinds, which=lambda row: row.name in by_name)
    return [(by_name[row.name], body) for (row, _), body in bodies]


def is_held_back(header: CarrierHeader, body: Mapping[str, Any], standing: Iterable[StandingBody]) -> bool:
    """Return whether a file of who was put out says more than a checkpoint of theirs that stands for it.

    SECURITY: who sealed it before they were put out may lay it long after, when nobody expects it. It waits
    for a person, as what was sealed afterwards does.

    Args:
        header: of the file.
        body: what is in it.
        standing: checkpoints of its author that came here before it.
    """
    content = SaidByDevice()
    content.add(body)
    return any(
        compared(held, content).is_less
        for one, held in standing
        if one.checkpoint.covers(header.line, header.number)
    )


def _leads_to_accepted(
    view: TeamView, log: SpaceLog, one: TakenFile, before: Mapping[bytes, bytes]
) -> bool | None:
    """Return whether a file is of the branch of which the last one was accepted; None while some are missing.

    SECURITY: whoever is put out may write their line anew, with other files of the same numbers, or fill a
    hole. The digest of the last one accepted says which they were: each names the one before. What is not
    reached that way was not accepted.
    """
    header = one.header
    accepted = view.roster.accepted(header.signer, one.place.space) or {}
    last = accepted.get(header.line)
    if last is None or header.number >= last.number or not header.number:
        return True
    known, digest = log.lines.get(LineName(header.signer, header.line)), last.digest
    for number in range(last.number, header.number, -1):
        if digest in before:
            digest = before[digest]
        elif known and known.has(LinePoint(number, digest)):
            below = known.digests(number - 1)
            if (
                len(below) != 1
            ):  # a hole, files that a checkpoint stood for, or two branches: nothing proves it
                return False
            (digest,) = below
        else:
            return None
    return digest == one.sha256
