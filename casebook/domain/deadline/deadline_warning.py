"""Warnings that must accompany every calculated date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from casebook.base.message import gettext_noop
from casebook.domain.deadline.calculator import CalculationResult, Interpretation
from casebook.domain.deadline.counting import Method
from casebook.domain.deadline.court_calendar import WEEKDAYS, WEEKEND, CourtCalendar
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.rule_confirmation import confirmation_warnings
from casebook.domain.deadline.trace import DeadlineWarning

_OLD_DAYS = 365


def is_stale(rule: Rule, today_on: date) -> bool:
    """Return whether it is overdue for review; it is still used, with a warning."""
    return today_on >= rule.review_by_on


def is_blind(caution: DeadlineWarning) -> bool:
    """Return whether holidays were unknown: a date counted back from an event is then never safe."""
    return caution.kind in {"no-holidays", "no-calendar"}


def of_rule(rule: Rule, ask: DeadlineInput, today_on: date) -> tuple[DeadlineWarning, ...]:
    """Return the warnings on a rule."""
    return tuple(_of_rule(rule, ask, today_on))


def _of_rule(rule: Rule, ask: DeadlineInput, today_on: date) -> Iterator[DeadlineWarning]:
    yield from _of_standing(rule, today_on)
    yield from _of_reading(rule, today_on)
    yield from _of_input(rule, ask)
    if rule.period is None:
        yield DeadlineWarning(
            "urgent-task", gettext_noop("The law sets no fixed period: an urgent task, to be done at once.")
        )
    if rule.is_band:
        yield DeadlineWarning(
            "band",
            gettext_noop(
                "This is the shortest period a State may choose, not a usable time limit. Find out the "
                "national period."
            ),
        )
    if rule.has_no_safe_date:
        yield DeadlineWarning(
            "no-safe-date", gettext_noop("Acting early and acting late both carry a risk: no date is safe.")
        )
    if rule.recurs:
        yield DeadlineWarning(
            "recurs", gettext_noop("This deadline recurs: calculate it again from each decision.")
        )
    yield from (DeadlineWarning("rule", text) for text in rule.cautions)
    if rule.together:
        yield DeadlineWarning("together", gettext_noop("To be asked for together: {value}"), rule.together)
    if rule.alternatives:
        yield DeadlineWarning("alternative", gettext_noop("Alternative figures: {value}"), rule.alternatives)


def _of_input(rule: Rule, ask: DeadlineInput) -> Iterator[DeadlineWarning]:
    """Yield the warnings on dates that were not given, or are not used."""
    if ask.may_run_earlier:
        yield DeadlineWarning("trigger-day", _trigger_doubt(rule), rule.trigger)
    if rule.has_texts and ask.decided_on is None:
        yield DeadlineWarning(
            "decision-date",
            gettext_noop("The date of the decision was not given, so the date of the event is used instead."),
        )
    if ask.claimed_on and not rule.turns_on_claim:
        text = gettext_noop("This rule does not use the date of the claim.")
        yield DeadlineWarning("claim-unused", text)


def _trigger_doubt(rule: Rule) -> str:
    """Return the doubt about a starting day not entered: for a first day, a later one is the risk."""
    if rule.nature:
        return gettext_noop(
            "Time does not run from this event but from: “{value}”. That day was not entered, and it may be "
            "later, so the first day may be later."
        )
    return gettext_noop(
        "Time does not run from this event but from: “{value}”. That day was not entered, and it may be "
        "earlier, so no date is safe."
    )


def _of_standing(rule: Rule, today_on: date) -> Iterator[DeadlineWarning]:
    """Yield the warnings on who confirmed the rule and whether it is still in force."""
    if not rule.confirmed_by:
        yield from confirmation_warnings(None, "")
    if rule.status == "disputed":
        yield DeadlineWarning(
            "disputed",
            gettext_noop("Disputed: the law changed, sources conflict, or a change is unconfirmed."),
        )
    if rule.status == "superseded":
        yield DeadlineWarning("superseded", gettext_noop("Superseded: for earlier cases only."))
    if is_stale(rule, today_on):
        yield DeadlineWarning(
            "stale", gettext_noop("Overdue for review: the review was due by {value}."), rule.review_by_on
        )


def _of_reading(rule: Rule, today_on: date) -> Iterator[DeadlineWarning]:
    """How well the rule was read, and how long ago its text spoke."""
    if rule.shorter_unread:
        text = gettext_noop("A shorter time may apply whose text was not read, so no date is safe: {value}")
        yield DeadlineWarning("shorter-unread", text, rule.shorter_unread)
    if rule.confidence == "low":
        yield DeadlineWarning(
            "low-confidence", gettext_noop("Low confidence: do not rely on it until it is confirmed.")
        )
    if not rule.is_seen:
        yield DeadlineWarning(
            "unseen", gettext_noop("The text of the rule was not read, so no date is safe.")
        )
    if rule.as_of_on and (today_on - rule.as_of_on).days > _OLD_DAYS:
        yield DeadlineWarning("age", gettext_noop("The text read is as of {value}."), rule.as_of_on)


def of_method(method: Method) -> tuple[DeadlineWarning, ...]:
    """Return the warnings on a counting method."""
    cautions = [DeadlineWarning("method", text) for text in method.cautions]
    if not method.is_seen:
        cautions.append(
            DeadlineWarning(
                "method-unseen",
                gettext_noop("The text of the calculation method {value} was not read."),
                method.name,
            )
        )
    if method.confidence == "low":
        cautions.append(
            DeadlineWarning(
                "method-low-confidence",
                gettext_noop("Low confidence in the calculation method {value}."),
                method.name,
            )
        )
    return tuple(cautions)


def of_result(
    result: CalculationResult,
    lines: tuple[Interpretation, ...],
    calendar: CourtCalendar,
    ask: DeadlineInput,
    today_on: date,
) -> tuple[DeadlineWarning, ...]:
    """Return the warnings on the calculated dates."""
    return (*_of_calendar(result, lines, calendar), *_of_dates(result, calendar, ask, today_on))


def _of_calendar(
    result: CalculationResult, lines: tuple[Interpretation, ...], calendar: CourtCalendar
) -> Iterator[DeadlineWarning]:
    if not any(_needs_holidays(line) for line in lines):
        return
    if not calendar.has_holidays:
        yield DeadlineWarning(
            "no-calendar",
            gettext_noop(
                "No place was given, so holidays are not known; only weekends were taken into account."
            ),
        )
        return
    for year in sorted({outcome.due_on.year for outcome in result.outcomes} | {result.start_on.year}):
        if year not in calendar.covered:
            yield DeadlineWarning(
                "no-holidays",
                gettext_noop("There is no table of public holidays for {value}, so the date is not certain."),
                year,
            )
        elif year > calendar.last_year:
            yield DeadlineWarning(
                "beyond-table",
                gettext_noop("Holidays for {value} are predicted, not yet officially announced. Check them."),
                year,
            )
    yield from (DeadlineWarning("calendar", text) for text in calendar.cautions)


def _needs_holidays(line: Interpretation) -> bool:
    """Return whether a holiday can move the end of an interpretation."""
    terms = line.terms
    units = {part.unit for part in line.period.parts}
    return (
        terms.roll != "none"
        or terms.roll_back != "none"
        or terms.rolls_hours
        or bool(units & {"working-days", "process-hours"})
        or ("days" in units and (terms.days_are_working or line.period.total <= terms.short_days))
        or ("hours" in units and terms.hours == "working-days")
    )


def _of_dates(
    result: CalculationResult, calendar: CourtCalendar, ask: DeadlineInput, today_on: date
) -> Iterator[DeadlineWarning]:
    if ask.on > today_on + timedelta(days=1):
        yield DeadlineWarning(
            "future",
            gettext_noop("The event has not happened yet. This date applies only if it happens on {value}."),
            ask.on,
        )
    chosen = result.chosen or result.outcomes[0]
    is_last_day = result.edge == "latest" and chosen.due_at is None
    if is_last_day and (why := _why_closed(chosen.due_on, calendar)):
        yield DeadlineWarning(
            "closed-day", gettext_noop("It falls on {value} and is not extended. Act before then."), why
        )
    if ask.suspensions and not any(step.value == "suspended" for step in chosen.trace):
        yield DeadlineWarning(
            "suspension", gettext_noop("None of the suspensions entered affects this period.")
        )


def _why_closed(day: date, calendar: CourtCalendar) -> str | None:
    named = calendar.holidays.get(day) or calendar.closures.get(day)
    if named is None and day.weekday() in WEEKEND:
        return WEEKDAYS[day.weekday()]
    return named
