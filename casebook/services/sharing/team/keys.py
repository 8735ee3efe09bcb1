"""Keys of spaces: new epochs, and grants of them to the devices that may read."""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from casebook.base.errors import InvalidInput
from casebook.domain.sharing import wire_value
from casebook.domain.sharing.space_body import FORMAT
from casebook.domain.sharing.space_epoch import next_number
from casebook.domain.sharing.wire_value import as_text
from casebook.services.base.session import Session
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import GivenKeyRow, KeyRow, TeamConnection
from casebook.vault import DeviceKeys, Secret, seal_to_device
from casebook.vault.sharing.carrier_header import CarrierKind

_USE = "space"
_KEY_BYTES = 32
MAX_EPOCH = (1 << 32) - 1
"""What the header of a file holds."""
_sealed_key = wire_value.bytes_of(1_168)
"""Reads a key of 32 bytes sealed to a device."""


class GrantEntry(NamedTuple):
    """A key that is sealed to a device.

    Attributes:
        space: 16 bytes.
        epoch: number.
        digest: of the key, 32 bytes.
        maker: device that made it.
        device: to which it is sealed.
        sealed: 1,168 bytes.
    """

    space: bytes
    epoch: int
    digest: bytes
    maker: bytes
    device: bytes
    sealed: bytes

    def given(self, at: str) -> GivenKeyRow:
        """Return how it is kept that the device was given the key."""
        return GivenKeyRow(
            space=self.space,
            epoch=self.epoch,
            digest=self.digest,
            device=self.device,
            maker=self.maker,
            at=at,
        )


def new_epoch(
    session: Session, connection: TeamConnection, view: TeamView, space: bytes, devices: Iterable[bytes]
) -> None:
    """Begin an epoch of a space with a new key; it is kept here if this device reads the space.

    It is sealed to this device, too: after a restore it is found where the others find it.

    Args:
        session: the open casebook.
        connection: of a transaction.
        view: of the team, which then has it.
        space: 16 bytes.
        devices: to which the key is sealed.
    """
    row = KeyRow(
        space=space,
        epoch=next_number(view.epochs, view.roster, space),
        key=secrets.token_bytes(_KEY_BYTES),
        since=session.clock().isoformat(),
    )
    own = view.device.id
    reads = own in view.roster.may_read(space)
    grant(session, connection, view, [row], {*devices, own} if reads else {*devices} - {own}, maker=own)
    if reads:
        note_own(connection, view, row, own)
        keep_keys(connection, view, [row])


def keep_keys(connection: TeamConnection, view: TeamView, rows: Sequence[KeyRow]) -> None:
    """Keep keys of this device; the view then has them."""
    for row in rows:
        team_store.keep_key(connection, row)
    known = {(row.space, row.epoch, row.digest) for row in view.keys}
    view.keys = (*view.keys, *(row for row in rows if (row.space, row.epoch, row.digest) not in known))


def grant(
    session: Session,
    connection: TeamConnection,
    view: TeamView,
    rows: Iterable[KeyRow],
    devices: Iterable[bytes],
    *,
    maker: bytes = b"",
    under: int = 0,
) -> None:
    """Give keys to devices: sealed to each, in a file that the whole team can open.

    A key of the roster's own space goes out under the key before it, which those who are put out have, and
    can do nothing with: no part of it is sealed to them.

    Args:
        session: the open casebook.
        connection: of a transaction.
        view: of the team.
        rows: the keys.
        devices: to which each is sealed; strangers are passed over.
        maker: of the keys; b"" to say what is known of each.
        under: epoch of the roster whose key opens the file; 0 for the one to write with.
    """
    held = list(rows)
    entries: list[GrantEntry] = []
    for device in sorted(devices):
        public = view.public_of(device)
        if public is None:
            continue
        for row in held:
            sealed = seal_to_device(public, Secret(row.key), use=_USE, about=_about(view, row, device))
            made_by = maker or view.maker_of(row)
            entries.append(GrantEntry(row.space, row.epoch, row.digest, made_by, device, sealed))
    if entries:
        body = {"v": FORMAT, "g": [_as_json(one) for one in entries]}
        number = under or view.writing_number(view.roster_space)
        queue(session, connection, view.roster_space, CarrierKind.GRANT, body, epoch=number)
    now = session.clock().isoformat()
    _note(connection, view, [one.given(now) for one in entries])


def read_grants(entries: Iterable[object]) -> list[GrantEntry]:
    """Return what a grant says; entries that no Casebook writes are passed over."""
    grants: list[GrantEntry] = []
    for entry in entries:
        try:
            values = wire_value.row(
                entry,
                wire_value.space,
                wire_value.counted,
                wire_value.digest,
                wire_value.device,
                wire_value.device,
                _sealed_key,
            )
        except InvalidInput:
            continue
        if values[1] <= MAX_EPOCH:
            grants.append(GrantEntry(*values))
    return grants


def take_grants(
    session: Session, connection: TeamConnection, view: TeamView, entries: Iterable[object]
) -> None:
    """Keep the keys that a grant gives to this device, and to whom it gives which; the view then has both."""
    now, grants = session.clock().isoformat(), read_grants(entries)
    _note(connection, view, [one.given(now) for one in grants])
    keep_keys(connection, view, _opened(view, view.device, grants, now))


def _opened(view: TeamView, device: DeviceKeys, grants: Iterable[GrantEntry], since: str) -> list[KeyRow]:
    rows: list[KeyRow] = []
    for one in grants:
        row = KeyRow(space=one.space, epoch=one.epoch, key=b"", since=since)
        if one.device != device.id:
            continue
        secret = device.open(one.sealed, use=_USE, about=_about(view, row, device.id))
        if secret is not None:
            opened = replace(row, key=bytes(secret.place))
            rows += [opened] if opened.digest == one.digest else []
    return rows


def _note(connection: TeamConnection, view: TeamView, given: Sequence[GivenKeyRow]) -> None:
    team_store.keep_given(connection, given)
    view.given = (*view.given, *given)


def note_own(connection: TeamConnection, view: TeamView, row: KeyRow, maker: bytes) -> None:
    """Keep that this device has a key that somebody made, which came otherwise than in a grant."""
    given = GivenKeyRow(
        space=row.space,
        epoch=row.epoch,
        digest=row.digest,
        device=view.device.id,
        maker=maker,
        at=row.since,
    )
    _note(connection, view, [given])


def _as_json(one: GrantEntry) -> list[object]:
    return [value if isinstance(value, int) else as_text(value) for value in one]


def _about(view: TeamView, row: KeyRow, device: bytes) -> bytes:
    """Return what a sealed key is bound to: team, space, epoch, device."""
    return view.row.id + row.space + struct.pack("<I", row.epoch) + device
