"""Security: ways in and locking, backups, checks, history, and what the program promises."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from casebook.services import history
from casebook.services.history import Change
from casebook.ui.desk import Desk, Place
from casebook.ui.pages.backups import Backups
from casebook.ui.pages.history import History
from casebook.ui.pages.lock_times import LockTimesCard
from casebook.ui.pages.page import Crumb, Page
from casebook.ui.pages.promises import promises
from casebook.ui.pages.safekeeping import AnchorCard, Check, Confinement
from casebook.ui.pages.ways_in import WaysIn
from casebook.ui.widgets.flow import CardGrid, Scrolled
from casebook.ui.widgets.layout import column
from casebook.ui.widgets.parts import button, label
from casebook.ui.widgets.stack import Stack
from casebook.ui.widgets.tabs import Tabs

_MOST_CHANGES = 500


class Security(Page):
    """Tabs, each of which reads for itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = self.words
        whole = column(self, gap=12)
        whole.addWidget(label(words("Security"), "heading"))
        self._changes: list[Change] = []
        self._titles: dict[str, str] = {}
        self._tabs = Tabs(
            (
                ("ways", words("Ways in")),
                ("backups", words("Backups")),
                ("checks", words("Checks")),
                ("history", words("History")),
                ("promises", words("Promises")),
            ),
            words("More"),
        )
        self._tabs.chosen.connect(lambda tab: desk.go(Place(page="security", tab=tab)))
        whole.addWidget(self._tabs)
        self._stack = Stack()
        whole.addWidget(self._stack, 1)
        self._parts = self._make_parts()
        for part in self._parts.values():
            self._stack.addWidget(part)

    def _make_parts(self) -> dict[str, QWidget]:
        words = self.words
        self.ways, self.times = WaysIn(self), LockTimesCard(self)
        self.backups = Backups(self)
        self.anchor, self.check, self.confinement = AnchorCard(self), Check(self), Confinement(self)
        self.history = History(words, names_records=True)
        self._older = button(words("Read older ones"), self._read_older)
        self.history.head.addWidget(self._older)
        return {
            "ways": self._scrolled(words("Ways in"), CardGrid((self.ways, self.times), least=400)),
            "backups": self._scrolled(words("Backups"), self.backups),
            "checks": self._scrolled(
                words("Checks"), CardGrid((self.anchor, self.check, self.confinement), least=400)
            ),
            "history": self.history,
            "promises": self._scrolled(words("Promises"), promises(self)),
        }

    def visit(self, place: Place) -> None:
        """Come to one of the tabs."""
        tab = place.tab or "ways"
        self._tabs.choose(tab)
        self._stack.setCurrentWidget(self._parts[tab])
        super().visit(place)

    def read(self) -> None:
        """Read what the tab in view shows."""
        tab = self.place.tab or "ways"
        if tab == "ways":
            self.ways.read()
            self.times.read()
        elif tab == "backups":
            self.backups.read()
        elif tab == "history":
            self._changes = []
            self._read_older()

    def crumbs(self) -> tuple[Crumb, ...]:
        """The heading is the path."""
        return (Crumb(text=self.words("Security")),)

    def _scrolled(self, name: str, part: QWidget) -> Scrolled:
        scroll = Scrolled(name)
        scroll.body.addWidget(part)
        scroll.body.addStretch(1)
        return scroll

    def _read_older(self) -> None:
        before = self._changes[-1].number if self._changes else None
        self.ask(partial(_changes, before), self._show_changes)

    def _show_changes(self, answer: tuple[list[Change], dict[str, str]]) -> None:
        found, titles = answer
        self._titles |= titles
        self._changes = [*self._changes, *found]
        self._older.setEnabled(len(found) == _MOST_CHANGES)
        self.history.show_changes(self._changes, self._titles)


def _changes(before: int | None, session: Any) -> tuple[list[Change], dict[str, str]]:  # noqa: ANN401 - a Session
    found = history.of_vault(session, most=_MOST_CHANGES, before=before)
    return found, history.titles(session, found)
