"""New keys by themselves: after access ended, after a purge, after 90 days, and for who was asleep."""

from __future__ import annotations

from casebook.domain.sharing.device_state import DeviceState, device_states
from casebook.domain.sharing.space_epoch import is_due, recipients, renewal_reasons, writing_epoch
from casebook.services.base.session import Session
from casebook.services.sharing.team.covered_files import last_heard
from casebook.services.sharing.team.keys import grant, new_epoch
from casebook.services.sharing.team.team_view import TeamView, read_team
from casebook.store.sharing.team_store import TeamConnection


def queue_keys(session: Session) -> int:
    """Queue new keys of the spaces where one is due, and those that devices lack; returns how many are new.

    Only owners do. While statements of owners are known to be missing nothing is done: what is due may be in
    them.
    """
    with session.store.exchange() as connection:
        view = read_team(session, connection)
        if view is None or view.device.id not in view.roster.owners or _lacks_statements(view):
            return 0
        states = states_of(session, connection, view)
        # the roster last: other keys are granted under the one before, which all have
        spaces = sorted(view.roster.spaces, key=lambda one: (one == view.roster_space, one))
        count = sum(_renewed(session, connection, view, space, states) for space in spaces)
        for space in spaces:
            _complete(session, connection, view, space, states)
        return count


def states_of(session: Session, connection: TeamConnection, view: TeamView) -> dict[bytes, DeviceState]:
    """Return where each device stands by what was heard of it here; this one is awake."""
    now = session.clock()
    heard = last_heard(connection, view) | {view.device.id: now}
    return device_states(view.roster, heard=heard, now=now)


def begin_epochs(session: Session, connection: TeamConnection, view: TeamView, spaces: list[bytes]) -> None:
    """Begin an epoch of each space that this device reads, for who may read it now; the roster's comes last.

    Only keys of owners count: after a member put out a device of their own, an owner does it by itself.
    """
    if view.device.id not in view.roster.owners:
        return
    states = states_of(session, connection, view)
    for space in sorted(spaces, key=lambda one: one == view.roster_space):
        new_epoch(session, connection, view, space, recipients(view.roster, space, states))


def _renewed(
    session: Session,
    connection: TeamConnection,
    view: TeamView,
    space: bytes,
    states: dict[bytes, DeviceState],
) -> bool:
    """Begin a new epoch of a space where one is due; returns whether it was.

    An owner who does not read a space makes its key only where no owner does, and keeps none of it.
    """
    own, roster = view.device.id, view.roster
    readers = roster.may_read(space)
    if own not in readers and readers & roster.owners:
        return False
    epochs, row = view.epochs, view.spaces.get(space)
    purged_at = view.log_of(row).purged_at if row else None
    now = session.clock()
    reasons = renewal_reasons(epochs, roster, space, now=now, purged_at=purged_at)
    if not is_due(reasons, writing_epoch(epochs, roster, space), roster, own, now):
        return False
    new_epoch(session, connection, view, space, recipients(roster, space, states))
    return True


def _complete(
    session: Session,
    connection: TeamConnection,
    view: TeamView,
    space: bytes,
    states: dict[bytes, DeviceState],
) -> None:
    """Give the keys of a space to devices that may read it and were not given them: they were asleep."""
    rows = [row for row in view.keys if row.space == space]
    epochs = {(one.number, one.digest): one.devices for one in view.epochs if one.space == space}
    for device in sorted(recipients(view.roster, space, states) - {view.device.id}):
        lacking = [
            row for row in rows if device not in epochs.get((row.epoch, row.digest), frozenset({device}))
        ]
        if lacking:
            grant(session, connection, view, lacking, [device], under=_known_to(view, device))


def _known_to(view: TeamView, device: bytes) -> int:
    """Return the last epoch of the roster of which a device has the key that is used of it; 0 for none."""
    held = [
        one.number
        for one in view.epochs
        if one.space == view.roster_space
        and device in one.devices
        and view.key_digest(one.space, one.number) == one.digest
    ]
    return max(held, default=0)


def _lacks_statements(view: TeamView) -> bool:
    """Return whether statements of owners are missing, as owners say; not what is damaged or was given up.

    SECURITY: what others state takes no access but their own. They may name lines and statements that there
    are not, and would keep all keys from being renewed.
    """
    row, owners = view.spaces.get(view.roster_space), view.roster.owners
    if row is None:
        return True
    waiting = view.roster.waiting
    if any(one.author in owners and one.digest in waiting for one in view.roster.statements):
        return True
    log = view.log_of(row)
    heads = [one for one in log.heads_of_others(view.device.id) if one.device in owners]
    return any(log.is_expected(gap) for gap in log.gaps(heads) if gap.name.signer in owners)
