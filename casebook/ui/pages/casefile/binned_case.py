"""Placeholders for a case in the bin, deleted permanently or not here yet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button


def binned_case(context: PageContext, case_id: str) -> QWidget:
    """Return a message that the case is in the bin, with a button to restore it."""
    words = context.words

    def restore() -> None:
        context.ask(
            lambda session: record.restore(session, Case, case_id),
            lambda _: context.say(words("Record restored")),
        )

    return Empty(
        "bin",
        words("This case is in the bin"),
        words("Its records were moved to the bin with it. Nothing can be saved in it until it is restored."),
        button(words("Restore"), restore, role="primary", meaning="restore"),
    )


def deleted_case(context: PageContext) -> QWidget:
    """Return a message that the case does not exist."""
    words = context.words
    return Empty("case", words("This case does not exist"), words("It may have been deleted permanently."))


def absent_case(context: PageContext) -> QWidget:
    """Return a message that the case has not come from its casebook yet."""
    words = context.words
    return Empty(
        "case",
        words("This case is not here yet"),
        words("Records of it came from another casebook before the case itself."),
    )
