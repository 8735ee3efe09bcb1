"""Registry closures that no pack contains: entered here and counted like holidays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from casebook.base.errors import CasebookError, InvalidInput
from casebook.domain.deadline.closure import Closure
from casebook.services.base.session import Session
from casebook.services.deadline import closure
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.deadline.deadline_forms import typed_day
from casebook.ui.widgets.cards.card import CardLine
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import line


class ClosurePane(DetailPane):
    """The days, and a line to add one.

    Attributes:
        left: the person is done.
    """

    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context.words("Registry closures"), parent)
        self._context, self._words = context, context.words

    def read(self) -> None:
        """Read the days."""
        self._context.ask(closure.every, self.show_days)

    def show_days(self, days: Sequence[Closure]) -> None:
        """Show these and a line to add one."""
        words = self._words
        about = words("Strikes, moves, storms. Running deadlines at that court are recalculated at once.")
        self.begin(words("Days the registry is closed"), about)
        self._adding()
        courts = dict(closure.calendars())
        for closed_day in days:
            away = button("", partial(self._remove, closed_day.id), role="tool", meaning="cancel")
            away.setAccessibleName(words("Remove {day}", day=words.format_date(closed_day.on)))
            self.add(
                CardLine(
                    closed_day.why,
                    words(courts.get(closed_day.calendar_id, closed_day.calendar_id)),
                    day=dates.format_date(words, closed_day.on),
                    status=away,
                )
            )
        if not days:
            self.words(
                words("No days added. Closures in the reference data are counted without being added here."),
                "quiet",
            )
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Done"), self.left.emit))
        self.body.addLayout(foot)
        self.end()
        self.on.setFocus()

    def _adding(self) -> None:
        words, row = self._words, line(gap=8)
        self.calendar = ChoiceBox()
        self.calendar.setAccessibleName(words("Court location"))
        self.calendar.setMinimumContentsLength(8)
        self.calendar.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.calendar.addItem("—", "")  # no court is taken for shut that nobody named
        for id_, name in closure.calendars():
            self.calendar.addItem(words(name), id_)
        self.on, self.why = QLineEdit(), QLineEdit()
        for field, title in ((self.on, words("Date, such as 2026-05-15")), (self.why, words("Reason"))):
            field.setAccessibleName(title)
            field.setPlaceholderText(title)
        row.addWidget(self.calendar, 1)
        row.addWidget(self.on, 1)
        row.addWidget(self.why, 1)
        row.addWidget(button(words("Add"), self.add_day, meaning="add", role="primary"))
        self.body.addLayout(row)

    def add_day(self) -> None:
        """Note the day typed."""
        calendar_id, typed, why = str(self.calendar.currentData()), self.on.text(), self.why.text()

        def work(session: Session) -> Closure:
            if not calendar_id:
                raise InvalidInput("Choose the court's location.", field="calendar")
            on = typed_day(typed, "on")
            if on is None:
                raise InvalidInput("The date is missing.", field="on", remedy="Enter it as 2026-03-02.")
            return closure.add(session, calendar_id, on, why)

        self._context.ask(work, lambda _: self.read(), self._lead)

    def _lead(self, problem: CasebookError) -> bool:
        """Focus the invalid field; the bar shows the error."""
        fields: dict[str, QWidget] = {"calendar": self.calendar, "on": self.on, "why": self.why}
        if problem.field in fields:
            fields[problem.field].setFocus()
        return False

    def _remove(self, closure_id: str) -> None:
        self._context.ask(lambda session: closure.remove(session, closure_id), lambda _: self.read())
