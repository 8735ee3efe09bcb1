"""A match beside the list: the row, the person, what agrees and differs, and the decision."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from casebook.domain.base.date import StatedDate
from casebook.domain.library.registers.agreement import MatchLevel
from casebook.domain.library.registers.register import ABSENCE
from casebook.services.library.registers import deciding
from casebook.services.library.registers.deciding import MatchRow
from casebook.services.library.registers.register_words import compared, level_title, state_title
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import line

LEVEL_TONES: dict[MatchLevel, Tone] = {"strong": "green", "possible": "amber", "weak": "grey"}


class MatchPane(DetailPane):
    """The match chosen.

    Attributes:
        confirmed: ID of the match, of the case, the reason, and whether a fact is made: "yes", "no", or ""
            where nobody was asked.
        dismissed: ID of the match, and the reason.
        reopened: ID of a match whose decision is taken back.
        fact_wanted: ID of a fact in the bin that is to be restored.
    """

    confirmed = Signal(str, str, str, str)
    dismissed = Signal(str, str)
    reopened = Signal(str)
    fact_wanted = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Match"))
        self._page, self._words = page, page.words
        self._row: MatchRow | None = None
        self._why: QLineEdit | None = None
        self._cases: QComboBox | None = None
        self._fact: QComboBox | None = None

    def show_row(self, row: MatchRow) -> None:
        """Show this one."""
        self._row, self._why, self._cases, self._fact = row, None, None, None
        match, words = row.match, self._words
        beneath = " · ".join(part for part in (match.register_title, match.key) if part)
        self.begin(
            row.name,
            beneath,
            [
                Chip(level_title(match.level, words), LEVEL_TONES[match.level], "proof"),
                Chip(state_title(match.state, words), "grey", "ask" if match.state == "open" else "done"),
            ],
        )
        self._show_agreement(row)
        if match.state == "open":
            self._show_choice(row)
        else:
            self._show_decision(row)
        self._show_file(row)
        self._show_register(row)
        self.add(Opening(words("Go to person"), self._go_to_person))
        self.end()

    def confirm(self) -> None:
        """Confirm the match shown."""
        if self._row is not None and self._row.match.state == "open":
            case_id = str(self._cases.currentData() or "") if self._cases is not None else ""
            fact = str(self._fact.currentData()) if self._fact is not None else ""
            self.confirmed.emit(self._row.id, case_id, self._reason(), fact)

    def dismiss(self) -> None:
        """Decide that it is another person."""
        if self._row is not None and self._row.match.state == "open":
            self.dismissed.emit(self._row.id, self._reason())

    def reopen(self) -> None:
        """Take the decision back."""
        if self._row is not None:
            self.reopened.emit(self._row.id)

    def _reason(self) -> str:
        return self._why.text().strip() if self._why is not None else ""

    def _show_agreement(self, row: MatchRow) -> None:
        words, match = self._words, row.match
        self.heading(words("Agrees in"))
        self.pairs(
            [(title, self._both(stated, ours)) for title, stated, ours in compared(match.agreements, words)]
        )
        if match.differences:
            self.heading(words("Differs in"))
            self.pairs(
                [
                    (title, self._both(stated, ours))
                    for title, stated, ours in compared(match.differences, words)
                ]
            )
        if row.others:
            self.words(
                words(
                    "Confirmed in {registers} already. Registers that copy each other are one source: look "
                    "for the source that each of them names.",
                    registers=words.list_of(row.others),
                ),
                "quiet",
            )

    def _both(self, stated: str, ours: str) -> str:
        if stated == ours:
            return stated
        return self._words("{stated} in the register, {ours} here", stated=stated, ours=ours)

    def _show_choice(self, row: MatchRow) -> None:
        """Offer the decision, with what it needs."""
        words = self._words
        self.heading(words("Decide"))
        if len(row.cases) > 1:
            self._cases = ChoiceBox()
            self._cases.setAccessibleName(words("Case"))
            for case_id, reference in row.cases:
                self._cases.addItem(reference, case_id)
            self.add(self._cases)
        if row.in_china:
            self._ask_about_china()
        self._why = QLineEdit()
        self._why.setAccessibleName(words("Reason"))
        self._why.setPlaceholderText(
            words("Reason") if row.match.is_enough else words("Reason, needed: fewer than three points agree")
        )
        self.add(self._why)
        choices = line(gap=8)
        choices.addWidget(button(words("It is this person"), self.confirm, role="primary", meaning="done"))
        choices.addWidget(button(words("Another person"), self.dismiss, meaning="cancel"))
        choices.addStretch(1)
        self.body.addLayout(choices)

    def _ask_about_china(self) -> None:
        """Ask whether a fact may name somebody who counts as in China; nothing is chosen beforehand."""
        words = self._words
        self.words(
            words(
                "This person counts as in China. A fact would name them, and filed copies print facts: read "
                "first what they consented to."
            )
        )
        self._fact = ChoiceBox()
        self._fact.setAccessibleName(words("Fact"))
        self._fact.addItem(words("Choose whether a fact is made"), "")
        self._fact.addItem(words("Confirm without a fact"), "no")
        self._fact.addItem(words("Make the fact, which names the person"), "yes")
        self.add(self._fact)

    def _show_decision(self, row: MatchRow) -> None:
        words, match = self._words, row.match
        self.heading(words("What was decided"))
        self.pairs(
            (
                (words("Decided"), dates.brief(words, _stated(match.decided_on))),
                (words("By"), match.decided_by),
                (words("Reason"), match.why),
            )
        )
        if row.lost_fact_ids:
            self.words(words("The fact of this match is in the bin."))
            self.step_below(
                button(
                    words("Restore the fact"),
                    lambda: self.fact_wanted.emit(row.lost_fact_ids[0]),
                    meaning="restore",
                )
            )
        elif match.fact_ids:
            place = Location(page="case", id=match.case_id, tab="chronology", within=match.fact_ids[0])
            self.add(Opening(words("Go to fact"), lambda: self._page.context.go(place)))
        if match.source_id:
            source = Location(page="library", tab="sources", within=match.source_id)
            self.add(Opening(words("Go to source"), lambda: self._page.context.go(source)))
        self.step_below(button(words("Take the decision back"), self.reopen, meaning="restore"))

    def _show_file(self, row: MatchRow) -> None:
        words, match = self._words, row.match
        self.heading(words("The row in the file"))
        self.pairs([(cell.column, cell.text) for cell in match.cells])
        self.heading(words("Method"))
        self.pairs(
            (
                (words("Compared"), dates.brief(words, _stated(match.matched_on))),
                (words("File retrieved"), dates.brief(words, _stated(match.retrieved_on))),
                (words("Line"), str(match.line)),
                ("SHA-256", match.sha256),
            )
        )

    def _show_register(self, row: MatchRow) -> None:
        register, words = deciding.register_of(row.match), self._words
        self.heading(words("What it can and cannot prove"))
        if register is not None:
            self.words(words(register.reliability))
            if register.caution:
                self.words(words(register.caution))
        self.body.addWidget(label(words(ABSENCE), "quiet", wraps=True))

    def _go_to_person(self) -> None:
        if self._row is not None:
            self._page.context.go(Location(page="person", id=self._row.match.person_id))


def _stated(day: object) -> StatedDate | None:
    return StatedDate(edtf=str(day)) if day else None
