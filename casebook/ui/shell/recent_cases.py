"""The menu of pinned and recent cases, by reference: Ctrl+P, arrows or the first letters, Enter.

It also asks of which case a tab is meant that was searched for while no case is in view.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from casebook.services.case import recent_cases
from casebook.services.case.recent_cases import QuickCase
from casebook.ui.kit.icons import icon
from casebook.ui.kit.page_context import Location, PageContext


class RecentCases(QMenu):
    """Pinned cases, then those opened last; at the end an entry that pins the case in view.

    Attributes:
        chosen: the place in the case that was chosen, or the list of all cases.
    """

    chosen = Signal(Location)

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setAccessibleName(context.words("Recent cases"))

    def open(self, over: QWidget) -> None:
        """Read the cases and show them in the corner of this widget."""

        def show(cases: list[QuickCase]) -> None:
            self._fill(cases, Location(page="case"))
            self._pop_up(over)

        self._context.ask(recent_cases.quick_cases, show, asker=self)

    def lead_to(self, place: Location, over: QWidget) -> None:
        """Lead to a place; where it is of a case and names none, ask which, unless there is only one."""
        if place.page != "case" or place.id:
            self.chosen.emit(place)
            return

        def show(cases: list[QuickCase]) -> None:
            if len(cases) == 1:
                self.chosen.emit(replace(place, id=cases[0].id))
                return
            self._fill(cases, place, is_asked=True)
            self._pop_up(over)

        self._context.ask(recent_cases.choosable_cases, show, asker=self)

    def _pop_up(self, over: QWidget) -> None:
        self.popup(over.mapToGlobal(QPoint(0, 0)))
        first = next((action for action in self.actions() if action.isEnabled()), self.actions()[0])
        self.setActiveAction(first)

    def note(self, case_id: str) -> None:
        """Remember that this case was opened."""
        self._context.ask(lambda session: recent_cases.note_opened(session, case_id), lambda _: None)

    def _fill(self, cases: list[QuickCase], place: Location, *, is_asked: bool = False) -> None:
        words, here = self._context.words, self._context.here()
        self.clear()
        if is_asked:
            self.addAction(words("Choose a case") if cases else words("No case yet")).setEnabled(False)
        for case in cases:
            entry = self.addAction(case.reference, partial(self.chosen.emit, replace(place, id=case.id)))
            if case.is_pinned:
                entry.setIcon(icon("sealed", "accent"))
        if is_asked:
            self.addSeparator()
            self.addAction(words("All cases"), partial(self.chosen.emit, Location(page="cases")))
        elif not cases:
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
