"""The card of somebody else's device, as it is kept, and whether it was compared."""

from __future__ import annotations

from datetime import datetime

from casebook.domain.base.entity import entity


@entity
class PeerCard:
    """A card of another device; of this casebook alone.

    Attributes:
        name: what the card calls itself; "" once a purge of a person of this name took it.
        device: of its public keys the SHA-256, lower-case hex.
        public: its public keys in base64.
        data: the card's bytes in base64, which ten words are made of; "" once a purge took the name in it.
        added_at: when it was added here, UTC.
        compared_at: when its ten words were found to match, UTC; None while nobody compared them.
        compared_by: who compared them.
        allowed_at: when something was sealed to it although it was not compared, the last time; or None.
    """

    id: str
    name: str
    device: str
    public: str
    data: str
    added_at: datetime
    compared_at: datetime | None = None
    compared_by: str = ""
    allowed_at: datetime | None = None

    @property
    def is_compared(self) -> bool:
        """Return whether its ten words were compared."""
        return self.compared_at is not None
