"""The tabs of a case and their parts: eight tabs, which fit even with large text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casebook.base.i18n import Translator
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.case.assurance import Assurances
from casebook.ui.pages.case.event import Events
from casebook.ui.pages.case.fact import Chronology
from casebook.ui.pages.case.ground import Grounds
from casebook.ui.pages.case.incident import Incidents
from casebook.ui.pages.case.note import Notes
from casebook.ui.pages.case.outcome import Outcomes
from casebook.ui.pages.case.proceeding import Proceedings
from casebook.ui.pages.case.task import CaseTasks
from casebook.ui.pages.case.time_note import TimeNotes
from casebook.ui.pages.casefile.case_history import CaseHistory
from casebook.ui.pages.casefile.overview import CaseOverview
from casebook.ui.pages.deadline.deadline import DeadlinesPage
from casebook.ui.pages.declaration.declaration import DeclarationsPage
from casebook.ui.pages.dossier.client_papers.client_paper import ClientPapersPage
from casebook.ui.pages.dossier.dossier import Dossiers
from casebook.ui.pages.dossier.letters.letter import LettersPage
from casebook.ui.pages.dossier.official_form import OfficialForms
from casebook.ui.pages.evidence.document import EvidencePage
from casebook.ui.pages.evidence.statement import Statements
from casebook.ui.pages.exposure.charge import Charges
from casebook.ui.pages.library.adverse_material import AdverseMaterialPage
from casebook.ui.pages.person.case_people import CasePeoplePage
from casebook.ui.pages.person.role import Roles
from casebook.ui.pages.request.look import LookPage
from casebook.ui.pages.request.papers import PapersPage
from casebook.ui.pages.request.request_test import RequestTestPage

LEAVES: dict[str, Callable[[PageContext], Page]] = {
    "overview": CaseOverview,
    "people": CasePeoplePage,
    "client-papers": ClientPapersPage,
    "declarations": DeclarationsPage,
    "proceedings": Proceedings,
    "events": Events,
    "deadlines": DeadlinesPage,
    "tasks": CaseTasks,
    "request-test": RequestTestPage,
    "papers": PapersPage,
    "look": LookPage,
    "evidence": EvidencePage,
    "statements": Statements,
    "chronology": Chronology,
    "grounds": Grounds,
    "assurances": Assurances,
    "contrary": AdverseMaterialPage,
    "incidents": Incidents,
    "exposure": Charges,
    "outcomes": Outcomes,
    "dossiers": Dossiers,
    "forms": OfficialForms,
    "contacts": Roles,
    "letters": LettersPage,
    "notes": Notes,
    "time-notes": TimeNotes,
    "history": CaseHistory,
}
"""The page of each place of a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A tab: its text, and its parts by key; a single part needs no choice."""

    title: str
    parts: dict[str, str]


def groups(words: Translator) -> dict[str, Group]:
    """Return the tabs by key."""
    return {
        "overview": Group(title=words("Overview"), parts={"overview": ""}),
        "people": Group(title=words("People"), parts=_people(words)),
        "proceedings": Group(
            title=words("Proceedings"),
            parts={
                "proceedings": words("Proceedings"),
                "events": words("Events"),
                "deadlines": words("Deadlines"),
                "tasks": words("Tasks"),
            },
        ),
        "request": Group(title=words("Request"), parts=_request(words)),
        "evidence": Group(title=words("Evidence"), parts={"evidence": ""}),
        "argument": Group(
            title=words("Argument"),
            parts=_argument(words),
        ),
        "dossiers": Group(title=words("Dossiers"), parts=_papers(words)),
        "file": Group(
            title=words("Case file"),
            parts={
                "contacts": words("Contacts"),
                "letters": words("Letters"),
                "notes": words("Notes"),
                "time-notes": words("Time spent"),
                "history": words("History"),
            },
        ),
    }


def _people(words: Translator) -> dict[str, str]:
    return {
        "people": words("People"),
        "client-papers": words("Client papers"),
        "declarations": words("Declarations"),
    }


def _argument(words: Translator) -> dict[str, str]:
    return {
        "chronology": words("Chronology"),
        "grounds": words("Grounds"),
        "assurances": words("Assurances"),
        "contrary": words("Adverse material"),
        "incidents": words("Incidents"),
        "exposure": words("Exposure"),
        "outcomes": words("Outcomes"),
    }


def _request(words: Translator) -> dict[str, str]:
    return {
        "request-test": words("Request test"),
        "papers": words("Papers compared"),
        "look": words("Look here"),
    }


def _papers(words: Translator) -> dict[str, str]:
    return {
        "dossiers": words("Dossiers"),
        "forms": words("Official forms"),
        "statements": words("Statements"),
    }
