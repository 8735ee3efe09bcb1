"""A computed deadline as it was on the day it was computed: a value of its own that no later pack changes."""

from __future__ import annotations

from datetime import date, datetime

from casebook.base.i18n import Words
from casebook.domain.base.entity import entity
from casebook.domain.deadline.calculator import Outcome, Reckoned
from casebook.domain.deadline.counting import Edge
from casebook.domain.deadline.plan import Plan
from casebook.domain.deadline.trace import Caution, Step, Trace
from casebook.domain.deadline.workdays import Calendar


@entity
class Moment:
    """A day, and the instant where the law runs by the clock."""

    on: date
    at: datetime | None = None

    def told(self, words: Words) -> str:
        """In words."""
        return words.moment(self.at) if self.at else words.day(self.on)


@entity
class KeptStep:
    """A step of the trace; `value_on` where what stands in its text is a day."""

    day: date
    counts: bool
    text: str
    value: str = ""
    value_on: date | None = None

    @property
    def step(self) -> Step:
        """The step as the engine made it."""
        return Step(self.day, self.counts, self.text, self.value_on or self.value)


@entity
class KeptCaution:
    """Something to know before the date is relied on."""

    kind: str
    text: str
    value: str = ""
    value_on: date | None = None

    def told(self, words: Words) -> str:
        """In words."""
        return Caution(self.kind, self.text, self.value_on or self.value).told(words)


@entity
class KeptReading:
    """One reading of the rule, where it ends and how it was counted."""

    id: str
    words: str
    due: Moment
    is_diarised: bool
    steps: tuple[KeptStep, ...]

    @property
    def trace(self) -> Trace:
        """The steps as the engine made them."""
        return tuple(kept.step for kept in self.steps)


@entity
class Basis:
    """What a date rests on, in the words of the pack it came from.

    Attributes:
        rule_id: "" where a method was counted with by itself.
        title: of the rule, or of the method.
        review_by_on: from this day on the rule is stale; None for a method.
        pack: the version of the rules.
        table: the holidays used and their last year, or "" where none were.
        trigger: what starts time, in the words of the rule.
        notes: of whoever gathered the rule.
    """

    rule_id: str
    title: str
    forum: str
    jurisdiction: str
    citation: str
    url: str
    as_of: str
    review_by_on: date | None
    status: str
    confidence: str
    consequence: str
    extendable: str
    pack: str
    method_id: str
    method: str
    method_citation: str
    calendar_id: str
    table: str
    trigger: str = ""
    notes: str = ""


@entity
class Working:
    """A deadline with its whole working.

    Attributes:
        computed_on: the day it was computed.
        start_on: the day from which time runs.
        chosen_id: the reading to diarise; "" where the law names no number.
        earliest_safe: right under every reading; None where no date is.
        latest_arguable: the last any reading gives; for a first day allowed the two are the other way round.
    """

    computed_on: date
    basis: Basis
    start_on: date
    edge: Edge
    readings: tuple[KeptReading, ...]
    chosen_id: str
    earliest_safe: Moment | None
    latest_arguable: Moment | None
    cautions: tuple[KeptCaution, ...]

    @property
    def chosen(self) -> KeptReading | None:
        """The reading to diarise."""
        return next((reading for reading in self.readings if reading.id == self.chosen_id), None)

    @property
    def due(self) -> Moment | None:
        """When it is due; None for an urgent task without a number."""
        return self.chosen.due if self.chosen else None

    def is_stale(self, today_on: date) -> bool:
        """Past the rule's review date: the date still stands, and says so."""
        review_by_on = self.basis.review_by_on
        return review_by_on is not None and today_on >= review_by_on


def working_of(plan: Plan, calendar: Calendar, reckoned: Reckoned, today_on: date) -> Working:
    """The working of an answer, to be kept."""
    chosen = reckoned.chosen
    return Working(
        computed_on=today_on,
        basis=_basis(plan, calendar),
        start_on=reckoned.start_on,
        edge=reckoned.edge,
        readings=tuple(_reading(outcome) for outcome in reckoned.outcomes),
        chosen_id=chosen.reading_id if chosen else "",
        earliest_safe=_moment(reckoned.earliest_safe),
        latest_arguable=_moment(reckoned.latest_arguable),
        cautions=tuple(
            KeptCaution(
                kind=caution.kind, text=caution.text, value=_text(caution.value), value_on=_day(caution.value)
            )
            for caution in reckoned.cautions
        ),
    )


def _basis(plan: Plan, calendar: Calendar) -> Basis:
    rule, method = plan.rule, plan.method
    return Basis(
        rule_id=rule.id if rule else "",
        title=rule.title if rule else method.name,
        forum=rule.forum if rule else "",
        jurisdiction=rule.jurisdiction if rule else method.jurisdiction,
        citation=rule.citation if rule else method.citation,
        url=rule.url if rule else method.url,
        as_of=rule.as_of if rule else method.as_of,
        review_by_on=rule.review_by_on if rule else None,
        status=rule.status if rule else "active",
        confidence=rule.confidence if rule else method.confidence,
        consequence=rule.consequence if rule else "",
        extendable=rule.extendable if rule else "",
        pack=rule.pack if rule else method.pack,
        method_id=method.id,
        method=method.name,
        method_citation=method.citation,
        calendar_id=calendar.id,
        table=f"{calendar.table}, {calendar.last_year}" if calendar.has_holidays else "",
        trigger=rule.trigger if rule else "",
        notes=rule.notes if rule else method.notes,
    )


def _reading(outcome: Outcome) -> KeptReading:
    return KeptReading(
        id=outcome.reading_id,
        words=outcome.words,
        due=Moment(on=outcome.due_on, at=outcome.due_at),
        is_diarised=outcome.is_diarised,
        steps=tuple(
            KeptStep(
                day=step.day,
                counts=step.counts,
                text=step.text,
                value=_text(step.value),
                value_on=_day(step.value),
            )
            for step in outcome.trace
        ),
    )


def _moment(value: date | datetime | None) -> Moment | None:
    if value is None:
        return None
    return Moment(on=value.date(), at=value) if isinstance(value, datetime) else Moment(on=value)


def _text(value: object) -> str:
    return "" if isinstance(value, date) else str(value)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
