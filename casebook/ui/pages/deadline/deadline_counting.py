"""The calculation of a deadline while it is entered: its fields, recalculated at each keystroke."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from casebook.base.errors import CasebookError, InvalidInput
from casebook.domain.deadline.calculation_record import CalculationRecord, DueTime
from casebook.domain.deadline.reservation import reservations_of
from casebook.services.base.session import Session
from casebook.services.deadline import deadline, deadline_details
from casebook.services.deadline.deadline_details import RuleDetails, Wanted
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import Submission
from casebook.ui.pages.deadline.deadline_details import DetailsEntry
from casebook.ui.pages.deadline.deadline_working import show_working
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.form import ASKED_MS
from casebook.ui.widgets.layout.layout import line
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.wrapping import Wrapping


class CountingPane(Split):
    """Fields and result of a calculation, for a new deadline or for editing the input of a saved one.

    Attributes:
        kept: the values, once all of them can be read.
        left: the person gave up this rule.
        cancelled: the person gave up the new deadline.
        entry: the fields, once a rule was chosen.
    """

    kept = Signal(RuleDetails)
    left = Signal()
    cancelled = Signal()

    def __init__(self, context: PageContext, name: str) -> None:
        self._fields, self._given = DetailPane(name), DetailPane(context.words("Result"))
        super().__init__(self._fields, self._given, (1, 1))
        self._context, self._words = context, context.words
        self._say = DeadlineWords(context.words)
        self._event_id = self._rule_id = self._draft = ""
        self._asked = 0
        self._before: DueTime | None = None
        self.entry: DetailsEntry | None = None
        self._saving, self._is_leaving = Submission(), False
        self._leaving = label("", "quiet", wraps=True)
        self._asked_to_leave = QTimer(self, singleShot=True, interval=ASKED_MS)
        self._asked_to_leave.timeout.connect(self._stay)

    def begin(
        self,
        event_id: str,
        rule_id: str,
        details: RuleDetails | None = None,
        *,
        before: DueTime | None = None,
        draft: str = "",
    ) -> None:
        """Begin.

        Args:
            event_id: what it runs from.
            rule_id: the rule chosen.
            details: what a kept deadline was counted with; None for a new one.
            before: when the kept one is due.
            draft: what drafts are kept under, in no language; by default the event and the rule.
        """
        self._draft = draft
        self._event_id, self._rule_id, self._before = event_id, rule_id, before
        self._context.ask(
            lambda session: deadline_details.wanted(session, event_id, rule_id),
            lambda wanted: self._show(wanted, details),
        )

    def _show(self, wanted: Wanted, details: RuleDetails | None) -> None:
        words, rule, pane = self._words, wanted.rule, self._fields
        doubts = {
            words("disputed"): rule.status == "disputed",
            words("not for this country"): wanted.is_foreign,
        }
        chips = [Chip(doubt, "amber", "warning") for doubt, holds in doubts.items() if holds]
        pane.begin(words(rule.title), words(rule.forum), chips)
        acts = line(gap=8)
        keep = words("Set deadline") if details is None else words("Save")
        back = words("Other rules") if details is None else words("Cancel")
        acts.addWidget(button(keep, self.keep, role="primary", meaning="done"))
        acts.addWidget(button(back, self.give_up, meaning="back"))
        if details is None:
            acts.addWidget(button(words("Cancel"), self.cancelled.emit))
        acts.addStretch(1)
        pane.body.addLayout(acts)
        entry = self.entry = DetailsEntry(
            self._context,
            wanted,
            details or RuleDetails(),
            is_new=details is None,
            draft=self._draft or f"New deadline/{self._event_id}/{rule.id}",
        )
        self._is_leaving = False
        self._leaving = label("", "quiet", wraps=True)
        self._leaving.hide()
        pane.add(self._leaving)
        entry.changed.connect(self.recount)
        entry.changed.connect(self._stay)
        entry.sent.connect(self.keep)
        pane.add(entry)
        pane.end()
        entry.take_focus()
        self.recount()

    def recount(self) -> None:
        """Recalculate with the current fields; an outdated date is never left displayed."""
        self._asked += 1
        number, event_id, rule_id = self._asked, self._event_id, self._rule_id
        details = self.entry.read_if_valid() if self.entry else None
        if details is None:
            self._no_date(self._words("The date appears once every field is valid."))
            return

        def work(session: Session) -> tuple[CalculationRecord, date]:
            return deadline.preview(session, event_id, rule_id, details), session.clock().date()

        def show(answer: tuple[CalculationRecord, date]) -> None:
            if number == self._asked:
                self._show_working(*answer)

        def refused(problem: CasebookError) -> bool:
            if number == self._asked:
                self._no_date(self._words(problem.title), self._words(problem.remedy))
                if self.entry is not None:
                    self.entry.refuse(problem)
            return True

        self._context.ask(work, show, refused)

    def keep(self) -> None:
        """Submit the values, unless a field cannot be read or they are being saved already."""
        if self.entry is None or self._saving.is_under_way:
            return
        try:
            details = self.entry.read()
        except InvalidInput:
            return
        self.entry.kept.emit()
        with self._saving.joined():
            self.kept.emit(details)

    def refuse(self, problem: CasebookError) -> bool:
        """Say what the program would not take: beside its field, else in place of the date."""
        if self.entry is None:
            return False
        if not self.entry.refuse(problem):
            self._no_date(self._words(problem.title), self._words(problem.remedy))
        return True

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def give_up(self) -> None:
        """Leave without saving, after asking once if anything was typed."""
        if self.entry is not None and self.entry.is_touched and not self._is_leaving:
            self._is_leaving = True
            self._asked_to_leave.start()
            self._leaving.setText(self._words("Not saved. Press Esc again to discard what you entered."))
            self._leaving.show()
            return
        if self.entry is not None:
            self.entry.left.emit()
        self.left.emit()

    def _stay(self) -> None:
        self._is_leaving = False
        self._leaving.hide()

    def _show_working(self, working: CalculationRecord, today_on: date) -> None:
        if self.entry is not None:
            self.entry.clear_problems()
        due, words, pane = working.due, self._words, self._given
        if due is None:
            pane.begin(
                words("The law sets no fixed period"), chips=[Chip(words("Immediate"), "red", "warning")]
            )
        else:
            pane.begin(self._moved(due), chips=[Chip(*self._say.away((due.on - today_on).days))])
            if marks := self._say.reservations(reservations_of(working)):
                pane.add(Wrapping(*(Chip(*status) for status in marks)))
        show_working(pane, working, words, today_on)
        pane.end()

    def _moved(self, due: DueTime) -> str:
        if self._before is None or self._before == due:
            return self._say.moment(due)
        return f"{self._say.moment(self._before)} → {self._say.moment(due)}"

    def _no_date(self, title: str, remedy: str = "") -> None:
        """Clear the date, so that an outdated one is never displayed."""
        self._given.begin(self._words("no date"), chips=[Chip(self._words("no date"), "amber", "warning")])
        self._given.words(" ".join(part for part in (title, remedy) if part))
        self._given.end()
