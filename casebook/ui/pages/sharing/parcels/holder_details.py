"""One parcel of the register: what it holds, who has it and confirmed it, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton

from casebook.services.sharing.parcels.holders import HolderRow
from casebook.services.sharing.protected_fields import count_by_word
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.parcels.parcel_words import ParcelWords
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.layout.wrapping import Wrapping


class HolderDetails(DetailPane):
    """The selected parcel."""

    def __init__(
        self, page: Page, phrases: ParcelWords, steps: Callable[[HolderRow], Sequence[QPushButton]]
    ) -> None:
        """Create it empty.

        Args:
            page: around it.
            phrases: the words of parcels.
            steps: makes the buttons of what can be done with a parcel.
        """
        super().__init__(page.words("Parcel"))
        self._page, self._words, self._phrases, self._row_steps = page, page.words, phrases, steps

    def show_row(self, row: HolderRow) -> None:
        """Show a parcel."""
        words, phrases, entry = self._words, self._phrases, row.row.handover
        title = words("Parcel of {day}", day=words.format_date(entry.at.date()))
        is_given = entry.kind == "given"
        direction = words("handed over") if is_given else words("came in")
        beneath = f"{direction} · {dates.format_datetime(words, entry.at)}"
        self.begin(title, beneath, (Chip(*phrases.entry_state(row)),))
        purpose = self._page.wording.purpose[entry.purpose] if entry.purpose else ""
        self.pairs(
            (
                (words("Purpose"), purpose),
                (
                    words("Contents") if is_given else words("New here"),
                    phrases.counts({one.noun: len(one.ids) for one in entry.given}) or words("no record"),
                ),
                (words("Left out"), self._left_out(row)),
                (words("Recall on"), words.format_date(entry.recall_on) if entry.recall_on else ""),
                (
                    words("Recalled"),
                    dates.format_datetime(words, entry.recalled_at) if entry.recalled_at else "",
                ),
                (
                    words("Deleted"),
                    dates.format_datetime(words, entry.purged_at) if entry.purged_at else "",
                ),
            )
        )
        self.add(Wrapping(*self._row_steps(row)))
        self.heading(words("Who has it") if is_given else words("Sealed by"))
        self._show_holders(row)
        self._show_cases(row)
        self.end()

    def _show_cases(self, row: HolderRow) -> None:
        case_ids = row.row.handover.ids("case")
        if case_ids and row.references:
            self.heading(self._words("Cases"))
            for case_id, reference in zip(case_ids, row.references, strict=False):
                place = Location(page="case", id=case_id)
                self.add(Opening(reference, partial(self._page.context.go, place)))

    def _show_holders(self, row: HolderRow) -> None:
        words, entry = self._words, row.row.handover
        for holder, name in zip(entry.holders, self._phrases.names(row.row), strict=True):
            parts = [words("card compared") if holder.was_compared else words("card not compared")]
            if entry.kind == "given":
                received = words("no receipt yet")
                if holder.receipt_at:
                    received = words("received {day}", day=dates.format_datetime(words, holder.receipt_at))
                parts.append(received)
            self.beside(name, " · ".join(parts))
        if entry.by_phrase:
            recipient = row.row.phrase.recipient if row.row.phrase else ""
            self.beside(recipient or words("Anyone with the phrase"), words("It may have been passed on."))
        if row.row.is_unnoted:
            self.words(
                words(
                    "Nobody said that its six words were written down, and they are kept nowhere. If you do "
                    "not have them, nobody can open the file: delete it, remove this entry, and hand the "
                    "case over again."
                )
            )

    def _left_out(self, row: HolderRow) -> str:
        left = row.row.handover.left_out
        fields = count_by_word((one.noun, one.field) for one in left if one.field)
        parts = [self._phrases.protected(word) for word in fields]
        whole: dict[str, int] = {}
        for one in left:
            if not one.field:
                whole[one.noun] = whole.get(one.noun, 0) + 1
        if whole:
            parts.append(self._phrases.counts(whole))
        return self._words.series_of(parts)
