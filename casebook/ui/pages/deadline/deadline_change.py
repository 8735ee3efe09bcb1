"""Change a kept deadline: a computed one is recalculated while typing; another keeps its date."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.deadline.deadline import Deadline
from casebook.services.deadline import deadline_change
from casebook.services.deadline.deadline_change import DeadlineDetails
from casebook.services.deadline.deadline_details import RuleDetails, details_of
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.deadline.deadline_counting import CountingPane
from casebook.ui.pages.deadline.deadline_details import remind_field
from casebook.ui.widgets.forms.entry import LongEntry, TextEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form


class ChangePane(QStackedWidget):
    """The fields of the deadline that is changed.

    Attributes:
        done: id of the deadline that was changed.
        left: the person gave up.
        counting: for a computed one.
        form: for one by order or by hand, or one that has ended.
    """

    done = Signal(str)
    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words = context, context.words
        self._was: Deadline | None = None
        self.counting = CountingPane(context, context.words("Deadline being changed"))
        self.counting.left.connect(self.left)
        self.counting.kept.connect(self._change)
        self.form = _form(context.words)
        self.form.left.connect(self.left)
        self.form.kept.connect(self._describe)
        self.addWidget(self.counting)
        self.addWidget(self.form)

    def begin(self, deadline: Deadline) -> None:
        """Change this one."""
        self._was = deadline
        if deadline.is_running and deadline.origin == "rule" and deadline.event_id:
            self.setCurrentWidget(self.counting)
            self.counting.begin(
                deadline.event_id,
                deadline.rule_id,
                details_of(deadline),
                before=deadline.due,
                draft=f"Edit deadline/{deadline.id}",
            )
            return
        self.setCurrentWidget(self.form)
        self.form.begin(
            {
                "title": deadline.title,
                "who": deadline.responsible,
                "consequence": deadline.consequence,
                "remind": deadline.remind_days,
            }
        )

    def _change(self, details: RuleDetails) -> None:
        was = self._was
        if was is None:
            return
        self._context.ask(
            lambda session: deadline_change.change(session, was.id, details, seen=details_of(was)),
            self._finish,
            self.counting.refuse,
        )

    def _describe(self, values: Values) -> None:
        was = self._was
        if was is None:
            return
        description = DeadlineDetails(
            title=values["title"],
            responsible=values["who"],
            consequence=values["consequence"],
            remind_days=values["remind"],
        )

        def refused(problem: CasebookError) -> bool:
            self.form.refuse(problem)
            return True

        self._context.ask(
            lambda session: deadline_change.describe(
                session, was.id, description, seen=deadline_change.description_of(was)
            ),
            self._finish,
            refused,
        )

    def _finish(self, made: Deadline) -> None:
        self._context.say(self._words("Deadline updated"))
        self.done.emit(made.id)


def _form(words: Translator) -> Form:
    return Form(
        Message("Edit deadline"),
        (
            Field(
                key="title",
                title=words("Action required, without names"),
                makes=TextEntry,
                is_required=True,
                is_wide=True,
            ),
            Field(key="who", title=words("Person responsible"), makes=TextEntry),
            remind_field(words),
            Field(key="consequence", title=words("If missed"), makes=LongEntry, is_wide=True),
        ),
        words,
    )
