"""A rule confirmed for the office in one step, on its own page, and the confirmation taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from casebook.domain.deadline.rule_confirmation import RuleConfirmation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.deadline import rule_confirmation
from casebook.services.deadline.rule import RuleRow
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.wrapping import Wrapping


class ConfirmationLine(Wrapping):
    """Initials and the button that confirms; beside a confirmation the button that takes it back."""

    def __init__(self, context: PageContext, row: RuleRow) -> None:
        words = context.words
        self._context, self._row = context, row
        self.initials = QLineEdit()
        self.initials.setAccessibleName(words("Initials"))
        self.initials.setPlaceholderText(words("Initials"))
        self.initials.returnPressed.connect(self.confirm)
        again = row.confirmation_state == "outdated"
        title = words("Confirm this rule again") if again else words("Confirm this rule")
        parts: list[QWidget] = [self.initials, button(title, self.confirm, meaning="done", writes=True)]
        if row.confirmation:
            parts.append(button(words("Withdraw confirmation"), self.withdraw, writes=True))
        super().__init__(*parts)

    def confirm(self) -> None:
        """Save the initials with the current rule; the message bar offers to undo it."""
        row, initials = self._row, self.initials.text()

        def work(session: Session) -> RuleConfirmation:
            return rule_confirmation.confirm(session, row.id, initials)

        def done(now: RuleConfirmation) -> None:
            self._context.did(
                self._context.words("Rule confirmed for the office"),
                lambda session: rule_confirmation.bring_back(session, row.confirmation, now),
            )

        self._context.ask(work, done)

    def withdraw(self) -> None:
        """Take the confirmation back; the message bar brings it back."""
        row = self._row
        self._context.ask(
            lambda session: rule_confirmation.withdraw(session, row.id),
            lambda gone: self._context.did(
                self._context.words("Confirmation withdrawn"),
                lambda session: record.restore(session, RuleConfirmation, gone.id),
            ),
        )
