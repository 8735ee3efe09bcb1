"""The menu of pinned and recent cases, by reference: Ctrl+P, arrows or the first letters, Enter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from casebook.services.case import recent_cases
from casebook.services.case.recent_cases import QuickCase
from casebook.ui.kit.icons import icon
from casebook.ui.kit.page_context import PageContext


class RecentCases(QMenu):
    """Pinned cases, then those opened last; at the end an entry that pins the case in view.

    Attributes:
        chosen: the id of the case wanted.
    """

    chosen = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setAccessibleName(context.words("Recent cases"))

    def open(self, at: QPoint) -> None:
        """Read the cases and show them at this point of the screen."""

        def show(cases: list[QuickCase]) -> None:
            self._fill(cases)
            self.popup(at)
            self.setActiveAction(self.actions()[0])

        self._context.ask(recent_cases.quick_cases, show, asker=self)

    def note(self, case_id: str) -> None:
        """Remember that this case was opened."""
        self._context.ask(lambda session: recent_cases.note_opened(session, case_id), lambda _: None)

    def _fill(self, cases: list[QuickCase]) -> None:
        words, here = self._context.words, self._context.here()
        self.clear()
        for case in cases:
            entry = self.addAction(case.reference, partial(self.chosen.emit, case.id))
            if case.is_pinned:
                entry.setIcon(icon("sealed", "accent"))
        if not cases:
            self.addAction(words("No case opened yet")).setEnabled(False)
        open_case = next((case for case in cases if here.page == "case" and case.id == here.id), None)
        if open_case is not None:
            self.addSeparator()
            title = words("Unpin this case") if open_case.is_pinned else words("Pin this case")
            entry = self.addAction(title, partial(self._pin, open_case))
            entry.setEnabled(not self._context.session.is_read_only)

    def _pin(self, case: QuickCase) -> None:
        is_pinned = not case.is_pinned
        title = self._context.words("Case pinned") if is_pinned else self._context.words("Case unpinned")
        self._context.ask(
            lambda session: recent_cases.pin(session, case.id, is_pinned=is_pinned),
            lambda _: self._context.say(title, case.reference),
            asker=self,
        )
