"""A case: who it is about, how it stands, and its tabs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget

from casebook.domain.case import Case
from casebook.domain.change import Changes
from casebook.services import overview, record
from casebook.services.overview import Overview
from casebook.ui import theme
from casebook.ui.desk import Desk, Place
from casebook.ui.pages.deadline import Deadlines
from casebook.ui.pages.document import Evidence
from casebook.ui.pages.dossier import Dossiers
from casebook.ui.pages.fact import Chronology
from casebook.ui.pages.overview import Glance
from casebook.ui.pages.page import Crumb, Page
from casebook.ui.pages.person import CasePeople
from casebook.ui.pages.wording import side_by_side
from casebook.ui.widgets.chip import Chip
from casebook.ui.widgets.editable import Editable
from casebook.ui.widgets.elided import Elided
from casebook.ui.widgets.layout import column, empty_out, line
from casebook.ui.widgets.parts import button
from casebook.ui.widgets.tabs import Tabs

_ONE_LINE = 620


class CasePage(Page):
    """The header and the tabs; each tab reads for itself."""

    concerns = frozenset({"case", "person", "proceeding", "event", "deadline"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._case_id, self._reference = "", ""
        whole = column(self, gap=12)
        whole.addLayout(self._header())
        words = self.words
        self._tabs = Tabs(
            (
                ("overview", words("Overview")),
                ("people", words("People")),
                ("deadlines", words("Deadlines")),
                ("evidence", words("Evidence")),
                ("chronology", words("Chronology")),
                ("dossiers", words("Dossiers")),
            ),
            words("More"),
        )
        self._tabs.chosen.connect(self._choose)
        whole.addWidget(self._tabs)
        self._stack = QStackedWidget()
        whole.addWidget(self._stack, 1)
        self._pages: dict[str, Page] = {}

    def visit(self, place: Place) -> None:
        """Come to a case, on one of its tabs."""
        tab = place.tab or "overview"
        if place.id != self._case_id:
            self._name.setText("")
            self._case_id = place.id
        self.place = place
        self._tabs.choose(tab)
        page = self._page(tab)
        self._stack.setCurrentWidget(page)
        self.read()
        page.visit(place)

    def read(self) -> None:
        """Read the header anew."""
        case_id = self._case_id
        self.ask(lambda session: (overview.overview(session, case_id), session.clock().date()), self._show)

    def learn(self, changes: Changes) -> None:
        """The header and the tab in view read what changed."""
        super().learn(changes)
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.learn(changes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names over statuses where both have no room on a line."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.current().px(_ONE_LINE)
        across = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(across)

    def take_focus(self) -> None:
        """What the tab in view begins with."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.take_focus()

    def start_new(self) -> None:
        """Begin what the tab in view holds."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.start_new()

    def crumbs(self) -> tuple[Crumb, ...]:
        """Cases, then the reference: the path names nobody."""
        return (Crumb(text=self.words("Cases"), place=Place(page="cases")), Crumb(text=self._reference))

    def _header(self) -> QHBoxLayout:
        head = self._head = line(gap=8)
        told = column(gap=2)
        names = line(gap=12)
        self._name = Elided("", "heading")
        self._beside = Elided("", "beside")
        names.addWidget(self._name)
        names.addWidget(self._beside)
        names.addStretch(1)
        told.addLayout(names)
        self._title = Editable("", self.words("Change the title"), role="quiet")
        self._title.kept.connect(self._retitle)
        told.addWidget(self._title)
        head.addLayout(told, 1)
        side = line(gap=8)
        self._chips = line(gap=8)
        side.addLayout(self._chips)
        side.addStretch(1)
        build = button(self.words("Build dossier"), self._build, role="primary", meaning="build")
        side.addWidget(build, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(side)
        return head

    def _page(self, tab: str) -> Page:
        if tab not in self._pages:
            kinds = {
                "overview": Glance,
                "people": CasePeople,
                "deadlines": Deadlines,
                "evidence": Evidence,
                "chronology": Chronology,
                "dossiers": Dossiers,
            }
            made = kinds[tab](self.desk)
            self._pages[tab] = made
            self._stack.addWidget(made)
        return self._pages[tab]

    def _choose(self, tab: str) -> None:
        self.desk.go(Place(page="case", id=self._case_id, tab=tab))

    def _build(self) -> None:
        self.desk.go(Place(page="case", id=self._case_id, tab="dossiers", within="build"))

    def _show(self, answer: tuple[Overview, date]) -> None:
        told, today = answer
        client = told.clients[0] if told.clients else None
        self._reference = told.case.reference
        self._name.setText(client.leading_name if client else told.case.reference)
        self._beside.setText(side_by_side(client.other_names) if client else "")
        self._title.show_words(told.case.title or self.words("No title yet"))
        empty_out(self._chips)
        for chip in self._statuses(told, today):
            self._chips.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.moved.emit()

    def _retitle(self, title: str) -> None:
        case_id = self._case_id

        def write(session: Any) -> None:  # noqa: ANN401 - a Session
            record.change(session, replace(record.find(session, Case, case_id), title=title))

        self.desk.ask(write, lambda _: None)

    def _statuses(self, told: Overview, today: date) -> list[Chip]:
        chips = [Chip(self.wording.country(told.case.jurisdiction), "grey", "country")]
        stages = [each.current_stage for each in told.proceedings if each.current_stage]
        if stages:
            chips.append(Chip(stages[0].title, "blue", "stage"))
        due = next((each for each in told.deadlines if each.due_on), None)
        if due is not None and due.due_on is not None:
            word, tone, meaning = self.wording.days_away((due.due_on - today).days)
            if due.due_on < today:
                word = self.words("overdue")
            chips.append(Chip(f"{due.title}: {word}", tone, meaning))
        elif told.hearings:
            days = (told.hearings[0].on.earliest_on - today).days
            word, tone, meaning = self.wording.days_away(days)
            is_today = days <= 0
            text = self.words("Hearing today") if is_today else self.words("{days} to hearing", days=word)
            chips.append(Chip(text, tone, meaning))
        for chip in chips:
            chip.setMaximumWidth(theme.current().px(240))
        return chips
