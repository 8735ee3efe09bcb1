"""The journeys that home remembers: where each casebook is, its code, and the page for the border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.sharing.trip import Trip
from casebook.services.sharing.travel import travel_trip
from casebook.ui.kit import dates
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.many_rows import RowAction, RowMenu
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.fitted_table import fit_rows
from casebook.ui.pages.vault.travel.trip_words import case_names, trip_state
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.wrapping import Wrapping
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable


@entity
class TripRow:
    """A journey in the table."""

    id: str
    trip: Trip
    cases: str


class TripsCard(Card):
    """A row for each journey.

    Attributes:
        sheet_wanted: the page for the border is wanted of this journey.
        home_wanted: this journey is over.
        changed: what is known of a journey changed.
    """

    sheet_wanted = Signal(Trip)
    home_wanted = Signal()
    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Journeys"))
        self._page, self._words = page, page.words
        words = self._words
        self._empty = Empty(
            "travel",
            words("No case has travelled yet"),
            words(
                "What was packed is listed here, with the code by which you see later whether it was changed."
            ),
        )
        self.body.addWidget(self._empty)
        self.rows: Rows[TripRow] = Rows(_columns(words), self)
        self.table = DataTable(words("Journeys"), self.rows)
        self.table.chosen.connect(lambda _: self._offer())
        self.table.opened.connect(lambda _: self._want_sheet())
        self.menu = RowMenu(self.table, words("Actions for the selected journey"), self._actions)
        self._listed = with_hidden_columns(self.table, words)
        self.body.addWidget(self._listed)
        self._sheet = button(words("Page for the border…"), self._want_sheet)
        self._home = button(words("Come home…"), self.home_wanted.emit, writes=True)
        self._lost = button(words("Mark as lost"), self._turn_lost, writes=True)
        self._steps = Wrapping(self._sheet, self._home, self._lost)
        self.body.addWidget(self._steps)
        code = column(gap=2)
        self._code_title = label(words("Tamper check code of the selected journey"), "strong", wraps=True)
        self._code = label("", "code", wraps=True, selectable=True)
        self._about = label("", "quiet", wraps=True)
        for part in (self._code_title, self._code, self._about):
            code.addWidget(part)
        self.body.addLayout(code)

    def show_trips(self, trips: Sequence[Trip], references: Mapping[str, str]) -> None:
        """Show these journeys, the latest first."""
        words = self._words
        rows = [
            TripRow(id=one.vault_id, trip=one, cases=case_names(words, one, references))
            for one in reversed(trips)
        ]
        self.rows.show_rows(rows)
        fit_rows(self.table)
        self.table.choose(self.table.chosen_id or (rows[0].id if rows else ""))
        self._empty.setVisible(not rows)
        for part in (self._listed, self._steps, self._code_title, self._code, self._about):
            part.setVisible(bool(rows))
        self._offer()

    @property
    def chosen(self) -> Trip | None:
        """Return the journey of the selected row."""
        row = self.rows.row_at(self.table.currentIndex())
        return row.trip if row else None

    def take_focus(self) -> None:
        """Focus the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        words, trip = self._words, self.chosen
        if trip is None:
            return
        is_out, may_write = (
            trip.state in {"packed", "taken", "lost"},
            not self._page.context.session.is_read_only,
        )
        self._sheet.setEnabled(is_out)
        self._home.setEnabled(is_out and may_write)
        self._lost.setEnabled(is_out and may_write)
        self._lost.setText(self._lost_title(trip))
        self._lost.setAccessibleName(self._lost_title(trip))
        self._code.setText(trip.anchor or words("none: packing did not come to its end"))
        about = {
            "packed": words(
                "If the computer was out of your sight, do not type the words on it. Have this code compared "
                "on another computer: Security, Checks."
            ),
            "taken": words(
                "What you took of it is here. The casebook that travelled still holds everything: choose it "
                "under Come home and remove it."
            ),
            "lost": words(
                "What was in it can be read by anyone who has it and the six words. Tell the clients whose "
                "cases travelled. What was written on the journey is lost, unless it is found."
            ),
            "home": words(
                "What was written on the journey is here, and the casebook that travelled was removed."
            ),
            "unfinished": words("Packing was interrupted. What is left opens for nobody; pack again."),
        }
        self._about.setText(about[trip.state])

    def _lost_title(self, trip: Trip) -> str:
        return self._words("It was found") if trip.state == "lost" else self._words("Mark as lost")

    def _actions(self) -> list[RowAction]:
        words, trip = self._words, self.chosen
        entries = [
            (
                self._sheet,
                RowAction(title=words("Page for the border…"), act=self._want_sheet, keys="Return"),
            ),
            (self._home, RowAction(title=words("Come home…"), act=self.home_wanted.emit, writes=True)),
        ]
        if trip is not None:
            entries.append(
                (self._lost, RowAction(title=self._lost_title(trip), act=self._turn_lost, writes=True))
            )
        copied = RowAction(title=words("Copy rows"), act=self.table.copy, keys="Ctrl+C", begins_group=True)
        return [*(action for step, action in entries if step.isEnabled()), copied]

    def _want_sheet(self) -> None:
        if self.chosen and self._sheet.isEnabled():
            self.sheet_wanted.emit(self.chosen)

    def _turn_lost(self) -> None:
        trip, words = self.chosen, self._words
        if trip is None or not self._lost.isEnabled():
            return
        is_lost, context = trip.state != "lost", self._page.context

        def done(_: None) -> None:
            context.say(words("Marked as lost") if is_lost else words("Marked as found"))
            self.changed.emit()

        context.ask(
            lambda session: travel_trip.mark_lost(session, trip.vault_id, is_lost=is_lost), done, asker=self
        )


def _columns(words: Translator) -> tuple[Column[TripRow], ...]:
    return (
        Column(
            title=words("Packed on"),
            text=lambda row: dates.format_datetime(words, row.trip.packed_at),
            sort=lambda row: row.trip.packed_at,
            fits=True,
            width=18,
        ),
        Column(title=words("Cases"), text=lambda row: row.cases, look="strong", width=24, stretches=True),
        Column(
            title=words("Records"),
            text=lambda row: str(len(row.trip.record_ids)) if row.trip.record_ids else "",
            sort=lambda row: len(row.trip.record_ids),
            width=9,
            is_optional=True,
        ),
        Column(
            title=words("Came home"),
            text=lambda row: dates.format_datetime(words, row.trip.home_at) if row.trip.home_at else "",
            sort=lambda row: str(row.trip.home_at or ""),
            look="quiet",
            fits=True,
            width=18,
            is_optional=True,
        ),
        Column(
            title=words("Status"),
            text=lambda row: trip_state(words, row.trip)[0],
            tone=lambda row: trip_state(words, row.trip)[1],
            icon=lambda row: trip_state(words, row.trip)[2],
            width=15,
        ),
    )
