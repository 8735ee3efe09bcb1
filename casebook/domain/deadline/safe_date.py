"""Later dates without support in the text read: arguable only, never the safe date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from casebook.base.message import Message, gettext_noop
from casebook.domain.base.period import Period
from casebook.domain.deadline.calculator import CalculationResult, ReadingOutcome, result_of
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import CalculationPlan, calculate_with, cautions_of
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.trace import DeadlineWarning

_UNKNOWN = ("", "unknown", "not stated")
_BARE = gettext_noop("Only with the time and holidays of the text read: {reading}")
_HOME = gettext_noop("With the holidays of {calendar}, the calendar of the rule: {reading}")
_ELSEWHERE = gettext_noop("If the court is in {calendar}: {reading}")
_NO_SUSPENSION = gettext_noop(
    "The text read does not state that this period is suspended. The later date is only arguable."
)
_UNREAD_SERVICE = gettext_noop(
    "The law on service by {value} was not read, so the safe date is calculated without the days it adds."
)
_SEVERAL_EVENTS = gettext_noop(
    "The rule does not state that time runs from the latest of several events. The safe date counts from "
    "the earliest."
)
_NO_INTERRUPTION = gettext_noop(
    "The text read does not state that this period starts again. The later date is only arguable."
)
Unsupported = tuple[DeadlineWarning, dict[str, Any]]
"""A caution, and the values of the input without what the text read does not provide for."""
_OF_ONE_DATE = frozenset({"closed-day", "suspension"})


def allows_extension(words: str) -> bool:
    """Return whether a rule allows extensions, according to its text on them.

    LAW: lateness excused in exceptional cases, or restored after the end, is no longer period to rely on.

    >>> [allows_extension(words) for words in ("yes: by the judge", "no", "exceptional: restoration")]
    [True, False, False]
    """
    return words.strip().casefold().startswith("yes")


def extension_words(words: str) -> str:
    """Return in which cases a rule allows more time, according to its text; "" where none is known.

    >>> [extension_words(words) for words in ("yes: 20 days", "force majeure", "no", "unknown")]
    ['20 days', 'force majeure', '', '']
    """
    text = words.strip()
    if text.casefold() in _UNKNOWN or re.match(r"no\b", text):
        return ""
    return re.sub(r"^yes(: ?|$)", "", text) or text


def extension_caution(words: str) -> DeadlineWarning | None:
    """Return the caution on extensions under a rule with this text, or None if it allows them."""
    if allows_extension(words):
        return None
    if words.strip().casefold() in _UNKNOWN:
        text = gettext_noop(
            "It is not known whether this period can be extended, so more time is only arguable."
        )
        return DeadlineWarning("extension-unknown", text)
    text = gettext_noop("The rule states on extensions: “{value}”. More time is only arguable.")
    return DeadlineWarning("not-extendable", text, words)


def ceiling_caution(ceiling: Period | str) -> DeadlineWarning:
    """Return the caution on an extension beyond the most that a text allows to be added."""
    text = gettext_noop(
        "The text read allows at most {value} more. A longer extension is only arguable, so the safe date "
        "is calculated without it."
    )
    return DeadlineWarning("beyond-ceiling", text, str(ceiling))


def is_beyond_ceiling(cautions: Iterable[DeadlineWarning]) -> bool:
    """Return whether a calculation was asked for a longer extension than its text allows."""
    return any(caution.kind == "beyond-ceiling" for caution in cautions)


class PlanCalculations:
    """The calculations of one plan, each done once: the same one is compared in several ways.

    Args:
        plan: what is asked.
        today_on: for what is stale or still to come.
    """

    __slots__ = ("_cautions", "_done", "plan", "today_on")

    def __init__(self, plan: CalculationPlan, today_on: date) -> None:
        self.plan = plan
        self.today_on = today_on
        self._cautions: tuple[DeadlineInput, tuple[DeadlineWarning, ...]] | None = None
        self._done: list[tuple[DeadlineInput, CourtCalendar, CalculationResult]] = []

    def result(self, ask: DeadlineInput, calendar: CourtCalendar) -> CalculationResult:
        """Return the result of an input; a calendar is the same only if it is the same object.

        Raises:
            InvalidInput: the dates cannot be used, or no reading ends on a date.
        """
        for known_ask, known_calendar, known in self._done:
            if known_calendar is calendar and known_ask == ask:
                return known
        if self._cautions is None or self._cautions[0] != ask:
            self._cautions = ask, cautions_of(self.plan, ask, self.today_on)
        result = calculate_with(self.plan, ask, calendar, self.today_on, self._cautions[1])
        self._done.append((ask, calendar, result))
        return result


def calculate_safely(
    counts: PlanCalculations,
    ask: DeadlineInput,
    calendar: CourtCalendar,
    home: CourtCalendar | None = None,
) -> CalculationResult:
    """Calculate a deadline; anything the law does not provide for only adds an arguable date.

    Args:
        counts: the calculations of what is asked.
        ask: the dates.
        calendar: of the court's place, for the years the period can touch.
        home: of the rule, where `calendar` is that of another country.

    Raises:
        InvalidInput: the dates cannot be used, or no reading ends on a date.
    """
    given = counts.result(ask, calendar)
    plain, more = _supported(counts, ask, given, calendar)
    cautions = list(more)
    results = [given]
    if given.outcomes:
        is_moved = not calendar.closures or _moves_for_closure(counts.plan)
        without = calendar if is_moved else replace(calendar, closures={})
        bare = without.without_unread()
        if plain != ask or bare is not calendar:
            results.append(_named(counts.result(plain, bare), "bare", _BARE, given=given))
        if home is not None:
            at_home = replace(home, closures={}).without_unread()
            results.append(_named(counts.result(plain, at_home), "home", _HOME, home.name, given=given))
        cautions += _of_calendars(counts, plain, calendar, without, bare)
    if home is not None:
        cautions.append(_foreign(calendar))
    return _together(results, cautions)


def _supported(
    counts: PlanCalculations, ask: DeadlineInput, given: CalculationResult, calendar: CourtCalendar
) -> tuple[DeadlineInput, tuple[DeadlineWarning, ...]]:
    """Return the input with only as much more time as the rule provides for, and a caution for the rest.

    LAW: more time on application is an extension; it says nothing of a suspension or an interruption.
    """
    plan = counts.plan
    unsupported = [
        *_unread_service(plan, ask),
        *_several_events(plan.rule, ask),
        *_extension(counts, ask, given, calendar),
        *_standstill(plan, ask, given.start_on),
    ]
    plain = ask
    for _, without in unsupported:
        plain = replace(plain, **without)
    return plain, tuple(caution for caution, _ in unsupported)


def _unread_service(plan: CalculationPlan, ask: DeadlineInput) -> Iterator[Unsupported]:
    way = next((service for service in plan.services if ask.by in service.by), None)
    if way and way.is_unread:
        without = {"by": "", "on": ask.received_on or ask.on}
        yield DeadlineWarning("unread-service", _UNREAD_SERVICE, ask.by), without


def _several_events(rule: Rule | None, ask: DeadlineInput) -> Iterator[Unsupported]:
    if not ask.more_on or (rule and rule.runs_from_latest):
        return
    first_on = min(ask.on, *ask.more_on)
    clock = ask.clock
    if clock and clock.date() != first_on:
        clock = datetime.combine(first_on, time(), tzinfo=clock.tzinfo)
    yield DeadlineWarning("several-events", _SEVERAL_EVENTS), {"on": first_on, "more_on": (), "clock": clock}


def _extension(
    counts: PlanCalculations, ask: DeadlineInput, given: CalculationResult, calendar: CourtCalendar
) -> Iterator[Unsupported]:
    rule = counts.plan.rule
    if ask.extension and rule:
        caution = extension_caution(rule.extendable) or _ceiling(counts, ask, given, calendar)
        if caution:
            yield caution, {"extension": None}


def _standstill(plan: CalculationPlan, ask: DeadlineInput, start_on: date) -> Iterator[Unsupported]:
    """Yield a suspension or interruption that the rule does not state, or states for other claims only."""
    rule = plan.rule
    if rule is None:
        return
    claimed_on = ask.claimed_on or start_on
    is_other_law = any(
        reading.claimed_from_on and claimed_on >= reading.claimed_from_on for reading in rule.readings
    )
    if ask.suspensions and (is_other_law or not rule.suspended_by):
        yield DeadlineWarning("no-suspension", _NO_SUSPENSION), {"suspensions": ()}
    if ask.restarted_on and (is_other_law or not rule.restarted_by):
        yield DeadlineWarning("no-interruption", _NO_INTERRUPTION), {"restarted_on": None}


def _ceiling(
    counts: PlanCalculations, ask: DeadlineInput, given: CalculationResult, calendar: CourtCalendar
) -> DeadlineWarning | None:
    """Return the caution on an extension that ends later than the longest one the text allows."""
    rule = counts.plan.rule
    longest = rule.extension_ceiling if rule else None
    if longest is None or not given.outcomes:
        return None
    last = counts.result(replace(ask, extension=longest), calendar)
    is_beyond = any(end > limit for end, limit in zip(_ends(given), _ends(last), strict=True))
    return ceiling_caution(longest) if is_beyond else None


def _ends(result: CalculationResult) -> tuple[tuple[date, float], tuple[date, float]]:
    """Return the first and last end of all interpretations, comparable by day and hour."""
    ends = [
        (outcome.due_on, outcome.due_at.timestamp() if outcome.due_at else 0.0) for outcome in result.outcomes
    ]
    return min(ends), max(ends)


def _moves_for_closure(plan: CalculationPlan) -> bool:
    """Return whether the text moves a last day on which the registry is closed."""
    return plan.method.moves_for_closure or any(line.terms.is_closure_apart for line in plan.interpretations)


def _of_calendars(
    counts: PlanCalculations,
    ask: DeadlineInput,
    calendar: CourtCalendar,
    without: CourtCalendar,
    bare: CourtCalendar,
) -> Iterator[DeadlineWarning]:
    """Yield the closures and holidays not named in the text that move a date.

    Args:
        counts: the calculations.
        ask: the input that the text provides for.
        calendar: of the court's place.
        without: the same without closures that the text does not name.
        bare: the same without holidays that it does not name either.
    """
    if bare is calendar:
        return
    counted = counts.result(ask, without)
    dates = _moments(counted)
    if without is not calendar and _moments(counts.result(ask, calendar)) != dates:
        yield DeadlineWarning(
            "closure",
            gettext_noop(
                "The text read does not state that a closed registry moves the last day. The later date "
                "is only arguable."
            ),
        )
    if bare is not without and _moments(counts.result(ask, bare)) != dates:
        met = {step.day for outcome in counted.outcomes for step in outcome.trace}
        named = ", ".join(sorted({without.holidays[day] for day in without.unread & met}))
        yield DeadlineWarning(
            "unread-holiday",
            gettext_noop(
                "The text read does not list these holidays, so the safe date is the earlier one, whether or "
                "not they are working days: {value}."
            ),
            named,
        )


def _moments(result: CalculationResult) -> list[object]:
    return [outcome.moment for outcome in result.outcomes]


def _foreign(calendar: CourtCalendar) -> DeadlineWarning:
    text = gettext_noop(
        "The calendar {value} is that of another country than the rule. The earlier of the dates by both "
        "calendars is used."
    )
    return DeadlineWarning("foreign-calendar", text, calendar.name)


def _named(
    result: CalculationResult,
    suffix: str,
    text: str,
    calendar: str = "",
    *,
    given: CalculationResult | None = None,
) -> CalculationResult:
    """Return the same result with IDs and words of its own for each interpretation.

    Args:
        result: by another calendar.
        suffix: ends the IDs.
        text: says which calendar, with the words of the interpretation.
        calendar: its name, where the text has a place for it.
        given: a result whose interpretations stand for all that end at the same moment; they are not named.
    """
    known = {(one.moment, one.is_diarised) for one in given.outcomes} if given else set()

    def renamed(outcome: ReadingOutcome) -> ReadingOutcome:
        if (outcome.moment, outcome.is_diarised) in known:
            return outcome
        words = Message(text, reading=Message.from_text(outcome.words), calendar=calendar)
        return replace(outcome, reading_id=f"{outcome.reading_id}-{suffix}", words=words.as_text())

    return replace(result, outcomes=tuple(map(renamed, result.outcomes)))


def with_earlier(result: CalculationResult, elsewhere: CalculationResult, places: str) -> CalculationResult:
    """Return a result with the interpretations of another place that may be the court's, where less is safe.

    Args:
        result: of the place given.
        elsewhere: of the other place.
        places: the IDs of the places it holds for.
    """
    known = {outcome.moment for outcome in result.outcomes}
    if all(outcome.moment in known for outcome in elsewhere.outcomes):
        return result
    joined = result_of([*result.outcomes, *elsewhere.outcomes], result.start_on, result.edge)
    if joined.earliest_safe in known or joined.earliest_safe is None:
        return result
    more = tuple(each for each in elsewhere.outcomes if each.moment == joined.earliest_safe)
    named = _named(replace(elsewhere, outcomes=more), places, _ELSEWHERE, places).outcomes
    joined = result_of([*result.outcomes, *named], result.start_on, result.edge)
    is_unsafe = result.earliest_safe is None
    return replace(
        joined,
        earliest_safe=None if is_unsafe else joined.earliest_safe,
        cautions=result.cautions,
        act_by_limit=result.act_by_limit,
    )


def _together(results: list[CalculationResult], cautions: list[DeadlineWarning]) -> CalculationResult:
    """Return one result of all interpretations; cautions on single dates stay only if chosen."""
    given = results[0]
    outcomes = [outcome for result in results for outcome in result.outcomes]
    joined = result_of(outcomes, given.start_on, given.edge) if len(results) > 1 else given
    owner = next((result for result in results if joined.chosen in result.outcomes), given)
    all_cautions = tuple(dict.fromkeys((*owner.cautions, *_general(results), *cautions)))
    earliest_safe = None if given.earliest_safe is None else joined.earliest_safe
    if (all_cautions, earliest_safe) == (joined.cautions, joined.earliest_safe):
        return joined
    return replace(joined, earliest_safe=earliest_safe, cautions=all_cautions)


def _general(results: list[CalculationResult]) -> Iterator[DeadlineWarning]:
    for result in results:
        yield from (caution for caution in result.cautions if caution.kind not in _OF_ONE_DATE)
