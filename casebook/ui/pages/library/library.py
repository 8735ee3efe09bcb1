"""Library: findings, sources and topics on country conditions, and arguments."""

from __future__ import annotations

from functools import partial
from typing import cast

from casebook.base.i18n import Translator
from casebook.domain.base.change import Changes
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.pages.case.outcome_ledger import OutcomeLedger
from casebook.ui.pages.library.first_hours import FirstHoursPage
from casebook.ui.pages.library.incident_log import IncidentLog
from casebook.ui.pages.library.library_arguments import Arguments
from casebook.ui.pages.library.library_findings import Findings
from casebook.ui.pages.library.library_sources import Sources
from casebook.ui.pages.library.library_topics import Topics
from casebook.ui.pages.library.pack_update import PackUpdates
from casebook.ui.pages.library.registers.registers import RegistersPage
from casebook.ui.pages.library.review_letters import ReviewLettersPage
from casebook.ui.pages.library.reviews import ReviewsPage
from casebook.ui.pages.library.statistics import StatisticsPage
from casebook.ui.widgets.controls.tabs import Tabs
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.lazy_stack import LazyStack


def library_tabs(words: Translator) -> tuple[tuple[str, str], ...]:
    """Return the tabs of the library by key, with their titles."""
    return (
        ("findings", words("Findings")),
        ("sources", words("Sources")),
        ("topics", words("Topics")),
        ("arguments", words("Arguments")),
        ("statistics", words("Statistics")),
        ("incidents", words("Incidents")),
        ("first-hours", words("First 48 hours")),
        ("reviews", words("Reviews")),
        ("requests", words("Requests for information")),
        ("registers", words("Registers")),
        ("ledger", words("Outcomes")),
        ("updates", words("Updates")),
    )


class LibraryPage(Page):
    """The tabs of the library; each reads its own data."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = self.words
        whole = column(self, gap=12)
        self._tabs = Tabs(library_tabs(words), words("More"))
        self._tabs.chosen.connect(lambda tab: self.context.go(Location(page="library", tab=tab)))
        whole.addWidget(self._tabs)
        self._stack = LazyStack(
            {
                "findings": partial(Findings, context),
                "sources": partial(Sources, context),
                "topics": partial(Topics, context),
                "arguments": partial(Arguments, context),
                "statistics": partial(StatisticsPage, context),
                "incidents": partial(IncidentLog, context),
                "first-hours": partial(FirstHoursPage, context),
                "reviews": partial(ReviewsPage, context),
                "requests": partial(ReviewLettersPage, context),
                "registers": partial(RegistersPage, context),
                "ledger": partial(OutcomeLedger, context),
                "updates": partial(PackUpdates, context),
            }
        )
        whole.addWidget(self._stack, 1)

    def show_place(self, place: Location) -> None:
        """Show a tab, and in it a record or the findings on a topic if the place has one."""
        self.place = place
        tab = place.tab or "findings"
        self._tabs.choose(tab)
        self._stack.show_page(tab)
        page = cast("Page", self._stack.page(tab))
        page.show_place(place)
        if place.id and isinstance(page, Findings):
            page.ask_topic(place.id)

    def read(self) -> None:
        """Read the current tab."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.read()

    def refresh_after(self, changes: Changes) -> None:
        """Refresh the current tab."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.refresh_after(changes)

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

    def filter_rows(self) -> None:
        """Focus the filter of the tab in view."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.filter_rows()

    def print_page(self) -> None:
        """Print the tab in view."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.print_page()

    def resume(self, form: str) -> None:
        """Open a form of the tab in view."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.resume(form)

    def crumbs(self) -> tuple[Crumb, ...]:
        """The library."""
        return (Crumb(text=self.words("Library")),)
