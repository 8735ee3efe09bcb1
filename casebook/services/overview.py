"""What a lawyer sees first of a case: its people, its timeline, the next hearings, and what is missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from casebook.domain.case import Case
from casebook.domain.document import Document
from casebook.domain.dossier import Dossier
from casebook.domain.entity import entity
from casebook.domain.event import Event
from casebook.domain.fact import Fact
from casebook.domain.person import Person
from casebook.domain.proceeding import Proceeding
from casebook.domain.timeline import Bar, Lane, Mark, Timeline
from casebook.services import library, person
from casebook.services.session import Session
from casebook.store.registry import shelf_of

GapKind = Literal["translate", "no-evidence", "accounts-differ", "as-reported", "no-consent"]


@entity
class Gap:
    """Something the file still needs.

    Attributes:
        kind: which sort of gap.
        record_id: the record it concerns.
        about: the record's title, mark or statement.
        count: how many, where several of a sort are told together.
    """

    kind: GapKind
    record_id: str
    about: str
    count: int = 1


@entity
class Overview:
    """A case at a glance.

    Attributes:
        clients: the persons defended.
        proceedings: all of the case.
        hearings: coming hearings, soonest first.
        timeline: the picture, or None where nothing has a date yet.
        gaps: what is missing, most pressing first.
        documents, facts, contradicted: how many there are.
    """

    case: Case
    clients: tuple[Person, ...]
    proceedings: tuple[Proceeding, ...]
    hearings: tuple[Event, ...]
    timeline: Timeline | None
    gaps: tuple[Gap, ...]
    documents: int
    facts: int
    facts_shown: int
    contradicted: int


@entity
class _File:
    """The rows of a case an overview is made from."""

    proceedings: list[Proceeding]
    events: list[Event]
    facts: list[Fact]
    documents: list[Document]
    dossiers: list[Dossier]


def overview(session: Session, case_id: str) -> Overview:
    """The overview of a case as of today.

    Raises:
        NotFound: there is no such case.
    """
    today = session.clock().date()
    with session.store.reading() as connection:
        case = shelf_of(Case).find(connection, case_id)
        file = _File(
            proceedings=shelf_of(Proceeding).of_case(connection, case_id),
            events=shelf_of(Event).of_case(connection, case_id),
            facts=shelf_of(Fact).of_case(connection, case_id),
            documents=shelf_of(Document).of_case(connection, case_id),
            dossiers=shelf_of(Dossier).of_case(connection, case_id),
        )
    clients = tuple(told for told in person.of_case(session, case) if told.id in case.client_ids)
    return Overview(
        case=case,
        clients=clients,
        proceedings=tuple(file.proceedings),
        hearings=tuple(told for told in file.events if told.kind == "hearing" and told.lies_ahead(today)),
        timeline=_timeline(file, today),
        gaps=tuple(_gaps(session, file, clients, today)),
        documents=len(file.documents),
        facts=len(file.facts),
        facts_shown=sum(bool(fact.pinpoints) for fact in file.facts),
        contradicted=sum(fact.status != "undisputed" for fact in file.facts),
    )


def _timeline(file: _File, today: date) -> Timeline | None:
    lanes = [_stages(told) for told in file.proceedings if told.stages]
    hearings = tuple(_mark(told, today) for told in file.events if told.kind == "hearing")
    others = tuple(_mark(told, today) for told in file.events if told.kind != "hearing")
    pressure = tuple(
        Mark(title=fact.statement, on=fact.on.earliest_on, tone="amber", record_id=fact.id)
        for fact in file.facts
        if not fact.on.is_unknown and fact.on.earliest_on > date.min
    )
    for title, marks in (("hearings", hearings), ("events", others), ("facts", pressure)):
        if marks:
            lanes.append(Lane(title=title, marks=marks))
    days = [bar.begins_on for lane in lanes for bar in lane.bars]
    days += [mark.on for lane in lanes for mark in lane.marks if lane.title != "facts"]
    if not days:
        return None
    ends = max([*days, *(bar.ends_on for lane in lanes for bar in lane.bars if bar.ends_on), today])
    return Timeline(
        lanes=tuple(lanes),
        begins_on=min(days) - timedelta(days=14),
        ends_on=ends + timedelta(days=45),
        today=today,
    )


def _stages(told: Proceeding) -> Lane:
    bars = tuple(
        Bar(
            title=stage.title,
            begins_on=stage.begins.earliest_on,
            ends_on=stage.ends.latest_on if stage.ends else None,
            tone="violet" if told.kind == "asylum" else "plain",
            record_id=told.id,
        )
        for stage in told.stages
    )
    return Lane(title=told.kind, bars=bars)


def _mark(event: Event, today: date) -> Mark:
    is_coming = event.lies_ahead(today)
    tone = ("red" if is_coming else "green") if event.kind == "hearing" else "plain"
    return Mark(title=event.title, on=event.on.earliest_on, tone=tone, record_id=event.id)  # type: ignore[arg-type]


def _gaps(session: Session, file: _File, clients: tuple[Person, ...], today: date) -> list[Gap]:
    return [
        *_untranslated(file),
        *(
            Gap(kind="accounts-differ", record_id=fact.id, about=fact.statement)
            for fact in file.facts
            if fact.status == "inconsistent"
        ),
        *(
            Gap(kind="no-evidence", record_id=fact.id, about=fact.statement)
            for fact in file.facts
            if not fact.pinpoints
        ),
        *(
            Gap(kind="no-consent", record_id=told.id, about=told.leading_name)
            for told in clients
            if not told.consents_to("court", today)
        ),
        *_as_reported(session, file),
    ]


def _untranslated(file: _File) -> list[Gap]:
    translated = {document.translation_of for document in file.documents}
    languages = {dossier.language.split("-")[0] for dossier in file.dossiers} or {"en"}
    return [
        Gap(kind="translate", record_id=told.id, about=told.exhibit_mark or told.title)
        for told in file.documents
        if told.language and told.language.split("-")[0] not in languages and told.id not in translated
    ]


def _as_reported(session: Session, file: _File) -> list[Gap]:
    """Findings a dossier cites through someone else's account, told together for each dossier."""
    gaps = []
    for dossier in file.dossiers:
        asked = dict.fromkeys(topic for section in dossier.sections for topic in section.topics)
        cited = library.on_topics(session, asked)
        count = sum(
            told.finding.reading_level == "secondary"
            and any(section.cites(told.finding) for section in dossier.sections)
            for told in cited
        )
        if count:
            gaps.append(Gap(kind="as-reported", record_id=dossier.id, about=dossier.title, count=count))
    return gaps
