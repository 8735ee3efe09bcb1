"""The notice below the type of an event from which no deadline of the reference data runs."""

from __future__ import annotations

from casebook.base.errors import CasebookError
from casebook.domain.case.event import Event
from casebook.domain.deadline.offer import none_of_state
from casebook.services.base.session import Session
from casebook.services.deadline import deadline
from casebook.services.deadline.rule import unread_of_case
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.field_notice import FieldNotice
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column


class PeriodNotice(FieldNotice):
    """Says that no deadline runs from an event, once its type and date are there."""

    def __init__(self, context: PageContext, form: Form, case_id: str) -> None:
        super().__init__(form, "kind")
        self._context, self._form, self._case_id = context, form, case_id
        self._kinds, self._say = CaseWords(context.words).event_kind, DeadlineWords(context.words)
        self._words = label("", wraps=True)
        column(self, gap=0, margins=(8, 10)).addWidget(self._words)

    def look(self) -> None:
        """Look for rules that the event as entered may trigger."""
        event = self._entered()
        if event is None:
            self._show("")
            return

        def remark(session: Session) -> str:
            offers = deadline.offered_for(session, event).offers
            if not none_of_state(offers):
                return ""
            return self._say.gaps(self._kinds[event.kind], offers, unread_of_case(session, event.case_id))

        self._context.ask(remark, self._show, asker=self)

    def _entered(self) -> Event | None:
        entries = self._form.entries
        try:
            kind, on, proceeding_id = (entries[key].read() for key in ("kind", "on", "proceeding_id"))
            if not kind or on is None or on.is_unknown:
                return None
            return Event(
                id="", case_id=self._case_id, kind=kind, title="", on=on, proceeding_id=proceeding_id
            )
        except CasebookError:
            return None

    def _show(self, remark: str) -> None:
        self._words.setText(remark)
        self.setAccessibleName(remark)
        self.setVisible(bool(remark))
