"""How many people check each date, and how long before a deadline reminds."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import CasebookError, InvalidInput
from casebook.services.base.session import Session
from casebook.services.deadline import deadline_setting
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.deadline.deadline_details import remind_field
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.field import FieldGrid


class DeadlineChecks(Card):
    """One person or two, and the days of reminding."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.words("Deadlines"))
        self._context, words = context, context.words
        text = words("Each date is recalculated manually and initialled before it is relied on.")
        self.body.addWidget(label(text, "quiet", wraps=True))
        self.people = ChoiceBox()
        self.people.setAccessibleName(words("Who checks dates"))
        self.people.addItem(words("One person checks each date"), 1)
        self.people.addItem(words("Two people check each date"), 2)
        self.people.activated.connect(lambda _: self.keep())
        self.body.addWidget(self.people)
        help_text = words("Applies to deadlines set from now on. Each deadline can have its own setting.")
        self.remind = FieldGrid(
            (replace(remind_field(words), is_wide=True, help=help_text),), words("Reminders"), words
        )
        self.remind.entries["remind"].edit.editingFinished.connect(self.keep_reminders)  # type: ignore[attr-defined]
        self.body.addWidget(self.remind)
        self._kept: tuple[int, ...] = ()

    def read(self) -> None:
        """Read the choices."""

        def work(session: Session) -> tuple[int, tuple[int, ...]]:
            return deadline_setting.people_who_check(session), deadline_setting.remind_days(session)

        self._context.ask(work, lambda answer: self._show(*answer))

    def _show(self, people: int, days: tuple[int, ...]) -> None:
        self.people.setCurrentIndex(self.people.findData(people))
        self._kept = days
        entry = self.remind.entries["remind"]
        entry.set_raw(entry.to_raw(days))

    def keep(self) -> None:
        """Keep how many check."""
        people = int(self.people.currentData())
        self._context.ask(
            lambda session: deadline_setting.keep_people_who_check(session, people), lambda _: None
        )

    def keep_reminders(self) -> None:
        """Keep the days, for deadlines set from now on."""
        try:
            days = self.remind.read()["remind"]
        except InvalidInput:
            return
        if days == self._kept:
            return

        def refused(problem: CasebookError) -> bool:
            self.remind.refuse("remind", problem)
            return True

        self._context.ask(
            lambda session: deadline_setting.keep_remind_days(session, days), lambda _: self.read(), refused
        )
