"""The values entered besides the event when a rule is chosen, and the calculation input made from them."""

from __future__ import annotations

from datetime import date

from casebook.base.errors import InvalidInput, Refused
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.deadline.counting import Service
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.offer import binding
from casebook.domain.deadline.plan import services_of
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.trigger import TriggerDay, trigger_day
from casebook.domain.library.country import Country
from casebook.services.base import record
from casebook.services.base.calculation import Answer, CalculationData, books
from casebook.services.base.deadline_recalculation import BESIDE_PACKS, asked, exact_day
from casebook.services.base.session import Session
from casebook.services.deadline.deadline_setting import remind_days
from casebook.store.registry import table_for


@entity
class RuleDetails:
    """The values entered besides the event when a rule is chosen.

    Attributes:
        trigger_on, served_on, by, decided_on, claimed_on, more_on, suspensions, restarted_on, extension: as
            in `DeadlineInput`.
        order, ordered_on: what the extension rests on.
        calendar_id: of the court's place, "" for the rule's own.
        closed: days the registry is shut besides.
        title: what must be done; "" for the rule's title.
        responsible: who sees to it.
        remind_days: None for what the office is used to.
        is_foreign_meant: the rule may be one that cannot hold in the country of the case.
    """

    trigger_on: date | None = None
    served_on: date | None = None
    by: str = ""
    decided_on: date | None = None
    claimed_on: date | None = None
    more_on: tuple[date, ...] = ()
    suspensions: tuple[tuple[date, date], ...] = ()
    restarted_on: date | None = None
    extension: Period | None = None
    order: str = ""
    ordered_on: date | None = None
    calendar_id: str = ""
    closed: tuple[date, ...] = ()
    title: str = ""
    responsible: str = ""
    remind_days: tuple[int, ...] | None = None
    is_foreign_meant: bool = False


@entity
class Wanted:
    """The details a rule needs besides the event.

    Attributes:
        services: the ways of service it calculates with.
        trigger_day: what happened on the day time runs from, where that is not the event; "" where it is.
        asks_posting: a way of service counts from the posting, which is asked for besides the event.
        has_texts: another text holds for decisions of other days.
        turns_on_claim: another law applies to claims lodged since some day.
        is_foreign: it cannot hold in the country of the case.
        remind_days: what the office is used to.
    """

    rule: Rule
    services: tuple[Service, ...]
    trigger_day: TriggerDay
    asks_posting: bool
    has_texts: bool
    turns_on_claim: bool
    is_foreign: bool
    remind_days: tuple[int, ...]


def counted_with(session: Session) -> CalculationData:
    """Return the packs with the custom rules, closures and confirmations of this vault."""
    with session.store.reading() as connection:
        return books(*(table_for(kind).all(connection) for kind in BESIDE_PACKS))


def wanted(session: Session, event_id: str, rule_id: str) -> Wanted:
    """Return the details that a rule needs for an event.

    Raises:
        NotFound: there is no such event or rule.
        Refused: nothing can be computed from it.
    """
    known = counted_with(session)
    rule = known.rule(rule_id)
    services = services_of(known.method(rule.method_id), rule)
    event = record.find(session, Event, event_id)
    day = trigger_day(event.kind, rule)
    is_deemed = any(service.is_deemed and service.days for service in services)
    return Wanted(
        rule=rule,
        services=services,
        trigger_day=day,
        asks_posting=rule.runs_from == "notice" and is_deemed and not day,
        has_texts=rule.has_texts,
        turns_on_claim=rule.turns_on_claim,
        is_foreign=is_foreign(session, event, rule),
        remind_days=remind_days(session),
    )


def state_of(session: Session, jurisdiction: str) -> Country | None:
    """Return the sheet of the country of a jurisdiction (ISO 3166 with or without a part), or None."""
    code = jurisdiction.partition("-")[0].upper()
    with session.store.reading() as connection:
        return table_for(Country).some(connection, [code]).get(code)


def require_own_law(session: Session, event: Event, rule_id: str, details: RuleDetails) -> None:
    """Require that a rule which cannot hold in the country of the case was meant.

    Raises:
        NotFound: the case or the rule is not there.
        Refused: it is a rule of another country, or of a treaty without this one, and nobody confirmed it.
    """
    if details.is_foreign_meant or not is_foreign(session, event, counted_with(session).rule(rule_id)):
        return
    raise Refused(
        "This rule does not hold in the country of the case.",
        field="other-country",
        remedy="Choose a rule of that country, or confirm that this one is meant.",
    )


def is_foreign(session: Session, event: Event, rule: Rule) -> bool:
    """Return whether a rule cannot hold in the country of the case of an event.

    Raises:
        NotFound: the case is not there.
    """
    jurisdiction = record.find(session, Case, event.case_id).jurisdiction
    return binding(rule, jurisdiction, state_of(session, jurisdiction)) == "foreign"


def details_of(deadline: Deadline) -> RuleDetails:
    """Return the values from which a saved deadline was calculated, in the form in which they are edited."""
    ask = deadline.ask or DeadlineInput(on=date.min)
    rule_title = deadline.working.basis.title if deadline.working else ""
    return RuleDetails(
        trigger_on=ask.trigger_on,
        served_on=ask.served_on,
        by=ask.by,
        decided_on=ask.decided_on,
        claimed_on=ask.claimed_on,
        more_on=ask.more_on,
        suspensions=ask.suspensions,
        restarted_on=ask.restarted_on,
        extension=ask.extension,
        calendar_id=deadline.calendar_id,
        closed=deadline.closed,
        title="" if deadline.title == rule_title else deadline.title,
        responsible=deadline.responsible,
        remind_days=deadline.remind_days,
    )


def answered(
    session: Session, event: Event, rule_id: str, details: RuleDetails
) -> tuple[DeadlineInput, Answer]:
    """Return the calculation input of an event and its details, and its result.

    Raises:
        NotFound: there is no such rule or calendar.
        Refused: nothing can be computed from the rule.
        InvalidInput: the dates cannot be used, or an extension rests on no order.
    """
    known = counted_with(session)
    ask = DeadlineInput(
        on=exact_day(event),
        trigger_on=details.trigger_on,
        served_on=details.served_on,
        by=details.by,
        decided_on=details.decided_on,
        claimed_on=details.claimed_on,
        more_on=details.more_on,
        suspensions=details.suspensions,
        restarted_on=details.restarted_on,
        extension=details.extension,
    )
    ask = asked(event, known.rule(rule_id), ask)
    answer = known.compute(
        rule_id, ask, calendar_id=details.calendar_id, closed=details.closed, clock=session.clock
    )
    return ask, answer


def require_order(details: RuleDetails) -> None:
    """Require that an extension refers to its order.

    Raises:
        InvalidInput: it does not.
    """
    if details.extension and not details.order.strip():
        raise InvalidInput(
            "An extension must be based on an order.", field="order", remedy="Enter the order or agreement."
        )
