"""This device: its keys, made on first use, and its card."""

from __future__ import annotations

import hashlib
from pathlib import Path

from casebook.base.errors import Conflict, NotFound
from casebook.domain.base.entity import entity
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import put
from casebook.services.base.session import Session
from casebook.store.base import device_tables
from casebook.store.base.device_tables import OwnDeviceRow
from casebook.store.base.version_tables import leave_line, link_of
from casebook.store.sharing import team_store
from casebook.vault import DeviceCard, DeviceKeys, Secret, card_text, new_card, new_seed


@entity
class OwnCard:
    """The card of this device, as a window shows it.

    Attributes:
        id: of the device, in hex.
        name: of the card.
    """

    id: str
    name: str


def own_card_shown(session: Session) -> OwnCard | None:
    """Return the card of this device as a window shows it; None until it has one."""
    own = own_card(session)
    return OwnCard(id=own.device_id.hex(), name=own.name) if own else None


def own_card(session: Session) -> DeviceCard | None:
    """Return the card of this device; None until it has one."""
    with session.store.reading() as connection:
        rows = device_tables.own_devices(connection)
    return new_card(_keys(rows[0]), rows[0].name) if rows else None


def make_own(session: Session, name: str) -> DeviceCard:
    """Return the card of this device under a name; its keys are made on first use and stay.

    Args:
        session: the open vault.
        name: how others will see this device; given by its person, never taken from the computer.

    Raises:
        InvalidInput: the name is empty, too long, or holds signs that are not shown.
        ReadOnly: the vault was opened to be read.
    """
    session.store.require_writing()
    with session.store.reading() as connection:
        rows = device_tables.own_devices(connection)
    if rows:
        card = new_card(_keys(rows[0]), name)
        if card.name != rows[0].name:
            with session.store.write("device.name") as transaction:
                device_tables.rename_own_device(transaction.connection, card.name)
        return card
    return _begin(session, name)


def _begin(session: Session, name: str, *, is_another: bool = False) -> DeviceCard:
    seed = new_seed()
    card = new_card(DeviceKeys(seed), name)
    row = OwnDeviceRow(seed.reveal(), card.name, session.clock())
    seed.wipe()
    with session.store.write("device.make") as transaction:
        device_tables.add_own_device(transaction.connection, row)
        if is_another:  # others know the present line as that of the former device
            leave_line(link_of(transaction.connection))
    return card


def make_new(session: Session) -> DeviceCard:
    """Make this device another one, under its name: a team that put it out can welcome it as that.

    Its former keys still open what was sealed to them. Others compare the new card anew; recalls of what it
    handed over before are no longer known as its own.

    Raises:
        NotFound: it has no card yet.
        Conflict: it belongs to a team, which knows it by its present keys.
        ReadOnly: the vault was opened to be read.
    """
    card = required_card(session)
    with session.store.reading() as connection:
        is_in_team = team_store.team(connection) is not None
    if is_in_team:
        raise Conflict(
            "This device belongs to a team, which knows it by its present card.",
            field="card",
            remedy="Leave the team first.",
        )
    return _begin(session, card.name, is_another=True)


def required_card(session: Session) -> DeviceCard:
    """Return the card of this device.

    Raises:
        NotFound: it has none yet.
    """
    card = own_card(session)
    if card is None:
        raise _without_card()
    return card


def keys(session: Session) -> tuple[DeviceKeys, ...]:
    """Return the keys of this device, first, and of what it was before."""
    with session.store.reading() as connection:
        return tuple(_keys(row) for row in device_tables.own_devices(connection))


def own_keys(session: Session, kept: dict[bytes, DeviceKeys] | None = None) -> DeviceKeys:
    """Return the keys of this device.

    Args:
        session: the open vault.
        kept: keys made before, by the SHA-256 of their seed: making them takes milliseconds.

    Raises:
        NotFound: it has none yet.
    """
    with session.store.reading() as connection:
        rows = device_tables.own_devices(connection)
    if not rows:
        raise _without_card()
    if kept is None:
        return _keys(rows[0])
    digest = hashlib.sha256(rows[0].seed).digest()
    if digest not in kept:
        kept[digest] = _keys(rows[0])
    return kept[digest]


def write_card(session: Session, out: Path | SaveTarget) -> DeviceCard:
    """Write the card of this device to a file.

    Raises:
        NotFound: it has none yet.
        InvalidInput, Refused, DiskProblem: as `put`.
    """
    card = required_card(session)
    put(card.data, out)
    return card


def own_card_text(session: Session) -> str:
    """Return the card of this device as lines for an email.

    Raises:
        NotFound: it has none yet.
    """
    return card_text(required_card(session))


def _keys(row: OwnDeviceRow) -> DeviceKeys:
    seed = Secret(row.seed)
    try:
        return DeviceKeys(seed)
    finally:
        seed.wipe()


def _without_card() -> NotFound:
    return NotFound(
        "This device has no card yet.",
        field="name",
        remedy="Give this device a name first, on the page “Team” under “Cards” or with “casebook card show "
        "--name-file”; its card is then made.",
    )
