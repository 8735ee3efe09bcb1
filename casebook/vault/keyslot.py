"""Key slots: the master key, sealed once for each way of opening the vault.

A slot in the header is its kind (1 byte), the size of the rest (2 bytes), for a passphrase slot memory in
KiB, passes and lanes (4 bytes each), then salt (16), nonce (24) and the sealed master key (48). Numbers are
little-endian. What stands before the nonce is the slot's metadata, which the seal is bound to.
"""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from casebook.base.errors import InvalidInput, VaultDamaged, VaultTooNew
from casebook.crypto import aead, kdf
from casebook.crypto.kdf import KdfCost
from casebook.crypto.passphrase import passphrase_bytes
from casebook.crypto.recovery import recovery_secret
from casebook.crypto.secret import Secret

MASTER_KEY_BYTES = 32
WRAPPED_BYTES = aead.NONCE_BYTES + MASTER_KEY_BYTES + aead.TAG_BYTES
MOST_SLOTS = 16
RECOVERY_LABEL = "recovery"
_START = struct.Struct("<BH")
_COST = struct.Struct("<III")
_BINDING = struct.Struct("<16sH")


class SlotKind(IntEnum):
    """The ways of opening a vault; the numbers are those in the header."""

    PASSPHRASE = 1
    RECOVERY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One sealed copy of the master key.

    Attributes:
        kind: what opens it.
        cost: of the key derivation; None for a recovery code, which needs none.
        salt: 16 random bytes.
        wrapped: nonce, sealed key and tag.
    """

    kind: SlotKind
    cost: KdfCost | None
    salt: bytes
    wrapped: bytes = b""

    def metadata(self) -> bytes:
        """The bytes before the nonce, to which the seal is bound."""
        cost = _COST.pack(self.cost.memory_kib, self.cost.passes, self.cost.lanes) if self.cost else b""
        size = len(cost) + len(self.salt) + WRAPPED_BYTES
        return _START.pack(self.kind, size) + cost + self.salt

    def written(self) -> bytes:
        """The slot as it stands in the header."""
        return self.metadata() + self.wrapped


def passphrase_slot(master: Secret, passphrase: str, cost: KdfCost, *, vault_id: UUID, version: int) -> Slot:
    """Seal the master key under a passphrase.

    Raises:
        InvalidInput: the passphrase is empty, too long, no text, or has the form of a recovery code.
        Refused: this computer cannot give the memory.
    """
    if _code(passphrase):
        raise InvalidInput("This has the form of a recovery code; a passphrase must not.", field="passphrase")
    salt = secrets.token_bytes(kdf.SALT_BYTES)
    key = kdf.passphrase_key(passphrase_bytes(passphrase), salt, cost)
    bare = Slot(kind=SlotKind.PASSPHRASE, cost=cost, salt=salt)
    return _sealed(bare, key, master, _BINDING.pack(vault_id.bytes, version))


def recovery_slot(master: Secret, code: str, *, vault_id: UUID, version: int) -> Slot:
    """Seal the master key under a recovery code.

    Raises:
        InvalidInput: it is no recovery code.
    """
    bare = Slot(kind=SlotKind.RECOVERY, cost=None, salt=secrets.token_bytes(kdf.SALT_BYTES))
    key = _recovery_key(recovery_secret(code), bare)
    return _sealed(bare, key, master, _BINDING.pack(vault_id.bytes, version))


def open_slots(slots: tuple[Slot, ...], given: str, *, vault_id: UUID, version: int) -> Secret | None:
    """The master key, if a slot opens with what was given; None says nothing about why not.

    A text in the form of a recovery code is tried on the recovery slots, any other on the passphrase slots:
    a recovery code opens the vault on a computer without the memory Argon2 asks for.

    SECURITY: every slot of that kind is tried, also after one has opened: the time taken tells the form of
    the text and nothing else.

    Args:
        slots: of the header.
        given: a passphrase or a recovery code.
        vault_id: of the header.
        version: format version of the header.

    Raises:
        Refused: this computer cannot give the memory.
    """
    about = _BINDING.pack(vault_id.bytes, version)
    opened = [aead.unwrap(key, slot.wrapped, slot.metadata() + about) for slot, key in _keys(slots, given)]
    return next((master for master in opened if master), None)


def parse_slot(data: memoryview) -> tuple[Slot, int]:
    """The slot at the beginning of `data`, and its length in bytes.

    Raises:
        VaultDamaged: cut short, sizes that do not fit, or costs outside their bounds.
        VaultTooNew: a kind of slot this version does not know.
    """
    if len(data) < _START.size:
        raise VaultDamaged("A key slot of the vault is cut short.")
    number, size = _START.unpack_from(data)
    if number not in set(SlotKind):
        raise VaultTooNew("The vault has a kind of key slot this version does not know.")
    kind = SlotKind(number)
    cost_bytes = _COST.size if kind is SlotKind.PASSPHRASE else 0
    whole = _START.size + size
    if size != cost_bytes + kdf.SALT_BYTES + WRAPPED_BYTES or len(data) < whole:
        raise VaultDamaged("A key slot of the vault has the wrong size.")
    salt_at = _START.size + cost_bytes
    wrapped_at = salt_at + kdf.SALT_BYTES
    cost = _parse_cost(data[_START.size : salt_at]) if cost_bytes else None
    salt, wrapped = bytes(data[salt_at:wrapped_at]), bytes(data[wrapped_at:whole])
    return Slot(kind=kind, cost=cost, salt=salt, wrapped=wrapped), whole


def _parse_cost(data: memoryview) -> KdfCost:
    memory_kib, passes, lanes = _COST.unpack(data)
    try:
        return KdfCost(memory_kib=memory_kib, passes=passes, lanes=lanes)
    except InvalidInput as error:
        raise VaultDamaged("A key slot of the vault asks for an impossible key derivation.") from error


def _keys(slots: tuple[Slot, ...], given: str) -> list[tuple[Slot, Secret]]:
    code = _code(given)
    if code:
        return [(slot, _recovery_key(code, slot)) for slot in slots if slot.kind is SlotKind.RECOVERY]
    try:
        typed = passphrase_bytes(given)
    except InvalidInput:
        return []
    return [(slot, kdf.passphrase_key(typed, slot.salt, slot.cost)) for slot in slots if slot.cost]


def _recovery_key(code: Secret, slot: Slot) -> Secret:
    return kdf.subkey(code, salt=slot.salt, label=RECOVERY_LABEL)


def _code(given: str) -> Secret | None:
    try:
        return recovery_secret(given)
    except InvalidInput:
        return None


def _sealed(bare: Slot, key: Secret, master: Secret, about: bytes) -> Slot:
    wrapped = aead.wrap(key, master, bare.metadata() + about)
    return Slot(kind=bare.kind, cost=bare.cost, salt=bare.salt, wrapped=wrapped)
