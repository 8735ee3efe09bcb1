"""The overview of a case: its people, its timeline, the next hearings and its gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casebook.domain.agenda.timeline import Lane, Mark, Timeline, TimelineBar, Tone
from casebook.domain.base.day import days_later, is_likely
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding, Stage, chains
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.domain.sharing.rival import RivalCount
from casebook.services.base.session import Session
from casebook.services.case import case_gaps
from casebook.services.case.case_gaps import Gap
from casebook.services.case.hearing_titles import upcoming_hearings
from casebook.services.person import person
from casebook.services.sharing import rivals
from casebook.store import record_bin
from casebook.store.registry import table_for

_NEAR_DAYS = 7


@entity
class CaseHeading:
    """The heading above every tab of a case.

    Attributes:
        is_binned: the case is in the bin.
        clients: the persons defended.
        proceedings: all of the case.
        hearings: coming hearings and events that may be one, soonest first, undated ones last.
        deadlines: those still to be met, soonest first; urgent tasks without a number last.
    """

    case: Case
    is_binned: bool
    clients: tuple[Person, ...]
    proceedings: tuple[Proceeding, ...]
    hearings: tuple[Event, ...]
    deadlines: tuple[Deadline, ...]


@entity
class Overview:
    """The overview of a case.

    Attributes:
        hearings, deadlines: as in its heading.
        timeline: the picture, or None where nothing has a date yet.
        gaps: what is missing, most pressing first.
        documents, facts, contradicted: how many there are.
        rivals: how many fields have several versions.
    """

    hearings: tuple[Event, ...]
    deadlines: tuple[Deadline, ...]
    timeline: Timeline | None
    gaps: tuple[Gap, ...]
    documents: int
    facts: int
    facts_shown: int
    contradicted: int
    rivals: RivalCount


@entity
class _File:
    """The rows of a case from which an overview is built."""

    proceedings: list[Proceeding]
    events: list[Event]
    deadlines: list[Deadline]
    incidents: list[Incident]
    facts: list[Fact]
    documents: list[Document]


def heading(session: Session, case_id: str) -> CaseHeading:
    """Return the heading of a case as of today.

    Raises:
        NotFound: there is no such case.
    """
    today = session.clock().date()
    with session.store.reading() as connection:
        case = table_for(Case).find(connection, case_id)
        proceedings = table_for(Proceeding).of_case(connection, case_id)
        events = table_for(Event).of_case(connection, case_id)
        deadlines = table_for(Deadline).of_case(connection, case_id)
        is_binned = record_bin.is_binned(connection, table_for(Case), case_id)
    return CaseHeading(
        case=case,
        is_binned=is_binned,
        clients=person.clients_of(session, case),
        proceedings=tuple(proceedings),
        hearings=upcoming_hearings(events, today),
        deadlines=tuple(deadline for deadline in deadlines if deadline.is_running),
    )


def overview(session: Session, case_id: str) -> Overview:
    """Return the overview of a case as of today.

    Raises:
        NotFound: there is no such case.
    """
    today = session.clock().date()
    with session.store.reading() as connection:
        file = _File(
            proceedings=table_for(Proceeding).of_case(connection, case_id),
            events=table_for(Event).of_case(connection, case_id),
            deadlines=table_for(Deadline).of_case(connection, case_id),
            incidents=table_for(Incident).of_case(connection, case_id),
            facts=table_for(Fact).of_case(connection, case_id),
            documents=table_for(Document).of_case(connection, case_id),
        )
    return Overview(
        hearings=upcoming_hearings(file.events, today),
        deadlines=tuple(deadline for deadline in file.deadlines if deadline.is_running),
        timeline=_timeline(file, today),
        gaps=case_gaps.of_case(session, case_id),
        documents=len(file.documents),
        facts=len(file.facts),
        facts_shown=sum(bool(fact.pinpoints) for fact in file.facts),
        contradicted=sum(fact.status in {"disputed", "inconsistent"} for fact in file.facts),
        rivals=rivals.count(session, case_id),
    )


def _timeline(file: _File, today: date) -> Timeline | None:
    """Return the lanes: one per proceeding with its appeals, then hearings, events, deadlines and so on.

    What has no date is left out: it stands in its list.
    """
    lanes = [lane for chain in chains(file.proceedings) if (lane := _stages(chain)).bars]
    happenings = [(event.kind == "hearing", mark) for event in file.events for mark in _marks(event, today)]
    others: dict[str, tuple[Mark, ...]] = {
        "hearings": tuple(mark for is_hearing, mark in happenings if is_hearing),
        "events": tuple(mark for is_hearing, mark in happenings if not is_hearing),
        "deadlines": tuple(
            _due(deadline, deadline.act_by.on, today) for deadline in file.deadlines if deadline.act_by
        ),
        "incidents": tuple(mark for each in file.incidents for mark in _dated_marks(each.what, each)),
        "facts": tuple(mark for each in file.facts for mark in _dated_marks(each.statement, each)),
    }
    lanes += [Lane(title=title, marks=marks) for title, marks in others.items() if marks]
    days = [bar.begins_on for lane in lanes for bar in lane.bars]
    days += [mark.on for lane in lanes for mark in lane.marks if lane.title not in {"facts", "incidents"}]
    if not days:
        return None
    ends = max([*days, *(bar.ends_on for lane in lanes for bar in lane.bars if bar.ends_on), today])
    return Timeline(
        lanes=tuple(lanes),
        begins_on=days_later(min(days), -14),
        ends_on=days_later(ends, 45),
        today=today,
    )


def _stages(chain: tuple[Proceeding, ...]) -> Lane:
    """Return the stages of a proceeding and of its appeals in one lane."""
    bars = tuple(
        TimelineBar(
            title=stage.title,
            begins_on=begins_on,
            ends_on=max(begins_on, ends_on) if (ends_on := stage.ends and stage.ends.over_on) else None,
            tone="violet" if proceeding.kind == "asylum" else "plain",
            record_id=proceeding.id,
        )
        for proceeding in chain
        for stage in proceeding.stages
        if (begins_on := _begins_on(stage))
    )
    return Lane(title=chain[0].kind, bars=bars)


def _begins_on(stage: Stage) -> date | None:
    """Return the day from which a stage is drawn: its start, or its end if only that is known."""
    return stage.begins.placed_on or (stage.ends.placed_on if stage.ends else None)


def _marks(event: Event, today: date) -> Iterator[Mark]:
    is_hearing = event.kind == "hearing" and event.status in {"happened", "planned"}
    tone: Tone = ("red" if event.is_upcoming(today) else "green") if is_hearing else "plain"
    status = event.status if event.status == "adjourned" or event.status == "cancelled" else ""  # noqa: PLR1714 - narrows
    if (on := event.placed_on) and is_likely(on):
        yield Mark(title=event.title, on=on, tone=tone, record_id=event.id, status=status)


def _due(deadline: Deadline, due_on: date, today: date) -> Mark:
    """Return a deadline for the timeline: green if met or waived, red if near, missed or past."""
    tone: Tone = "red" if deadline.status == "missed" else "green"
    if deadline.is_running:
        tone = "red" if due_on <= days_later(today, _NEAR_DAYS) else "amber"
    return Mark(
        title=deadline.title,
        on=due_on,
        tone=tone,
        record_id=deadline.id,
        is_titled_by_rule=deadline.is_titled_by_rule,
    )


def _dated_marks(title: str, record: Incident | Fact) -> Iterator[Mark]:
    if on := record.on.placed_on:
        yield Mark(title=title, on=on, tone="amber", record_id=record.id)
