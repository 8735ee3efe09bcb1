"""What stands on a page under a title of its own: headings, cards, and what buttons open, for the search."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.ui.kit.page_context import Location

GUARDIANS = "guardians"
"""What a place names of the first tab of Security, to be in view."""
Sections = dict[Location, tuple[str, ...]]
"""Titles by place; of the pages that have tabs always with one."""


def sections(words: Translator) -> Sections:
    """Return the titles in view on pages and tabs, beyond what these are called themselves."""
    return {
        **_of_the_day(words),
        **_of_a_case(words),
        **_of_the_library(words),
        **_of_sharing(words),
        **_of_the_casebook(words),
    }


def _of_the_day(words: Translator) -> Sections:
    return {
        Location(page="today"): (
            words("Overdue"),
            words("Deadlines whose rule changed"),
            words("Upcoming deadlines"),
            words("Hearings and removal dates"),
            words("Tasks"),
            words("To review"),
        ),
        Location(page="reports"): (words("New report"),),
    }


def _of_a_case(words: Translator) -> Sections:
    return {
        Location(page="case", tab="overview"): (
            words("Overdue"),
            words("Timeline"),
            words("Upcoming deadlines"),
            words("Upcoming hearings"),
            words("Proof"),
            words("What is missing"),
        ),
        Location(page="case", tab="people"): (words("People in this case"),),
        Location(page="case", tab="declarations"): (words("Release pack"), words("Build release pack")),
        Location(page="case", tab="events"): (words("Events and hearings"),),
        Location(page="case", tab="grounds"): (words("Grounds and proof"),),
        Location(page="case", tab="contacts"): (words("Case contacts"),),
        Location(page="case", tab="dossiers"): (words("Pages as they will be exported"),),
    }


def _of_the_library(words: Translator) -> Sections:
    return {
        Location(page="library", tab="reviews"): (
            words("Cooperation reviews"),
            words("Review of cooperation"),
        ),
        Location(page="library", tab="registers"): (
            words("Matches with registers"),
            words("Compare a register…"),
        ),
        Location(page="library", tab="ledger"): (
            words("Export a pack of outcomes"),
            words("Import a pack of outcomes"),
        ),
        Location(page="library", tab="updates"): (words("Reference data updates"),),
    }


def _of_sharing(words: Translator) -> Sections:
    return {
        Location(page="team", tab="team"): (
            words("Work together"),
            words("To decide"),
            words("Needs your decision"),
            words("Deleted permanently by others"),
            words("Exchange"),
            words("Members"),
            words("Members and devices"),
            words("Shared cases"),
            words("Missing files"),
            words("After removal"),
        ),
        Location(page="team", tab="cards"): (words("Card of this device"), words("Cards of others")),
        Location(page="parcels", tab="give"): (words("What goes and what stays"),),
        Location(page="travel", tab="pack"): (words("Pack cases for a journey"),),
        Location(page="travel", tab="trips"): (words("Page for the border"),),
        Location(page="travel", tab="leave"): (words("Leave the casebook to its guardians"),),
    }


def _of_the_casebook(words: Translator) -> Sections:
    return {
        Location(page="security", tab="ways"): (words("Locking"),),
        Location(page="security", tab="ways", within=GUARDIANS): (
            words("Guardians"),
            words("Guardians and their drills"),
        ),
        Location(page="security", tab="backups"): (words("Backups from before the new keys"),),
        Location(page="security", tab="checks"): (
            words("Older versions of the folder"),
            words("Tamper check code"),
            words("Integrity check"),
            words("How this computer isolates the program"),
        ),
        Location(page="security", tab="promises"): (
            words("Stolen or seized while locked"),
            words("Forced to unlock"),
            words("Accessed secretly"),
            words("Office files laid out by LibreOffice"),
            words("Recordings in a player"),
            words("A program running under your account"),
            words("A malicious document"),
            words("The reader of a pseudonymised copy"),
            words("Power cut or full disk"),
        ),
        Location(page="settings"): (
            words("Office"),
            words("Appearance"),
            words("Language"),
            words("Names on the screen"),
            words("Screenshots and screen sharing"),
            words("Tags"),
            words("Dates"),
            words("Spelling"),
            words("Locking"),
            words("Deadlines"),
        ),
    }
