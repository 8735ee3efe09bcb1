"""Keys of spaces: new epochs, and grants of them to the devices that may read."""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterable
from dataclasses import replace

from casebook.base.errors import InvalidInput
from casebook.domain.sharing import wire_value
from casebook.domain.sharing.wire_value import as_text
from casebook.services.base.session import Session
from casebook.services.sharing.team.statements import FORMAT, queue
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import KeyRow, TeamConnection
from casebook.vault import DeviceKeys, Secret, seal_to_device
from casebook.vault.sharing.carrier_header import CarrierKind

_USE = "space"
_KEY_BYTES = 32
MAX_EPOCH = (1 << 32) - 1
"""What the header of a file holds."""
_sealed_key = wire_value.bytes_of(1_168)
"""Reads a key of 32 bytes sealed to a device."""


def new_epoch(session: Session, connection: TeamConnection, view: TeamView, space: bytes) -> KeyRow:
    """Begin an epoch of a space with a new key, for the devices that may read it.

    This one is among them: after a restore it finds the key where the others do.
    """
    epoch = 1 + max((row.epoch for row in view.keys if row.space == space), default=0)
    row = KeyRow(
        space=space,
        epoch=epoch,
        key=secrets.token_bytes(_KEY_BYTES),
        since=session.clock().isoformat(),
    )
    if epoch > 1 or space != view.roster_space:
        grant(session, connection, view, [row], view.roster.may_read(space))
    team_store.keep_key(connection, row)
    view.keys = (*view.keys, row)
    return row


def grant(
    session: Session,
    connection: TeamConnection,
    view: TeamView,
    rows: Iterable[KeyRow],
    devices: Iterable[bytes],
) -> None:
    """Give keys to devices: sealed to each, in a file that the whole team can open.

    A key of the roster's own space goes out under the key before it, which those who are put out have, and
    can do nothing with: no part of it is sealed to them.
    """
    held = list(rows)
    given = []
    for device in sorted(devices):
        public = view.public_of(device)
        if public is None:
            continue
        given += [
            [
                as_text(row.space),
                row.epoch,
                as_text(device),
                as_text(seal_to_device(public, Secret(row.key), use=_USE, about=_about(view, row, device))),
            ]
            for row in held
        ]
    if given:
        queue(session, connection, view.roster_space, CarrierKind.GRANT, {"v": FORMAT, "g": given})


def granted(view: TeamView, device: DeviceKeys, entries: Iterable[object], since: str) -> list[KeyRow]:
    """Return the keys that a grant gives to this device; others in it are passed over."""
    rows: list[KeyRow] = []
    for entry in entries:
        try:
            space, epoch, to, sealed = wire_value.row(
                entry, wire_value.space, wire_value.counted, wire_value.device, _sealed_key
            )
        except InvalidInput:
            continue
        if to != device.id or epoch > MAX_EPOCH:
            continue
        row = KeyRow(space=space, epoch=epoch, key=b"", since=since)
        secret = device.open(sealed, use=_USE, about=_about(view, row, device.id))
        if secret is not None:
            rows.append(replace(row, key=bytes(secret.place)))
    return rows


def _about(view: TeamView, row: KeyRow, device: bytes) -> bytes:
    """Return what a sealed key is bound to: team, space, epoch, device."""
    return view.row.id + row.space + struct.pack("<I", row.epoch) + device
