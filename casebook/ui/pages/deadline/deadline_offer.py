"""The rules an event triggers, likeliest first: look at the working of each, then set the deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from casebook.domain.deadline.offer import RuleOffer, by_condition, none_of_state
from casebook.domain.deadline.rule import UnverifiedRule
from casebook.services.base.session import Session
from casebook.services.deadline import deadline
from casebook.services.deadline.deadline import RuleOffers, StartingEvents
from casebook.services.deadline.deadline_details import RuleDetails
from casebook.services.deadline.rule import unread_of_case
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.deadline.deadline_counting import CountingPane
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.entry_find import KnownEntry
from casebook.ui.widgets.layout.layout import column, line


class OfferPane(QFrame):
    """Choose the event, then the rule, then enter the details.

    Attributes:
        done: id of the deadline that was set.
        left: the person gave up.
    """

    done = Signal(str)
    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words = context, context.words
        self.other: KnownEntry | None = None
        self._rule_id = ""
        words = self._words
        whole = column(self, gap=8)
        head = line(gap=8)
        self._event = ChoiceBox()
        self._event.setAccessibleName(words("Event that starts the period"))
        self._event.setMinimumContentsLength(16)
        self._event.activated.connect(lambda _: self._choose_event())
        head.addWidget(label(words("Event"), "quiet"))
        head.addWidget(self._event, 1)
        cancel = button(words("Cancel"), self.left.emit)
        head.addWidget(cancel)
        whole.addLayout(head)
        self.pane = DetailPane(words("Suggested rules"))
        self.counting = CountingPane(context, words("Deadline being set"))
        self.counting.left.connect(self._choose_event)
        self.counting.cancelled.connect(self.left)
        self.counting.kept.connect(self._set)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.pane)
        self._stack.addWidget(self.counting)
        self._stack.currentChanged.connect(lambda shown: cancel.setVisible(shown == 0))  # else beside Set
        whole.addWidget(self._stack, 1)

    def begin(self, case_id: str, event_id: str = "") -> None:
        """Offer the events of a case; a certain one first where it is named."""
        self.other = None
        self._context.ask(
            lambda session: deadline.starting_events(session, case_id),
            lambda starting: self._show_events(starting, event_id),
        )

    def resume(self, case_id: str, event_id: str, rule_id: str) -> None:
        """Go on with a rule of an event, unless it is being counted by already."""
        is_counting = self._stack.currentWidget() is self.counting
        if is_counting and (self._event.currentData(), self._rule_id) == (event_id, rule_id):
            return

        def show(starting: StartingEvents) -> None:
            self._list_events(starting, event_id)
            self.look(rule_id)

        self._context.ask(lambda session: deadline.starting_events(session, case_id), show)

    def refresh(self, case_id: str) -> None:
        """Offer what follows from the case as it is now; what was chosen and typed stays."""
        self._context.ask(lambda session: deadline.starting_events(session, case_id), self._refresh)

    def _refresh(self, starting: StartingEvents) -> None:
        event_id, is_counting = self._event.currentData(), self._stack.currentWidget() is self.counting
        self._list_events(starting, event_id)
        if not starting.events or self._event.currentData() != event_id:
            self._show_events(starting, "")
        elif is_counting:
            self.counting.recount()
        else:
            self._choose_event()

    def _list_events(self, starting: StartingEvents, event_id: str) -> None:
        self._event.clear()
        for event in reversed(starting.events):
            self._event.addItem(f"{dates.brief(self._words, event.on)} · {event.title}", event.id)
        at = self._event.findData(event_id)
        self._event.setCurrentIndex(at if at >= 0 else max(self._event.findData(starting.likely_id), 0))

    def _show_events(self, starting: StartingEvents, event_id: str) -> None:
        self._list_events(starting, event_id)
        words = self._words
        if not starting.events:
            self._stack.setCurrentWidget(self.pane)
            self.pane.begin(words("No events yet"))
            self.pane.words(
                words(
                    "An arrest, a hearing or the service of a decision starts a period. Add the event first."
                )
            )
            self.pane.end()
            return
        self._event.setFocus()
        self._choose_event()

    def _choose_event(self) -> None:
        event_id = str(self._event.currentData())
        self._stack.setCurrentWidget(self.pane)

        def work(session: Session) -> tuple[RuleOffers, tuple[UnverifiedRule, ...]]:
            offered = deadline.offered(session, event_id)
            return offered, unread_of_case(session, offered.event.case_id)

        self._context.ask(work, self._show_offers)

    def _show_offers(self, answer: tuple[RuleOffers, tuple[UnverifiedRule, ...]]) -> None:
        offered, unread = answer
        words, pane = self._words, self.pane
        typed, is_typing = (self.other.raw, self.other.edit.hasFocus()) if self.other else ("", False)
        order = words("Most likely first, each with its reason") if offered.offers else ""
        pane.begin(words("Rules this event may trigger"), order)
        if none_of_state(offered.offers):
            kind = CaseWords(words).event_kind[offered.event.kind]
            pane.words(DeadlineWords(words).none_runs(kind))
        for condition, offers in groupby(
            sorted(offered.offers, key=by_condition), DeadlineWords(words).condition
        ):
            if condition:
                pane.heading(condition)
            for offer in offers:
                self._offer(offer)
        self._name_unread(unread)
        pane.heading(words("Another rule"))
        known = {rule_id: f"{words(title)} · {rule_id}" for rule_id, title in offered.others}
        other = self.other = KnownEntry(
            words("Another rule"), known, words("Type a word from the title, or the rule ID")
        )
        other.set_raw(typed)
        other.changed.connect(lambda: self._look_at_other(other.read(), known))
        pane.add(other)
        pane.end()
        if is_typing:
            other.edit.setFocus()

    def _name_unread(self, unread: Sequence[UnverifiedRule]) -> None:
        """Name the limits of the country that may run, too, and have no date here."""
        words, say = self._words, DeadlineWords(self._words)
        if unread:
            self.pane.heading(words("Not calculated, as the text was not read; look it up"))
        for limit in unread:
            self.pane.words(say.unread_title(limit))
            self.pane.add(label(words(limit.note), "quiet", wraps=True))

    def _look_at_other(self, rule_id: str, known: Mapping[str, str]) -> None:
        if rule_id in known:
            self.look(rule_id)

    def _offer(self, offer: RuleOffer) -> None:
        words, rule = self._words, offer.rule
        box = QWidget()
        row = line(box, gap=8)
        beside = column(gap=1)
        # rules of like titles differ by their period
        say = DeadlineWords(words)
        period = say.period(rule.period) if rule.period else words("no fixed period")
        title = f"{period} · {words(rule.title)}"
        beside.addWidget(Opening(title, partial(self.look, rule.id), lines=2))
        beside.addWidget(label(say.runs_from(rule.trigger), wraps=True))
        beside.addWidget(Elided(words.series_of(words(reason) for reason in offer.why), "quiet"))
        row.addLayout(beside, 1)
        tone = {"disputed": "amber", "superseded": "grey"}.get(rule.status)
        if tone == "amber":
            row.addWidget(Chip(words("disputed"), "amber", "warning"))
        self.pane.add(box)

    def look(self, rule_id: str) -> None:
        """Count by this rule."""
        self._rule_id = rule_id
        self._stack.setCurrentWidget(self.counting)
        self.counting.begin(str(self._event.currentData()), rule_id)

    def _set(self, details: RuleDetails) -> None:
        event_id, rule_id = str(self._event.currentData()), self._rule_id
        self._context.ask(
            lambda session: deadline.add_by_rule(session, event_id, rule_id, details),
            lambda made: self.done.emit(made.id),
            self.counting.refuse,
        )
