"""What opens a vault: words typed, words typed with a keyfile, or a key from the system's keychain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from casebook.base.errors import InvalidInput
from casebook.crypto import kdf
from casebook.crypto.kdf import KdfCost
from casebook.crypto.passphrase import passphrase_bytes
from casebook.crypto.recovery import recovery_secret
from casebook.crypto.secret import Secret
from casebook.vault.slotkind import SlotKind

LABELS = {SlotKind.RECOVERY: "recovery", SlotKind.KEYCHAIN: "keychain"}


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    """Something that may open a vault.

    Attributes:
        text: a passphrase or a recovery code, as typed.
        keyfile_sha256: of the keyfile given with the passphrase, 32 bytes, or b"".
        keychain: 32 bytes from the keychain; then nothing else counts.
        stretched: what `stretch` worked out, by salt and cost, until `slot_key` takes it.
    """

    text: str = ""
    keyfile_sha256: bytes = b""
    keychain: Secret | None = None
    stretched: dict[tuple[bytes, KdfCost], Secret] = field(default_factory=dict, compare=False)

    @classmethod
    def of_passphrase(cls, passphrase: str, keyfile_sha256: bytes = b"") -> Self:
        """A passphrase to make a slot with.

        Raises:
            InvalidInput: it is empty, too long, no text, or has the form of a recovery code.
        """
        passphrase_bytes(passphrase)
        credential = cls(passphrase, keyfile_sha256)
        if credential.kind is SlotKind.RECOVERY:
            raise InvalidInput(
                "This has the form of a recovery code; a passphrase must not.", field="passphrase"
            )
        return credential

    def __repr__(self) -> str:
        return f"Credential({self.kind.name.lower()})"

    @property
    def kind(self) -> SlotKind:
        """The kind of slot it is tried on. The form of the text decides between passphrase and code."""
        if self.keychain:
            return SlotKind.KEYCHAIN
        if self._code():
            return SlotKind.RECOVERY
        return SlotKind.KEYFILE if self.keyfile_sha256 else SlotKind.PASSPHRASE

    def slot_key(self, salt: bytes, cost: KdfCost | None) -> Secret:
        """The key of a slot.

        Args:
            salt: of the slot.
            cost: of the slot; None where its kind needs no derivation.

        Raises:
            InvalidInput: the text can be no passphrase.
            Refused: this computer cannot give the memory.
        """
        strong = self.keychain or self._code()
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
        """Do the slow part of `slot_key` now, for these salts and costs.

        Imports nothing once `casebook.crypto.kdf.prepare` was called, so it may run on a thread of its own
        while others import.

        Raises:
            InvalidInput: the text can be no passphrase.
            Refused: this computer cannot give the memory.
        """
        for salt, cost in costs:
            self.stretched[salt, cost] = self._stretch(salt, cost)

    def forget(self) -> None:
        """Wipe what was worked out and not taken."""
        while self.stretched:
            self.stretched.popitem()[1].wipe()

    def _stretch(self, salt: bytes, cost: KdfCost) -> Secret:
        return kdf.passphrase_key(passphrase_bytes(self.text), salt, cost)

    def _code(self) -> Secret | None:
        try:
            return recovery_secret(self.text)
        except InvalidInput:
            return None
