"""The pages of the window, their keys and sidebar entries, and the pages of search results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casebook.base.i18n import Translator
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.agenda.calendar import CalendarPage
from casebook.ui.pages.agenda.today import TodayPage
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.undo_list import UndoList
from casebook.ui.pages.case.case_list import CaseList
from casebook.ui.pages.casefile.case import CasePage
from casebook.ui.pages.casefile.case_tabs import groups
from casebook.ui.pages.casefile.new_client import NewClientPage
from casebook.ui.pages.deadline.rules import RulesPage
from casebook.ui.pages.dossier.dossier_list import DossierList
from casebook.ui.pages.dossier.profiles import ProfilesPage
from casebook.ui.pages.exchange.reports import ReportsPage
from casebook.ui.pages.library.country import CountryPage
from casebook.ui.pages.library.country_list import CountryList
from casebook.ui.pages.library.library import LibraryPage, library_tabs
from casebook.ui.pages.person.contact_list import ContactList
from casebook.ui.pages.person.person_list import PersonList
from casebook.ui.pages.sharing.conflict_list import ConflictList
from casebook.ui.pages.sharing.parcels.parcels import ParcelsPage
from casebook.ui.pages.sharing.team import TeamPage
from casebook.ui.pages.vault.bin_list import BinList
from casebook.ui.pages.vault.manual import ManualPage
from casebook.ui.pages.vault.security import Security
from casebook.ui.pages.vault.settings import SettingsPage
from casebook.ui.pages.vault.travel.travel import TravelPage
from casebook.ui.pages.wording.nouns import NOUN_TABS
from casebook.ui.shell.sidebar import Sidebar, SidebarEntry

PAGES: dict[str, Callable[[PageContext], Page]] = {
    "today": TodayPage,
    "calendar": CalendarPage,
    "cases": CaseList,
    "case": CasePage,
    "people": PersonList,
    "new-client": NewClientPage,
    "contacts": ContactList,
    "library": LibraryPage,
    "countries": CountryList,
    "country": CountryPage,
    "dossiers": DossierList,
    "rules": RulesPage,
    "profiles": ProfilesPage,
    "reports": ReportsPage,
    "bin": BinList,
    "security": Security,
    "settings": SettingsPage,
    "manual": ManualPage,
    "undo-list": UndoList,
    "conflicts": ConflictList,
    "team": TeamPage,
    "parcels": ParcelsPage,
    "travel": TravelPage,
}
NUMBERED = (
    "today",
    "cases",
    "people",
    "contacts",
    "calendar",
    "library",
    "countries",
    "dossiers",
    "rules",
    "profiles",
)
BELONGS = {"case": "cases", "country": "countries", "new-client": "people"}
_PAGES = {"person": "people", "contact": "contacts"}
_LIBRARY = {
    "finding": "findings",
    "source": "sources",
    "topic": "topics",
    "argument": "arguments",
    "route": "arguments",
    "register-match": "registers",
    "outcome-pack": "ledger",
}
REGISTRY = frozenset({"country", "instrument", "clause", "decision", "public-incident"})
"""Nouns shown on a country sheet."""
CASELESS = REGISTRY | {"case", "person", "contact", *_LIBRARY}
"""Nouns with search results that belong to no case."""


def entries(words: Translator) -> tuple[tuple[SidebarEntry, ...], tuple[SidebarEntry, ...]]:
    """Return the places with a sidebar entry, upper and lower."""
    return (
        (
            SidebarEntry(page="today", title=words("Today"), meaning="today"),
            SidebarEntry(page="cases", title=words("Cases"), meaning="case"),
            SidebarEntry(page="people", title=words("People"), meaning="people"),
            SidebarEntry(page="contacts", title=words("Contacts"), meaning="contact"),
            SidebarEntry(page="calendar", title=words("Calendar"), meaning="calendar"),
            SidebarEntry(page="library", title=words("Library"), meaning="library"),
            SidebarEntry(page="countries", title=words("Countries"), meaning="country"),
            SidebarEntry(page="dossiers", title=words("Dossiers"), meaning="dossier"),
            SidebarEntry(page="rules", title=words("Rules"), meaning="proof"),
            SidebarEntry(page="profiles", title=words("Court profiles"), meaning="court"),
            SidebarEntry(page="reports", title=words("Reports"), meaning="file-report"),
        ),
        (
            SidebarEntry(page="team", title=words("Team"), meaning="team"),
            SidebarEntry(page="parcels", title=words("Parcels"), meaning="upload"),
            SidebarEntry(page="travel", title=words("Travel"), meaning="travel"),
            SidebarEntry(page="bin", title=words("Bin"), meaning="bin"),
            SidebarEntry(page="security", title=words("Security"), meaning="security"),
            SidebarEntry(page="settings", title=words("Settings"), meaning="settings"),
            SidebarEntry(page="manual", title=words("Manual"), meaning="read", keys="F1"),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TabEntry:
    """A tab of a page: where it is, its title, the title of what it belongs to, and its icon."""

    place: Location
    title: str
    of: str
    meaning: str


def tabs(words: Translator, here: Location) -> tuple[TabEntry, ...]:
    """Return the tabs that a search goes to from a place: those of the library, and of the case in view."""
    library = [
        TabEntry(place=Location(page="library", tab=key), title=title, of=words("Library"), meaning="library")
        for key, title in library_tabs(words)
    ]
    case = [
        TabEntry(
            place=Location(page="case", id=here.id, tab=key),
            title=title or group.title,
            of=words("in this case"),
            meaning="case",
        )
        for group in groups(words).values()
        for key, title in group.parts.items()
        if here.page == "case"
    ]
    return (*case, *library)


def sidebar(words: Translator) -> Sidebar:
    """Return the sidebar with every such place."""
    return Sidebar(words, *entries(words))


def action_places(here: Location) -> dict[str, Location]:
    """Return where actions lead, by their keys, from a place: a parcel begins with its case."""
    case_id = here.id if here.page == "case" else ""
    return {
        "new-client": Location(page="new-client"),
        "undo-list": Location(page="undo-list"),
        "hand-over": Location(page="parcels", tab="give", id=case_id),
        "open-parcel": Location(page="parcels", tab="open"),
        "holders": Location(page="parcels", tab="holders"),
    }


def leads_to(noun: str, record_id: str, case_id: str) -> Location:
    """Return the page of a search result."""
    if noun == "case":
        return Location(page="case", id=record_id)
    if noun in _PAGES and not case_id:
        return Location(page=_PAGES[noun], id=record_id)
    if noun == "topic":
        return Location(page="library", tab="findings", id=record_id)
    if noun in _LIBRARY:
        return Location(page="library", tab=_LIBRARY[noun], within=record_id)
    return Location(page="case", id=case_id, tab=NOUN_TABS.get(noun, "overview"), within=record_id)
