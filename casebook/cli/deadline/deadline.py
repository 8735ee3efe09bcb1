"""``deadline rules|compute|count``: time limits with their calculation, with or without a vault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from casebook.base.clock import system_clock
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.date_args import day_or_none, days, longer, moment, moments, spans
from casebook.cli.base.session import reading
from casebook.cli.deadline.deadline_text import answer_json, answer_text
from casebook.cli.deadline.rule import confirmation_json
from casebook.domain.base.period import parse_period
from casebook.domain.deadline.counting import Direction, Edge
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.nature import as_exported
from casebook.domain.deadline.rule import Rule
from casebook.services.base import calculation
from casebook.services.base.calculation import CalculationData
from casebook.services.deadline.deadline_details import counted_with
from casebook.services.deadline.rule import confirmation_state, review_of


def _books(vault: Path | None, key_file: Path | None) -> CalculationData:
    """Return the packs, with custom rules and closures if a vault is given."""
    if vault is None:
        return calculation.packs()
    with reading(vault, key_file) as session:
        return counted_with(session)


def rules(
    *,
    jurisdiction: str,
    proceeding: str,
    to_review: bool,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    books = _books(vault, passphrase_file)
    gaps = () if proceeding or to_review else books.unverified(jurisdiction)
    rows = [_rule_json(books, rule) for rule in books.rules(jurisdiction, proceeding)]
    if to_review:
        due = [row for row in rows if row["review"] == "to-review"]
        rows = sorted(due, key=lambda row: (str(row["review_by"]), str(row["id"])))
    head = ["id", "title", "period", "status", "confidence", "read on", "review by"]
    cells = [
        [*(_cell(row, column.replace(" ", "_")) for column in head), _confirmed_by(books, row)]
        for row in rows
    ]
    words = table([*head, "confirmed by"], cells)
    if not rows and not gaps:
        words = f"No rule of this kind is known{f' for {jurisdiction.upper()}' if jurisdiction else ''}."
    words += "".join(f"\n{gap.id} (no fixed period): {gap.subject}. {gap.note}" for gap in gaps)
    answer({"rows": rows, "unverified": gaps}, words, json_wanted=json)


def _cell(row: dict[str, object], column: str) -> object:
    """Return a value of a rule for the table; one whose text was not read never looks read and active."""
    if row["seen"]:
        return row[column]
    return {"status": f"{row['status']}, text not read", "read_on": "not read"}.get(column, row[column])


def _confirmed_by(books: CalculationData, row: dict[str, object]) -> str:
    """Return who confirmed a rule: in its pack or for the office, and whether a later change outdated it."""
    confirmation = books.confirmations.get(str(row["id"]))
    if confirmation is None:
        return str(row["confirmed_by"])
    is_current = confirmation.state(str(row["digest"])) == "current"
    return confirmation.initials if is_current else f"{confirmation.initials} (outdated)"


def _rule_json(books: CalculationData, rule: Rule) -> dict[str, object]:
    state = confirmation_state(books, rule)
    return {
        "id": rule.id,
        "title": rule.title,
        "jurisdiction": rule.jurisdiction,
        "forum": rule.forum,
        "proceeding": rule.proceeding,
        "trigger": rule.trigger,
        "trigger_event": rule.trigger_event,
        "period": str(rule.period) if rule.period else None,
        "direction": rule.direction,
        "nature": as_exported(rule.nature),
        "method": rule.method_id,
        "calendar": rule.calendar_id,
        "citation": rule.citation,
        "url": rule.url,
        "seen": rule.is_seen,
        "as_of": rule.as_of,
        "text_age": rule.text_age(system_clock().date()) or None,
        "status": rule.status,
        "confidence": rule.confidence,
        "review_by": rule.review_by_on,
        "is_stale": calculation.needs_review(rule),
        "read_by": (rule.read_by or "compilers") if rule.is_seen else None,
        "read_on": rule.read_on if rule.is_seen else None,
        "version": rule.pack,
        "digest": books.digest(rule),
        "confirmed_by": rule.confirmed_by,
        "confirmation": confirmation_json(books.confirmations.get(rule.id), state),
        "review": review_of(rule, state, system_clock().date()),
        "own": rule.id in books.own,
        "alternatives": rule.alternatives,
        "shorter_unread": rule.shorter_unread,
        **_doing_json(rule),
        "extendable": rule.extendable,
        "consequence": rule.consequence,
        "notes": rule.notes,
    }


def _doing_json(rule: Rule) -> dict[str, object]:
    """Return what must be done by its date."""
    return {
        "in_time_if": rule.in_time_if,
        "in_time": Translator()(rule.in_time),
        "steps": rule.steps,
        "together": rule.together,
    }


def compute(
    *,
    rule: str,
    on: tuple[str, ...],
    served_on: str,
    by: str,
    decision_on: str,
    claimed_on: str,
    calendar: str,
    closed: tuple[str, ...],
    suspended: tuple[str, ...],
    extended_by: str,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    ask = replace(
        _events(on),
        served_on=day_or_none(served_on, "served-on"),
        by=by,
        decided_on=day_or_none(decision_on, "decision-on"),
        claimed_on=day_or_none(claimed_on, "claimed-on"),
        suspensions=spans(suspended, "suspended"),
        extension=longer(extended_by),
    )
    found = _books(vault, passphrase_file).compute(
        rule, ask, calendar_id=calendar, closed=days(closed, "closed")
    )
    _say(found, json_wanted=json)


def count(
    *,
    method: str,
    from_: str,
    period: str,
    direction: Direction,
    edge: Edge,
    calendar: str,
    deemed_service: str,
    by: str,
    closed: tuple[str, ...],
    suspended: tuple[str, ...],
    extended_by: str,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    ask = replace(_event(from_), deemed_on=day_or_none(deemed_service, "deemed-service"), by=by)
    ask = replace(ask, extension=longer(extended_by), suspensions=spans(suspended, "suspended"))
    result = _books(vault, passphrase_file).count(
        method,
        parse_period(period),
        ask,
        direction=direction,
        edge=edge,
        calendar_id=calendar,
        closed=days(closed, "closed"),
    )
    _say(result, json_wanted=json)


def _say(found: calculation.Answer, *, json_wanted: bool) -> None:
    answer(answer_json(found, Translator()), answer_text(found, Translator()), json_wanted=json_wanted)


def _events(texts: Sequence[str]) -> DeadlineInput:
    events = moments(texts, "on")
    day, clock = max(events, key=lambda event: event[0])
    return DeadlineInput(on=day, clock=clock, more_on=tuple(other for other, _ in events if other != day))


def _event(text: str) -> DeadlineInput:
    day, clock = moment(text, "from")
    return DeadlineInput(on=day, clock=clock)
