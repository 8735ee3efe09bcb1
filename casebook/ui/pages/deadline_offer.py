"""The rules an event triggers, likeliest first: look at the working of each, then set the deadline."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from casebook.domain.event import Event
from casebook.domain.offer import Offer
from casebook.domain.working import Working
from casebook.services import deadline, record
from casebook.services.deadline import Details as Told
from casebook.services.deadline import Offered
from casebook.ui import dates, theme
from casebook.ui.desk import Desk
from casebook.ui.pages.deadline_forms import typed_day
from casebook.ui.pages.deadline_working import show_working
from casebook.ui.widgets.card import Opening
from casebook.ui.widgets.chip import Chip
from casebook.ui.widgets.details import Details
from casebook.ui.widgets.drawn import ChoiceBox
from casebook.ui.widgets.elided import Elided
from casebook.ui.widgets.layout import column, line
from casebook.ui.widgets.parts import button, label

_MOST_OFFERS = 12


class OfferPane(QFrame):
    """Choose the event, then the rule.

    Attributes:
        done: id of the deadline that was set.
        left: the person gave up.
    """

    done = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._words = desk, desk.words
        self._offered: Offered | None = None
        self._rule_id = ""
        whole = column(self, gap=8)
        head = line(gap=8)
        words = self._words
        self._event = ChoiceBox()
        self._event.setAccessibleName(words("Event that starts time"))
        self._event.setMinimumContentsLength(16)
        self._event.activated.connect(lambda _: self._choose_event())
        head.addWidget(label(words("Event"), "quiet"))
        head.addWidget(self._event, 1)
        head.addWidget(button(words("Cancel"), self.left.emit))
        whole.addLayout(head)
        more = line(gap=8)
        self._served = self._field(words("Served on, if another day"), "2026-04-10")
        self._who = self._field(words("Who sees to it"), "")
        more.addWidget(self._served, 1)
        more.addWidget(self._who, 1)
        whole.addLayout(more)
        self._served.editingFinished.connect(self._look_again)
        self.pane = Details(words("Rules offered"))
        whole.addWidget(self.pane, 1)

    def _field(self, title: str, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(title)
        made.setPlaceholderText(f"{title} {hint}".strip())
        made.setMinimumWidth(theme.current().px(80))
        return made

    def begin(self, case_id: str, event_id: str = "") -> None:
        """Offer the events of a case; a certain one first where it is named."""

        def work(session: Any) -> tuple[list[Event], date]:  # noqa: ANN401 - a Session
            return record.of_case(session, Event, case_id), session.clock().date()

        self._desk.ask(work, lambda answer: self._show_events(*answer, event_id))

    def _show_events(self, events: list[Event], today_on: date, event_id: str) -> None:
        self._event.clear()
        words = self._words
        for event in reversed(events):
            self._event.addItem(f"{dates.brief(words, event.on)} · {event.title}", event.id)
        past = [event.id for event in events if event.on.earliest_on <= today_on]
        wanted = event_id or (past[-1] if past else "")
        self._event.setCurrentIndex(max(self._event.findData(wanted), 0))
        if not events:
            self.pane.begin(words("No events yet"))
            self.pane.words(
                words("An arrest, a decision served or a hearing starts time. Add the event first.")
            )
            self.pane.end()
            return
        self._event.setFocus()
        self._choose_event()

    def _choose_event(self) -> None:
        event_id, self._rule_id = str(self._event.currentData()), ""
        self._desk.ask(lambda session: deadline.offered(session, event_id), self._show_offers)

    def _show_offers(self, offered: Offered) -> None:
        self._offered = offered
        words, pane = self._words, self.pane
        pane.begin(words("Rules this event may trigger"), words("The likeliest first; each says why."))
        if not offered.offers:
            pane.words(words("No rule of the packs fits this event. Set a deadline by order or by hand."))
        for offer in offered.offers[:_MOST_OFFERS]:
            self._offer(offer)
        if len(offered.offers) > _MOST_OFFERS:
            rest = len(offered.offers) - _MOST_OFFERS
            pane.words(
                words.count(
                    "and {number} more on the Rules page", "and {number} more on the Rules page", rest
                )
            )
        pane.end()

    def _offer(self, offer: Offer) -> None:
        words, rule = self._words, offer.rule
        box = QWidget()
        told = line(box, gap=8)
        beside = column(gap=1)
        opens = Opening(f"{rule.title} · {rule.period or words('no number')}")
        opens.clicked.connect(lambda _=False: self._look(rule.id))
        beside.addWidget(opens)
        beside.addWidget(Elided("; ".join(words(reason) for reason in offer.why), "quiet"))
        told.addLayout(beside, 1)
        tone = {"disputed": "amber", "superseded": "grey"}.get(rule.status)
        if tone == "amber":
            told.addWidget(Chip(words("disputed"), "amber", "warning"))
        self.pane.add(box)

    def _look_again(self) -> None:
        if self._rule_id:
            self._look(self._rule_id)

    def _look(self, rule_id: str) -> None:
        self._rule_id = rule_id
        event_id, served = str(self._event.currentData()), self._served.text()

        def work(session: Any) -> tuple[Working, date]:  # noqa: ANN401 - a Session
            told = Told(served_on=typed_day(served, "served-on"))
            return deadline.preview(session, event_id, rule_id, told), session.clock().date()

        self._desk.ask(work, self._show_working)

    def _show_working(self, answer: tuple[Working, date]) -> None:
        working, today_on = answer
        words, pane = self._words, self.pane
        pane.begin(working.basis.title, working.basis.forum)
        acts = line(gap=8)
        acts.addWidget(button(words("Set this deadline"), self._set, role="primary", meaning="done"))
        acts.addWidget(button(words("Other rules"), partial(self._choose_event), meaning="back"))
        acts.addStretch(1)
        pane.body.addLayout(acts)
        show_working(pane, working, words, today_on)
        pane.end()

    def _set(self) -> None:
        event_id, rule_id = str(self._event.currentData()), self._rule_id
        served, who = self._served.text(), self._who.text().strip()
        self._desk.ask(
            lambda session: deadline.add_by_rule(
                session, event_id, rule_id, Told(served_on=typed_day(served, "served-on"), responsible=who)
            ),
            lambda made: self.done.emit(made.id),
        )
