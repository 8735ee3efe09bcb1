"""Time limits computed: by the rules of the packs alone, or by those and what a vault adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from casebook.base.clock import Clock, system_clock
from casebook.base.errors import NotFound, Refused
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.period import Period
from casebook.domain.deadline.calculation_record import CalculationRecord, confirmed, record_of
from casebook.domain.deadline.calculator import CalculationResult
from casebook.domain.deadline.closure import Closure
from casebook.domain.deadline.counting import Direction, Edge, Method
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.deadline_warning import is_stale
from casebook.domain.deadline.own_rule import OwnRule
from casebook.domain.deadline.plan import CalculationPlan, count_with
from casebook.domain.deadline.rule import Rule, UnverifiedRule
from casebook.domain.deadline.rule_confirmation import (
    KINDS,
    RuleConfirmation,
    confirmation_warnings,
    rule_digest,
)
from casebook.domain.deadline.trace import DeadlineWarning
from casebook.domain.deadline.unknown_closure import calculate_deadline
from casebook.domain.sharing.rival_entry import rival_ids, several_entries
from casebook.packs.deadline.deadlines import DeadlinePacks, read_deadlines
from casebook.packs.deadline.own_rule import try_rule

OWN_CLOSURE = "closed, as given"
KEPT = gettext_noop("National holidays only, by law: those of {value} were not taken into account.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A calculated deadline with its complete basis.

    Attributes:
        plan: the rule and method used; the rule may be another of its family than the one asked for.
        calendar: whose closed days were left out.
        result: the dates with their working.
    """

    plan: CalculationPlan
    calendar: CourtCalendar
    result: CalculationResult

    @property
    def citation(self) -> str:
        """The provision of the rule; of the method where there is no rule."""
        return self.plan.rule.citation if self.plan.rule else self.plan.method.citation

    @property
    def as_of(self) -> str:
        """Return the date of the text that was read."""
        return self.plan.rule.as_of if self.plan.rule else self.plan.method.as_of

    @property
    def is_by_hour(self) -> bool:
        """Whether the outer dates are instants."""
        return any(interpretation.period.is_in_hours for interpretation in self.plan.interpretations)

    def working(self, today_on: date) -> CalculationRecord:
        """The same as a value to keep."""
        return record_of(self.plan, self.calendar, self.result, today_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationData:
    """What is counted with.

    Attributes:
        supplied: methods, rules and calendars.
        own: the vault's own rules by the id they are asked for by.
        broken: own rules that no longer pass their checks, and are not counted with.
        closures: days the vault knows a registry to be shut.
        confirmations: of rules that a lawyer confirmed for the office, by the id of the rule.
    """

    supplied: DeadlinePacks
    own: Mapping[str, OwnRule]
    broken: tuple[OwnRule, ...] = ()
    closures: tuple[Closure, ...] = ()
    confirmations: Mapping[str, RuleConfirmation] = field(default_factory=dict)

    def rules(self, jurisdiction: str = "", proceeding: str = "") -> tuple[Rule, ...]:
        """The rules, all or those of a jurisdiction (ISO 3166, ``EU`` or ``INT``) and proceeding."""
        return tuple(
            rule
            for rule in self.supplied.rules.values()
            if jurisdiction.upper() in {"", rule.jurisdiction} and proceeding in {"", rule.proceeding}
        )

    def unverified(self, jurisdiction: str = "") -> tuple[UnverifiedRule, ...]:
        """What was looked for and not found: to read, never to count with."""
        return tuple(
            found for found in self.supplied.unverified if jurisdiction.upper() in {"", found.jurisdiction}
        )

    def rule(self, id_: str) -> Rule:
        """A rule.

        Raises:
            NotFound: there is none of this id.
            Refused: it is known by name only, without a period; or it is an own rule that fails its checks.
        """
        if id_ in self.supplied.rules:
            return self.supplied.rules[id_]
        if any(rule.id == id_ for rule in self.supplied.unverified):
            raise Refused(
                Message("The period of {id} was not read, so nothing can be calculated from it.", id=id_),
                field="rule",
                remedy="Read its text and note, and look up the period in its source.",
            )
        broken = [one for one in self.broken if one.rule_id == id_]
        if len(broken) > 1:
            raise several_entries(Message("Several custom rules have the ID {id}.", id=id_), "rule")
        if broken:
            raise Refused(
                Message("{id} no longer passes its checks, so nothing is calculated from it.", id=id_),
                field="rule",
                remedy="Fix it on the Rules page.",
            )
        raise NotFound(
            Message("There is no rule {id}.", id=id_),
            field="rule",
            remedy="Run “casebook deadline rules” to list them.",
        )

    def digest(self, rule_: Rule) -> str:
        """SHA-256 of what a rule and its counting method say."""
        return rule_digest(rule_, self.method(rule_.method_id))

    @property
    def outdated_confirmations(self) -> int:
        """Return how many rules changed since they were confirmed, not counting removed ones."""
        rules = self.supplied.rules
        return sum(
            confirmation.state(self.digest(rules[rule_id])) == "outdated"
            for rule_id, confirmation in self.confirmations.items()
            if rule_id in rules
        )

    def confirmed(self, working: CalculationRecord) -> CalculationRecord:
        """A kept working with what is known today of who confirmed its rule."""
        rule = self.supplied.rules.get(working.basis.rule_id)
        confirmation = self.confirmations.get(working.basis.rule_id)
        return confirmed(working, confirmation, self.digest(rule) if rule and confirmation else "")

    def method(self, id_: str) -> Method:
        """A counting method.

        Raises:
            NotFound: there is none of this id.
        """
        if id_ not in self.supplied.methods:
            known = ", ".join(sorted(self.supplied.methods))
            raise NotFound(
                Message("There is no calculation method {id}.", id=id_),
                field="method",
                remedy=Message("Available methods: {known}.", known=known),
            )
        return self.supplied.methods[id_]

    def compute(
        self,
        rule_id: str,
        ask: DeadlineInput,
        *,
        calendar_id: str = "",
        closed: tuple[date, ...] = (),
        clock: Clock = system_clock,
    ) -> Answer:
        """The deadline a rule gives.

        Args:
            rule_id: which rule.
            ask: the dates.
            calendar_id: of the court's place, where it is not the rule's own.
            closed: days on which the registry is shut besides.
            clock: says what is stale and what is still to come.

        Raises:
            NotFound: there is no such rule or calendar.
            Refused: the rule is known by name only.
            InvalidInput: the dates cannot be used.
        """
        plan = self.supplied.plan(self.rule(rule_id), ask)
        return self._answer(plan, ask, calendar_id, closed, clock)

    def count(  # noqa: PLR0913 - the words of the command line
        self,
        method_id: str,
        period: Period,
        ask: DeadlineInput,
        *,
        direction: Direction = "after",
        edge: Edge = "latest",
        calendar_id: str = "",
        closed: tuple[date, ...] = (),
        clock: Clock = system_clock,
    ) -> Answer:
        """A period counted by a method.

        Raises:
            NotFound: there is no such method or calendar.
            InvalidInput: the method does not count so, or the dates cannot be used.
        """
        plan = count_with(self.method(method_id), period, direction, edge)
        return self._answer(plan, ask, calendar_id, closed, clock)

    def _answer(
        self,
        plan: CalculationPlan,
        ask: DeadlineInput,
        wanted_id: str,
        closed: tuple[date, ...],
        clock: Clock,
    ) -> Answer:
        place_id = self.supplied.seats.place(home_of(plan), wanted_id)
        calendar = self.supplied.calendar(place_id, plan, ask)
        for closure in self.closures:
            if closure.calendar_id == calendar.id:
                calendar = calendar.with_closures((closure.on,), closure.why)
        if closed:
            calendar = calendar.with_closures(closed, OWN_CLOSURE)
        home = self.supplied.home(place_id, plan, ask)
        result = self._standing(plan, calculate_deadline(plan, ask, calendar, clock().date(), home))
        if wanted_id not in {"", place_id}:
            result = replace(
                result, cautions=(*result.cautions, DeadlineWarning("calendar", KEPT, wanted_id))
            )
        return Answer(plan=plan, calendar=calendar, result=result)

    def _standing(self, plan: CalculationPlan, result: CalculationResult) -> CalculationResult:
        """Return a result with the office's confirmation of its rule, if any."""
        rule = plan.rule
        confirmation = self.confirmations.get(rule.id) if rule else None
        if rule is None or confirmation is None:
            return result
        others = (caution for caution in result.cautions if caution.kind not in KINDS)
        now = confirmation_warnings(confirmation, rule_digest(rule, plan.method))
        return replace(result, cautions=(*now, *others))


@cache
def packs() -> CalculationData:
    """The packs of deadlines, read once."""
    return CalculationData(supplied=read_deadlines(), own={})


def books(
    own_rules: Iterable[OwnRule],
    closures: Iterable[Closure],
    confirmations: Iterable[RuleConfirmation] = (),
) -> CalculationData:
    """The packs with what a vault adds to them."""
    whole, own, broken = packs().supplied, {}, []
    own_rules = tuple(own_rules)
    rivals = rival_ids((own_rule.rule_id, own_rule.text) for own_rule in own_rules)
    for own_rule in own_rules:
        tried = try_rule(own_rule.text, whole, own_rule.taken_from or f"own, {own_rule.taken_on.isoformat()}")
        if own_rule.rule_id in own and own_rule.rule_id not in rivals:
            continue  # the same rule, taken in two casebooks
        if tried.rule is None or tried.problems or own_rule.rule_id in rivals:
            broken.append(own_rule)
            continue
        whole = whole.joined(tried.rule, tried.examples)
        own[tried.rule.id] = own_rule
    return CalculationData(
        supplied=whole,
        own=own,
        broken=tuple(broken),
        closures=tuple(closures),
        confirmations={each.rule_id: each for each in confirmations},
    )


def home_of(plan: CalculationPlan) -> str:
    """The id of the calendar of a plan's own court."""
    return plan.rule.calendar_id if plan.rule else plan.method.calendar_id


def needs_review(rule_: Rule, clock: Clock = system_clock) -> bool:
    """Whether a rule is past its review date."""
    return is_stale(rule_, clock().date())
