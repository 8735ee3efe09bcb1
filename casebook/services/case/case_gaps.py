"""Gaps of a case that the program can detect, the most urgent first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.rule_title import RuleTitled
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.services.base.session import Session
from casebook.services.case import ground, task
from casebook.services.library import library
from casebook.services.person import person, role
from casebook.store.registry import table_for

GapKind = Literal[
    "no-client",
    "no-document",
    "no-deadline",
    "deadline-doubtful",
    "deadline-unowned",
    "task-overdue",
    "no-outcome",
    "translate",
    "no-certificate",
    "custody-broken",
    "accounts-differ",
    "quotation-untranslated",
    "no-evidence",
    "no-consent",
    "not-vetted",
    "unproved",
    "adverse-unanswered",
    "factors-open",
    "finding-unread",
    "as-reported",
]
NOUNS: dict[GapKind, str] = {
    "no-client": "person",
    "no-document": "document",
    "no-deadline": "event",
    "deadline-doubtful": "deadline",
    "deadline-unowned": "deadline",
    "task-overdue": "task",
    "no-outcome": "event",
    "translate": "document",
    "no-certificate": "document",
    "custody-broken": "document",
    "accounts-differ": "fact",
    "quotation-untranslated": "fact",
    "no-evidence": "fact",
    "no-consent": "person",
    "not-vetted": "role",
    "unproved": "ground",
    "adverse-unanswered": "ground",
    "factors-open": "assurance",
    "finding-unread": "ground",
    "as-reported": "dossier",
}
"""The noun of the record each gap concerns."""
_HEARS_ALL = {"interpreter", "translator"}


@entity
class Gap(RuleTitled):
    """Something missing from a case.

    Attributes:
        kind: which sort of gap.
        record_id: the record it concerns, "" where there is none yet; its noun is `NOUNS`'s.
        about: the record's title, mark or statement; shown is `about_in`.
        count: how many, where several of a kind are joined.
    """

    kind: GapKind
    record_id: str
    about: str
    count: int = 1

    def about_in(self, words: Translator) -> str:
        """Return the record's title, mark or statement, the title of a rule in a language."""
        return self.shown(self.about, words)

    @property
    def noun(self) -> str:
        """The noun of the record it concerns."""
        return NOUNS[self.kind]


def of_case(session: Session, case_id: str) -> tuple[Gap, ...]:
    """Return the gaps of a case as of today.

    Raises:
        NotFound: there is no such case.
    """
    today = session.clock().date()
    with session.store.reading() as connection:
        case = table_for(Case).find(connection, case_id)
        deadlines = table_for(Deadline).of_case(connection, case_id)
        events = table_for(Event).of_case(connection, case_id)
        documents = table_for(Document).of_case(connection, case_id)
        facts = table_for(Fact).of_case(connection, case_id)
        assurances = table_for(Assurance).of_case(connection, case_id)
        dossiers = table_for(Dossier).of_case(connection, case_id)
    return (
        *_bare(case, documents),
        *(
            _gap("no-deadline", event, event.title)
            for event in without_deadline(events, {one.event_id for one in deadlines})
        ),
        *_deadlines(deadlines),
        *_tasks(session, case_id, today),
        *(_gap("no-outcome", event, event.title) for event in events if _is_past_its_day(event, today)),
        *_documents(documents, dossiers),
        *(_gap("accounts-differ", fact, fact.statement) for fact in facts if fact.status == "inconsistent"),
        *(_gap("quotation-untranslated", fact, fact.statement) for fact in facts if fact.is_untranslated),
        *(_gap("no-evidence", fact, fact.statement) for fact in facts if not fact.pinpoints),
        *_consents(session, case, today),
        *_vettings(session, case_id, today),
        *_proofs(session, case_id),
        *_factors(assurances),
        *_as_reported(session, dossiers),
    )


def _bare(case: Case, documents: list[Document]) -> Iterator[Gap]:
    """Yield the gaps of an empty case: no person concerned and no document."""
    if not case.client_ids:
        yield Gap(kind="no-client", record_id="", about="")
    if not documents:
        yield Gap(kind="no-document", record_id="", about="")


def _of_deadline(kind: GapKind, deadline: Deadline) -> Gap:
    return replace(_gap(kind, deadline, deadline.title), is_titled_by_rule=deadline.is_titled_by_rule)


def _gap(kind: GapKind, record: Deadline | Event | Fact, about: str) -> Gap:
    return Gap(kind=kind, record_id=record.id, about=about)


def without_deadline(events: Iterable[Event], counted: Collection[str]) -> tuple[Event, ...]:
    """Return the served decisions for which no deadline was ever set, including ended ones.

    Args:
        events: of one case or of many.
        counted: ids of the events from which deadlines run or ran.
    """
    return tuple(
        event
        for event in events
        if event.kind == "decision-served" and event.status == "happened" and event.id not in counted
    )


def _deadlines(found: list[Deadline]) -> Iterator[Gap]:
    running = [deadline for deadline in found if deadline.is_running]
    yield from (
        _of_deadline("deadline-doubtful", deadline)
        for deadline in running
        if deadline.doubt or not deadline.due_on
    )
    yield from (
        _of_deadline("deadline-unowned", deadline) for deadline in running if not deadline.responsible
    )


def _tasks(session: Session, case_id: str, today: date) -> Iterator[Gap]:
    for open_task in task.still_open(session, case_id):
        if open_task.is_overdue(today):
            yield Gap(kind="task-overdue", record_id=open_task.id, about=open_task.step)


def _is_past_its_day(event: Event, today: date) -> bool:
    return event.status == "planned" and event.on.latest_on < today


def _documents(documents: list[Document], dossiers: list[Dossier]) -> Iterator[Gap]:
    translated = {document.translation_of for document in documents}
    languages = {dossier.language.split("-")[0] for dossier in dossiers} or {"en"}
    for piece in documents:
        is_foreign = piece.language and piece.language.split("-")[0] not in languages
        if is_foreign and piece.id not in translated:
            yield Gap(kind="translate", record_id=piece.id, about=piece.exhibit_mark or piece.title)
    for piece in documents:
        if piece.translation_of and piece.certificate is None:
            yield Gap(kind="no-certificate", record_id=piece.id, about=piece.exhibit_mark or piece.title)
        if piece.custody_breaks_at is not None:
            yield Gap(kind="custody-broken", record_id=piece.id, about=piece.exhibit_mark or piece.title)


def _consents(session: Session, case: Case, today: date) -> Iterator[Gap]:
    for party in person.of_case(session, case):
        if party.id in case.client_ids and not party.valid_consents("court", today):
            yield Gap(kind="no-consent", record_id=party.id, about=party.leading_name)


def _vettings(session: Session, case_id: str, today: date) -> Iterator[Gap]:
    """Yield the gaps for active interpreters and translators whom no one has vetted."""
    for part in role.of_case(session, case_id):
        ends = part.role.ends
        is_at_work = ends is None or ends.latest_on >= today
        if part.role.kind in _HEARS_ALL and is_at_work and part.vetting != "vetted":
            yield Gap(kind="not-vetted", record_id=part.role.id, about=part.contact.name)


def _proofs(session: Session, case_id: str) -> list[Gap]:
    gaps_by_kind: dict[GapKind, list[Gap]] = {"unproved": [], "adverse-unanswered": [], "finding-unread": []}
    for row in ground.matrix(session, case_id).rows:
        counts: dict[GapKind, int] = {
            "unproved": sum("nothing" in line.lacks for line in row.lines),
            "adverse-unanswered": sum("adverse-unanswered" in line.lacks for line in row.lines),
            "finding-unread": sum("finding-unread" in line.lacks for line in row.lines),
        }
        for kind, count in counts.items():
            if count:
                gaps_by_kind[kind].append(
                    Gap(kind=kind, record_id=row.ground.id, about=row.ground.title, count=count)
                )
    return [gap for gaps in gaps_by_kind.values() for gap in gaps]


def _factors(found: list[Assurance]) -> Iterator[Gap]:
    for assurance in found:
        if assurance.open_factors:
            count = len(assurance.open_factors)
            yield Gap(kind="factors-open", record_id=assurance.id, about=assurance.given_by, count=count)


def _as_reported(session: Session, dossiers: list[Dossier]) -> Iterator[Gap]:
    """Yield the findings that a dossier cites from a secondary account, joined by dossier."""
    for dossier in dossiers:
        cited = library.on_topics(session, dossier.topics)
        count = sum(
            citation.finding.reading_level == "secondary"
            and any(section.cites(citation.finding) for section in dossier.sections)
            for citation in cited
        )
        if count:
            yield Gap(kind="as-reported", record_id=dossier.id, about=dossier.title, count=count)
