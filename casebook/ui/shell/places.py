"""The pages of the window, their keys and sidebar entries, and the pages of search results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

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
from casebook.ui.pages.dossier.dossier_side import side_tabs
from casebook.ui.pages.dossier.profiles import ProfilesPage
from casebook.ui.pages.exchange.reports import ReportsPage
from casebook.ui.pages.library.country import CountryPage
from casebook.ui.pages.library.country_list import CountryList
from casebook.ui.pages.library.library import LibraryPage, library_tabs
from casebook.ui.pages.person.contact_list import ContactList
from casebook.ui.pages.person.person_list import PersonList
from casebook.ui.pages.sharing.conflict_list import ConflictList
from casebook.ui.pages.sharing.parcels.parcels import ParcelsPage, parcel_tabs
from casebook.ui.pages.sharing.team import TeamPage, team_tabs
from casebook.ui.pages.vault.bin_list import BinList
from casebook.ui.pages.vault.manual import ManualPage
from casebook.ui.pages.vault.security import Security, security_tabs
from casebook.ui.pages.vault.settings import SettingsPage
from casebook.ui.pages.vault.travel.travel import TravelPage, travel_tabs
from casebook.ui.pages.wording.nouns import NOUN_TABS
from casebook.ui.pages.wording.sections import sections
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
    """A tab of a page, or a page without a sidebar entry.

    Attributes:
        place: where it is; a tab of a case has no `id` where no case is in view.
        title: its text.
        of: the title of what it belongs to.
        meaning: its icon.
    """

    place: Location
    title: str
    of: str
    meaning: str


_TABBED: dict[str, Callable[[Translator], tuple[tuple[str, str], ...]]] = {
    "library": library_tabs,
    "team": team_tabs,
    "parcels": parcel_tabs,
    "travel": travel_tabs,
    "security": security_tabs,
}
"""The tabs of each page that has some."""


def tabs(words: Translator, here: Location) -> tuple[TabEntry, ...]:
    """Return the tabs that a search goes to from a place, and what else has a name and no sidebar entry."""
    pages = {entry.page: entry for group in entries(words) for entry in group}
    conflicts = Location(page="conflicts")
    return (
        *_case_tabs(words, here.id if here.page == "case" else ""),
        *(
            TabEntry(
                place=Location(page=page, tab=key),
                title=title,
                of=pages[page].title,
                meaning=pages[page].meaning,
            )
            for page, titles in _TABBED.items()
            for key, title in titles(words)
            if title != pages[page].title
        ),
        *(
            TabEntry(place=conflicts, title=title, of=words("page"), meaning="people")
            for title in (words("Two versions"),)
        ),
    )


def titled_parts(words: Translator, here: Location) -> Iterator[TabEntry]:
    """Yield what stands on pages under titles of its own, by page."""
    pages = {entry.page: entry for group in entries(words) for entry in group}
    of_case = words("in this case") if here.page == "case" else words("in a case")
    for place, titles in sections(words).items():
        is_case = place.page == "case"
        for title in titles:
            yield TabEntry(
                place=replace(place, id=here.id) if is_case and here.page == "case" else place,
                title=title,
                of=of_case if is_case else pages[place.page].title,
                meaning="case" if is_case else pages[place.page].meaning,
            )


def _case_tabs(words: Translator, case_id: str) -> Iterator[TabEntry]:
    """Yield the tabs of a case and their parts, and those beside a dossier."""
    of = words("in this case") if case_id else words("in a case")
    for group in groups(words).values():
        first, *_ = group.parts
        titles = [(key, title or group.title) for key, title in group.parts.items()]
        if group.title not in dict(titles).values():
            titles.insert(0, (first, group.title))
        for key, title in titles:
            yield TabEntry(
                place=Location(page="case", id=case_id, tab=key), title=title, of=of, meaning="case"
            )
    readers = (("preflight", words("Who will read this")), ("preflight", words("Who will hold this copy")))
    for key, title in (*side_tabs(words), *readers):
        place = Location(page="case", id=case_id, tab="dossiers", within=key)
        yield TabEntry(place=place, title=title, of=of, meaning="dossier")


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
