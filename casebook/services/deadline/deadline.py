"""Deadlines of cases: suggested by events, and set by rule, by order or manually."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.domain.base.absence import NOT_HERE_YET
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.domain.deadline.calculation_record import CalculationRecord, DueTime, with_argued
from casebook.domain.deadline.deadline import Deadline, Origin, argued, by_working, extended, reminding
from casebook.domain.deadline.offer import RuleOffer, binding, offers
from casebook.domain.deadline.rule_change import RuleChange
from casebook.domain.deadline.safe_date import allows_extension, is_beyond_ceiling
from casebook.services.base import record
from casebook.services.base.calculation import CalculationData
from casebook.services.base.deadline_recalculation import rule_change
from casebook.services.base.session import Session
from casebook.services.deadline.deadline_details import (
    RuleDetails,
    answered,
    counted_with,
    details_of,
    require_order,
    require_own_law,
    state_of,
)
from casebook.services.deadline.deadline_setting import people_who_check, remind_days
from casebook.services.deadline.deadline_tasks import steps_of
from casebook.store.case import case as cases
from casebook.store.case import task as tasks
from casebook.store.deadline import deadline as deadlines
from casebook.store.registry import table_for
from casebook.store.sharing import absence


@entity
class ManualDeadline:
    """A deadline that is not calculated: ordered by a judge, or set manually with a reason."""

    title: str
    due: DueTime
    origin: Origin
    reason: str
    event_id: str = ""
    proceeding_id: str = ""
    consequence: str = ""
    responsible: str = ""
    remind_days: tuple[int, ...] | None = None


@entity
class DeadlineRow:
    """A row of a list of deadlines.

    Attributes:
        reference: of its case.
        event: title of the event it runs from, `NOT_HERE_YET`, or "".
        tasks: the steps before it, the next due first.
        rule_change: how the rules of today count it otherwise; None where they do not, or nobody looked.
        working: as kept, with what is known today of who confirmed its rule; None where it has none, or
            nobody looked.
    """

    id: str
    deadline: Deadline
    reference: str
    event: str
    tasks: tuple[Task, ...] = ()
    rule_change: RuleChange | None = None
    working: CalculationRecord | None = None


@entity
class RuleOffers:
    """The rules offered for an event.

    Attributes:
        others: every other rule that can be counted with, id and title, those of the case's country first.
    """

    event: Event
    proceeding: Proceeding | None
    offers: tuple[RuleOffer, ...]
    others: tuple[tuple[str, str], ...]


@entity
class CaseDeadlines:
    """The deadlines of a case, as a page shows them.

    Attributes:
        rows: soonest first.
        now: what time it is.
        people: how many people check each date, 1 or 2.
    """

    rows: tuple[DeadlineRow, ...]
    now: datetime
    people: int


@entity
class StartingEvents:
    """The events of a case, each of which may start a period.

    Attributes:
        events: oldest first.
        likely_id: the last one that has happened, or "" where none has.
    """

    events: tuple[Event, ...]
    likely_id: str


def of_case(session: Session, case_id: str) -> CaseDeadlines:
    """Return the deadlines of a case with the data needed to state the status of each."""
    return CaseDeadlines(
        rows=tuple(compared(session, rows(session, case_id), counted_with(session))),
        now=session.clock(),
        people=people_who_check(session),
    )


def compared(session: Session, kept: Iterable[DeadlineRow], known: CalculationData) -> list[DeadlineRow]:
    """Return the same rows with rule confirmations, and running ones recalculated by current rules."""
    kept = tuple(kept)
    with session.store.reading() as connection:
        events = table_for(Event).some(connection, {row.deadline.event_id for row in kept})
    return [
        replace(
            row,
            rule_change=rule_change(known, row.deadline, session.clock, events.get(row.deadline.event_id))
            if row.deadline.is_running
            else None,
            working=known.confirmed(row.deadline.working) if row.deadline.working else None,
        )
        for row in kept
    ]


def as_it_stands(session: Session, deadline_id: str) -> Deadline:
    """Return a saved deadline for display, its calculation updated with current confirmations of its rule.

    Raises:
        NotFound: there is no such deadline.
    """
    deadline = record.find(session, Deadline, deadline_id)
    if deadline.working is None:
        return deadline
    return replace(deadline, working=counted_with(session).confirmed(deadline.working))


def starting_events(session: Session, case_id: str) -> StartingEvents:
    """Return the events of a case and the most likely starting event of a new deadline."""
    events, today_on = record.of_case(session, Event, case_id), session.clock().date()
    past = [event.id for event in events if event.on.earliest_on <= today_on]
    return StartingEvents(events=tuple(events), likely_id=past[-1] if past else "")


def rows(session: Session, case_id: str = "", *, only_running: bool = False) -> list[DeadlineRow]:
    """Return the deadlines of one case or of all, soonest first."""
    with session.store.reading() as connection:
        if case_id:
            listed = table_for(Deadline).of_case(connection, case_id)
        else:
            listed = deadlines.running(connection) if only_running else deadlines.every(connection)
        references = cases.shown_references(connection, (deadline.case_id for deadline in listed))
        events = table_for(Event).some(
            connection, {deadline.event_id for deadline in listed if deadline.event_id}
        )
        absent = absence.absent_of(connection, listed)
        steps = defaultdict[str, list[Task]](list)
        for step in tasks.of_deadlines(connection, (deadline.id for deadline in listed)):
            steps[step.deadline_id].append(step)
    titles = {one.id: NOT_HERE_YET for one in absent} | {key: event.title for key, event in events.items()}
    return [
        DeadlineRow(
            id=deadline.id,
            deadline=deadline,
            reference=references.get(deadline.case_id, ""),
            event=titles.get(deadline.event_id, ""),
            tasks=tuple(steps[deadline.id]),
        )
        for deadline in listed
        if deadline.is_running or not only_running
    ]


def offered(session: Session, event_id: str) -> RuleOffers:
    """Return the rules that an event may trigger at its court or body, the most likely first.

    Raises:
        NotFound: there is no such event.
    """
    return offered_for(session, record.find(session, Event, event_id))


def offered_for(session: Session, event: Event) -> RuleOffers:
    """Return the same for an event that need not be saved yet.

    Raises:
        NotFound: its case or proceeding is not there.
    """
    case = record.find(session, Case, event.case_id)
    proceeding = _proceeding_of(session, event)
    rules = counted_with(session).rules()
    state = state_of(session, case.jurisdiction)
    likely_offers = offers(event, proceeding, case.jurisdiction, rules, state)
    ids = {offer.rule.id for offer in likely_offers}
    holds = {"binds": 0, "unsure": 1, "foreign": 2}
    nearest = sorted(
        (rule for rule in rules if rule.id not in ids),
        key=lambda rule: (holds[binding(rule, case.jurisdiction, state)], rule.jurisdiction in {"EU", "INT"}),
    )
    others = tuple((rule.id, rule.title) for rule in nearest)
    return RuleOffers(event=event, proceeding=proceeding, offers=likely_offers, others=others)


def _proceeding_of(session: Session, event: Event) -> Proceeding | None:
    """Return the proceeding of an event, if here; of one that is not linked, the only one of its case."""
    if event.proceeding_id:
        with suppress(NotFound):
            return record.find(session, Proceeding, event.proceeding_id)
        return None
    proceedings = record.of_case(session, Proceeding, event.case_id)
    return proceedings[0] if len(proceedings) == 1 else None


def preview(
    session: Session, event_id: str, rule_id: str, details: RuleDetails | None = None
) -> CalculationRecord:
    """Return the calculation of a rule without writing anything.

    Raises:
        NotFound: there is no such event or rule.
        Refused: nothing can be computed from the rule.
        InvalidInput: the dates cannot be used.
    """
    event = record.find(session, Event, event_id)
    return answered(session, event, rule_id, details or RuleDetails())[1].working(session.clock().date())


def add_by_rule(
    session: Session, event_id: str, rule_id: str, details: RuleDetails | None = None
) -> Deadline:
    """Set the deadline that a rule gives for an event, extended at once if an order already gave more time.

    Where the rule asks for several acts within the period, each becomes a task of the deadline.

    Raises:
        NotFound, Refused, InvalidInput: as for `preview`; an extension without its order; and where the same
            deadline is running already; and a rule that cannot hold in the country of the case, unless
            it is meant.
    """
    event, particulars = record.find(session, Event, event_id), details or RuleDetails()
    require_own_law(session, event, rule_id, particulars)
    added = made_by_rule(session, event, rule_id, particulars)
    _refuse_repeated(session, added[0])
    record.add(session, *added)
    return added[0]


def _identity(entry: Deadline) -> tuple[object, ...]:
    return entry.event_id, entry.rule_id, entry.ask, entry.due, entry.title, entry.responsible


def _refuse_repeated(session: Session, added: Deadline) -> None:
    for known in record.of_case(session, Deadline, added.case_id):
        if known.is_running and _identity(known) == _identity(added):
            raise Refused(
                "This deadline is already set: same event, same rule, same date.",
                remedy="Open it in the list of deadlines. For a second person, give it another title.",
            )


def made_by_rule(
    session: Session, event: Event, rule_id: str, particulars: RuleDetails
) -> tuple[Deadline, *tuple[Task, ...]]:
    """Return the deadline that a rule gives for an event, with its steps, without writing anything.

    Raises:
        NotFound, Refused, InvalidInput: as for `add_by_rule`.
    """
    require_order(particulars)
    plain = Deadline(
        id=session.ids(),
        case_id=event.case_id,
        title="",
        due_on=None,
        origin="rule",
        proceeding_id=event.proceeding_id,
        event_id=event.id,
        rule_id=rule_id,
        calendar_id=particulars.calendar_id,
        closed=particulars.closed,
        responsible=particulars.responsible.strip(),
        remind_days=remind_days(session)
        if particulars.remind_days is None
        else reminding(particulars.remind_days),
    )
    ask, answer = answered(session, event, rule_id, replace(particulars, extension=None))
    today_on = session.clock().date()
    deadline = replace(by_working(plain, answer.working(today_on), particulars.title.strip()), ask=ask)
    if particulars.extension:
        deadline = lengthened(
            session, deadline, particulars.extension, particulars.order, particulars.ordered_on
        )
    return (deadline, *steps_of(session, deadline))


def lengthened(
    session: Session, deadline: Deadline, by: Period, order: str, ordered_on: date | None
) -> Deadline:
    """Return a deadline with a longer period, counted from the original start, without writing anything.

    An order beyond the ceiling of the rule is recorded, and the date stays: the later one is only arguable.

    Raises:
        NotFound: its event is not there.
        Refused: it has ended, or was not computed.
        InvalidInput: no order is named, or the period cannot be added.
    """
    if deadline.ask is None or deadline.origin != "rule" or deadline.is_set_by_day:
        raise Refused(
            "Only a calculated date can be extended by a period.", field="by", remedy="Enter the new date."
        )
    details = details_of(deadline)
    whole = details.extension.plus(by) if details.extension else by
    event = record.find(session, Event, deadline.event_id)
    ask, answer = answered(session, event, deadline.rule_id, replace(details, extension=whole))
    working = answer.working(session.clock().date())
    if working.due is None:
        raise Refused("There is no date to extend.", field="by", remedy="Set a date by order or manually.")
    if deadline.working and is_beyond_ceiling(answer.result.cautions):
        last = working.latest_arguable or working.due
        return replace(
            argued(deadline, last, order, ordered_on), working=with_argued(deadline.working, [last])
        )
    if allows_extension(working.basis.extendable):
        longer = extended(deadline, working.due, order, ordered_on, by)
    else:
        longer = argued(deadline, working.latest_arguable or working.due, order, ordered_on, by)
    return replace(longer, ask=ask, working=working)


def longest(session: Session, deadline: Deadline) -> DueTime | None:
    """Return the last day to which the rule of a deadline lets its period be extended; None for no ceiling.

    Raises:
        NotFound: its event is not there.
    """
    rule = counted_with(session).supplied.rules.get(deadline.rule_id)
    if rule is None or rule.extension_ceiling is None or deadline.ask is None:
        return None
    event = record.find(session, Event, deadline.event_id)
    whole = replace(details_of(deadline), extension=rule.extension_ceiling)
    return answered(session, event, deadline.rule_id, whole)[1].working(session.clock().date()).due


def add_by_hand(session: Session, case_id: str, entry: ManualDeadline) -> Deadline:
    """Set a deadline by order of a judge, or manually.

    Raises:
        NotFound: there is no such case.
        InvalidInput: it has no title, or no reason.
    """
    if not entry.title.strip():
        raise InvalidInput("The deadline does not state what must be done.", field="title")
    if not entry.reason.strip():
        raise InvalidInput(
            "A date that is not calculated needs a reason.",
            field="reason",
            remedy="Enter the order or the reason.",
        )
    deadline = Deadline(
        id=session.ids(),
        case_id=record.find(session, Case, case_id).id,
        title=entry.title.strip(),
        due_on=entry.due.on,
        due_at=entry.due.at,
        origin=entry.origin,
        reason=entry.reason.strip(),
        proceeding_id=entry.proceeding_id,
        event_id=entry.event_id,
        consequence=entry.consequence.strip(),
        responsible=entry.responsible.strip(),
        remind_days=remind_days(session) if entry.remind_days is None else reminding(entry.remind_days),
    )
    record.add(session, deadline)
    return deadline
