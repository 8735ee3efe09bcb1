"""The whole sample casebook, read and joined."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.base.entity import entity
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground
from casebook.domain.case.incident import Incident
from casebook.domain.case.note import Note
from casebook.domain.case.outcome import Outcome
from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.letter import Letter
from casebook.domain.evidence.statement import Statement
from casebook.domain.exposure.charge import Charge
from casebook.domain.library.reading import Reading
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.domain.request.compared_paper import ComparedPaper
from casebook.domain.request.request_test import RequestTest
from casebook.packs.base.entry import OnDefect, refuse
from casebook.packs.base.reader import read_file
from casebook.sample.book.argument import read_assurances, read_confirmations, read_grounds, read_incidents
from casebook.sample.book.case import read_cases, read_events, read_proceedings
from casebook.sample.book.charge import read_charges
from casebook.sample.book.deadline import SampleDeadline, read_deadlines
from casebook.sample.book.declaration import SampleDeclaration, read_declarations
from casebook.sample.book.document import SampleDocument, read_documents
from casebook.sample.book.fact import read_dossiers, read_facts
from casebook.sample.book.key import Keys
from casebook.sample.book.letter import read_letters
from casebook.sample.book.outcome import read_outcomes, read_reported
from casebook.sample.book.people import read_contacts, read_persons, read_relations, read_roles
from casebook.sample.book.register import ListedRow, read_listed_rows
from casebook.sample.book.request import read_compared_papers, read_request_tests
from casebook.sample.book.specimen import read_specimens
from casebook.sample.book.statement import read_statements
from casebook.sample.book.work import read_notes, read_tasks
from casebook.sample.specimen.specimen import Specimen

FILES = (
    *("people", "contacts", "cases", "documents", "facts", "argument"),
    *(
        "request",
        "statement",
        "letters",
        "work",
        "deadlines",
        "dossier",
        "registers",
        "declaration",
        "outcomes",
    ),
)


CONFIRMED_AT = datetime(2026, 5, 8, 9, 30, tzinfo=UTC)
"""When the invented counsel confirmed the authorities."""


@entity
class Sample:
    """The sample casebook, in the order it is written.

    Attributes:
        specimens: what stands on each invented exhibit, by its word.
    """

    persons: tuple[Person, ...]
    relations: tuple[Relation, ...]
    contacts: tuple[Contact, ...]
    roles: tuple[Role, ...]
    cases: tuple[Case, ...]
    proceedings: tuple[Proceeding, ...]
    events: tuple[Event, ...]
    documents: tuple[SampleDocument, ...]
    facts: tuple[Fact, ...]
    incidents: tuple[Incident, ...]
    assurances: tuple[Assurance, ...]
    charges: tuple[Charge, ...]
    outcomes: tuple[Outcome, ...]
    reported: tuple[PackedOutcome, ...]
    grounds: tuple[Ground, ...]
    statements: tuple[Statement, ...]
    letters: tuple[Letter, ...]
    notes: tuple[Note, ...]
    tasks: tuple[Task, ...]
    deadlines: tuple[SampleDeadline, ...]
    dossiers: tuple[Dossier, ...]
    confirmations: tuple[Reading, ...]
    listed_rows: tuple[ListedRow, ...]
    request_tests: tuple[RequestTest, ...]
    compared_papers: tuple[ComparedPaper, ...]
    declarations: tuple[SampleDeclaration, ...]
    specimens: Mapping[str, Specimen]


def read_sample(folder: Path | None = None, on_defect: OnDefect = refuse) -> Sample:
    """Read the sample.

    Args:
        folder: where its texts are; the shipped ones where None.
        on_defect: what happens to a defect.

    Raises:
        NotFound: a text is missing.
        PackInvalid: an entry breaks its schema or names a record that is not there.
    """
    place = folder or resource("sample")
    roots = {name: read_file(place / f"{name}.toml", on_defect) for name in FILES}
    keys = Keys(*roots.values())
    sample = Sample(
        persons=read_persons(keys),
        relations=read_relations(keys),
        contacts=read_contacts(keys),
        roles=read_roles(keys),
        cases=read_cases(keys),
        proceedings=read_proceedings(keys),
        events=read_events(keys),
        documents=read_documents(keys),
        facts=read_facts(keys),
        incidents=read_incidents(keys),
        assurances=read_assurances(keys),
        charges=read_charges(keys),
        outcomes=read_outcomes(keys),
        reported=read_reported(keys),
        grounds=read_grounds(keys),
        statements=read_statements(keys),
        letters=read_letters(keys),
        notes=read_notes(keys),
        tasks=read_tasks(keys),
        deadlines=read_deadlines(keys),
        dossiers=read_dossiers(keys),
        confirmations=read_confirmations(keys, CONFIRMED_AT),
        listed_rows=read_listed_rows(keys),
        request_tests=read_request_tests(keys),
        compared_papers=read_compared_papers(keys),
        declarations=read_declarations(keys),
        specimens=read_specimens(place / "exhibits", on_defect),
    )
    for document in sample.documents:
        if document.specimen_id not in sample.specimens:
            roots["documents"].complain(
                "specimen",
                Message("names {specimen_id}, which is not in exhibits", specimen_id=document.specimen_id),
            )
    return sample
