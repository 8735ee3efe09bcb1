"""The question before the selected records are removed, asked only where a deadline is running."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from casebook.domain.base.entity import Entity
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.person.person import Person
from casebook.services.deadline import deadline_holders
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.controls.two_step import Question


class RemovalQuestion:
    """Asks before records are removed that hold a running deadline.

    Args:
        context: of the page.
        table: where the question is asked; leaving it withdraws the question.
    """

    def __init__(self, context: PageContext, table: QWidget) -> None:
        words = context.words
        self._context, self._words, self._sure = context, words, Question(table)
        self._titles = {
            Case: words("A deadline is running in this case"),
            Deadline: words("This deadline is still running"),
            Event: words("A running deadline depends on this event"),
            Person: words("A deadline is running in an open case of this client"),
            Proceeding: words("A deadline is running in this proceeding"),
        }

    def ask(self, kind: type[Entity], record_ids: Sequence[str], remove: Callable[[], None]) -> None:
        """Remove these records at once, or at the second press soon after if a deadline is running.

        Args:
            kind: of the records.
            record_ids: theirs.
            remove: removes them.
        """
        about = " ".join(record_ids)
        if kind not in self._titles or self._sure.is_answered(about):
            remove()
            return
        self._sure.withdraw()

        def answered(count: int) -> None:
            if count:
                self._sure.is_answered(about)
                self._context.say(*self._question(kind, len(record_ids), count), is_neutral=True)
            else:
                remove()

        self._context.ask(lambda session: deadline_holders.holding(session, record_ids), answered)

    def _question(self, kind: type[Entity], selected: int, holding: int) -> tuple[str, str]:
        if selected == 1:
            return self._titles[kind], self._words("Press Del again to move it to the bin.")
        title = self._words.count(
            "A deadline is running for {number} of the selected records",
            "A deadline is running for {number} of the selected records",
            holding,
        )
        return title, self._words("Press Del again to move them to the bin.")
