"""Other copies outside: release packs, dossiers and packs of outcomes, with who got them and when."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.services.sharing.parcels import other_copies
from casebook.services.sharing.parcels.other_copies import OtherCopy
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.sharing.parcels.otherwise_bar import copy_nouns
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.empty import Empty


class OtherCopiesList(Listing[OtherCopy]):
    """The list; a row leads to the register that it comes from, where it can be looked at and taken back."""

    heading_role = "title"
    concerns = frozenset({"declaration", "build", "outcome-pack", "contact", "case"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, context.words("Other copies"), _columns(context.words))

    def read(self) -> None:
        """Read the copies, or those of the case of the place."""
        about = self.place.id
        self.ask(lambda session: other_copies.listed(session, about), self.show_rows)

    def empty_state(self) -> QWidget:
        """Return the empty state."""
        words = self.words
        return Empty(
            "people",
            words("No other copy yet"),
            words(
                "Each release pack of a declaration, copy of a dossier and pack of outcomes that you write "
                "is listed here: when, for whom, and with its hash."
            ),
        )

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected copies."""
        go = RowAction(
            title=self.words("Go to its register"), act=lambda: self.open_row(self.table.chosen_id)
        )
        return [go, *super().row_actions()]

    def open_row(self, record_id: str) -> None:
        """Open the register that a copy stands in."""
        row = self.rows.row_at(self.rows.index_of(record_id))
        if row is not None:
            self.context.go(_place(row))


def _place(row: OtherCopy) -> Location:
    if row.noun == "declaration":
        return Location(page="case", id=row.case_id, tab="declarations", within=row.record_id)
    if row.noun == "dossier":
        return Location(page="case", id=row.case_id, tab="dossiers", within=row.record_id)
    return Location(page="library", tab="ledger")


def _columns(words: Translator) -> tuple[Column[OtherCopy], ...]:
    purposes = Wording(words).purpose
    nouns = copy_nouns(words)
    return (
        Column(
            title=words("Date"),
            text=lambda row: words.format_date(row.at.date()),
            sort=lambda row: row.at,
            fits=True,
            width=11,
        ),
        Column(
            title=words("Copy"), text=lambda row: nouns[row.noun], look="strong", width=20, stretches=True
        ),
        Column(title=words("Case"), text=lambda row: row.reference, width=14),
        Column(
            title=words("For whom"),
            text=lambda row: row.who or words("nobody named"),
            width=20,
            stretches=True,
            is_kept=True,
        ),
        Column(
            title=words("Use"),
            text=lambda row: purposes[row.purpose] if row.purpose else "",
            look="quiet",
            width=14,
            gives_way=1,
        ),
        Column(
            title=words("Hash (SHA-256)"),
            text=lambda row: row.sha256,
            look="quiet",
            width=14,
            is_optional=True,
            gives_way=2,
        ),
    )
