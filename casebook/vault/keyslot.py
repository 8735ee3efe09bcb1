"""Key slots: the master key encrypted once for each unlock method, and credentials.

A slot in the header is its kind (1 byte), the size of the rest (2 bytes), where a passphrase is stretched
memory in KiB, passes and lanes (4 bytes each), then salt (16), nonce (24) and the sealed master key (48).
Numbers are little-endian. What stands before the nonce is the slot's metadata, which the seal is bound to.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Self
from uuid import UUID

from casebook.base.errors import InvalidInput, VaultDamaged, VaultTooNew
from casebook.crypto import aead, kdf
from casebook.crypto.kdf import KdfCost
from casebook.crypto.locked_memory import erase
from casebook.crypto.passphrase import passphrase_bytes
from casebook.crypto.recovery_code import recovery_secret
from casebook.crypto.secret import Secret


class SlotKind(IntEnum):
    """Kinds of slot; the numbers are those in the header."""

    PASSPHRASE = 1
    RECOVERY = 2
    KEYFILE = 3
    KEYCHAIN = 4
    GUARDIANS = 5

    @property
    def has_cost(self) -> bool:
        """Return whether it needs a key derivation."""
        return self in {SlotKind.PASSPHRASE, SlotKind.KEYFILE}


LABELS = {
    SlotKind.RECOVERY: "recovery",
    SlotKind.KEYCHAIN: "keychain",
    SlotKind.GUARDIANS: "guardians",
}


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    """A passphrase with its key file if it has one, a recovery code, or the secret of keychain or guardians.

    Attributes:
        text: a passphrase or a recovery code, as typed.
        keyfile_sha256: of the keyfile given with the passphrase, 32 bytes, or b"".
        keychain: 32 bytes from the keychain; then nothing else counts.
        guardians: the 20 bytes that shares of guardians make up; then nothing else counts.
        false_shares: the places, from 1 on, of shares that were entered with those and are false.
        stretched: what `stretch` worked out, by salt and cost, until `slot_key` takes it.
    """

    text: str = ""
    keyfile_sha256: bytes = b""
    keychain: Secret | None = None
    guardians: Secret | None = None
    false_shares: tuple[int, ...] = field(default=(), compare=False)
    stretched: dict[tuple[bytes, KdfCost], Secret] = field(default_factory=dict, compare=False)

    @classmethod
    def of_passphrase(cls, passphrase: str, keyfile_sha256: bytes = b"") -> Self:
        """Return a credential of a passphrase for a new slot.

        Raises:
            InvalidInput: it is empty, too long, no text, or has the form of a recovery code.
        """
        passphrase_bytes(passphrase)
        credential = cls(passphrase, keyfile_sha256)
        if credential.kind is SlotKind.RECOVERY:
            raise InvalidInput(
                "This looks like a recovery code. A passphrase must not have that format.", field="passphrase"
            )
        if _typed_shares(passphrase):
            raise InvalidInput(
                "These look like shares of guardians. A passphrase must not have that format.",
                field="passphrase",
            )
        return credential

    @classmethod
    def typed(cls, text: str, keyfile_sha256: bytes = b"") -> Self:
        """Return the credential of what a person typed: passphrase, recovery code, or shares of guardians.

        Raises:
            InvalidInput: shares are too few, of two sets, or mistyped.
        """
        shares = _typed_shares(text)
        return cls.of_shares(shares) if shares else cls(text, keyfile_sha256)

    @classmethod
    def of_shares(cls, shares: Sequence[str]) -> Self:
        """Return the credential that shares of guardians make up.

        Raises:
            InvalidInput: they are too few, of two sets, or mistyped.
        """
        from casebook.crypto.share import combine

        combined = combine(shares)
        return cls(guardians=combined.secret, false_shares=combined.false)

    def __repr__(self) -> str:
        return f"Credential({self.kind.name.lower()})"

    @property
    def kind(self) -> SlotKind:
        """Return the kind of slot to try; the form of the text distinguishes passphrase and code."""
        if self.keychain:
            return SlotKind.KEYCHAIN
        if self.guardians:
            return SlotKind.GUARDIANS
        if self._code():
            return SlotKind.RECOVERY
        return SlotKind.KEYFILE if self.keyfile_sha256 else SlotKind.PASSPHRASE

    def new_salt(self) -> bytes:
        """Return the salt of a new slot for this credential.

        That of a recovery code follows from the code, by a derivation of its own that gives away nothing of
        160 random bits: so the printed page can name the slot it is of, which is called by its salt.
        """
        code = None if self.keychain or self.guardians else self._code()
        if code is None:
            return secrets.token_bytes(kdf.SALT_BYTES)
        return kdf.subkey(code, salt=b"", label=_SALT_LABEL, size_bytes=kdf.SALT_BYTES).reveal()

    def slot_key(self, salt: bytes, cost: KdfCost | None) -> Secret:
        """Return the key of a slot.

        Args:
            salt: of the slot.
            cost: of the slot; None where its kind needs no derivation.

        Raises:
            InvalidInput: the text can be no passphrase.
            Refused: this computer cannot give the memory.
        """
        strong = self.keychain or self.guardians or self._code()
        if strong:
            return kdf.subkey(strong, salt=salt, label=LABELS[self.kind])
        if cost is None:
            raise ValueError("a passphrase has a cost")
        stretched = self.stretched.pop((salt, cost), None) or self._stretch(salt, cost)
        if not self.keyfile_sha256:
            return stretched
        joined = kdf.joined_key(stretched, self.keyfile_sha256)
        stretched.wipe()
        return joined

    def stretch(self, costs: Iterable[tuple[bytes, KdfCost]]) -> None:
        """Do the slow part of `slot_key` in advance, for these salts and costs.

        Imports nothing once `casebook.crypto.kdf.prepare` was called, so it may run on a thread of its own
        while others import.

        Raises:
            InvalidInput: the text can be no passphrase.
            Refused: this computer cannot give the memory.
        """
        for salt, cost in costs:
            self.stretched[salt, cost] = self._stretch(salt, cost)

    def forget(self) -> None:
        """Wipe derived keys that were not used."""
        while self.stretched:
            self.stretched.popitem()[1].wipe()

    def _stretch(self, salt: bytes, cost: KdfCost) -> Secret:
        passphrase = passphrase_bytes(self.text)
        try:
            return kdf.passphrase_key(passphrase, salt, cost)
        finally:
            erase(passphrase)

    def _code(self) -> Secret | None:
        try:
            return recovery_secret(self.text)
        except InvalidInput:
            return None


_MIN_SHARES_LENGTH = 120
"""Shorter text is no two shares, and their word list need not be loaded for it."""
MASTER_KEY_BYTES = 32
_SALT_LABEL = "recovery salt"
WRAPPED_BYTES = aead.NONCE_BYTES + MASTER_KEY_BYTES + aead.TAG_BYTES
MAX_SLOTS = 16
MAX_WORK_KIB = 64 * 1024 * kdf.MIB_KIB
"""For all slots together, in `KdfCost.work_kib`: limits one attempt on a hostile header to a minute or two.
"""
_START = struct.Struct("<BH")
_COST = struct.Struct("<III")
_BINDING = struct.Struct("<16sH")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySlot:
    """One encrypted copy of the master key.

    Attributes:
        kind: what opens it.
        cost: of the key derivation; None where nothing is stretched.
        salt: 16 random bytes.
        wrapped: nonce, sealed key and tag.
    """

    kind: SlotKind
    cost: KdfCost | None
    salt: bytes
    wrapped: bytes = b""

    @property
    def id(self) -> str:
        """Return the ID of the slot: the first half of its salt, 16 hex digits."""
        return self.salt.hex()[:16]

    def metadata(self) -> bytes:
        """Return the bytes before the nonce, to which the encryption is bound."""
        cost = _COST.pack(self.cost.memory_kib, self.cost.passes, self.cost.lanes) if self.cost else b""
        size = len(cost) + len(self.salt) + WRAPPED_BYTES
        return _START.pack(self.kind, size) + cost + self.salt

    def written(self) -> bytes:
        """Return the slot as bytes of the header."""
        return self.metadata() + self.wrapped


def _typed_shares(text: str) -> tuple[str, ...]:
    if len(text) < _MIN_SHARES_LENGTH:
        return ()
    from casebook.crypto.share_text import typed_shares

    return typed_shares(text)


def new_slot(
    master: Secret, credential: Credential, *, cost: KdfCost | None, vault_id: UUID, version: int
) -> KeySlot:
    """Encrypt the master key for a credential.

    Args:
        master: 32 bytes.
        credential: what will open it; its form decides the kind of slot.
        cost: of the derivation, where a passphrase is stretched; passed over elsewhere.
        vault_id: of the header.
        version: format version of the header.

    Raises:
        InvalidInput: the passphrase is empty, too long or no text.
        Refused: this computer cannot give the memory.
    """
    kind, salt = credential.kind, credential.new_salt()
    bare = KeySlot(kind=kind, cost=cost if kind.has_cost else None, salt=salt)
    key = credential.slot_key(salt, bare.cost)
    wrapped = aead.wrap(key, master, bare.metadata() + _BINDING.pack(vault_id.bytes, version))
    key.wipe()
    return KeySlot(kind=kind, cost=bare.cost, salt=salt, wrapped=wrapped)


def work_kib(slots: Iterable[KeySlot]) -> int:
    """Return the maximum cost of an attempt: memory in KiB times passes, summed over the slots."""
    return sum(slot.cost.work_kib for slot in slots if slot.cost)


def open_slots(
    slots: tuple[KeySlot, ...], credential: Credential, *, vault_id: UUID, version: int
) -> tuple[KeySlot, Secret] | None:
    """Return the slot that opens and the master key; None does not reveal why none did.

    A recovery code opens the vault on a computer without the memory Argon2 asks for.

    SECURITY: every slot of the credential's kind is tried, also after one has opened: the time taken tells
    the kind and nothing else.

    Args:
        slots: of the header.
        credential: a passphrase, a recovery code, a passphrase with a keyfile, or the secret of a keychain or
            of guardians.
        vault_id: of the header.
        version: format version of the header.

    Raises:
        Refused: this computer cannot give the memory.
    """
    about = _BINDING.pack(vault_id.bytes, version)
    opened: list[tuple[KeySlot, Secret]] = []
    kind = credential.kind
    for slot in slots:
        if slot.kind is not kind:
            continue
        try:
            key = credential.slot_key(slot.salt, slot.cost)
        except InvalidInput:
            continue
        master = aead.unwrap(key, slot.wrapped, slot.metadata() + about)
        key.wipe()
        if master:
            opened.append((slot, master))
    for _, master in opened[1:]:
        master.wipe()
    return opened[0] if opened else None


def parse_slot(data: memoryview) -> tuple[KeySlot, int]:
    """Parse the slot at the start of `data`; returns it and its length in bytes.

    Raises:
        VaultDamaged: cut short, sizes that do not fit, or costs outside their bounds.
        VaultTooNew: a kind of slot this version does not know.
    """
    if len(data) < _START.size:
        raise VaultDamaged("The stored data of an unlock method is incomplete.")
    number, size = _START.unpack_from(data)
    if number not in set(SlotKind):
        raise VaultTooNew("The casebook has a type of unlock method that this version does not recognise.")
    kind = SlotKind(number)
    cost_bytes = _COST.size if kind.has_cost else 0
    whole = _START.size + size
    if size != cost_bytes + kdf.SALT_BYTES + WRAPPED_BYTES or len(data) < whole:
        raise VaultDamaged("The stored data of an unlock method has the wrong size.")
    salt_at = _START.size + cost_bytes
    wrapped_at = salt_at + kdf.SALT_BYTES
    cost = _parse_cost(data[_START.size : salt_at]) if cost_bytes else None
    salt, wrapped = bytes(data[salt_at:wrapped_at]), bytes(data[wrapped_at:whole])
    return KeySlot(kind=kind, cost=cost, salt=salt, wrapped=wrapped), whole


def _parse_cost(data: memoryview) -> KdfCost:
    memory_kib, passes, lanes = _COST.unpack(data)
    try:
        return KdfCost(memory_kib=memory_kib, passes=passes, lanes=lanes)
    except InvalidInput as error:
        raise VaultDamaged(
            "An unlock method in the casebook has key derivation settings that are not possible."
        ) from error
