"""A trip: cases carried in a casebook of their own, and what the casebook at home remembers of it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casebook.domain.base.entity import entity

TripState = Literal["unfinished", "packed", "taken", "home", "lost"]


@entity
class Trip:
    """What stays at home of a casebook that travels. It names nobody.

    Attributes:
        vault_id: of the casebook that travels.
        slot_id: of its one unlock method.
        generation: of its header when it was packed.
        anchor: its tamper check code when it was packed; "" until it is filled.
        case_ids: of the cases in it.
        record_ids: of all records in it; they stay known, since a copy of it may come home as well.
        number: of the last change in its history when it was packed.
        home_number: of the last change in the history at home then.
        packed_at: when.
        is_packed: whether packing came to its end; a casebook of which it did not opens for nobody.
        removed_from: generation of its header when its removal began after it came home, 0 before.
        removed_at: keyed mark of the folder that is being removed, "" before.
        taken_at: when something of it was taken, or all of it found to be at home; None before.
        home_at: when it came home, or None.
        lost_at: when somebody said that it will not come home, or None.
        documents: how many it listed when packed; 0 until then.
        files: how many it held when packed; None until then, as in earlier versions.
        size_bytes: of its folder when it was packed.
    """

    vault_id: str
    slot_id: str
    generation: int
    case_ids: tuple[str, ...]
    packed_at: datetime
    anchor: str = ""
    record_ids: tuple[str, ...] = ()
    number: int = 0
    home_number: int = 0
    is_packed: bool = False
    removed_from: int = 0
    removed_at: str = ""
    taken_at: datetime | None = None
    home_at: datetime | None = None
    lost_at: datetime | None = None
    documents: int = 0
    files: int | None = None
    size_bytes: int = 0

    @property
    def state(self) -> TripState:
        """Return where the casebook is, as far as home knows."""
        if self.home_at:
            return "home"
        if self.lost_at:
            return "lost"
        if self.taken_at:
            return "taken"
        return "packed" if self.is_packed else "unfinished"
