"""The file of a welcome: written for one device, read by it; and the card of who wrote it, to be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from casebook.base.errors import DamagedSource, InvalidInput, NotFound, Refused, VaultTooNew
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.sharing import wire_value
from casebook.domain.sharing.manifest import WELCOME, read_manifest
from casebook.domain.sharing.member_name import shown_name
from casebook.domain.sharing.peer_card import PeerCard
from casebook.domain.sharing.roster import Roster
from casebook.domain.sharing.roster_decoding import read_signed, signed_as_json, verified
from casebook.domain.sharing.roster_statement import SignedStatement, SpaceKind
from casebook.domain.sharing.wire_value import as_text
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.export import written
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.team.team_view import TeamView, device_of_card, is_signed_by_card
from casebook.vault import DeviceCard, read_card, require_signed_by
from casebook.vault.sharing.parcel_file import seal_parcel, write_parcel
from casebook.vault.sharing.parcel_head import ParcelLock
from casebook.vault.sharing.parcel_reader import open_parcel

_KEY_BYTES = 32


@entity
class Inviter:
    """Who wrote a welcome.

    Attributes:
        team: name of the team.
        member: name of the member, as the team calls them; whoever wrote the welcome chose it.
        card: of the device that wrote it, added here to be compared.
    """

    team: str
    member: str
    card: PeerCard


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Welcome:
    """What a welcome says, its signatures verified.

    Attributes:
        team_name: as its founder called it.
        by: card of the device that wrote it, an owner's.
        roster: what its statements say.
        signed: those statements.
        space: in which statements lie.
        keys: of that space: epoch, key, device that made it.
    """

    team_name: str
    by: DeviceCard
    roster: Roster
    signed: Sequence[SignedStatement]
    space: bytes
    keys: Sequence[tuple[int, bytes, bytes]]


def write_welcome(view: TeamView, to_device: DeviceCard, to: Path | SaveTarget) -> None:
    """Write a welcome that one device alone can open.

    Raises:
        Conflict: something is at the path.
        DiskProblem: it cannot be written.
    """
    manifest = json.dumps(_manifest(view)).encode()
    lock = ParcelLock(recipients=(to_device.public,))

    def sign(digest: bytes) -> bytes:
        return view.device.sign(digest, "parcel")

    if isinstance(to, Path):
        write_parcel(to, lock, manifest, bodies=(), files=(), sign=sign)
        return
    with written(to) as file:
        seal_parcel(file, lock, manifest, bodies=(), files=(), sign=sign)


def _manifest(view: TeamView) -> dict[str, object]:
    keys = [
        [row.epoch, as_text(row.key), as_text(view.maker_of(row))]
        for row in view.keys
        if row.space == view.roster_space
    ]
    return {
        "kind": WELCOME,
        "name": view.row.name,
        "by": as_text(view.device.id),
        "keys": keys,
        "s": [signed_as_json(one) for one in view.signed],
    }


def read_welcome(session: Session, file: Path | OpenedFile) -> Welcome:
    """Read a welcome for this device.

    Args:
        session: the open casebook.
        file: as it was sent; open already where a picker opened it.

    Raises:
        Refused: it is for another device, not by an owner of its team, or this device was put out.
        InvalidInput: it is no welcome.
        DamagedSource: it is not whole.
        NotFound: it is not there.
        VaultTooNew: a later version wrote it.
    """
    own = device.own_keys(session)
    with _in_words_of_a_welcome(), ExitStack() as opened:
        source: Path | BinaryIO = file if isinstance(file, Path) else opened.enter_context(file.open())
        parcel = opened.enter_context(open_parcel(source, keys=[own]))
        end = parcel.check()
        manifest = parcel.manifest
    by, name, keys, signed = _values(manifest)
    good, _ = verified(signed, device_of=device_of_card, is_signed=is_signed_by_card)
    if not good:
        raise _no_welcome()
    roster = Roster.of(good)
    if by not in roster.owners:
        raise Refused("This welcome was not written by an owner of the team.", field="welcome")
    writer = read_card(roster.devices[by].card)
    require_signed_by(writer.public, end.digest, end.signature, "parcel")
    mine = roster.devices.get(own.id)
    if mine is None or not mine.is_in:
        raise counts_no_longer()
    return Welcome(
        team_name=shown_name(name),
        by=writer,
        roster=roster,
        signed=[one for one in signed if one.statement in good],
        space=next(id_ for id_, one in roster.spaces.items() if one.kind is SpaceKind.ROSTER),
        keys=keys,
    )


def inviter(session: Session, file: Path | OpenedFile) -> Inviter:
    """Return who wrote a welcome; the card is added here if it is not, so that it can be compared.

    Raises:
        Refused, InvalidInput, VaultTooNew: as `read_welcome`.
    """
    read = read_welcome(session, file)
    member = read.roster.members[read.roster.devices[read.by.device_id].member]
    return Inviter(team=read.team_name, member=member.name, card=_known_card(session, read.by))


def require_compared(session: Session, theirs: DeviceCard, *, allow: bool) -> None:
    """Require that the card of a device was compared, or that somebody goes on though it was not.

    Its card is added here, so that it can be compared.

    Raises:
        Refused: nobody compared it.
    """
    known = _known_card(session, theirs)
    if known.is_compared or allow:
        card.to_seal_to(session, known.id, allow=allow)
        return
    raise Refused(
        "Nobody compared the card of this device.",
        field="card",
        remedy=Message(
            "Compare the ten words of card {card} by telephone first: another may have written it.",
            card=known.id,
        ),
    )


def counts_no_longer() -> Refused:
    """Return the error of a welcome whose device was removed since."""
    return Refused(
        "This welcome no longer counts: this device was removed from the team.",
        field="welcome",
        remedy="Make a new card for this device, and ask an owner for a welcome of it.",
    )


def _known_card(session: Session, theirs: DeviceCard) -> PeerCard:
    known = card.of_device(session, theirs.device_id.hex())
    return known if known is not None and known.data else card.add(session, theirs.data)


def _values(
    manifest: bytes,
) -> tuple[bytes, str, list[tuple[int, bytes, bytes]], list[SignedStatement]]:
    """Return what a manifest holds, read within bounds: device, name, keys, statements."""
    try:
        values = json.loads(manifest)
    except (ValueError, RecursionError):
        raise _no_welcome() from None
    is_welcome = isinstance(values, dict) and values.get("kind") == WELCOME
    if not is_welcome or not isinstance(values.get("name"), str):
        raise _parcel_instead() if _is_parcel(manifest) else _no_welcome()
    key = wire_value.bytes_of(_KEY_BYTES)
    try:
        keys = [
            wire_value.row(one, wire_value.counted, key, wire_value.device) for one in _list(values, "keys")
        ]
        signed = [read_signed(one) for one in _list(values, "s")]
        return wire_value.device(values.get("by")), values["name"], keys, signed
    except InvalidInput:
        raise _no_welcome() from None


def _parcel_instead() -> InvalidInput:
    return InvalidInput(
        "This is a parcel with records, no welcome to a team.",
        field="welcome",
        remedy="Open it on the page Parcels. The welcome is another file, sent by an owner of the team.",
    )


def _is_parcel(manifest: bytes) -> bool:
    try:
        read_manifest(manifest)
    except (InvalidInput, DamagedSource, VaultTooNew):
        return False
    return True


def _list(values: dict[str, Any], key: str) -> list[Any]:
    value = values.get(key)
    if not isinstance(value, list) or not value:
        raise _no_welcome()
    return value


@contextmanager
def _in_words_of_a_welcome() -> Iterator[None]:
    """Say why a file is not opened in words of a welcome: a person was sent none of a parcel."""
    try:
        yield
    except InvalidInput as error:
        raise _no_welcome() from error
    except NotFound as error:
        raise NotFound(
            "The file of the welcome is not there.", field="welcome", remedy="Choose the file again."
        ) from error
    except DamagedSource as error:
        raise DamagedSource(
            "The welcome is damaged or has not arrived whole.",
            field="welcome",
            remedy="Ask who wrote it for the file again.",
        ) from error
    except Refused as error:
        raise Refused(
            "This file is no welcome for this device.",
            field="welcome",
            remedy="Choose the one that was written for this device. If there is none, send its card to an "
            "owner of the team.",
        ) from error


def _no_welcome() -> InvalidInput:
    return InvalidInput(
        "This file is no welcome to a team.",
        field="welcome",
        remedy="Choose the file that an owner of the team sent you. Its name ends in .casebook-parcel.",
    )
