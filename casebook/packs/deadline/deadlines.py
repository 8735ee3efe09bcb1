"""Everything deadlines are counted with: methods, rules, calendars, and the run of their examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casebook.base.errors import CasebookError, NotFound, Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.deadline.calculator import CalculationResult, years_of
from casebook.domain.deadline.counting import Method
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.deadline_input import DeadlineInput, require_countable
from casebook.domain.deadline.plan import CalculationPlan, count_with, plan_of
from casebook.domain.deadline.rule import Rule, UnverifiedRule, for_decision, require_covered
from casebook.domain.deadline.unknown_closure import calculate_deadline
from casebook.packs.base.entry import OnDefect, refuse
from casebook.packs.base.example import Example, differences
from casebook.packs.deadline.calendar import Seats, read_calendars, subdivisions
from casebook.packs.deadline.counting import read_methods
from casebook.packs.deadline.rule import read_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePacks:
    """The packs of deadlines as shipped."""

    methods: Mapping[str, Method]
    rules: Mapping[str, Rule]
    unverified: tuple[UnverifiedRule, ...]
    seats: Seats
    examples: Mapping[str, tuple[Example, ...]]

    def plan(self, rule_: Rule, ask: DeadlineInput) -> CalculationPlan:
        """The plan of a rule, or of the one of its family that holds for the decision.

        Raises:
            NotFound: its counting method is not there.
            InvalidInput: its counting method cannot count what it asks, or it does not hold for the decision.
        """
        decided_on = ask.decided_on or max(ask.on, *ask.more_on, ask.on)
        chosen = for_decision(rule_, self.rules.values(), decided_on)
        require_covered(chosen, decided_on)
        if chosen.method_id not in self.methods:
            raise NotFound(
                Message("There is no calculation method {id}.", id=chosen.method_id),
                field="method",
                remedy="Check the ID.",
            )
        return plan_of(chosen, self.methods[chosen.method_id], decided_on)

    def calendar(self, id_: str, plan: CalculationPlan, ask: DeadlineInput) -> CourtCalendar:
        """A calendar with every year that a question can touch.

        Raises:
            NotFound: there is no such calendar.
            InvalidInput: a day lies in a year that nothing is counted in.
        """
        dates = (ask.on, *ask.more_on, ask.received_on, ask.served_on, ask.deemed_on, ask.restarted_on)
        days = [day for day in dates if day] + [day for span in ask.suspensions for day in span]
        require_countable(*days)
        first, last = min(day.year for day in days), max(day.year for day in days)
        for interpretation in plan.interpretations:
            period = interpretation.period.plus(ask.extension) if ask.extension else interpretation.period
            first = min(first, years_of(date(first, 1, 1), period, plan.direction)[0])
            last = max(last, years_of(date(last, 1, 1), period, plan.direction)[1])
        return self.seats.calendar(id_, max(first - 1, 1), min(last + 2, 9998))

    def home(self, place_id: str, plan: CalculationPlan, ask: DeadlineInput) -> CourtCalendar | None:
        """Return the rule's own calendar if the place is in another country, else None."""
        if plan.rule is None or not self.seats.is_abroad(
            place_id, plan.rule.calendar_id, plan.rule.jurisdiction
        ):
            return None
        return self.calendar(plan.rule.calendar_id, plan, ask)

    def joined(self, rule_: Rule, examples: tuple[Example, ...]) -> DeadlinePacks:
        """These packs with one rule more."""
        return replace(
            self,
            rules={**self.rules, rule_.id: rule_},
            examples={**self.examples, rule_.id: examples},
        )


def read_deadlines(folder: Path | None = None, on_defect: OnDefect = refuse) -> DeadlinePacks:
    """Read methods, rules and calendars; the shipped ones where `folder` is None.

    Raises:
        NotFound: a pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    place = folder or resource("packs")
    seats = read_calendars(place, on_defect)
    methods = read_methods(place, on_defect)
    by_id = {method.id: method for method in methods.methods}
    rules = read_rules(place, by_id, on_defect)
    return DeadlinePacks(
        methods=by_id,
        rules={rule_.id: rule_ for rule_ in rules.rules},
        unverified=rules.unverified,
        seats=seats,
        examples={**methods.examples, **rules.examples},
    )


def run_examples(deadlines: DeadlinePacks) -> Iterator[Problem]:
    """Yield every example whose result differs from the engine's."""
    for id_ in deadlines.examples:
        yield from run_examples_of(deadlines, id_)


def run_examples_of(deadlines: DeadlinePacks, id_: str) -> Iterator[Problem]:
    """The examples of one rule or method that the engine answers otherwise than they say."""
    for example in deadlines.examples[id_]:
        for what in differences(example, _answer(deadlines, id_, example)):
            yield Problem(where=example.name, what=Message(what))


def _answer(deadlines: DeadlinePacks, id_: str, example: Example) -> CalculationResult | CasebookError:
    ask = example.ask
    try:
        if id_ in deadlines.rules:
            plan = deadlines.plan(deadlines.rules[id_], ask)
            home = deadlines.rules[id_].calendar_id
        elif example.period is None:
            return NotFound("An example of a calculation method needs a period.")
        else:
            plan = count_with(deadlines.methods[id_], example.period, example.direction, example.edge)
            home = deadlines.methods[id_].calendar_id
        place_id = deadlines.seats.place(home, example.calendar_id)
        calendar = deadlines.calendar(place_id, plan, ask)
        return calculate_deadline(plan, ask, calendar, ask.on, deadlines.home(place_id, plan, ask))
    except CasebookError as error:
        return error


def review(deadlines: DeadlinePacks) -> Iterator[Problem]:
    """What is wrong between entries that are each well formed."""
    for method in deadlines.methods.values():
        if method.calendar_id not in deadlines.seats.seats:
            yield Problem(
                where=f"method {method.id}",
                what=Message("the calendar {calendar} does not exist", calendar=method.calendar_id),
            )
    for seat in deadlines.seats.seats.values():
        if seat.subdivision and seat.subdivision not in subdivisions(seat.country):
            yield Problem(
                where=f"calendar {seat.id}", what=Message("the region is not in the list of public holidays")
            )
    for rule_ in deadlines.rules.values():
        yield from review_rule(rule_, deadlines)
        for id_ in set(rule_.same_clock) - set(deadlines.rules):
            what = Message("the rule {rule}, which counts the same time, does not exist", rule=id_)
            yield Problem(where=f"rule {rule_.id}", what=what)


def review_rule(rule_: Rule, deadlines: DeadlinePacks) -> Iterator[Problem]:
    """What is wrong between a rule and the methods and calendars it names."""
    where = f"rule {rule_.id}"
    if rule_.calendar_id not in deadlines.seats.seats:
        yield Problem(
            where=where, what=Message("the calendar {calendar} does not exist", calendar=rule_.calendar_id)
        )
    method = deadlines.methods.get(rule_.method_id)
    if method is None:
        return
    known = {reading.id for reading in method.readings}
    if not set(rule_.left_out) <= known:
        yield Problem(where=where, what=Message("leaves out an interpretation that its method does not have"))
    ways = {by for service in method.services for by in service.by}
    if not set(rule_.service_by) <= ways:
        yield Problem(
            where=where, what=Message("uses a method of service that its calculation method does not define")
        )
    if rule_.citation == "" or not (rule_.url or rule_.as_of or rule_.notes):
        yield Problem(where=where, what=Message("a source is missing"))
