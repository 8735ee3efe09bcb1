"""How many people check each date."""

from __future__ import annotations

from casebook.services import deadline
from casebook.ui.desk import Desk
from casebook.ui.widgets.card import Card
from casebook.ui.widgets.drawn import ChoiceBox
from casebook.ui.widgets.parts import label


class DeadlineChecks(Card):
    """One or two."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.words("Deadlines"))
        self._desk, words = desk, desk.words
        told = words("Each date is worked out again by hand, and initialled, before it is relied on.")
        self.body.addWidget(label(told, "quiet", wraps=True))
        self.people = ChoiceBox()
        self.people.setAccessibleName(words("Who checks a date"))
        self.people.addItem(words("One person checks each date"), 1)
        self.people.addItem(words("Two people check each date"), 2)
        self.people.activated.connect(lambda _: self.keep())
        self.body.addWidget(self.people)

    def read(self) -> None:
        """Read the choice."""
        self._desk.ask(
            deadline.people_who_check,
            lambda people: self.people.setCurrentIndex(self.people.findData(people)),
        )

    def keep(self) -> None:
        """Keep the choice."""
        people = int(self.people.currentData())
        self._desk.ask(lambda session: deadline.keep_people_who_check(session, people), lambda _: None)
