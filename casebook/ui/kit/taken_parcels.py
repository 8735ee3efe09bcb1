"""The parcels that were taken in since unlocking, for as long as each can be taken back in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QObject, Signal

from casebook.ui.kit.page_context import PageContext

if TYPE_CHECKING:  # loaded when a parcel is opened
    from casebook.services.sharing.parcels.parcel_take import TakenParcel


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ParcelStep:
    """A parcel that was taken in.

    Attributes:
        taken: what was taken.
        sender: name of the card of who sealed it.
    """

    taken: TakenParcel
    sender: str


class TakenParcels(QObject):
    """Keeps them until the casebook is locked.

    Attributes:
        changed: one was added or taken back.
        steps: the latest last.
    """

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.steps: list[ParcelStep] = []

    @classmethod
    def of(cls, context: PageContext) -> Self:
        """Return those of a session, one list for all its pages."""
        return context.findChild(cls) or cls(context)

    def add(self, taken: TakenParcel, sender: str) -> None:
        """Keep one that was taken."""
        self.steps.append(ParcelStep(taken=taken, sender=sender))
        self.changed.emit()

    def drop(self, handover_id: str) -> None:
        """Forget one that was taken back."""
        self.steps = [one for one in self.steps if one.taken.handover.id != handover_id]
        self.changed.emit()
