"""What was taken in of a parcel: its receipt for the sender, and taking it back in one step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from casebook.base.errors import NotFound
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.session import Session
from casebook.services.sharing.parcels import receipt, register
from casebook.services.sharing.parcels.parcel_take import TakenParcel
from casebook.services.sharing.parcels.parcel_undo import undo_take
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.taken_parcels import TakenParcels
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.wrapping import Wrapping


class TakenPane(Card):
    """Shown after a parcel was taken in.

    Attributes:
        left: it was closed, or the parcel was taken back.
    """

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Imported"))
        self._page, self._words = page, page.words
        self._taken: TakenParcel | None = None
        words = self._words
        self._text = label("", wraps=True)
        self.body.addWidget(self._text)
        self._thanks = label("", wraps=True)
        self.body.addWidget(self._thanks)
        save = button(words("Save receipt…"), self._pick, role="primary", meaning="save")
        copy = button(words("Copy receipt as text"), self._copy, meaning="copy")
        undo = button(words("Undo"), self._undo, meaning="back", writes=True)
        shown = button(words("Who holds what"), self._go)
        done = button(words("Done"), self.left.emit)
        self.body.addWidget(Wrapping(save, copy, undo, shown, done))

    def show_taken(self, taken: TakenParcel, sender: str) -> None:
        """Show what was taken in, and offer to take it back."""
        self._taken = taken
        words = self._words
        parts = [words.count("{number} new record", "{number} new records", taken.fresh)]
        if taken.changed:
            parts.append(words.count("{number} changed record", "{number} changed records", taken.changed))
        parts.append(words.count("{number} file", "{number} files", len(taken.files)))
        self._text.setText(
            words(
                "Imported: {records}. No deadline was calculated and no task created.",
                records=words.list_of(parts),
            )
            + self._unshown(taken)
        )
        self._thanks.setText(words("Send {name} the receipt, so that they know it arrived.", name=sender))
        TakenParcels.of(self._page.context).add(taken, sender)
        offer_undo(self._page.context, taken, words("Parcel imported"))

    def read(self) -> None:
        """Leave where the parcel was taken back by another undo: what is shown here is true no longer."""
        taken = self._taken
        if taken is None or self.isHidden():
            return
        steps = TakenParcels.of(self._page.context).steps
        is_listed = any(one.taken is taken for one in steps)

        def show(is_there: bool) -> None:  # noqa: FBT001 - the answer of the session
            if self._taken is taken and not (is_there and is_listed):
                self._taken = None
                self.left.emit()

        self._page.ask(lambda session: is_standing(session, taken), show)

    def _unshown(self, taken: TakenParcel) -> str:
        if not taken.unshown:
            return ""
        return "\n" + self._words.count(
            "{number} record is kept, but cannot be shown until more of it comes or Casebook is updated.",
            "{number} records are kept, but cannot be shown until more of them comes or Casebook is updated.",
            taken.unshown,
        )

    def save(self, out: Path | SaveTarget) -> None:
        """Write the receipt to a file."""
        taken = self._taken
        if taken is None:
            return
        done = self._words("Receipt saved")
        self._page.context.ask(
            lambda session: receipt.write_receipt(session, taken.handover.id, out),
            lambda _: self._page.context.say(done),
            asker=self,
        )

    def _pick(self) -> None:
        out = pick_target(self, self._words, f"{self._words('receipt')}{receipt.SUFFIX}")
        if out is not None:
            self.save(out)

    def _copy(self) -> None:
        taken = self._taken
        if taken is None:
            return

        def put(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._page.context.say(self._words("Receipt copied"))

        self._page.context.ask(
            lambda session: receipt.receipt_text(session, taken.handover.id), put, asker=self
        )

    def _undo(self) -> None:
        if self._taken is not None:
            undo_parcel(self._page.context, self._taken)
        self.left.emit()

    def _go(self) -> None:
        self._page.context.go(Location(page="parcels", tab="holders"))


def is_standing(session: Session, taken: TakenParcel) -> bool:
    """Return whether what was taken of a parcel is in the register still."""
    try:
        register.find(session, taken.handover.id)
    except NotFound:
        return False
    return True


def offer_undo(context: PageContext, taken: TakenParcel, title: str) -> None:
    """Say that a parcel was taken in, which one step takes back until the casebook is locked."""
    place = Location(page="parcels", tab="holders")
    context.did(title, lambda session: undo_take(session, taken), place=place)


def undo_parcel(context: PageContext, taken: TakenParcel) -> None:
    """Take a parcel back, and say what stays since it was changed."""
    words = context.words

    def work(session: Session) -> list[tuple[str, str]]:
        return undo_take(session, taken)

    def done(left: list[tuple[str, str]]) -> None:
        TakenParcels.of(context).drop(taken.handover.id)
        stays = words.count(
            "{number} record was changed since and stays.",
            "{number} records were changed since and stay.",
            len(left),
        )
        context.say(words("Import of the parcel undone"), stays if left else "")

    context.ask(work, done, asker=context)
