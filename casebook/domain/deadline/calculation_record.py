"""The record of a calculated deadline, independent of later versions of its rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.deadline.act_by import act_by_of
from casebook.domain.deadline.calculator import CalculationResult, ReadingOutcome
from casebook.domain.deadline.counting import Edge
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.nature import RuleNature
from casebook.domain.deadline.plan import CalculationPlan
from casebook.domain.deadline.rule import InTimeIf, in_time_text
from casebook.domain.deadline.rule_confirmation import (
    KINDS,
    RuleConfirmation,
    confirmation_warnings,
    rule_digest,
)
from casebook.domain.deadline.safe_date import ceiling_caution, extension_caution
from casebook.domain.deadline.trace import DeadlineWarning, Trace, TraceStep

_SHOWN_DIGITS = 12


@entity
class DueTime:
    """A day, and the instant if the law counts by the clock."""

    on: date
    at: datetime | None = None

    @property
    def order(self) -> tuple[date, float]:
        """Return what sorts moments; a whole day ends after every instant on it."""
        return self.on, self.at.timestamp() if self.at else float("inf")

    def format(self, words: Translator) -> str:
        """Return the text in a language."""
        return words.format_datetime(self.at) if self.at else words.format_date(self.on)


@entity
class RecordedStep:
    """A step of the trace; `value_on` if the value in its text is a day."""

    day: date
    counts: bool
    text: str
    value: str = ""
    value_on: date | None = None

    @property
    def step(self) -> TraceStep:
        """Return the step as a `TraceStep`."""
        return TraceStep(self.day, self.counts, self.text, self.value_on or self.value)


_UNSAFE = (
    *("no-safe-date", "shorter-unread", "unseen", "trigger-day", "service-earlier", "posting-day"),
    *("no-holidays", "no-calendar"),
)
"""Kinds of warning for which no date is safe, the gravest first."""


@entity
class RecordedWarning:
    """A warning as it was recorded."""

    kind: str
    text: str
    value: str = ""
    value_on: date | None = None

    def format(self, words: Translator) -> str:
        """Return the text in a language."""
        return DeadlineWarning(self.kind, self.text, self.value_on or self.value).format(words)


@entity
class RecordedInterpretation:
    """One interpretation of the rule, its end date and its calculation."""

    id: str
    words: str
    due: DueTime
    is_diarised: bool
    steps: tuple[RecordedStep, ...]

    @property
    def trace(self) -> Trace:
        """Return the steps as `TraceStep`s."""
        return tuple(kept.step for kept in self.steps)


@entity
class Basis:
    """The basis of a date, in the words of the pack.

    Attributes:
        rule_id: "" where a method was counted with by itself.
        title: of the rule, or of the method.
        review_by_on: from this day on the rule is stale; None for a method.
        pack: the version of the rules.
        table: the holidays used and their last year, or "" where none were.
        trigger: what starts time, in the words of the rule.
        notes: of whoever gathered the rule.
        period: of the rule as it stood, as written in a pack; "" where none, or where it was not kept yet.
        method_pack: the version of the counting method; "" where it was not kept yet.
        steps: acts that must each be done within the period.
        in_time_if: ``sent`` or ``received`` by the last day; "" where that is not known.
        nature: whose time limit it is; "" for the person's own, or where it was not kept yet.
        acts_any_day: as `Rule.acts_any_day`.
        extension_ceiling: the most that can be added to the period; "" for no ceiling, or where not kept yet.
        digest: of the rule with its method as they stood; "" where it was not kept yet, or for a method.
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
    period: str = ""
    method_pack: str = ""
    steps: tuple[str, ...] = ()
    in_time_if: InTimeIf = ""
    nature: RuleNature = ""
    acts_any_day: bool = False
    extension_ceiling: str = ""
    digest: str = ""

    @property
    def in_time(self) -> str:
        """Return what must happen by the last day, as a text to translate; "" where no rule says who acts."""
        return in_time_text(self.in_time_if, self.nature) if self.rule_id else ""

    @property
    def version(self) -> str:
        """Return the version of the rules, with the first digits of the rule's hash if it was saved."""
        return " · ".join(part for part in (self.pack, self.digest[:_SHOWN_DIGITS]) if part)


@entity
class CalculationRecord:
    """A calculated deadline with all interpretations and steps.

    Attributes:
        computed_on: the day it was computed.
        start_on: the day from which time runs.
        chosen_id: the reading to diarise; "" where the law names no number.
        earliest_safe: right under every reading; None where no date is.
        latest_arguable: the last any reading gives; for a first day allowed the two are the other way round.
        act_by: by when to act, see `act_by_of`; None for a first day allowed, for a limit on an authority,
            and where it was not kept yet, see `effective_act_by`.
    """

    computed_on: date
    basis: Basis
    start_on: date
    edge: Edge
    readings: tuple[RecordedInterpretation, ...]
    chosen_id: str
    earliest_safe: DueTime | None
    latest_arguable: DueTime | None
    cautions: tuple[RecordedWarning, ...]
    act_by: DueTime | None = None

    @property
    def chosen(self) -> RecordedInterpretation | None:
        """Return the interpretation whose date is the due date."""
        return next((reading for reading in self.readings if reading.id == self.chosen_id), None)

    @property
    def due(self) -> DueTime | None:
        """Return when it is due, or None for an urgent task without a fixed period."""
        return self.chosen.due if self.chosen else None

    @property
    def effective_act_by(self) -> DueTime | None:
        """Return `act_by`; where it was not kept yet, the safe date, else the earliest interpretation."""
        if self.edge != "latest" or self.basis.nature:
            return None
        return self.act_by or self.earliest_safe or self._earliest

    @property
    def first_day(self) -> DueTime | None:
        """Return from when an act is open to the person; None for a time limit of the person's own.

        For a limit on the authority that is the day after it, or the instant at which hours end, by the
        earliest interpretation: a person who is held asks as soon as one of them says that the time has run.
        Where the authority may act on any day, the act of the person is due from the day of the event.
        """
        first = self._earliest
        if first is None or not self.basis.nature:
            return None
        if self.basis.acts_any_day:
            return DueTime(on=self.start_on)
        if self.basis.nature == "earliest":
            return self.earliest_safe or self.due
        return first if first.at else DueTime(on=first.on + timedelta(days=1))

    @property
    def _earliest(self) -> DueTime | None:
        return min((reading.due for reading in self.readings), key=lambda due: due.order, default=None)

    @property
    def has_no_safe_date(self) -> bool:
        """Return whether the person must act by a date, and none is safe."""
        return (
            self.edge == "latest"
            and not self.basis.nature
            and bool(self.readings)
            and self.earliest_safe is None
        )

    @property
    def unsafe_because(self) -> RecordedWarning | None:
        """Return the warning for which no date is safe; None where one is, or where there is no date."""
        if self.earliest_safe is not None or not self.readings:
            return None
        return next((each for kind in _UNSAFE for each in self.cautions if each.kind == kind), None)

    def is_stale(self, today_on: date) -> bool:
        """Return whether the rule is overdue for review; the date remains, with a warning."""
        review_by_on = self.basis.review_by_on
        return review_by_on is not None and today_on >= review_by_on


def record_of(
    plan: CalculationPlan, calendar: CourtCalendar, result: CalculationResult, today_on: date
) -> CalculationRecord:
    """Return the record of a calculation result."""
    chosen = result.chosen
    return CalculationRecord(
        computed_on=today_on,
        basis=_basis(plan, calendar),
        start_on=result.start_on,
        edge=result.edge,
        readings=tuple(_reading(outcome) for outcome in result.outcomes),
        chosen_id=chosen.reading_id if chosen else "",
        earliest_safe=_moment(result.earliest_safe),
        latest_arguable=_moment(result.latest_arguable),
        cautions=tuple(_warning(caution) for caution in result.cautions),
        act_by=_act_by(plan, calendar, result),
    )


def _act_by(plan: CalculationPlan, calendar: CourtCalendar, result: CalculationResult) -> DueTime | None:
    if plan.rule and plan.rule.nature:
        return None
    is_by_hour = any(line.period.is_in_hours for line in plan.interpretations)
    return _moment(act_by_of(result, calendar, is_by_hour=is_by_hour))


def with_argued(working: CalculationRecord, afters: Iterable[DueTime]) -> CalculationRecord:
    """Return a calculation noting days set by order without a rule for more time: arguable only."""
    last, caution = max(afters, key=lambda after: after.on, default=None), None
    if last is not None:
        ceiling = working.basis.extension_ceiling
        caution = extension_caution(working.basis.extendable) or (
            ceiling_caution(ceiling) if ceiling else None
        )
    if last is None or caution is None:
        return working
    known = working.latest_arguable
    return replace(
        working,
        latest_arguable=known if known and known.on >= last.on else last,
        cautions=tuple(dict.fromkeys((*working.cautions, _warning(caution)))),
    )


def confirmed(
    working: CalculationRecord, confirmation: RuleConfirmation | None, digest_now: str = ""
) -> CalculationRecord:
    """Return a calculation with the current confirmation of its rule instead of the earlier one.

    Args:
        working: as kept.
        confirmation: of its rule.
        digest_now: of the rule as it stands, "" where it is gone; a rule that changed is confirmed no more.
    """
    if not working.basis.rule_id or (confirmation is None and _stands_unconfirmed(working)):
        return working
    digest = working.basis.digest
    if confirmation and not digest and working.basis.pack == confirmation.pack:
        digest = confirmation.digest  # kept before digests were: the version tells it is the same rule
    if confirmation and digest_now and confirmation.state(digest_now) == "outdated":
        digest = digest_now
    others = (caution for caution in working.cautions if caution.kind not in KINDS)
    now = (_warning(caution) for caution in confirmation_warnings(confirmation, digest))
    return replace(working, cautions=(*now, *others))


def _stands_unconfirmed(working: CalculationRecord) -> bool:
    """Return whether its warnings report a missing confirmation, in the office or possibly in the pack."""
    return not any(caution.kind in KINDS - {"unconfirmed"} for caution in working.cautions)


def _warning(caution: DeadlineWarning) -> RecordedWarning:
    return RecordedWarning(
        kind=caution.kind, text=caution.text, value=_text(caution.value), value_on=_day(caution.value)
    )


def _basis(plan: CalculationPlan, calendar: CourtCalendar) -> Basis:
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
        extension_ceiling=str(rule.extension_ceiling) if rule and rule.extension_ceiling else "",
        pack=rule.pack if rule else method.pack,
        method_id=method.id,
        method=method.name,
        method_citation=method.citation,
        calendar_id=calendar.id,
        table=f"{calendar.table}, {calendar.last_year}" if calendar.has_holidays else "",
        trigger=rule.trigger if rule else "",
        notes=rule.notes if rule else method.notes,
        period=str(plan.period) if plan.period else "",
        method_pack=method.pack,
        steps=rule.steps if rule else (),
        in_time_if=rule.in_time_if if rule else "",
        nature=rule.nature if rule else "",
        acts_any_day=rule is not None and rule.acts_any_day,
        digest=rule_digest(rule, method) if rule else "",
    )


def _reading(outcome: ReadingOutcome) -> RecordedInterpretation:
    return RecordedInterpretation(
        id=outcome.reading_id,
        words=outcome.words,
        due=DueTime(on=outcome.due_on, at=outcome.due_at),
        is_diarised=outcome.is_diarised,
        steps=tuple(
            RecordedStep(
                day=step.day,
                counts=step.counts,
                text=step.text,
                value=_text(step.value),
                value_on=_day(step.value),
            )
            for step in outcome.trace
        ),
    )


def _moment(value: date | datetime | None) -> DueTime | None:
    if value is None:
        return None
    return DueTime(on=value.date(), at=value) if isinstance(value, datetime) else DueTime(on=value)


def _text(value: object) -> str:
    return "" if isinstance(value, date) else str(value)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
