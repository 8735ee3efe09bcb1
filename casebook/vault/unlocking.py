"""Derives the keys of a vault from a header and a credential."""

from __future__ import annotations

from casebook.base.errors import ForeignShares, VaultDamaged, WrongKey
from casebook.base.message import Message
from casebook.vault.header import LoadedHeader, is_authentic
from casebook.vault.header_frame import VERSION
from casebook.vault.keys import VaultKeys
from casebook.vault.keyslot import Credential, KeySlot, open_slots

CHANGED_HEADER = Message("The casebook header was changed by someone without its key.")


def unlocked(loaded: LoadedHeader, credential: Credential) -> tuple[KeySlot, VaultKeys]:
    """Return the slot a credential opens and its keys, after authenticating the header with them.

    Raises:
        WrongKey: no slot opens.
        VaultDamaged: someone without the key changed the header.
        Refused: this computer cannot do the cryptography.
    """
    header = loaded.header
    opened = open_slots(header.slots, credential, vault_id=header.vault_id, version=VERSION)
    if opened is None:
        raise ForeignShares if credential.guardians else WrongKey
    slot, master = opened
    keys = VaultKeys.derived(master, header.vault_id)
    master.wipe()
    if not is_authentic(loaded.data, keys.header):
        keys.wipe()
        raise VaultDamaged(CHANGED_HEADER)
    return slot, keys
