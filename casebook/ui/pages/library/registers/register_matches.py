"""Rows of public registers that may be about people of the casebook: compared, looked at, and decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.domain.case.fact import Fact
from casebook.domain.library.register_match import MatchState, RegisterMatch
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library.registers import deciding
from casebook.services.library.registers.deciding import MatchRow
from casebook.services.library.registers.register_words import (
    level_title,
    reasons,
    state_title,
)
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.base.record_editor import move_to_bin
from casebook.ui.pages.library.registers.match_pane import LEVEL_TONES, MatchPane
from casebook.ui.pages.library.registers.register_compare import RegisterCompare
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import line
from casebook.ui.widgets.layout.split import Split

STATE_TONES: dict[MatchState, Tone] = {"open": "amber", "confirmed": "green", "dismissed": "grey"}
STATE_ICONS: dict[MatchState, str] = {"open": "ask", "confirmed": "done", "dismissed": "cancel"}
_STATES: tuple[MatchState, ...] = ("open", "confirmed", "dismissed")


class MatchList(Listing[MatchRow]):
    """Every match, those to be decided first, and the one chosen."""

    heading_role = "title"
    concerns = frozenset({"register-match", "person", "case", "fact"})

    def __init__(self, context: PageContext) -> None:
        self._rows: dict[str, MatchRow] = {}
        self._kept: frozenset[str] = frozenset()
        super().__init__(context, context.words("Matches with registers"), _columns(context.words))
        words = self.words
        self.comparing = RegisterCompare(context)
        self.comparing.kept.connect(self._read_kept)
        self.comparing.left.connect(self.take_focus)
        self.above.addWidget(self.comparing)
        self.states = ChoiceBox()
        self.states.setAccessibleName(words("Status"))
        self.states.addItem(words("All statuses"), "")
        for state in _STATES:
            self.states.addItem(state_title(state, words), state)
        self.states.currentIndexChanged.connect(self._narrow)
        row = line(gap=8)
        row.addWidget(self.states)
        row.addStretch(1)
        self.above.addLayout(row)
        self.table.chosen.connect(self._choose)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the match beside it into the page."""
        self._pane = self.detail_pane = MatchPane(self)
        self._pane.confirmed.connect(self.confirm)
        self._pane.dismissed.connect(self.dismiss)
        self._pane.reopened.connect(self.reopen)
        self._pane.fact_wanted.connect(self._restore_fact)
        whole.addWidget(Split(self.pane, self._pane, (3, 2)), 1)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Bring the file of a register."""
        compare = button(
            self.words("Compare a register…"), self.start_comparing, role="primary", meaning="upload"
        )
        return (compare,)

    def filter_boxes(self) -> dict[str, QComboBox]:
        """Return the boxes above the list by their keys."""
        return {**super().filter_boxes(), "state": self.states}

    def read(self) -> None:
        """Read every match."""
        self.ask(deciding.rows, self._show)

    def _read_kept(self, match_ids: Sequence[str]) -> None:
        """Read again what was kept, and show the first of it once it is here."""
        self._kept = frozenset(match_ids)
        self.read()

    def start_comparing(self) -> None:
        """Choose a file and compare it."""
        self.comparing.choose()

    def empty_state(self) -> QWidget:
        """The placeholder shown when there are no matches."""
        words = self.words
        return Empty(
            "source",
            words("No matches with registers"),
            words(
                "Bring a file that a public register exported. It is compared here with clients, relatives "
                "and co-accused; only rows that may be about one of them are kept."
            ),
            button(words("Compare a register…"), self.start_comparing, role="primary", meaning="upload"),
        )

    def row_actions(self) -> list[RowAction]:
        """Return what can be done with the match chosen."""
        words, row = self.words, self._rows.get(self.table.chosen_id)
        if row is None:
            return super().row_actions()
        if row.match.state == "open":
            decide = [
                RowAction(title=words("It is this person"), act=self._pane.confirm, writes=True),
                RowAction(title=words("Another person"), act=self._pane.dismiss, writes=True),
            ]
        else:
            decide = [RowAction(title=words("Take the decision back"), act=self._pane.reopen, writes=True)]
        return [
            *decide,
            RowAction(title=words("Go to person"), act=self._go_to_person),
            RowAction(title=words("Remove"), act=self.remove, keys="Del", writes=True, begins_group=True),
            *super().row_actions(),
        ]

    def remove(self) -> None:
        """Move the matches selected to the bin; a fact that was made stays."""
        move_to_bin(self.context, self.words("Match moved to bin"), RegisterMatch, self.table.selected_ids)

    def confirm(self, match_id: str, case_id: str, why: str, fact: str) -> None:
        """Confirm a match; refused, the pane says what is missing."""
        words, with_fact = self.words, {"yes": True, "no": False}.get(fact)

        def confirmed(session: Session) -> RegisterMatch:
            return deciding.confirm(
                session, match_id, case_id=case_id, why=why, with_fact=with_fact, words=words
            )

        def done(one: RegisterMatch) -> None:
            self.context.did(
                words("Match confirmed"),
                lambda session: deciding.reopen(session, match_id),
                words("The fact is in the chronology of the case, with its source.") if one.fact_ids else "",
                redo=confirmed,
            )

        self.context.ask(confirmed, done)

    def dismiss(self, match_id: str, why: str) -> None:
        """Decide that a row is about another person."""

        def done(_: RegisterMatch) -> None:
            self.context.did(
                self.words("Match dismissed"),
                lambda session: deciding.reopen(session, match_id),
                redo=lambda session: deciding.dismiss(session, match_id, why),
            )

        self.context.ask(lambda session: deciding.dismiss(session, match_id, why), done)

    def reopen(self, match_id: str) -> None:
        """Take a decision back."""
        row = self._rows[match_id].match

        def again(session: Session) -> RegisterMatch:
            if row.state == "confirmed":
                case_id, why = row.case_id, row.why
                return deciding.confirm(
                    session,
                    match_id,
                    case_id=case_id,
                    why=why,
                    with_fact=bool(row.fact_ids),
                    words=self.words,
                )
            return deciding.dismiss(session, match_id, row.why)

        def taken_back(session: Session) -> RegisterMatch:
            return deciding.reopen(session, match_id)

        title = self.words("Decision taken back")
        self.context.ask(taken_back, lambda _: self.context.did(title, again, redo=taken_back))

    def _restore_fact(self, fact_id: str) -> None:
        """Take the fact of a confirmed match out of the bin."""
        records = [(Fact, fact_id)]

        def restored(session: Session) -> None:
            record.restore_all(session, records)

        def binned(session: Session) -> None:
            record.move_all_to_bin(session, records)

        title = self.words("Fact restored")
        self.context.ask(restored, lambda _: self.context.did(title, binned, redo=restored))

    def _show(self, rows: list[MatchRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self._narrow()
        places = {self.rows.index_of(one).row(): one for one in self._kept}
        self._kept = frozenset()
        first = next((places[place] for place in sorted(places) if place >= 0), "")
        if rows:
            self.select_row(first or self.wanted_row())

    def _narrow(self) -> None:
        state = self.states.currentData()
        rows = [row for row in self._rows.values() if not state or row.match.state == state]
        self.show_rows(rows, of=len(self._rows))

    def _choose(self, match_id: str) -> None:
        row = self._rows.get(match_id)
        if row is not None:
            self._pane.show_row(row)

    def open_row(self, record_id: str) -> None:
        """Focus what decides the match."""
        self.table.choose(record_id)
        self._pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_place(self, place: Location) -> None:
        """Show all states where the place names a match."""
        if place.within:
            self.states.setCurrentIndex(0)
        super().show_place(place)

    def _go_to_person(self) -> None:
        row = self._rows.get(self.table.chosen_id)
        if row is not None:
            self.context.go(Location(page="person", id=row.match.person_id))


def _register_text(row: MatchRow) -> str:
    return " · ".join(part for part in (row.match.register_title, row.match.key) if part)


def _columns(words: Translator) -> tuple[Column[MatchRow], ...]:
    return (
        Column(
            title=words("Person"),
            text=lambda row: row.name,
            beside=_register_text,
            look="two-lines",
            width=18,
            stretches=True,
        ),
        Column(
            title=words("Agrees in"),
            text=lambda row: reasons(row.match, words),
            look="two-lines",
            width=17,
            gives_way=3,
        ),
        Column(
            title=words("Shows"),
            text=lambda row: level_title(row.match.level, words),
            tone=lambda row: LEVEL_TONES[row.match.level],
            sort=lambda row: -row.match.score,
            width=10,
            gives_way=2,
        ),
        Column(
            title=words("Status"),
            text=lambda row: state_title(row.match.state, words),
            tone=lambda row: STATE_TONES[row.match.state],
            icon=lambda row: STATE_ICONS[row.match.state],
            width=11,
        ),
    )
