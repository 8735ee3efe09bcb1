"""Founding a team, welcoming and joining, opening spaces, removing devices."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from casebook.base.errors import Conflict, NotFound, Refused
from casebook.domain.sharing.member_name import checked_name
from casebook.domain.sharing.roster import Roster
from casebook.domain.sharing.roster_decoding import checked
from casebook.domain.sharing.roster_statement import (
    AcceptedLine,
    MemberRole,
    RosterStatement,
    SpaceKind,
    StatementKind,
)
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.members.welcoming import Welcome, read_welcome, require_compared, write_welcome
from casebook.services.sharing.team.covered_files import last_heard
from casebook.services.sharing.team.keys import grant, keep_keys, new_epoch, note_own
from casebook.services.sharing.team.renewal import begin_epochs
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.statements import keep_said, own_line, say
from casebook.services.sharing.team.team_folder import note_folder, require_apart
from casebook.services.sharing.team.team_view import (
    TeamView,
    read_team,
    require_team,
    statement_row,
    team_of,
)
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import KeyRow, SpaceRow, TeamConnection, TeamRow
from casebook.vault import DeviceCard, read_card
from casebook.vault.sharing.carrier_folder import CarrierFolder

_ID_BYTES = 16


def found(session: Session, name: str, member_name: str, folder: Path, *, is_made: bool = False) -> TeamView:
    """Found a team with this device as its owner, and make its shared folder.

    Args:
        session: the open casebook.
        name: of the team, in this casebook only.
        member_name: how the others see this member.
        folder: ``NAME.casebook-share`` where a program that synchronises, or a stick, finds it.
        is_made: it was made just now by another process, as the picker does for a confined session.

    Raises:
        Conflict: this casebook belongs to a team, or something is at the path.
        InvalidInput: a name is empty or cannot be used, or the path does not end as it must.
        Refused: the folder is within a casebook, or this one within it.
        DiskProblem: the folder cannot be made.
    """
    if team_of(session) is not None:
        raise _in_a_team()
    own, card = device.own_keys(session), device.required_card(session)
    name, member_name = checked_name(name), checked_name(member_name)
    carrier = _new_folder(session, folder, is_made=is_made)
    note_folder(session, carrier.path)
    with session.store.exchange() as connection:
        line = own_line(session, connection)
        statement = RosterStatement(
            kind=StatementKind.FOUND,
            team=b"",
            author=own.id,
            line=line,
            number=1,
            saw=(),
            at=int(session.clock().timestamp() * 1000),
            card=card.data,
            member=session.ids(),
            name=member_name,
            space=secrets.token_bytes(_ID_BYTES),
        )
        checked(statement)
        row = TeamRow(id=statement.founds, name=name, folder=str(carrier.path))
        view = TeamView(row=row, device=own, roster=Roster.of([statement]), spaces={}, keys=())
        team_store.keep_team(connection, row)
        team_store.keep_space(
            connection, SpaceRow(id=statement.space, kind=SpaceKind.ROSTER, case_id="", log="")
        )
        new_epoch(session, connection, view, statement.space, ())
        keep_said(session, connection, view, statement)
    return require_team(session)


def _new_folder(session: Session, folder: Path, *, is_made: bool) -> CarrierFolder:
    try:
        require_apart(session, folder)
    except Refused:
        if is_made:  # just now, and empty
            with suppress(OSError):
                folder.rmdir()
        raise
    return CarrierFolder.existing(folder) if is_made else CarrierFolder.create(folder)


def welcome(
    session: Session,
    card: DeviceCard,
    *,
    member_name: str,
    role: MemberRole,
    case_ids: Iterable[str],
    to: Path | SaveTarget,
) -> None:
    """Welcome a device into the team, open spaces to it, and write the welcome that only it can open.

    Raises:
        Refused: this device may not, the device was removed, or the team does not have the space of a case.
        Conflict: the device belongs to the team, or something is at the path.
        InvalidInput: the name is empty or cannot be used.
        DiskProblem: the welcome cannot be written; then nothing was said.
    """
    view = require_team(session)
    member_name = checked_name(member_name)
    require_welcomable(session, card)
    wanted = _spaces_for(view, {*case_ids})
    with session.store.exchange() as connection:
        values = {"device": card.device_id, "card": card.data, "name": member_name, "role": role}
        say(session, connection, view, StatementKind.WELCOME, member=session.ids(), **values)
        if wanted:
            given, to_whom = tuple(sorted(wanted)), (card.device_id,)
            say(session, connection, view, StatementKind.GIVE, spaces=given, devices=to_whom)
        opened = wanted | {view.roster_space}
        grant(session, connection, view, [row for row in view.keys if row.space in opened], [card.device_id])
        write_welcome(view, card, to)


def _spaces_for(view: TeamView, case_ids: Collection[str]) -> set[bytes]:
    """Return the spaces of cases, and of what the office has beside them."""
    of_cases = {one.id for one in view.spaces.values() if one.case_id and one.case_id in case_ids}
    return of_cases | {one.id for one in view.spaces.values() if one.kind == SpaceKind.OFFICE}


def require_welcomable(session: Session, card: DeviceCard) -> None:
    """Require that a device never belonged to the team.

    Raises:
        Conflict: it belongs to the team.
        Refused: it was removed, which is for good.
    """
    known = require_team(session).roster.devices.get(card.device_id)
    if known is None:
        return
    if not known.is_in:
        raise _was_removed("card")
    raise Conflict(
        "This device belongs to the team.",
        field="card",
        remedy="Give it a role or cases instead, or write its welcome again.",
    )


def welcome_again(session: Session, device_id: bytes, to: Path | SaveTarget) -> None:
    """Write the welcome of a device again that has not joined yet: its file was lost on the way.

    Raises:
        NotFound: the team has no such device.
        Refused: this device is no owner's, or the other was removed.
        Conflict: that device has joined, or something is at the path.
        DiskProblem: the welcome cannot be written.
    """
    view = require_team(session)
    theirs = _card_within(view, device_id)
    if view.device.id not in view.roster.owners:
        raise Refused("Only owners welcome a device.", field="roster", remedy="Ask an owner of the team.")
    with session.store.reading() as connection:
        has_joined = device_id == view.device.id or device_id in last_heard(connection, view)
    if has_joined:
        raise Conflict(
            "This device has joined the team.", field="device", remedy="It needs no welcome any more."
        )
    write_welcome(view, theirs, to)


def _card_within(view: TeamView, device: bytes) -> DeviceCard:
    """Return the card of a device that belongs to the team.

    Raises:
        NotFound: the team has no such device.
        Refused: it was removed.
    """
    known = view.roster.devices.get(device)
    if known is None:
        raise NotFound("The team has no such device.", field="device", remedy="Choose one from the list.")
    if not known.is_in:
        raise _was_removed("device")
    return read_card(known.card)


def join(session: Session, welcome_file: Path | OpenedFile, folder: Path, *, allow: bool = False) -> TeamView:
    """Join the team of a welcome.

    SECURITY: whoever has the card of this device can write a welcome and call themselves what they like;
    what is shared afterwards is theirs. So the card of who wrote it has to be compared.

    Args:
        session: the open casebook.
        welcome_file: as it was sent; open already where a picker opened it.
        folder: the shared folder of the team on this computer.
        allow: though nobody compared the card of who wrote the welcome.

    Raises:
        Conflict: this casebook belongs to a team.
        Refused: the welcome is for another device, not by an owner of its team, or by one whose card nobody
            compared; or this device was put out; or the folder is within a casebook, or this one within it.
        InvalidInput: it is no welcome, or the folder no shared folder.
        CarrierGone: the folder is not there.
    """
    if team_of(session) is not None:
        raise _in_a_team()
    require_apart(session, folder)
    carrier = CarrierFolder.existing(folder)
    read = read_welcome(session, welcome_file)
    require_compared(session, read.by, allow=allow)
    note_folder(session, carrier.path)
    with session.store.exchange() as connection:
        row = TeamRow(id=read.roster.team, name=read.team_name, folder=str(carrier.path))
        team_store.keep_team(connection, row)
        for one in read.signed:
            team_store.keep_statement(connection, *statement_row(one))
        team_store.keep_space(connection, SpaceRow(id=read.space, kind=SpaceKind.ROSTER, case_id="", log=""))
        _keep_keys_of(session, connection, read)
    return require_team(session)


def _keep_keys_of(session: Session, connection: TeamConnection, read: Welcome) -> None:
    """Keep the keys of the roster that a welcome has."""
    view = read_team(session, connection)
    if view is None:
        return
    for epoch, key, maker in read.keys:
        row = KeyRow(space=read.space, epoch=epoch, key=key, since=session.clock().isoformat())
        note_own(connection, view, row, maker)
        keep_keys(connection, view, [row])


def device_named(session: Session, beginning: str) -> bytes:
    """Return the device of the team whose id begins so, in hex.

    Raises:
        NotFound: there is none, or more than one.
    """
    devices = require_team(session).roster.devices
    matching = [one for one in devices if beginning and one.hex().startswith(beginning.lower())]
    if len(matching) != 1:
        raise NotFound(
            "The team has no such device.",
            field="device",
            remedy="Give the beginning of its ID, as it is listed.",
        )
    return matching[0]


def give(session: Session, device: bytes, spaces: Collection[bytes], *, allow: bool = False) -> None:
    """Open spaces to a device of the team, with all that was laid in them.

    Raises:
        NotFound: the team has no such device.
        Refused: this device may not, the other was removed, or nobody compared its card and `allow` is unset.
    """
    view = require_receiver(session, device, allow=allow)
    with session.store.exchange() as connection:
        say(session, connection, view, StatementKind.GIVE, spaces=tuple(sorted(spaces)), devices=(device,))
        grant(session, connection, view, [row for row in view.keys if row.space in spaces], [device])


def require_receiver(session: Session, device: bytes, *, allow: bool) -> TeamView:
    """Require that cases may be given to a device of the team, and return the team.

    Raises:
        NotFound: the team has no such device.
        Refused: it was removed, or nobody compared its card and `allow` is unset.
    """
    view = require_team(session)
    theirs = _card_within(view, device)
    if device != view.device.id:
        require_compared(session, theirs, allow=allow)
    return view


def remove(session: Session, device: bytes, *, is_lost: bool = False) -> None:
    """Put a device out of the team for good, and begin an epoch of every space that it could read.

    What it laid up to now is accepted; what it lays later waits for a person. It keeps what it had.

    Raises:
        NotFound: the team has no such device.
        Refused: this device may not.
    """
    view = require_team(session)
    if device not in view.roster.devices:
        raise NotFound("The team has no such device.", field="device", remedy="Choose one from the list.")
    read = [id_ for id_ in view.spaces if device in view.roster.may_read(id_)]
    with session.store.exchange() as connection:
        say(
            session,
            connection,
            view,
            StatementKind.LOST if is_lost else StatementKind.REMOVE,
            devices=(device,),
            accepted=tuple(sorted(accepted_lines(view, device))),
        )
        begin_epochs(session, connection, view, read)


def accepted_lines(view: TeamView, device: bytes, spaces: Collection[bytes] = ()) -> Iterable[AcceptedLine]:
    """Yield the last file taken of each line of a device, in these spaces or in all: what counts of it."""
    for space in view.spaces.values():
        for name, log in SpaceLog.read(space.log).lines.items():
            if name.signer == device and (space.id in spaces or not spaces):
                yield AcceptedLine(
                    device=device,
                    space=space.id,
                    line=name.line,
                    number=log.head.number,
                    digest=log.head.digest,
                )


def _in_a_team() -> Conflict:
    return Conflict(
        "This casebook belongs to a team already.",
        field="team",
        remedy="Leave that team first; all records stay. Or use another casebook.",
    )


def _was_removed(field: str) -> Refused:
    return Refused(
        "This device was removed from the team for good.",
        field=field,
        remedy="Ask its person for a new card, and welcome that.",
    )
