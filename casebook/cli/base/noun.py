"""The nouns a command line works on: how they are called, and the columns of their lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casebook.domain.case.assurance import Assurance
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground
from casebook.domain.case.incident import Incident
from casebook.domain.case.note import Note
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun: its kind, several of it, the columns of its list, and the fields of an example."""

    kind: type[Any]
    many: str
    heads: tuple[str, ...]
    example: str


NOUNS: Mapping[str, Noun] = {
    "case": Noun(
        Case,
        "cases",
        ("reference", "client", "jurisdiction", "stage", "next_hearing_on", "id"),
        "--set reference=R-1 --set title=Removal --set jurisdiction=CY",
    ),
    "person": Noun(
        Person, "persons", ("name", "names", "born", "nationalities", "cases", "id"), "- < person.json"
    ),
    "relation": Noun(Relation, "relations", ("kind", "certainty", "other_is_in", "id"), "- < relation.json"),
    "proceeding": Noun(
        Proceeding,
        "proceedings",
        ("kind", "forum", "number", "outcome", "id"),
        "--case R-1 --set kind=asylum --set forum='Asylum Service'",
    ),
    "event": Noun(
        Event,
        "events",
        ("on", "kind", "status", "title", "place", "id"),
        "--case R-1 --set kind=hearing --set title=Hearing --set on=2026-06-24 --set status=planned",
    ),
    "contact": Noun(Contact, "contacts", ("name", "kind", "body", "vetting", "id"), "- < contact.json"),
    "role": Noun(Role, "roles", ("kind", "title", "vetting", "contact_id", "id"), "--case R-1 - < role.json"),
    "document": Noun(
        Document, "documents", ("exhibit_mark", "title", "dated", "language", "page_count", "id"), ""
    ),
    "fact": Noun(
        Fact,
        "facts",
        ("on", "statement", "status", "id"),
        "--case R-1 --set statement='He came.' --set on=2016~",
    ),
    "incident": Noun(
        Incident,
        "incidents",
        ("on", "method", "what", "corroboration", "id"),
        "--case R-1 --set method=police-visit --set on=2026-01-20 --set what='Two officers came.'",
    ),
    "assurance": Noun(
        Assurance,
        "assurances",
        ("given_on", "given_by", "specificity", "text", "id"),
        "--case R-1 - < note.json",
    ),
    "ground": Noun(
        Ground,
        "grounds",
        ("kind", "title", "hooks", "id"),
        "--case R-1 --set kind=ill-treatment --set title='Real risk' --set hooks='ECHR Art 3'",
    ),
    "note": Noun(Note, "notes", ("written_at", "written_by", "text", "id"), "--case R-1 - < note.json"),
    "task": Noun(
        Task,
        "tasks",
        ("due_on", "done_on", "step", "owner", "id"),
        "--case R-1 --set step='Call the registry' --set due_on=2026-03-04",
    ),
}
