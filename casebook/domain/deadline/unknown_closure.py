"""Days that may be closed where the court is: in a region not chosen, or under a law that was not read.

To know less never makes a date later: where the region of the court was not chosen, the safe date and the day
to act are the earliest of all regions, and days that may be closed are taken as closed for the day to act.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from casebook.base.message import gettext_noop
from casebook.domain.deadline.act_by import act_by_of
from casebook.domain.deadline.calculator import CalculationResult
from casebook.domain.deadline.counting import days_in, days_of
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import CalculationPlan
from casebook.domain.deadline.safe_date import PlanCalculations, calculate_safely, with_earlier
from casebook.domain.deadline.trace import DeadlineWarning

_Holidays = tuple[frozenset[date], frozenset[date]]
_MARGIN = timedelta(days=31)
_REGION = gettext_noop(
    "No region of the country was chosen, so the day to act is the earliest of all regions. It is that of "
    "{value}."
)
_BLOCK = gettext_noop(
    "The period ends in days that may be no working days: {value}. The law on them was not read. Act before "
    "they begin."
)


def calculate_deadline(
    plan: CalculationPlan,
    ask: DeadlineInput,
    calendar: CourtCalendar,
    today_on: date,
    home: CourtCalendar | None = None,
) -> CalculationResult:
    """Calculate a deadline that is safe in every region the court may be in; see `calculate_safely`.

    Raises:
        InvalidInput: the dates cannot be used, or no reading ends on a date.
    """
    counts = PlanCalculations(plan, today_on)
    given = calculate_safely(counts, ask, calendar, home)
    if not given.outcomes:
        return given
    is_by_hour = any(line.period.is_in_hours for line in plan.interpretations)
    whole = _with_unread_blocks(plan, calendar, given)
    limit = act_by_of(given, whole, is_by_hour=is_by_hour)
    result = _noting_block(replace(given, act_by_limit=limit) if limit else given, whole)
    if not calendar.regions:
        return result
    for names, region in _regions(calendar, _examined(plan, ask, given)):
        there = calculate_safely(counts, ask, region, home)
        result = with_earlier(result, there, names)
        act_by = act_by_of(there, _with_unread_blocks(plan, region, there), is_by_hour=is_by_hour)
        if _is_earlier(act_by, result.act_by_limit):
            others = tuple(each for each in result.cautions if each.kind != "region-unknown")
            caution = DeadlineWarning("region-unknown", _REGION, names)
            result = replace(result, act_by_limit=act_by, cautions=(*others, caution))
    return result


def _with_unread_blocks(
    plan: CalculationPlan, calendar: CourtCalendar, result: CalculationResult
) -> CourtCalendar:
    """Return the calendar with the days that may be closed under the method too."""
    blocks = plan.method.unread_blocks
    years = {outcome.due_on.year for outcome in result.outcomes}
    more = days_in(blocks, min(years), max(years), calendar.easter) if blocks else {}
    return replace(calendar, maybe_closed={**calendar.maybe_closed, **more}) if more else calendar


def _noting_block(result: CalculationResult, calendar: CourtCalendar) -> CalculationResult:
    """Return the result with a caution where its earliest date is a day that may be closed."""
    if result.edge != "latest":
        return result
    earliest = min(result.outcomes, key=lambda outcome: outcome.order)
    words = calendar.maybe_closed.get(earliest.due_on)
    if words is None:
        return result
    return replace(result, cautions=(*result.cautions, DeadlineWarning("unread-block", _BLOCK, words)))


def _examined(plan: CalculationPlan, ask: DeadlineInput, result: CalculationResult) -> frozenset[date]:
    """Return the days whose holidays can have changed a result: from the first to the last one it met.

    Counting back and a day of deemed service can have met days that no step of the result records.
    """
    met = (step.day for outcome in result.outcomes for step in outcome.trace)
    days = {ask.on, result.start_on, *(outcome.due_on for outcome in result.outcomes), *met}
    margin = _MARGIN if ask.by or plan.direction == "before" else timedelta()
    return frozenset(days_of(min(days) - margin, max(days) + margin))


def _regions(calendar: CourtCalendar, examined: frozenset[date]) -> list[tuple[str, CourtCalendar]]:
    """Return one region of each set of holidays among some days that the whole country does not have.

    With each stand the IDs of all regions that have these holidays.
    """
    alike: dict[_Holidays, list[CourtCalendar]] = {}
    for region in calendar.regions:
        alike.setdefault(_holidays(region, examined), []).append(region)
    alike.pop(_holidays(calendar, examined), None)
    return [(", ".join(region.id for region in regions), regions[0]) for regions in alike.values()]


def _holidays(calendar: CourtCalendar, around: frozenset[date]) -> _Holidays:
    """Return the holidays among some days, and which of them the law read does not name."""
    holidays = frozenset(calendar.holidays.keys() & around)  # walks the shorter of the two
    return holidays, holidays & calendar.unread


def _is_earlier(one: date | datetime | None, other: date | datetime | None) -> bool:
    """Return whether one moment is before another; a whole day ends after every instant on it."""
    if one is None or other is None:
        return False
    return _order(one) < _order(other)


def _order(moment: date | datetime) -> tuple[date, time]:
    return (moment.date(), moment.time()) if isinstance(moment, datetime) else (moment, time.max)
