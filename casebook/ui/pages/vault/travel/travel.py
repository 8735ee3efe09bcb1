"""The page of journeys: packing, the journeys made, coming home, what is carried, leaving the casebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial

from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.change import Changes
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.sharing.trip import Trip
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.travel import travel_sheet, travel_trip
from casebook.services.sharing.travel.travel_pack import PackedCasebook
from casebook.services.sharing.travel.travel_sheet import SheetFacts
from casebook.services.vault.journey_mark import is_travelling
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.tabbed_page import Tab, TabbedPage
from casebook.ui.pages.vault.travel.border_sheet import BorderSheetCard
from casebook.ui.pages.vault.travel.come_home import ComeHomeCard
from casebook.ui.pages.vault.travel.folder_check import FolderCheckCard
from casebook.ui.pages.vault.travel.leave import LeaveCard
from casebook.ui.pages.vault.travel.pack import PackCard
from casebook.ui.pages.vault.travel.packed import PackedCard
from casebook.ui.pages.vault.travel.travelling import TravellingCard
from casebook.ui.pages.vault.travel.trips import TripsCard

_ABOUT, _PACK = "travelling", "pack"


@entity
class TravelOverview:
    """What the page shows.

    Attributes:
        own: what the page for the border says of this casebook, where it travels itself; else None.
        trips: the journeys that this casebook remembers.
        cases: that can be packed.
        references: of all cases, by ID.
    """

    own: SheetFacts | None
    trips: tuple[Trip, ...]
    cases: tuple[Case, ...]
    references: Mapping[str, str]


def travel_overview(session: Session) -> TravelOverview:
    """Return what the page shows."""
    cases = record.every(session, Case)
    return TravelOverview(
        own=travel_sheet.facts_of(session) if is_travelling(session) else None,
        trips=tuple(travel_trip.trips(session)),
        cases=tuple(cases),
        references={one.id: one.reference for one in cases},
    )


def travel_tabs(words: Translator) -> tuple[tuple[str, str], ...]:
    """Return the tabs by key, with their titles; a casebook that travels itself shows others."""
    return (
        (_PACK, words("Pack")),
        ("trips", words("Journeys")),
        ("home", words("Come home")),
        ("check", words("Check what you carry")),
        ("leave", words("Leave to guardians")),
    )


class TravelPage(TabbedPage):
    """Five tabs; in a casebook that travels itself, what that means, and the check of what is carried."""

    concerns = frozenset({"case", "person", "document", "note", "relation"})

    def __init__(self, context: PageContext) -> None:
        words = context.words
        parts: dict[str, Callable[[], Sequence[QWidget]]] = {
            _PACK: lambda: (self.packed, self.pack),
            "trips": lambda: (self.trips, self.sheet),
            "home": lambda: (self.home,),
            "check": lambda: (self.check,),
            "leave": lambda: (self.leave,),
            _ABOUT: lambda: (self.about, self.own_sheet, self.own_check),
        }
        titles = (*travel_tabs(words), (_ABOUT, ""))
        tabs = [Tab(key=key, title=title, parts=parts[key]) for key, title in titles]
        super().__init__(context, "travel", words("Travel"), tabs)
        self._wanted_case = ""
        self._travels = False

    @cached_property
    def pack(self) -> PackCard:
        """Return the card that packs."""
        pack = PackCard(self)
        pack.packed.connect(self._take_packed)
        return pack

    @cached_property
    def packed(self) -> PackedCard:
        """Return the card of what was packed."""
        packed = PackedCard(self)
        packed.written_down.connect(partial(self.context.go, Location(page="travel", tab="trips")))
        return packed

    @cached_property
    def trips(self) -> TripsCard:
        """Return the card of journeys."""
        trips = TripsCard(self)
        trips.sheet_wanted.connect(self._begin_sheet)
        trips.home_wanted.connect(partial(self.context.go, Location(page="travel", tab="home")))
        trips.changed.connect(self.read)
        return trips

    @cached_property
    def sheet(self) -> BorderSheetCard:
        """Return the page for the border of a journey."""
        return BorderSheetCard(self)

    @cached_property
    def home(self) -> ComeHomeCard:
        """Return the card that brings a journey home."""
        home = ComeHomeCard(self)
        home.came_home.connect(self.read)
        return home

    @cached_property
    def check(self) -> FolderCheckCard:
        """Return the card that looks through what is carried."""
        return FolderCheckCard(self)

    @cached_property
    def leave(self) -> LeaveCard:
        """Return the card that leaves the casebook to its guardians."""
        return LeaveCard(self)

    @cached_property
    def about(self) -> TravellingCard:
        """Return what a casebook that travels is."""
        return TravellingCard(self)

    @cached_property
    def own_sheet(self) -> BorderSheetCard:
        """Return the page for the border of the open casebook."""
        return BorderSheetCard(self)

    @cached_property
    def own_check(self) -> FolderCheckCard:
        """Return the check beside them."""
        return FolderCheckCard(self)

    def show_place(self, place: Location) -> None:
        """Show one of the tabs; a case within is to be packed."""
        self._wanted_case = place.within
        super().show_place(place)
        if self._travels:
            self.stack.show_page(_ABOUT)

    def read(self) -> None:
        """Read the data of the current tab."""
        self.ask(travel_overview, self._show)
        if self.place.tab == "leave" and not self._travels:
            self.leave.read()

    def take_focus(self) -> None:
        """Focus the cases that can be packed, or the first button."""
        if not self._travels and self.tab == _PACK and self.pack.cases.list.count():
            self.pack.take_focus()
        else:
            super().take_focus()

    def refresh_after(self, changes: Changes) -> None:
        """Read again after a change, unless something packed or found is in view."""
        if changes.concerns(*self.concerns):
            self.read()

    def _show(self, overview: TravelOverview) -> None:
        if overview.own is not None:
            self._show_travelling(overview.own)
            return
        if self.tab == _PACK:
            self.pack.show_cases(overview.cases)
            wanted, self._wanted_case = self._wanted_case, ""
            if wanted:
                self.pack.choose(wanted)
        elif self.tab == "trips":
            self.trips.show_trips(overview.trips, overview.references)

    def _show_travelling(self, facts: SheetFacts) -> None:
        self._travels = True
        self.tabs.hide()
        self.stack.show_page(_ABOUT)
        self.own_sheet.begin(facts, may_close=False)

    def _take_packed(self, packed: PackedCasebook) -> None:
        self.ask(travel_trip.trips, lambda trips: self._show_packed(packed, trips))

    def _show_packed(self, packed: PackedCasebook, trips: list[Trip]) -> None:
        self.packed.show_packed(packed, trips[-1].anchor if trips else "")

    def _begin_sheet(self, trip: Trip) -> None:
        self.ask(lambda _: travel_sheet.facts_of_trip(trip), self.sheet.begin)
