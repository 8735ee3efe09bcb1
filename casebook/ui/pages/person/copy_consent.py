"""Whether the clients of a copy consent to its purpose, their limits, and recording consent in one step."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QFrame, QWidget

from casebook.domain.person.person import Person, Purpose
from casebook.services.dossier.copy_options import CopyTerms
from casebook.services.person.consent import record_consent, take_back_consent
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column


class CopyConsent(QFrame):
    """The status of consent.

    Attributes:
        step: the button that records that it is given today, where the copy cannot be built without it.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._words = context, context.words
        self._terms: CopyTerms | None = None
        self._purpose: Purpose = "court"
        body = column(self, gap=6)
        self._status, self._scope = Chip(""), label("", "small", wraps=True)
        for part in (self._status, self._scope):
            body.addWidget(part)
        self.step = button(
            self._words("Record consent given today"), self.record, meaning="done", writes=True
        )
        self.step.hide()

    def show_terms(self, terms: CopyTerms, purpose: Purpose) -> None:
        """Show consent to a purpose."""
        words, self._terms, self._purpose = self._words, terms, purpose
        if not terms.clients:
            self._status.set_status(words("no client named"), "amber", "person")
        elif terms.has_consent:
            self._status.set_status(words("clients consent to this purpose"), "green", "done")
        elif terms.is_allowed:
            self._status.set_status(words("no consent yet; a draft needs none"), "amber", "warning")
        else:
            self._status.set_status(words("no consent for this purpose"), "red", "error")
        self.step.setVisible(bool(terms.clients) and not terms.is_allowed)
        self._scope.setText("\n".join(terms.scopes))
        self._scope.setVisible(bool(terms.scopes))

    def record(self) -> None:
        """Record that every client of the copy consents to its purpose from today."""
        if self._terms is None:
            return
        record_today(self._context, self._terms.clients, self._purpose, self._terms.readers, self)


def record_today(
    context: PageContext,
    clients: Sequence[Person],
    purpose: Purpose,
    readers: Collection[str],
    asker: QWidget,
) -> None:
    """Record that clients consent to a purpose from today; the message bar offers to undo it.

    Args:
        context: of the page.
        clients: those who have consented already stay as they are.
        purpose: what their data may be used for.
        readers: one of them is whom a client consents to who limits consents to recipients.
        asker: waits for the answer.
    """

    def done(changed: list[tuple[Person, Person]]) -> None:
        context.did(
            context.words("Consent recorded"),
            lambda session: take_back_consent(session, changed),
            redo=lambda session: record_consent(session, [was for was, _ in changed], purpose, readers),
        )

    context.ask(lambda session: record_consent(session, clients, purpose, readers), done, asker=asker)
