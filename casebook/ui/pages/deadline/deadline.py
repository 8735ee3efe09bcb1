"""The deadlines of a case: the list, and the one chosen with its working."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property, partial

from PySide6.QtWidgets import QBoxLayout, QPushButton, QStackedWidget, QWidget

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.domain.deadline.deadline import Deadline
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.deadline import deadline
from casebook.services.deadline.deadline import CaseDeadlines, DeadlineRow, ManualDeadline
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.absence_notice import AbsenceNotice
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.history import show_history
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.removal_question import RemovalQuestion
from casebook.ui.pages.deadline.deadline_change import ChangePane
from casebook.ui.pages.deadline.deadline_forms import BY_HAND, by_hand, due_of
from casebook.ui.pages.deadline.deadline_offer import OfferPane
from casebook.ui.pages.deadline.deadline_pane import DeadlinePane
from casebook.ui.pages.deadline.deadline_sheets import print_sheet, save_sheet
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.tab_order import tab_before

OF_EVENT, CHANGING = "event:", "change:"
"""Prefixes in a place: of the ID of an event to show rules for, and of a deadline to edit."""


class DeadlinesPage(Listing[DeadlineRow]):
    """The deadlines of one case."""

    heading_role = "title"
    keeps_filters = True
    concerns = frozenset({"deadline", "event", "task", "case", "proceeding"})

    def __init__(self, context: PageContext) -> None:
        self.now = datetime.min.replace(tzinfo=UTC)
        super().__init__(context, context.words("Deadlines"), _columns(context, lambda: self.now))
        self._people, self._changing_id = 1, ""
        self._removal = RemovalQuestion(context, self.table)
        self.table.chosen.connect(self._choose)
        self.table.changing.connect(self.change)
        self.table.removing.connect(lambda _: self._remove_by_key())

    def fill(self, whole: QBoxLayout) -> None:
        """List and the deadline chosen; in their place the rules on offer, or a deadline being changed."""
        self.detail = self.detail_pane = DeadlinePane(self.context)
        self.detail.sheet_wanted.connect(lambda deadline_id: save_sheet(self, self.context, deadline_id))
        self.detail.print_wanted.connect(lambda deadline_id: print_sheet(self, self.context, deadline_id))
        self.detail.change_wanted.connect(self.change)
        self.detail.history_wanted.connect(partial(show_history, self))
        self._shown = QStackedWidget()
        self._notice = AbsenceNotice(self.context, self.detail)
        self._shown.addWidget(Split(self.pane, self._notice, (5, 4)))
        whole.addWidget(self._shown, 1)

    @cached_property
    def offer(self) -> OfferPane:
        """Return the rules on offer, made when they are first asked for."""
        offer = OfferPane(self.context)
        offer.done.connect(self._set)
        offer.left.connect(self._leave_offer)
        self._shown.addWidget(offer)
        tab_before(self._shown, offer)
        return offer

    @cached_property
    def change_pane(self) -> ChangePane:
        """Return the fields of a deadline being changed, made when one first is."""
        change_pane = ChangePane(self.context)
        change_pane.done.connect(self._settled)
        change_pane.left.connect(self._leave_offer)
        self._shown.addWidget(change_pane)
        tab_before(self._shown, change_pane)
        return change_pane

    @cached_property
    def _form(self) -> Form:
        """Return the form of a deadline that is not calculated."""
        form = by_hand(FieldFactory(self.context))
        form.hide()
        form.kept.connect(self._set_by_hand)
        form.left.connect(self.take_focus)
        self.above.addWidget(form)
        tab_before(self._shown, form)
        return form

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """The buttons that set a deadline: by hand, by a rule."""
        return (
            button(self.words("By order or manually"), self._begin_by_hand, meaning="hearing"),
            button(self.words("New deadline"), self.start_new, role="primary", meaning="add"),
        )

    def _begin_by_hand(self) -> None:
        self._form.begin({"zone": self.context.office.zone})

    def empty_state(self) -> QWidget:
        """What a deadline is and how to begin."""
        return Empty(
            "time",
            self.words("No deadlines yet"),
            self.words(
                "A deadline runs from an event, such as an arrest or the service of a decision. "
                "Choose the event, and the program offers the rules it triggers, each with its "
                "full calculation."
            ),
            button(self.words("Set first deadline"), self.start_new, role="primary", meaning="add"),
        )

    def show_place(self, place: Location) -> None:
        """Show the deadlines of a case, or an event with the rules it triggers."""
        event_id = place.within.removeprefix(OF_EVENT) if place.within.startswith(OF_EVENT) else ""
        self._changing_id = place.within.removeprefix(CHANGING) if place.within.startswith(CHANGING) else ""
        if place != self.place:
            self._leave_offer()
        super().show_place(
            replace(place, within=self._changing_id) if event_id or self._changing_id else place
        )
        if event_id:
            self._offer(event_id)

    def start_new(self) -> None:
        """Offer the rules of an event."""
        self._offer()

    def resume(self, form: str) -> None:
        """Open the rule of a draft, or the form that is named."""
        name, _, drafted = form.partition("/")
        event_id, _, rule_id = drafted.partition("/")
        if name == "New deadline" and rule_id:
            self._shown.setCurrentWidget(self.offer)
            self.offer.resume(self.place.id, event_id, rule_id)
        elif name == "Edit deadline" and drafted:
            if not isinstance(self._shown.currentWidget(), ChangePane):
                self.change(drafted)
        elif form == BY_HAND:
            if self._form.isHidden():
                self._begin_by_hand()
        else:
            super().resume(form)

    def _offer(self, event_id: str = "") -> None:
        self._shown.setCurrentWidget(self.offer)
        self.offer.begin(self.place.id, event_id)

    def read(self) -> None:
        """Read the deadlines of the case, and the rules on offer."""
        case_id = self.place.id
        if isinstance(self._shown.currentWidget(), OfferPane):
            self.offer.refresh(case_id)
        self.ask(lambda session: deadline.of_case(session, case_id), self._show)

    def _show(self, deadlines: CaseDeadlines) -> None:
        rows, self.now, self._people = deadlines.rows, deadlines.now, deadlines.people
        self.show_rows(rows)
        self._notice.setVisible(bool(rows))
        if rows:
            self.table.keep(self.wanted_row())
            self._choose(self.table.chosen_id)
        if self._changing_id:
            changing_id, self._changing_id = self._changing_id, ""
            self.change(changing_id)

    def _choose(self, deadline_id: str) -> None:
        row = self.rows.row_at(self.rows.index_of(deadline_id)) if deadline_id else None
        if row is not None:
            self.detail.show_deadline(row, self.now, self._people)
            self._notice.tell(row.deadline)

    def change(self, deadline_id: str) -> None:
        """Edit the input of a deadline."""
        row = self.rows.row_at(self.rows.index_of(deadline_id)) if deadline_id else None
        if row is not None:
            self._shown.setCurrentWidget(self.change_pane)
            self.change_pane.begin(row.deadline)

    def _remove_by_key(self) -> None:
        """Move the selected deadlines to the bin by Del; running ones only at the second press soon after."""
        chosen = self.table.selected_ids
        self._removal.ask(Deadline, chosen, lambda: self.detail.remove_all(chosen))

    def _leave_offer(self) -> None:
        self._shown.setCurrentIndex(0)

    def _settled(self, deadline_id: str) -> None:
        self.table.choose(deadline_id)
        self._leave_offer()
        self.table.setFocus()

    def _set(self, deadline_id: str) -> None:
        """A deadline was set, by a rule or by hand."""
        self.context.did(
            self.words("Deadline set"),
            lambda session: record.move_to_bin(session, Deadline, deadline_id),
            redo=lambda session: record.restore(session, Deadline, deadline_id),
        )
        self._settled(deadline_id)

    def _set_by_hand(self, values: Values) -> None:
        case_id = self.place.id

        def work(session: Session) -> Deadline:
            details = ManualDeadline(
                title=values["title"],
                due=due_of(values),
                origin="order" if values["origin"] == "order" else "hand",
                reason=values["reason"],
                responsible=values["responsible"],
            )
            return deadline.add_by_hand(session, case_id, details)

        def done(added: Deadline) -> None:
            self._form.hide()
            self._set(added.id)

        self.context.ask(work, done, self._refuse)

    def _refuse(self, problem: CasebookError) -> bool:
        self._form.refuse(problem)
        return True


def _columns(context: PageContext, now: Callable[[], datetime]) -> tuple[Column[DeadlineRow], ...]:
    words, say = context.words, DeadlineWords(context.words)
    return (
        Column(
            title=words("Act by"),
            text=lambda row: say.to_act(row.deadline),
            beside=lambda row: say.beside(row.deadline.reservations),
            sort=lambda row: row.deadline.act_by.on if row.deadline.act_by else date.max,
            look="two-lines",
            fits=True,
            width=14,
        ),
        Column(
            title=words("Due"),
            text=lambda row: say.due(row.deadline),
            sort=lambda row: row.deadline.due_on or date.max,
            fits=True,
            is_kept=True,
            width=12,
        ),
        Column(
            title=words("Deadline"),
            text=lambda row: row.deadline.title_in(words),
            beside=lambda row: words(row.deadline.working.basis.forum) if row.deadline.working else "",
            look="two-lines",
            width=24,
            stretches=True,
        ),
        Column(
            title=words("Status"),
            text=lambda row: say.status(row.deadline, now())[0],
            tone=lambda row: say.status(row.deadline, now())[1],
            icon=lambda row: say.status(row.deadline, now())[2],
            width=13,
        ),
        _checked(words),
    )


def _checked(words: Translator) -> Column[DeadlineRow]:
    return Column(
        title=words("Checked"),
        text=lambda row: words.list_of(check.initials for check in row.deadline.checks) or "—",
        look="quiet",
        width=8,
        is_optional=True,
    )
