"""Changes the unlock methods of an open vault.

Whoever adds, changes or removes one proves again that they can open the vault: adding needs the master key,
which an open vault does not keep. A passer-by at an open window can neither add a way in for later nor take
the owner's away.
"""

from __future__ import annotations

from contextlib import suppress

from casebook.base.errors import Conflict, ForeignShares, NotFound, Refused, WrongKey
from casebook.crypto.kdf import KdfCost
from casebook.crypto.secret import Secret
from casebook.vault.header_frame import VERSION
from casebook.vault.keychain import KEY_BYTES, Keychain
from casebook.vault.keyslot import MAX_SLOTS, Credential, KeySlot, SlotKind, new_slot, open_slots
from casebook.vault.vault import Vault


def add_keyslot(vault: Vault, authority: Credential, new: Credential, *, cost: KdfCost) -> KeySlot:
    """Add a passphrase, a passphrase with key file, or a recovery code as an unlock method.

    Args:
        vault: open.
        authority: what opens the vault today.
        new: what shall open it; for a passphrase made by `Credential.of_passphrase`.
        cost: of the derivation, where a passphrase is stretched.

    Raises:
        WrongKey: the authority opens nothing.
        Conflict: there are 16 slots.
        Refused: this computer cannot give the memory.
        DiskProblem: the disk refuses, as `Vault.store_slots` says.
    """
    if len(vault.slots) >= MAX_SLOTS:
        raise _too_many()
    _, master = unsealed(vault, authority)
    slot = _sealed(vault, master, new, cost)
    master.wipe()
    vault.store_slots((*vault.slots, slot))
    return slot


def change_passphrase(vault: Vault, current: Credential, passphrase: str, *, cost: KdfCost) -> KeySlot:
    """Replace the passphrase of the slot it opens; a key file stays the same.

    Backups made before still open with the old passphrase.

    Raises:
        WrongKey: the current passphrase opens nothing.
        Refused: what was given is no passphrase, or this computer cannot give the memory.
        InvalidInput: the new passphrase cannot be one.
        DiskProblem: the disk refuses.
    """
    if not current.kind.has_cost:
        raise Refused(
            "Only a passphrase can be changed.", remedy="Add a new unlock method and remove the old one."
        )
    new = Credential.of_passphrase(passphrase, current.keyfile_sha256)
    old, master = unsealed(vault, current)
    slot = _sealed(vault, master, new, cost)
    master.wipe()
    vault.store_slots(tuple(slot if kept.id == old.id else kept for kept in vault.slots))
    return slot


def add_keychain(vault: Vault, authority: Credential, keychain: Keychain) -> KeySlot:
    """Add the system keychain as an unlock method, replacing an existing one.

    SECURITY: any program running as this person can read the key. The slot is sealed with a new random key,
    never with something the keychain had before.

    Raises:
        WrongKey: the authority opens nothing.
        Refused: the keychain does not take the key.
        DiskProblem: the disk refuses, as `Vault.store_slots` says; the keychain's slot and key are those of
            before, or both new.
    """
    _, master = unsealed(vault, authority)
    key, former = Secret.random(KEY_BYTES), keychain.fetch(vault.vault_id)
    slot = _sealed(vault, master, Credential(keychain=key), None)
    master.wipe()
    try:
        keychain.keep(vault.vault_id, key)
        vault.store_slots((*_without(vault, SlotKind.KEYCHAIN), slot))
    except BaseException:
        if slot not in vault.slots:
            _put_back(keychain, vault, former)
        raise
    return slot


def drop_keychain(vault: Vault, keychain: Keychain | None) -> bool:
    """Remove the keychain unlock method, its key first; returns whether there was one.

    Raises:
        DiskProblem: the disk refuses; the key is gone from the keychain all the same.
    """
    kept = _without(vault, SlotKind.KEYCHAIN)
    if len(kept) == len(vault.slots):
        return False
    if keychain:
        keychain.forget(vault.vault_id)
    vault.store_slots(kept)
    return True


def remove_keyslot(vault: Vault, authority: Credential, slot_id: str) -> None:
    """Remove a slot, authorised by one kept, so that the last cannot go. Old backups still open by it.

    Args:
        vault: open.
        authority: what opens the vault today and will afterwards.
        slot_id: of the way to be taken away.

    Raises:
        WrongKey: the authority opens nothing.
        NotFound: there is no such slot.
        Refused: none but the keychain would be left, or the authority opens only what is to be taken away.
        DiskProblem: the disk refuses.
    """
    unsealed(vault, authority)[1].wipe()
    kept = tuple(slot for slot in vault.slots if slot.id != slot_id)
    if len(kept) == len(vault.slots):
        raise NotFound(
            "The casebook has no such unlock method.",
            field="slot",
            remedy="List the unlock methods, and choose one of them.",
        )
    _keep_only(vault, authority, kept)


def sealed_for_guardians(vault: Vault, authority: Credential, new: Credential) -> KeySlot:
    """Return a slot for new shares, which `put_guardians` puts in force: its ID can be kept before.

    Raises:
        WrongKey: the authority opens nothing.
        Conflict: there are 16 slots besides those of guardians.
    """
    if len(_without(vault, SlotKind.GUARDIANS)) >= MAX_SLOTS:
        raise _too_many()
    _, master = unsealed(vault, authority)
    slot = _sealed(vault, master, new, None)
    master.wipe()
    return slot


def put_guardians(vault: Vault, slot: KeySlot) -> None:
    """Put a slot in the place of every slot of guardians, all at once: no stop leaves shares of both.

    Raises:
        DiskProblem: the disk refuses, as `Vault.store_slots` says.
    """
    vault.store_slots((*_without(vault, SlotKind.GUARDIANS), slot))


def remove_guardians(vault: Vault, authority: Credential) -> bool:
    """Remove every slot of guardians, those of an interrupted change among them.

    Args:
        vault: open.
        authority: what opens the vault today and will afterwards.

    Returns:
        Whether there was one.

    Raises:
        as `remove_keyslot`, but no NotFound.
    """
    kept = _without(vault, SlotKind.GUARDIANS)
    if len(kept) == len(vault.slots):
        return False
    unsealed(vault, authority)[1].wipe()
    _keep_only(vault, authority, kept)
    return True


def keep_guardians_alone(
    vault: Vault, authority: Credential, slot_id: str, keychain: Keychain | None
) -> tuple[KeySlot, ...]:
    """Remove every unlock method but that of the guardians, so that nobody opens the vault alone.

    Whoever does so cannot show that the guardians still have their shares: the caller has asked for that.

    Args:
        vault: open.
        authority: what opens the vault today, and will not afterwards.
        slot_id: of the guardians.
        keychain: which forgets its key, or None.

    Returns:
        The slots that were removed.

    Raises:
        WrongKey: the authority opens nothing.
        NotFound: there is no such slot of guardians.
        DiskProblem: the disk refuses, as `Vault.store_slots` says; the keychain has forgotten its key.
    """
    unsealed(vault, authority)[1].wipe()
    kept = tuple(slot for slot in vault.slots if slot.kind is SlotKind.GUARDIANS and slot.id == slot_id)
    if not kept:
        raise NotFound("The casebook has no guardians.", remedy="Make shares for guardians first.")
    removed = tuple(slot for slot in vault.slots if slot not in kept)
    if keychain:
        keychain.forget(vault.vault_id)
    vault.store_slots(kept)
    return removed


def _keep_only(vault: Vault, authority: Credential, kept: tuple[KeySlot, ...]) -> None:
    """Keep these slots, if the authority opens one of them. Raises as `remove_keyslot`."""
    if all(slot.kind is SlotKind.KEYCHAIN for slot in kept):
        raise Refused(
            "This is the last unlock method of the casebook and cannot be removed.",
            field="slot",
            remedy="Add another passphrase or a recovery code first.",
        )
    stays = open_slots(kept, authority, vault_id=vault.vault_id, version=VERSION)
    if stays is None:
        raise Refused(
            "You entered the unlock method that is to be removed.",
            field="slot",
            remedy=(
                "Enter an unlock method that is kept, to show that you have it. If you have no other, add "
                "one first."
            ),
        )
    stays[1].wipe()
    vault.store_slots(kept)


def unsealed(vault: Vault, authority: Credential) -> tuple[KeySlot, Secret]:
    """Return the slot that a credential opens, and the master key.

    Raises:
        WrongKey: it opens none.
        Refused: this computer cannot give the memory.
    """
    opened = open_slots(vault.slots, authority, vault_id=vault.vault_id, version=VERSION)
    if opened is None:
        raise ForeignShares if authority.guardians else WrongKey
    return opened


def _sealed(vault: Vault, master: Secret, credential: Credential, cost: KdfCost | None) -> KeySlot:
    return new_slot(master, credential, cost=cost, vault_id=vault.vault_id, version=VERSION)


def _too_many() -> Conflict:
    return Conflict("A casebook can have at most 16 unlock methods.", remedy="Remove one you do not need.")


def _without(vault: Vault, kind: SlotKind) -> tuple[KeySlot, ...]:
    return tuple(slot for slot in vault.slots if slot.kind is not kind)


def _put_back(keychain: Keychain, vault: Vault, former: Secret | None) -> None:
    if former is None:
        keychain.forget(vault.vault_id)
        return
    with suppress(Refused):
        keychain.keep(vault.vault_id, former)
