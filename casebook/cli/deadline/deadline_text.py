"""A calculated deadline as one JSON document and as text."""

from __future__ import annotations

from datetime import date, datetime

from casebook.base.clock import system_clock
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.cli.base.answer import table
from casebook.domain.deadline.calculation_record import CalculationRecord, DueTime
from casebook.domain.deadline.calculator import ReadingOutcome
from casebook.domain.deadline.nature import DUE, as_exported
from casebook.domain.deadline.rule_confirmation import rule_digest
from casebook.domain.deadline.safe_date import extension_words
from casebook.services.base.calculation import Answer


def answer_json(answer: Answer, words: Translator) -> dict[str, object]:
    """Return the document of the command-line contract, with its basis."""
    result, plan, record = answer.result, answer.plan, _record(answer)
    chosen = result.chosen
    return {
        "due": chosen.due_on if chosen else None,
        "due_at": _at(chosen.due_at) if chosen else None,
        "act_by": _day(record.effective_act_by, answer),
        "nature": as_exported(record.basis.nature),
        "first_day": _day(record.first_day, answer),
        "earliest_safe": None if record.basis.nature == "authority" else _bound(result.earliest_safe, answer),
        "no_safe_because": _unsafe_because(record, words),
        "latest_arguable": _bound(result.latest_arguable, answer),
        "readings": [_reading_json(outcome, words) for outcome in result.outcomes],
        "trace": [
            {"day": step.day, "counts": step.counts, "why": step.why(words)}
            for step in (chosen.trace if chosen else ())
        ],
        "citation": answer.citation,
        "as_of": answer.as_of,
        "warnings": [caution.format(words) for caution in result.cautions],
        "in_time_if": plan.rule.in_time_if if plan.rule else "",
        "in_time": words(record.basis.in_time),
        "steps": plan.rule.steps if plan.rule else (),
        "together": plan.rule.together if plan.rule else "",
        "rule": plan.rule.id if plan.rule else None,
        "rule_version": plan.rule.pack if plan.rule else None,
        "rule_digest": rule_digest(plan.rule, plan.method) if plan.rule else None,
        "status": plan.rule.status if plan.rule else None,
        "confidence": plan.rule.confidence if plan.rule else plan.method.confidence,
        "review_by": plan.rule.review_by_on if plan.rule else None,
        "extendable": plan.rule.extendable if plan.rule else None,
        "consequence": plan.rule.consequence if plan.rule else None,
        "notes": plan.rule.notes if plan.rule else plan.method.notes,
        "method": plan.method.id,
        "calendar": answer.calendar.id,
        "holiday_table": answer.calendar.table,
        "holiday_table_last_year": answer.calendar.last_year if answer.calendar.has_holidays else None,
        "runs_from": result.start_on,
        "trigger": plan.rule.trigger if plan.rule else None,
    }


def _reading_json(outcome: ReadingOutcome, words: Translator) -> dict[str, object]:
    return {
        "id": outcome.reading_id,
        "due": outcome.due_on,
        "due_at": _at(outcome.due_at),
        "why": words(Message.from_text(outcome.words)),
        "diarised": outcome.is_diarised,
    }


def answer_text(answer: Answer, words: Translator) -> str:
    """Return the same as text: dates, cautions, then the calculation."""
    result, plan, record = answer.result, answer.plan, _record(answer)
    lines = [plan.rule.title if plan.rule else plan.method.name, answer.citation]
    if plan.rule:
        lines.append(f"Runs from: {plan.rule.trigger}")
    lines.append(f"Text read: {answer.as_of or 'undated'}")
    if result.chosen:
        is_first = result.edge == "earliest" and not record.basis.nature
        label = "First day allowed" if is_first else words(DUE[record.basis.nature])
        by = _earlier_authority_limit(answer, record)
        also = f", but by the earliest interpretation {_ending(by, words)}" if by else ""
        lines.append(f"{label}: {_ending(result.chosen, words)}{also}")
        lines += _bounds(answer, record)
    if plan.rule:
        lines += [f"In time if {words(record.basis.in_time)}"] * bool(record.basis.in_time)
        lines += [f"Within the period: {step}" for step in plan.rule.steps]
    lines += [f"! {caution.format(words)}" for caution in result.cautions]
    if result.chosen:
        readings = [
            [str(outcome.moment), str(Message.from_text(outcome.words))] for outcome in result.outcomes
        ]
        steps = [["+" if step.counts else "", step.day, step.why(words)] for step in result.chosen.trace]
        lines += [table(["interpretation", "reason"], readings), table(["", "date", "reason"], steps)]
    lines.append(plan.rule.notes if plan.rule else plan.method.notes)
    if plan.rule:
        digest = rule_digest(plan.rule, plan.method)
        lines.append(f"Rule {plan.rule.id}, version {plan.rule.pack}, digest {digest[:12]}")
    return "\n".join(line for line in lines if line)


def _record(answer: Answer) -> CalculationRecord:
    """Return the answer as a casebook would keep it, with what each of its dates means."""
    return answer.working(system_clock().date())


def _bounds(answer: Answer, record: CalculationRecord) -> list[str]:
    """Return the outer dates: by when to act, or from when."""
    result = answer.result
    if record.basis.nature == "authority":
        by = " by the earliest interpretation" if _earlier_authority_limit(answer, record) else ""
        reason = _unsafe_because(record, Translator())
        return [
            f"From {_day(record.first_day, answer)}{by}: {record.basis.consequence}",
            *([f"Not certain: {reason}"] if reason else []),
            *([f"Can be extended: {more}"] if (more := extension_words(record.basis.extendable)) else []),
            f"Arguable: {_bound(result.latest_arguable, answer)}",
        ]
    reason = _unsafe_because(record, Translator())
    safe = _bound(result.earliest_safe, answer) or "no safe date"
    lines = [f"Safe: {safe} ({reason})" if reason else f"Safe: {safe}"]
    lines += [f"Act by: {day}" for day in [_day(record.effective_act_by, answer)] if day]
    return [*lines, f"Arguable: {_bound(result.latest_arguable, answer)}"]


def _earlier_authority_limit(answer: Answer, record: CalculationRecord) -> ReadingOutcome | None:
    """Return the earliest interpretation of a limit on an authority, if it is not the diary date."""
    if record.basis.nature != "authority":
        return None
    earliest = min(answer.result.outcomes, key=lambda outcome: outcome.order)
    return None if earliest == answer.result.chosen else earliest


def _ending(outcome: ReadingOutcome, words: Translator) -> str:
    return words.format_datetime(outcome.due_at) if outcome.due_at else words.format_date(outcome.due_on)


def _unsafe_because(record: CalculationRecord, words: Translator) -> str | None:
    """Return why no date is safe, or None where one is."""
    warning = record.unsafe_because
    return warning.format(words) if warning else None


def _day(moment: DueTime | None, answer: Answer) -> str | None:
    return _bound(moment.at or moment.on, answer) if moment else None


def _at(at: datetime | None) -> str | None:
    return at.isoformat(timespec="minutes") if at else None


def _bound(value: date | datetime | None, answer: Answer) -> str | None:
    """Return an outer date; an instant only if the period is in hours."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes") if answer.is_by_hour else value.date().isoformat()
    return value.isoformat()
