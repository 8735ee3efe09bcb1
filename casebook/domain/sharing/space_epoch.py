"""Epochs of the key of a space: when a new one is due, who gets it, and whose changes are taken.

Whoever loses access keeps the keys of earlier epochs, and so can go on writing in them. What comes so waits
for a person; what comes in a later epoch was never theirs to write.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from casebook.domain.sharing.device_state import DeviceState
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.roster import Roster
from casebook.domain.sharing.roster_statement import MemberRole

RENEWED_AFTER = timedelta(days=90)
_TURN = timedelta(days=1)
"""For which an owner alone may renew what is old, before the next one does."""
_GIVEN_TO = {DeviceState.WELCOMED, DeviceState.ACTIVE, DeviceState.SPLIT}


class RenewalReason(StrEnum):
    """Why the key of a space is made anew.

    Attributes:
        FIRST: there is none that a present owner made.
        REMOVED, LOST: a device that has it was put out.
        TAKEN: a device that has it lost access to the space.
        PURGED: a record was purged since it was made.
        AGE: it is 90 days old.
    """

    FIRST = "first"
    REMOVED = "removed"
    LOST = "lost"
    TAKEN = "taken"
    PURGED = "purged"
    AGE = "age"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceEpoch:
    """An epoch, without its key.

    Attributes:
        space: 16 bytes.
        number: from 1.
        maker: device that made the key, 32 bytes.
        digest: of its key, 32 bytes: it distinguishes two made at once.
        devices: to which the key was sealed, by whoever had it.
        began_at: when it came here, by our own clock.
    """

    space: bytes
    number: int
    maker: bytes
    digest: bytes
    devices: frozenset[bytes]
    began_at: datetime


def writing_epoch(epochs: Iterable[SpaceEpoch], roster: Roster, space: bytes) -> SpaceEpoch | None:
    """Return the epoch to write in: the last that a present owner made, of two made at once the same for all.

    All others are read with the keys that there are.
    """
    return max(
        _by_owners(epochs, roster, space), key=lambda one: (one.number, _backwards(one.digest)), default=None
    )


def renewal_reasons(
    epochs: Iterable[SpaceEpoch],
    roster: Roster,
    space: bytes,
    *,
    now: datetime,
    purged_at: datetime | None = None,
) -> frozenset[RenewalReason]:
    """Return why a new epoch is due; none while the present one holds. Owners make it.

    Args:
        epochs: all that came here.
        roster: of the team.
        space: 16 bytes; nothing is due for one that is not open.
        now: by our own clock.
        purged_at: when a record of the space was purged here last.
    """
    readers = roster.may_read(space)
    if not readers:
        return frozenset()
    epoch = writing_epoch(epochs, roster, space)
    if epoch is None:
        return frozenset({RenewalReason.FIRST})
    reasons: set[RenewalReason] = set()
    for device in epoch.devices - readers:
        one = roster.devices.get(device)
        if one and one.is_lost:
            reasons.add(RenewalReason.LOST)
        elif one and one.is_removed:
            reasons.add(RenewalReason.REMOVED)
        else:
            reasons.add(RenewalReason.TAKEN)
    if purged_at and purged_at >= epoch.began_at:
        reasons.add(RenewalReason.PURGED)
    if now - epoch.began_at >= RENEWED_AFTER:
        reasons.add(RenewalReason.AGE)
    return frozenset(reasons)


def is_due(
    reasons: Collection[RenewalReason],
    epoch: SpaceEpoch | None,
    roster: Roster,
    own: bytes,
    now: datetime,
) -> bool:
    """Return whether a device makes a new key now.

    For all that takes access it is whichever owner sees it first, and two keys made at once stand beside each
    other. Age alone is no hurry: each owner has a day before the next one, so that as a rule one does it.

    Args:
        reasons: of `renewal_reasons`.
        epoch: the one to write in.
        roster: of the team.
        own: device that asks.
        now: by its own clock.
    """
    if own not in roster.owners or not reasons:
        return False
    if epoch is None or {*reasons} != {RenewalReason.AGE}:
        return True
    owners = sorted(roster.owners & roster.may_read(epoch.space)) or sorted(roster.owners)
    turn = owners.index(own) if own in owners else len(owners)
    return now - epoch.began_at >= RENEWED_AFTER + turn * _TURN


def next_number(epochs: Iterable[SpaceEpoch], roster: Roster, space: bytes) -> int:
    """Return the number of a new epoch: the first after all that owners made which nobody else used.

    One who is put out cannot push it to the end, nor have a file opened with a key of theirs by its number.
    """
    known = list(epochs)
    number = 1 + max((one.number for one in _by_owners(known, roster, space)), default=0)
    used = {one.number for one in known if one.space == space}
    while number in used:
        number += 1
    return number


def recipients(roster: Roster, space: bytes, states: Mapping[bytes, DeviceState]) -> frozenset[bytes]:
    """Return the devices that a key is sealed to: those that read the space and are not asleep.

    One that wakes is given the present key as soon as it is heard of.
    """
    return frozenset(device for device in roster.may_read(space) if states.get(device) in _GIVEN_TO)


class ChangeVerdict(StrEnum):
    """What becomes of a change that a device signed.

    Attributes:
        TAKE: it is taken.
        WAIT: the device is not known to have access; the statement that gives it may still come.
        AFTER: it came after access ended or the space was closed, or is by a reader; it waits for a person.
        REFUSE: it was written in an epoch whose key the device was never given.
    """

    TAKE = "take"
    WAIT = "wait"
    AFTER = "after"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceChange:
    """Where a change stands.

    Attributes:
        space: 16 bytes.
        name: of its line.
        point: the file in it.
        epoch: number of the epoch whose key opened it.
        is_of_fork: whether the line has two branches at this number or before.
        leads_to: whether the last file accepted of the line comes after it, by what each names as the one
            before; None where files between are not here.
    """

    space: bytes
    name: LineName
    point: LinePoint
    epoch: int
    is_of_fork: bool = False
    leads_to: bool | None = True


def verdict(change: SpaceChange, epochs: Iterable[SpaceEpoch], roster: Roster) -> ChangeVerdict:
    """Return what becomes of a change."""
    signer, space = change.name.signer, roster.spaces.get(change.space)
    if signer not in roster.devices or space is None:
        return ChangeVerdict.WAIT
    accepted = roster.accepted(signer, change.space)
    if accepted is not None:
        last = accepted.get(change.name.line)
        if last and _is_accepted(change, LinePoint(last.number, last.digest)):
            return ChangeVerdict.WAIT if change.leads_to is None else ChangeVerdict.TAKE
        bound = _first_without(signer, _by_owners(epochs, roster, change.space))
        return ChangeVerdict.REFUSE if bound and change.epoch >= bound else ChangeVerdict.AFTER
    if signer not in space.readers:
        return ChangeVerdict.WAIT
    is_late = space.is_closed or roster.role_of(signer) is MemberRole.READER
    return ChangeVerdict.AFTER if is_late else ChangeVerdict.TAKE


def _is_accepted(change: SpaceChange, last: LinePoint) -> bool:
    if change.point.number == last.number:
        return change.point.digest == last.digest
    return change.point.number < last.number and not change.is_of_fork and change.leads_to is not False


def _first_without(signer: bytes, epochs: list[SpaceEpoch]) -> int:
    """Return the number from which on a device was given no key any more, 0 while there is none such."""
    bound = 0
    for epoch in sorted(epochs, key=lambda one: one.number, reverse=True):
        if signer in epoch.devices:
            break
        bound = epoch.number
    return bound


def _by_owners(epochs: Iterable[SpaceEpoch], roster: Roster, space: bytes) -> list[SpaceEpoch]:
    return [one for one in epochs if one.space == space and one.maker in roster.owners]


def _backwards(digest: bytes) -> bytes:
    """Return bytes that sort the other way round, so that the smallest digest is the greatest."""
    return bytes(255 - byte for byte in digest)
