"""``deadline list|show|add|check|met|extend|waive`` on a vault, and ``calendar export``."""

from __future__ import annotations

from pathlib import Path

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.cli.base.absent_line import absent_line
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.date_args import day_or_none, instant, longer, moment
from casebook.cli.base.session import reading, unlocked
from casebook.cli.case.record import nothing_in
from casebook.cli.deadline.deadline_adding import say
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.nature import as_exported
from casebook.domain.deadline.reservation import DOUBTS, reservation_texts
from casebook.domain.deadline.rule_change import RuleChange
from casebook.services.agenda import calendar_export
from casebook.services.agenda.calendar_export import Titles
from casebook.services.base.flow import run_in_line
from casebook.services.case import case
from casebook.services.deadline import closure, deadline, deadline_change
from casebook.services.deadline.deadline import DeadlineRow
from casebook.services.deadline.deadline_details import counted_with


def list_(*, vault: Path, of_case: str, running: bool, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        case_id = case.named(session, of_case).id if of_case else ""
        kept = deadline.rows(session, case_id, only_running=running)
        deadlines = deadline.compared(session, kept, counted_with(session))
    cells = [
        [
            row.deadline.due_on or "no date",
            _act_by(row.deadline),
            row.deadline.title,
            row.deadline.status,
            _reservations(row.deadline),
            row.reference,
            row.id,
        ]
        for row in deadlines
    ]
    head = ["due", "act by", "deadline", "status", "remarks", "case", "id"]
    words = table(head, cells) if deadlines else nothing_in("deadlines", is_filtered=bool(of_case or running))
    words += "".join(f"\n! {row.id}: {_change_text(row.rule_change)}" for row in deadlines if row.rule_change)
    answer({"rows": [_row_json(row) for row in deadlines]}, words, json_wanted=json)


def _reservations(entry: Deadline) -> str:
    return ", ".join(reservation_texts(entry.reservations, Translator()))


def _act_by(entry: Deadline) -> str:
    """Return the day to act by, or from which an act is open."""
    return f"{'from ' if entry.nature else ''}{entry.act_by.on}" if entry.act_by else ""


def _doubt(entry: Deadline) -> str | None:
    """Return why the date itself is doubtful, or None."""
    doubts = tuple(each for each in entry.reservations if each in DOUBTS)
    return str(Message.from_text(entry.doubt)) or ", ".join(reservation_texts(doubts, Translator())) or None


def _change_text(change: RuleChange) -> str:
    before, after = (moment.on if moment else "no date" for moment in (change.before, change.after))
    return " ".join(text for text in (str(change.what), f"{before} → {after}.", str(change.refusal)) if text)


def _row_json(row: DeadlineRow) -> dict[str, object]:
    deadline_record = row.deadline
    return {
        "id": row.id,
        "case": row.reference,
        "title": deadline_record.title,
        "due": deadline_record.due_on,
        "due_at": deadline_record.due_at,
        "act_by": deadline_record.act_by.on
        if deadline_record.act_by and not deadline_record.nature
        else None,
        "nature": as_exported(deadline_record.nature),
        "first_day": deadline_record.act_by.on if deadline_record.act_by and deadline_record.nature else None,
        "safe": deadline_record.safe.on if deadline_record.safe else None,
        "status": deadline_record.status,
        "origin": deadline_record.origin,
        "rule": deadline_record.rule_id or None,
        "event": deadline_record.event_id or None,
        "doubt": _doubt(deadline_record),
        "reservations": deadline_record.reservations,
        "rule_change": _change_json(row.rule_change) if row.rule_change else None,
        "responsible": deadline_record.responsible,
        "checks": [check.initials for check in deadline_record.checks],
    }


def _change_json(change: RuleChange) -> dict[str, object]:
    return {
        "what": str(change.what),
        "before": change.before.on if change.before else None,
        "after": change.after.on if change.after else None,
        "refusal": str(change.refusal) or None,
        "notes": change.notes,
    }


def recalculate(*, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        made = deadline_change.count_again(session, record_id)
    say(made, json_wanted=json)


def show(*, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        deadline_record = deadline.as_it_stands(session, record_id)
        missing = absent_line(session, deadline_record)
    say(deadline_record, json_wanted=json, missing=missing)


def met(*, vault: Path, record_id: str, why: str, on: str, passphrase_file: Path | None, json: bool) -> None:
    day = day_or_none(on, "on")
    with unlocked(vault, passphrase_file) as session:
        made = deadline_change.end(session, record_id, "met", why, day)
    say(made, json_wanted=json)


def extend(
    *,
    vault: Path,
    record_id: str,
    to: str,
    by: str,
    order: str,
    ordered_on: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    day, more = day_or_none(ordered_on, "ordered-on"), longer(by, "by")
    with unlocked(vault, passphrase_file) as session:
        if more:
            made = deadline_change.extend_by(session, record_id, more, order, day)
        else:
            made = deadline_change.extend(session, record_id, instant(to, "to"), order, day)
    say(made, json_wanted=json)


def check(*, vault: Path, record_id: str, initials: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        made = deadline_change.check(session, record_id, initials)
    say(made, json_wanted=json)


def waive(*, vault: Path, record_id: str, why: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        made = deadline_change.end(session, record_id, "waived", why)
    say(made, json_wanted=json)


def closed(
    *, vault: Path, calendar: str, on: str, why: str, passphrase_file: Path | None, json: bool
) -> None:
    with (unlocked if on else reading)(vault, passphrase_file) as session:
        if on:
            closure.add(session, calendar, moment(on, "on")[0], why)
        rows = closure.every(session)
    cells = [[closure.calendar_id, closure.on, closure.why] for closure in rows]
    words = table(["calendar", "date", "reason"], cells) if rows else "No registry closures."
    answer({"rows": rows}, words, json_wanted=json)


def export(*, vault: Path, out: Path, titles: Titles, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        result = run_in_line(calendar_export.export_calendar(session, out, Translator(), titles))
    words = f"{counted(result.entries, 'entry is', 'entries are')} in {out.name}."
    if result.left_out:
        words += f" Left out, as neither their day nor a time is certain: {result.left_out}."
    facts = {"entries": result.entries, "left_out": result.left_out, "file": out}
    answer(facts, words, json_wanted=json)
