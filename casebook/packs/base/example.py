"""Worked examples: a question with the answer the text of a rule gives, run against the engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from casebook.base.errors import CasebookError, InvalidInput, PackInvalid
from casebook.base.message import Message
from casebook.domain.base.period import Period
from casebook.domain.deadline.calculator import CalculationResult
from casebook.domain.deadline.counting import Direction, Edge
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.terms import read_day, read_period

_SPAN = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question and its answer.

    Attributes:
        name: which it is, for messages.
        ask: the dates.
        period, direction, edge: for methods; a rule has its own.
        calendar_id: "" for the rule's or method's own.
        due: the day, or the instant as written; "" where it must be refused or has no number.
        safe, arguable: the outer dates, "" where the example does not say.
        is_refused: the question must be refused.
        is_stated_by_source: the source itself states this date.
        why: the reasoning in words.
    """

    name: str
    ask: DeadlineInput
    period: Period | None
    direction: Direction
    edge: Edge
    calendar_id: str
    due: str
    safe: str
    has_no_safe: bool
    arguable: str
    is_refused: bool
    is_stated_by_source: bool
    why: str


def read_examples(entry: PackEntry, least: int) -> tuple[Example, ...]:
    """The examples of an entry; at least so many."""
    examples = tuple(_example(table) for table in entry.tables("example"))
    if len(examples) < least:
        entry.complain("example", Message("must occur at least {count} times", count=least))
    return examples


def _example(entry: PackEntry) -> Example:
    is_refused = entry.flag("refused", default=False)
    has_none = entry.flag("no_date", default=False)
    example = Example(
        name=entry.name,
        ask=_ask(entry),
        period=read_period(entry, "period", is_needed=False),
        direction=entry.choice("direction", ("after", "before"), default="after"),
        edge=entry.choice("edge", ("latest", "earliest"), default="latest"),
        calendar_id=entry.text("calendar", default=""),
        due="" if is_refused or has_none else _moment(entry, "due"),
        safe=_moment(entry, "earliest_safe", is_needed=False),
        has_no_safe=entry.flag("no_safe_date", default=False),
        arguable=_moment(entry, "latest_arguable", is_needed=False),
        is_refused=is_refused,
        is_stated_by_source=entry.flag("stated_by_source", default=False),
        why=entry.text("why"),
    )
    entry.close()
    return example


def _ask(entry: PackEntry) -> DeadlineInput:
    clock_text = entry.text("at", default="")
    clock = _clock(entry, clock_text) if clock_text else None
    on = clock.date() if clock else entry.day("on")
    return DeadlineInput(
        on=on,
        clock=clock,
        more_on=_days(entry, "more_on"),
        served_on=read_day(entry, "served_on"),
        by=entry.text("by", default=""),
        deemed_on=read_day(entry, "deemed_on"),
        decided_on=read_day(entry, "decided_on"),
        claimed_on=read_day(entry, "claimed_on"),
        suspensions=_spans(entry),
        restarted_on=read_day(entry, "restarted_on"),
        extension=read_period(entry, "extended_by", is_needed=False),
    )


def _days(entry: PackEntry, field: str) -> tuple[date, ...]:
    days = (_iso(entry, field, text) for text in entry.texts(field, default=()))
    return tuple(day for day in days if day)


def _spans(entry: PackEntry) -> tuple[tuple[date, date], ...]:
    spans = []
    for text in entry.texts("suspended", default=()):
        first, _, last = text.partition(_SPAN)
        span = _iso(entry, "suspended", first), _iso(entry, "suspended", last)
        if span[0] and span[1]:
            spans.append((span[0], span[1]))
    return tuple(spans)


def _iso(entry: PackEntry, field: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        entry.complain(
            field, "must contain dates such as 2026-03-02, or periods such as 2026-03-02..2026-03-20"
        )
        return None


def _clock(entry: PackEntry, text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        entry.complain("at", "must be a date and time, such as 2026-03-02T14:30+02:00")
        return datetime(1970, 1, 1)  # noqa: DTZ001 - a stand-in for a time that cannot be read


def _moment(entry: PackEntry, field: str, *, is_needed: bool = True) -> str:
    """A day without quotes, or an instant with them, as text."""
    value = entry.value(field)
    if value is None:
        if is_needed:
            entry.complain(field, "is missing")
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and "T" in value:
        return value
    entry.complain(field, "must be a date without quotation marks, or a time in quotation marks")
    return ""


def differences(example: Example, result: CalculationResult | CasebookError) -> Iterator[str]:
    """How an answer differs from what the example says."""
    if isinstance(result, CasebookError):
        if not example.is_refused or not isinstance(result, InvalidInput | PackInvalid):
            yield f"was refused: {result.title!s}"
        return
    if example.is_refused:
        yield "should have been refused, but gave a date"
        return
    chosen = result.chosen
    pairs = (
        ("due", example.due, moment(chosen.moment if chosen else None, example.due)),
        ("earliest_safe", example.safe, moment(result.earliest_safe, example.safe)),
        ("latest_arguable", example.arguable, moment(result.latest_arguable, example.arguable)),
    )
    if example.has_no_safe and result.earliest_safe is not None:
        yield f"earliest_safe is {result.earliest_safe}, the example says that no date is safe"
    for field, expected, found in pairs:
        if (expected or field == "due") and expected != found:
            yield f"{field} is {found or 'nothing'}, the example says {expected or 'nothing'}"


def moment(value: date | datetime | None, like: str = "T") -> str:
    """A day or instant as written; an instant as its day where only a day is compared."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes") if "T" in like else value.date().isoformat()
    return value.isoformat() if value else ""
