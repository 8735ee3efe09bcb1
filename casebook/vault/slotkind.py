"""The ways of opening a vault."""

from __future__ import annotations

from enum import IntEnum


class SlotKind(IntEnum):
    """Kinds of slot; the numbers are those in the header."""

    PASSPHRASE = 1
    RECOVERY = 2
    KEYFILE = 3
    KEYCHAIN = 4

    @property
    def has_cost(self) -> bool:
        """Whether a passphrase is stretched for it."""
        return self in {SlotKind.PASSPHRASE, SlotKind.KEYFILE}
