"""Later dates without support in the text read: arguable only, never the safe date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from casebook.base.message import Message, gettext_noop
from casebook.domain.deadline.calculator import CalculationResult, Outcome, result_of
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import CalculationPlan, calculate
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.trace import DeadlineWarning

_UNKNOWN = ("", "unknown", "not stated")
_BARE = gettext_noop("Only with the time and holidays of the text read: {reading}")
_HOME = gettext_noop("With the holidays of {calendar}, the calendar of the rule: {reading}")
_OF_ONE_DATE = frozenset({"closed-day", "suspension"})


def allows_extension(words: str) -> bool:
    """Return whether a rule allows extensions, according to its text on them.

    LAW: lateness excused in exceptional cases, or restored after the end, is no longer period to rely on.

    >>> [allows_extension(words) for words in ("yes: by the judge", "no", "exceptional: restoration")]
    [True, False, False]
    """
    return words.strip().casefold().startswith("yes")


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


def calculate_safely(
    plan: CalculationPlan,
    ask: DeadlineInput,
    calendar: CourtCalendar,
    today_on: date,
    home: CourtCalendar | None = None,
) -> CalculationResult:
    """Calculate a deadline; anything the law does not provide for only adds an arguable date.

    Args:
        plan: what is asked.
        ask: the dates.
        calendar: of the court's place, for the years the period can touch.
        today_on: for what is stale or still to come.
        home: of the rule, where `calendar` is that of another country.

    Raises:
        InvalidInput: the dates cannot be used, or no reading ends on a date.
    """
    given = calculate(plan, ask, calendar, today_on)
    cautions = list(_of_extension(plan.rule, ask))
    plain = _without_extension(ask) if cautions else ask
    results = [given]
    if given.outcomes:
        without = calendar if _moves_for_closure(plan) else replace(calendar, closures={})
        bare = without.without_unread()
        if plain != ask or bare != calendar:
            results.append(_named(calculate(plan, plain, bare, today_on), "bare", _BARE))
        if home is not None:
            at_home = replace(home, closures={}).without_unread()
            results.append(_named(calculate(plan, plain, at_home, today_on), "home", _HOME, home.name))
        cautions += _of_calendars(plan, plain, calendar, without, today_on)
    if home is not None:
        cautions.append(_foreign(calendar))
    return _together(results, cautions)


def _of_extension(rule: Rule | None, ask: DeadlineInput) -> Iterator[DeadlineWarning]:
    has_more = ask.extension is not None or bool(ask.suspensions) or ask.restarted_on is not None
    caution = extension_caution(rule.extendable) if rule and has_more else None
    if caution:
        yield caution


def _without_extension(ask: DeadlineInput) -> DeadlineInput:
    return replace(ask, extension=None, suspensions=(), restarted_on=None)


def _moves_for_closure(plan: CalculationPlan) -> bool:
    """Return whether the text moves a last day on which the registry is closed."""
    return plan.method.moves_for_closure or any(line.terms.is_closure_apart for line in plan.interpretations)


def _of_calendars(
    plan: CalculationPlan,
    ask: DeadlineInput,
    calendar: CourtCalendar,
    without: CourtCalendar,
    today_on: date,
) -> Iterator[DeadlineWarning]:
    """Yield the closures and holidays not named in the text that move a date."""
    if without == calendar and not without.unread:
        return
    dates = _moments(calculate(plan, ask, without, today_on))
    if without != calendar and _moments(calculate(plan, ask, calendar, today_on)) != dates:
        yield DeadlineWarning(
            "closure",
            gettext_noop(
                "The text read does not state that a closed registry moves the last day. The later date "
                "is only arguable."
            ),
        )
    if without.unread and _moments(calculate(plan, ask, without.without_unread(), today_on)) != dates:
        named = ", ".join(sorted({without.holidays[day] for day in without.unread}))
        yield DeadlineWarning(
            "unread-holiday",
            gettext_noop(
                "The text read does not list these holidays, so the safe date counts them as working days: "
                "{value}."
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


def _named(result: CalculationResult, suffix: str, text: str, calendar: str = "") -> CalculationResult:
    """Return the same result with IDs and words of its own for each interpretation."""

    def renamed(outcome: Outcome) -> Outcome:
        words = Message(text, reading=Message.from_text(outcome.words), calendar=calendar)
        return replace(outcome, reading_id=f"{outcome.reading_id}-{suffix}", words=words.as_text())

    return replace(result, outcomes=tuple(map(renamed, result.outcomes)))


def _together(results: list[CalculationResult], cautions: list[DeadlineWarning]) -> CalculationResult:
    """Return one result of all interpretations; cautions on single dates stay only if chosen."""
    given = results[0]
    outcomes = [outcome for result in results for outcome in result.outcomes]
    joined = result_of(outcomes, given.start_on, given.edge) if len(results) > 1 else given
    owner = next((result for result in results if joined.chosen in result.outcomes), given)
    all_cautions = list(dict.fromkeys((*owner.cautions, *_general(results), *cautions)))
    is_unsafe = given.earliest_safe is None
    return replace(
        joined,
        earliest_safe=None if is_unsafe else joined.earliest_safe,
        cautions=tuple(all_cautions),
    )


def _general(results: list[CalculationResult]) -> Iterator[DeadlineWarning]:
    for result in results:
        yield from (caution for caution in result.cautions if caution.kind not in _OF_ONE_DATE)
