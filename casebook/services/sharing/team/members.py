"""Founding a team, welcoming and joining, opening spaces, removing devices."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Collection, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from casebook.base.errors import Conflict, InvalidInput, NotFound, Refused
from casebook.domain.sharing.roster import Roster
from casebook.domain.sharing.roster_decoding import read_signed, signed_as_json, verified
from casebook.domain.sharing.roster_statement import (
    AcceptedLine,
    MemberRole,
    RosterStatement,
    SpaceKind,
    StatementKind,
    case_digest,
)
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.export import written
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.team.binding import allow_case
from casebook.services.sharing.team.keys import grant, keep_keys, new_epoch, note_own
from casebook.services.sharing.team.renewal import begin_epochs
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.statements import keep_said, own_line, say
from casebook.services.sharing.team.team_folder import note_folder
from casebook.services.sharing.team.team_view import (
    TeamView,
    device_of_card,
    is_signed_by_card,
    read_team,
    require_team,
    statement_row,
    team_of,
)
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import KeyRow, SpaceRow, TeamConnection, TeamRow
from casebook.vault import DeviceCard, read_card, require_signed_by
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.parcel_file import seal_parcel, write_parcel
from casebook.vault.sharing.parcel_head import ParcelLock
from casebook.vault.sharing.parcel_reader import open_parcel

_ID_BYTES = 16
_WELCOME = "welcome"


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
        InvalidInput: a name is empty, or the path does not end as it must.
        DiskProblem: the folder cannot be made.
    """
    if team_of(session) is not None:
        raise _in_a_team()
    own, card = device.own_keys(session), device.required_card(session)
    for one in (name, member_name):
        require_named(one)
    carrier = CarrierFolder.existing(folder) if is_made else CarrierFolder.create(folder)
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
        row = TeamRow(id=statement.founds, name=name, folder=str(carrier.path))
        view = TeamView(row=row, device=own, roster=Roster.of([statement]), spaces={}, keys=())
        team_store.keep_team(connection, row)
        team_store.keep_space(
            connection, SpaceRow(id=statement.space, kind=SpaceKind.ROSTER, case_id="", log="")
        )
        new_epoch(session, connection, view, statement.space, ())
        keep_said(session, connection, view, statement)
    return require_team(session)


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
        Refused: this device may not, or the team does not have the space of a case.
        Conflict: the device belongs to the team, or something is at the path.
        InvalidInput: the name is empty.
        DiskProblem: the welcome cannot be written; then nothing was said.
    """
    view = require_team(session)
    require_named(member_name)
    known = view.roster.devices.get(card.device_id)
    if known and known.is_in:
        raise Conflict(
            "This device belongs to the team.", field="card", remedy="Give it a role or cases instead."
        )
    wanted = _spaces_for(view, {*case_ids})
    with session.store.exchange() as connection:
        values = {"device": card.device_id, "card": card.data, "name": member_name, "role": role}
        say(session, connection, view, StatementKind.WELCOME, member=session.ids(), **values)
        if wanted:
            given, to_whom = tuple(sorted(wanted)), (card.device_id,)
            say(session, connection, view, StatementKind.GIVE, spaces=given, devices=to_whom)
        opened = wanted | {view.roster_space}
        grant(session, connection, view, [row for row in view.keys if row.space in opened], [card.device_id])
        _write_welcome(view, card, to)


def _spaces_for(view: TeamView, case_ids: Collection[str]) -> set[bytes]:
    """Return the spaces of cases, and of what the office has beside them."""
    of_cases = {one.id for one in view.spaces.values() if one.case_id and one.case_id in case_ids}
    return of_cases | {one.id for one in view.spaces.values() if one.kind == SpaceKind.OFFICE}


def _write_welcome(view: TeamView, card: DeviceCard, to: Path | SaveTarget) -> None:
    manifest = json.dumps(_welcome_manifest(view)).encode()
    lock = ParcelLock(recipients=(card.public,))

    def sign(digest: bytes) -> bytes:
        return view.device.sign(digest, "parcel")

    if isinstance(to, Path):
        write_parcel(to, lock, manifest, bodies=(), files=(), sign=sign)
        return
    with written(to) as file:
        seal_parcel(file, lock, manifest, bodies=(), files=(), sign=sign)


def join(session: Session, welcome_file: Path | OpenedFile, folder: Path) -> TeamView:
    """Join the team of a welcome.

    Args:
        session: the open casebook.
        welcome_file: as it was sent; open already where a picker opened it.
        folder: the shared folder of the team on this computer.

    Raises:
        Conflict: this casebook belongs to a team.
        Refused: the welcome is for another device, or not by an owner of its team.
        InvalidInput: it is no welcome, or the folder no shared folder.
        CarrierGone: the folder is not there.
    """
    if team_of(session) is not None:
        raise _in_a_team()
    carrier = CarrierFolder.existing(folder)
    own = device.own_keys(session)
    with ExitStack() as opened:
        source: Path | BinaryIO
        source = welcome_file if isinstance(welcome_file, Path) else opened.enter_context(welcome_file.open())
        parcel = opened.enter_context(open_parcel(source, keys=[own]))
        end = parcel.check()
        manifest = json.loads(parcel.manifest)
    if not isinstance(manifest, dict) or manifest.get("kind") != _WELCOME:
        raise InvalidInput(
            "This file is no welcome to a team.", field="welcome", remedy="Choose the one you were sent."
        )
    signed = [read_signed(one) for one in manifest["s"]]
    good, _ = verified(signed, device_of=device_of_card, is_signed=is_signed_by_card)
    roster = Roster.of(good)
    _require_by_owner(roster, manifest, end.digest, end.signature)
    space = next(id_ for id_, one in roster.spaces.items() if one.kind is SpaceKind.ROSTER)
    note_folder(session, carrier.path)
    with session.store.exchange() as connection:
        team_store.keep_team(
            connection, TeamRow(id=roster.team, name=str(manifest["name"]), folder=str(carrier.path))
        )
        for one in signed:
            if one.statement in good:
                team_store.keep_statement(connection, *statement_row(one))
        team_store.keep_space(connection, SpaceRow(id=space, kind=SpaceKind.ROSTER, case_id="", log=""))
        _keep_keys_of(session, connection, space, manifest["keys"])
    return require_team(session)


def _keep_keys_of(
    session: Session, connection: TeamConnection, space: bytes, keys: Iterable[tuple[int, str, str]]
) -> None:
    """Keep the keys of the roster that a welcome has: number, key, device that made it."""
    view = read_team(session, connection)
    if view is None:
        return
    for epoch, key, maker in keys:
        since = session.clock().isoformat()
        row = KeyRow(space=space, epoch=epoch, key=base64.b64decode(key), since=since)
        note_own(connection, view, row, base64.b64decode(maker))
        keep_keys(connection, view, [row])


def open_case(session: Session, case_id: str, devices: Collection[bytes] = ()) -> bytes:
    """Open a space for a case, to this device and others; returns its id.

    Raises:
        Refused: this device may not.
        Conflict: the case has a space.
    """
    view = require_team(session)
    if any(one.case_id == case_id for one in view.spaces.values()):
        raise Conflict(
            "This case is shared with the team.", field="case", remedy="Give it to more members instead."
        )
    return _open(session, view, SpaceKind.CASE, case_id, devices)


def ensure_open(session: Session, case_id: str) -> bytes:
    """Return the id of the space of a case, which is opened where it has none.

    Raises:
        Refused: this device may not open it.
    """
    view = require_team(session)
    known = [one.id for one in view.spaces.values() if one.case_id == case_id]
    return known[0] if known else open_case(session, case_id)


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


def open_office(session: Session, devices: Collection[bytes] = ()) -> bytes:
    """Open the space of what the office has beside its cases; returns its id."""
    view = require_team(session)
    if any(one.kind == SpaceKind.OFFICE for one in view.spaces.values()):
        raise Conflict(
            "The office is shared with the team.", field="space", remedy="Give it to more members instead."
        )
    return _open(session, view, SpaceKind.OFFICE, "", devices)


def _open(
    session: Session, view: TeamView, kind: SpaceKind, case_id: str, devices: Collection[bytes]
) -> bytes:
    space = secrets.token_bytes(_ID_BYTES)
    with session.store.exchange() as connection:
        say(
            session,
            connection,
            view,
            StatementKind.OPEN,
            space=space,
            space_kind=kind,
            devices=tuple(sorted({view.device.id, *devices})),
            case=case_digest(space, case_id) if case_id else b"",
        )
        row = SpaceRow(id=space, kind=kind, case_id=case_id, log="")
        team_store.keep_space(connection, row)
        if case_id:
            allow_case(session, connection, row)
        view.spaces[space] = row
        begin_epochs(session, connection, view, [space])
    return space


def give(session: Session, device: bytes, spaces: Collection[bytes]) -> None:
    """Open spaces to a device of the team, with all that was laid in them."""
    view = require_team(session)
    with session.store.exchange() as connection:
        say(session, connection, view, StatementKind.GIVE, spaces=tuple(sorted(spaces)), devices=(device,))
        grant(session, connection, view, [row for row in view.keys if row.space in spaces], [device])


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
        for name, log in SpaceLog.read(space.id, space.log).lines.items():
            if name.signer == device and (space.id in spaces or not spaces):
                yield AcceptedLine(
                    device=device,
                    space=space.id,
                    line=name.line,
                    number=log.head.number,
                    digest=log.head.digest,
                )


def _welcome_manifest(view: TeamView) -> dict[str, object]:
    keys = [
        [row.epoch, *(base64.b64encode(one).decode() for one in (row.key, view.maker_of(row)))]
        for row in view.keys
        if row.space == view.roster_space
    ]
    return {
        "kind": _WELCOME,
        "name": view.row.name,
        "by": base64.b64encode(view.device.id).decode(),
        "keys": keys,
        "s": [signed_as_json(one) for one in view.signed],
    }


def _require_by_owner(roster: Roster, manifest: dict[str, Any], digest: bytes, signature: bytes) -> None:
    """Require that an owner of the team signed the welcome.

    Raises:
        Refused: it was somebody else, or nobody.
    """
    by = base64.b64decode(manifest["by"])
    if by not in roster.owners:
        raise Refused("This welcome was not written by an owner of the team.", field="welcome")
    require_signed_by(read_card(roster.devices[by].card).public, digest, signature, "parcel")


def require_named(name: str) -> None:
    """Require a name that says something.

    Raises:
        InvalidInput: it is empty.
    """
    if not name.strip():
        raise InvalidInput("This must not be empty.", field="name", remedy="Enter a name.")


def _in_a_team() -> Conflict:
    return Conflict(
        "This casebook belongs to a team already.",
        field="team",
        remedy="Leave that team first, or use another casebook.",
    )
