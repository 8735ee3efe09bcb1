"""What members are and have: roles and names, cases closed or taken away, leaving the team."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from functools import partial

from casebook.base.errors import DiskProblem, InvalidInput, NotFound, Refused
from casebook.base.message import Message
from casebook.domain.sharing.member_name import checked_name
from casebook.domain.sharing.roster import RosterMember
from casebook.domain.sharing.roster_statement import MemberRole, SpaceKind, StatementKind
from casebook.services.base.session import Session
from casebook.services.sharing.members.members import accepted_lines
from casebook.services.sharing.team.laying import lay_queued, put
from casebook.services.sharing.team.purges import purge_requests, refuse_purge
from casebook.services.sharing.team.renewal import begin_epochs
from casebook.services.sharing.team.statements import say
from casebook.services.sharing.team.team_view import TeamView, require_team, team_of
from casebook.store.sharing import team_store

MAX_CODE_NAME = 60
"""Characters of a code name."""


def change_role(session: Session, member: str, role: MemberRole, *, allow_ownerless: bool = False) -> None:
    """Give a member another role, which holds for all devices of theirs.

    Raises:
        NotFound: the team has no such member.
        Refused: this device may not, or no owner would be left.
    """
    view = require_team(session)
    known = _member(view, member)
    if known.role is role:
        return
    if role is not MemberRole.OWNER and not allow_ownerless:
        _require_other_owner(view, known.devices)
    # who comes later takes what was laid until now without being asked
    is_end = role is MemberRole.READER
    accepted = [line for one in known.devices for line in accepted_lines(view, one)] if is_end else []
    with session.store.exchange() as connection:
        values = {"member": member, "role": role, "accepted": tuple(sorted(accepted))}
        say(session, connection, view, StatementKind.ROLE, **values)


TWIN = Message(
    "Another member of the team is called so, too. Lists show each with a part of their ID; a surname or a "
    "place tells them apart better."
)


def is_twin(session: Session, name: str, *, but: str = "") -> bool:
    """Return whether a member of the team, other than one, is called so."""
    view, wanted = team_of(session), unicodedata.normalize("NFC", name).strip().casefold()
    members = view.roster.members.values() if view else ()
    return any(one.member != but and one.name.casefold() == wanted for one in members)


def rename(session: Session, member: str, name: str) -> None:
    """Give a member another name, for all in the team; one's own, or as an owner that of anybody.

    Raises:
        NotFound: the team has no such member.
        InvalidInput: the name is empty, too long, or has signs that are not shown.
        Refused: this device may not.
    """
    view = require_team(session)
    _member(view, member)
    wanted = checked_name(name)
    with session.store.exchange() as connection:
        say(session, connection, view, StatementKind.RENAME, member=member, name=wanted)


def keep_code_name(session: Session, member: str, code_name: str) -> None:
    """Keep what is shown of a member in place of the name while names are hidden, in this casebook alone.

    Args:
        session: the open casebook.
        member: ID of the member.
        code_name: "" to show the name.

    Raises:
        NotFound: the team has no such member.
        InvalidInput: the code name is longer than 60 characters or has signs that are not shown.
    """
    _member(require_team(session), member)
    wanted = code_name.strip()
    if len(wanted) > MAX_CODE_NAME:
        raise InvalidInput(
            "This code name is too long.", field="code_name", remedy="Use 60 characters at most."
        )
    with session.store.exchange() as connection:
        team_store.keep_code_name(connection, member, checked_name(wanted) if wanted else "")


def close_case(session: Session, case_id: str) -> None:
    """Close the space of a case for good: nothing new is laid or taken there, and all keep what they have.

    Raises:
        NotFound: the case is not shared.
        Refused: this device may not, or it is closed.
    """
    view = require_team(session)
    space = _space_of(view, case_id)
    if view.roster.spaces[space].is_closed:
        raise Refused("This case is closed for the team.", field="case", remedy="Nothing needs to be done.")
    put(session)  # what was saved before is still of the time when it was open
    view = require_team(session)
    # who comes later takes what was laid until now without being asked
    accepted = sorted(line for one in view.roster.devices for line in accepted_lines(view, one, [space]))
    with session.store.exchange() as connection:
        say(session, connection, view, StatementKind.CLOSE, space=space, accepted=tuple(accepted))


def take_away(session: Session, case_id: str, devices: Collection[bytes]) -> None:
    """Take a case away from devices: they open nothing that is saved from now on, and keep what they had.

    What they laid up to now counts; what they lay later waits for a person.

    Raises:
        NotFound: the case is not shared, or none of these devices has it.
        InvalidInput: it would be taken from this device itself.
        Refused: this device may not.
    """
    view = require_team(session)
    space = _space_of(view, case_id)
    having = sorted({*devices} & view.roster.may_read(space))
    if not having:
        raise NotFound(
            "None of these devices has the case.", field="device", remedy="Choose one that has it."
        )
    if view.device.id in having:
        raise InvalidInput(
            "A case is not taken away from this device itself.",
            field="device",
            remedy="Another owner can do it, or remove the case here.",
        )
    accepted = sorted(line for one in having for line in accepted_lines(view, one, [space]))
    with session.store.exchange() as connection:
        values = {"spaces": (space,), "devices": tuple(having), "accepted": tuple(accepted)}
        say(session, connection, view, StatementKind.TAKE, **values)
        if space in view.spaces:
            begin_epochs(session, connection, view, [space])


def leave(session: Session, *, allow_ownerless: bool = False, allow_untold: bool = False) -> None:
    """Leave the team with all devices of this member, and forget it here; all records stay.

    What was saved is laid before. An owner who is there makes new keys. Who was put out, or whose team has no
    owner any more, leaves likewise.

    Args:
        session: the open casebook.
        allow_ownerless: though no owner would be left.
        allow_untold: though the shared folder cannot be reached, so that nobody hears of it.

    Raises:
        Refused: this casebook belongs to no team, or no owner would be left.
        CarrierGone, DiskProblem: the shared folder is not there or refuses; nobody would know of it, and this
            casebook still belongs to the team.
    """
    view = require_team(session)
    own = view.roster.devices.get(view.device.id)
    if own is not None and own.is_in:
        devices = view.roster.members[own.member].devices
        if not allow_ownerless:
            _require_other_owner(view, devices)
        _lay_if_reached(partial(put, session), allow_untold=allow_untold)
        view = require_team(session)
        accepted = sorted(line for one in devices for line in accepted_lines(view, one))
        with session.store.exchange() as connection:
            values = {"devices": tuple(devices), "accepted": tuple(accepted)}
            say(session, connection, view, StatementKind.REMOVE, **values)
        _lay_if_reached(partial(lay_queued, session), allow_untold=allow_untold)
    _forget(session)


def _lay_if_reached(tell: Callable[[], object], *, allow_untold: bool) -> None:
    try:
        tell()
    except (NotFound, DiskProblem):
        if not allow_untold:
            raise


def _forget(session: Session) -> None:
    """Forget the team; what others purged comes back into sight, since nobody asks about it any more."""
    for one in purge_requests(session):
        refuse_purge(session, one.id)
    with session.store.exchange() as connection:
        team_store.forget_team(connection)


def member_named(session: Session, beginning: str) -> str:
    """Return the member whose ID begins so.

    Raises:
        NotFound: there is none, or more than one.
    """
    members = require_team(session).roster.members
    matching = [one for one in members if beginning and one.startswith(beginning.lower())]
    if len(matching) != 1:
        raise _no_member()
    return matching[0]


def _member(view: TeamView, member: str) -> RosterMember:
    known = view.roster.members.get(member)
    if known is None or not known.devices:
        raise _no_member()
    return known


def _no_member() -> NotFound:
    return NotFound(
        "The team has no such member.",
        field="member",
        remedy="Give the beginning of its ID, as it is listed.",
    )


def _space_of(view: TeamView, case_id: str) -> bytes:
    for space in view.spaces.values():
        if space.kind == SpaceKind.CASE and space.case_id == case_id and space.id in view.roster.spaces:
            return space.id
    raise NotFound(
        "This case is not shared with the team.", field="case", remedy="Choose one that is shared."
    )


def _require_other_owner(view: TeamView, devices: Collection[bytes]) -> None:
    """Require that an owner is left without these devices."""
    if view.roster.owners & {*devices} and not view.roster.owners - {*devices}:
        raise Refused(
            "No owner would be left, and nobody could change the team any more.",
            field="role",
            remedy="Make another member an owner first.",
        )
