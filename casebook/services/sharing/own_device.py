"""The keys and the card of this casebook as a device."""

from __future__ import annotations

from casebook.crypto.device_card import DeviceCard, new_card
from casebook.crypto.device_keys import DeviceKeys, new_seed
from casebook.crypto.secret import Secret
from casebook.services.base.session import Session


def own_keys(session: Session) -> DeviceKeys:
    with session.store.reading() as connection:
        row = connection.exec_driver_sql("SELECT seed FROM own_device").first()
    if row is None:
        seed = new_seed()
        with session.store.exchange() as connection:
            connection.exec_driver_sql("INSERT INTO own_device VALUES (?)", (seed.reveal(),))
        return DeviceKeys(seed)
    return DeviceKeys(Secret(row.seed))


def own_card(session: Session) -> DeviceCard:
    return new_card(own_keys(session), "Device")
