"""Deadlines of cases: offered by events, set by rule, by order or by hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from casebook.base.errors import InvalidInput
from casebook.domain.ask import Ask
from casebook.domain.case import Case
from casebook.domain.closure import Closure
from casebook.domain.deadline import REMIND_DAYS, Deadline, Origin, by_working
from casebook.domain.entity import entity
from casebook.domain.event import Event
from casebook.domain.offer import Offer, offers
from casebook.domain.own_rule import OwnRule
from casebook.domain.period import Period
from casebook.domain.proceeding import Proceeding
from casebook.domain.task import Task
from casebook.domain.working import Moment, Working
from casebook.services import record, setting
from casebook.services.deadline_follow import asked
from casebook.services.reckoning import Answer, Books, books
from casebook.services.session import Session
from casebook.store import case as cases
from casebook.store import deadline as deadlines
from casebook.store import task as tasks
from casebook.store.registry import shelf_of

PEOPLE = "deadline.people"
"""The setting that says how many people check each date: 1 or 2."""


@entity
class Details:
    """What is told beside the event when a rule is chosen.

    Attributes:
        served_on, by, decided_on, suspensions, extension: as the engine asks them.
        calendar_id: of the court's place, "" for the rule's own.
        closed: days the registry is shut besides.
        title: what must be done; "" for the rule's title.
        responsible: who sees to it.
    """

    served_on: date | None = None
    by: str = ""
    decided_on: date | None = None
    suspensions: tuple[tuple[date, date], ...] = ()
    extension: Period | None = None
    calendar_id: str = ""
    closed: tuple[date, ...] = ()
    title: str = ""
    responsible: str = ""
    remind_days: tuple[int, ...] = REMIND_DAYS


@entity
class ByHand:
    """A deadline nobody computes: ordered by a judge, or set by hand with the reason."""

    title: str
    due: Moment
    origin: Origin
    reason: str
    event_id: str = ""
    proceeding_id: str = ""
    consequence: str = ""
    responsible: str = ""


@entity
class DeadlineRow:
    """A line of a list of deadlines.

    Attributes:
        reference: of its case.
        event: title of the event it runs from, or "".
        tasks: the steps before it, the next due first.
    """

    id: str
    deadline: Deadline
    reference: str
    event: str
    tasks: tuple[Task, ...] = ()


@entity
class Offered:
    """The rules offered for an event."""

    event: Event
    proceeding: Proceeding | None
    offers: tuple[Offer, ...]


def counted_with(session: Session) -> Books:
    """The packs with this vault's own rules and closures."""
    with session.store.reading() as connection:
        return books(shelf_of(OwnRule).all(connection), shelf_of(Closure).all(connection))


def rows(session: Session, case_id: str = "", *, only_running: bool = False) -> list[DeadlineRow]:
    """Deadlines of one case or of all, soonest first."""
    with session.store.reading() as connection:
        if case_id:
            found = shelf_of(Deadline).of_case(connection, case_id)
        else:
            found = deadlines.running(connection) if only_running else deadlines.every(connection)
        references = cases.references(connection, (told.case_id for told in found))
        events = shelf_of(Event).some(connection, {told.event_id for told in found if told.event_id})
        steps = defaultdict[str, list[Task]](list)
        for step in tasks.of_deadlines(connection, (told.id for told in found)):
            steps[step.deadline_id].append(step)
    return [
        DeadlineRow(
            id=told.id,
            deadline=told,
            reference=references.get(told.case_id, ""),
            event=events[told.event_id].title if told.event_id in events else "",
            tasks=tuple(steps[told.id]),
        )
        for told in found
        if told.is_running or not only_running
    ]


def offered(session: Session, event_id: str) -> Offered:
    """The rules an event may trigger in its forum, likeliest first.

    Raises:
        NotFound: there is no such event.
    """
    event = record.find(session, Event, event_id)
    case = record.find(session, Case, event.case_id)
    proceeding = record.find(session, Proceeding, event.proceeding_id) if event.proceeding_id else None
    rules = counted_with(session).rules()
    return Offered(
        event=event, proceeding=proceeding, offers=offers(event, proceeding, case.jurisdiction, rules)
    )


def preview(session: Session, event_id: str, rule_id: str, details: Details | None = None) -> Working:
    """The working a rule would give, nothing written.

    Raises:
        NotFound: there is no such event or rule.
        Refused: nothing can be computed from the rule.
        InvalidInput: the dates cannot be used.
    """
    event = record.find(session, Event, event_id)
    return _answer(session, event, rule_id, details or Details())[1].working(session.clock().date())


def add_by_rule(session: Session, event_id: str, rule_id: str, details: Details | None = None) -> Deadline:
    """Set the deadline a rule gives for an event.

    Raises:
        NotFound, Refused, InvalidInput: as for `preview`.
    """
    told = details or Details()
    event = record.find(session, Event, event_id)
    ask, answer = _answer(session, event, rule_id, told)
    working = answer.working(session.clock().date())
    plain = Deadline(
        id=session.ids(),
        case_id=event.case_id,
        title="",
        due_on=None,
        origin="rule",
        proceeding_id=event.proceeding_id,
        event_id=event.id,
        rule_id=rule_id,
        ask=ask,
        closed=told.closed,
        responsible=told.responsible,
        remind_days=told.remind_days,
    )
    made = by_working(plain, working, told.title)
    record.add(session, made)
    return made


def add_by_hand(session: Session, case_id: str, told: ByHand) -> Deadline:
    """Set a deadline ordered by a judge, or by hand.

    Raises:
        NotFound: there is no such case.
        InvalidInput: it has no title, or no reason.
    """
    if not told.title.strip():
        raise InvalidInput("A deadline says what must be done.", field="title")
    if not told.reason.strip():
        raise InvalidInput(
            "A date that is not computed needs its reason.", field="reason", remedy="Name the order, or why."
        )
    made = Deadline(
        id=session.ids(),
        case_id=record.find(session, Case, case_id).id,
        title=told.title.strip(),
        due_on=told.due.on,
        due_at=told.due.at,
        origin=told.origin,
        reason=told.reason.strip(),
        proceeding_id=told.proceeding_id,
        event_id=told.event_id,
        consequence=told.consequence.strip(),
        responsible=told.responsible.strip(),
    )
    record.add(session, made)
    return made


def people_who_check(session: Session) -> int:
    """How many people check each date: 1, or 2 where the office asks for it."""
    return 2 if setting.value(session, PEOPLE) == 2 else 1  # noqa: PLR2004 - one or two


def keep_people_who_check(session: Session, people: int) -> None:
    """Ask for one person or two to check each date.

    Raises:
        InvalidInput: neither one nor two.
    """
    if people not in {1, 2}:
        raise InvalidInput("One or two people check a date.", field="people")
    setting.keep(session, PEOPLE, people)


def _answer(session: Session, event: Event, rule_id: str, details: Details) -> tuple[Ask, Answer]:
    ask = replace(
        asked(event),
        served_on=details.served_on,
        by=details.by,
        decided_on=details.decided_on,
        suspensions=details.suspensions,
        extension=details.extension,
    )
    answer = counted_with(session).compute(
        rule_id, ask, calendar_id=details.calendar_id, closed=details.closed, clock=session.clock
    )
    return ask, answer
