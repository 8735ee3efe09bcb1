"""``deadline list|show|add|met|extend|waive`` on a vault, and ``calendar export``."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Words
from casebook.cli.answer import answer, pairs, table
from casebook.cli.key import Json, KeyFile, Vault, reading, unlocked
from casebook.cli.when import moment
from casebook.domain.deadline import Deadline, Origin
from casebook.domain.working import Moment
from casebook.services import calendar_export, case, closure, deadline, deadline_course, record
from casebook.services.calendar_export import Titles
from casebook.services.deadline import ByHand, DeadlineRow, Details
from casebook.services.flow import run_in_line

Id = Annotated[str, typer.Argument(metavar="DEADLINE", help="The id of a deadline.")]
OfCase = Annotated[str, typer.Option(help="Only of this case (id or reference).")]
To = Annotated[str, typer.Option(help="The new date: D, or DTHH:MM+HH:MM.")]
Why = Annotated[str, typer.Option(help="How, or why.")]
On = Annotated[str, typer.Option(help="The day it ended; today where left out.")]
Order = Annotated[str, typer.Option(help="The order or agreement it rests on.")]
OrderedOn = Annotated[str, typer.Option(help="The day of the order.")]
Who = Annotated[str, typer.Option("--who", help="Who sees to it.")]


def add_to(app: typer.Typer, group: typer.Typer) -> None:
    """Give the group its verbs on a vault, and the program the group of the calendar."""
    group.command("list", epilog="Example: casebook deadline list VAULT --json")(_list)
    group.command("show", epilog="Example: casebook deadline show VAULT DEADLINE --json")(_show)
    group.command("add", epilog="Example: casebook deadline add VAULT --event EVENT --rule cy-ipac-30")(_add)
    group.command("met", epilog="Example: casebook deadline met VAULT DEADLINE --why filed")(_met)
    group.command(
        "extend", epilog="Example: casebook deadline extend VAULT DEADLINE --to 2026-06-01 --order 'Order 7'"
    )(_extend)
    group.command("waive", epilog="Example: casebook deadline waive VAULT DEADLINE --why 'no merit'")(_waive)
    group.command(
        "closed", epilog="Example: casebook deadline closed VAULT --calendar CY --on 2026-05-15 --why strike"
    )(_closed)
    calendar = typer.Typer(help="The calendar over all cases.", no_args_is_help=True)
    calendar.callback()(lambda: None)
    calendar.command("export", epilog="Example: casebook calendar export VAULT --out phone.ics")(_export)
    app.add_typer(calendar, name="calendar")


def _list(
    vault: Vault,
    of_case: OfCase = "",
    running: Annotated[bool, typer.Option("--running", help="Only those still to be met.")] = False,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Deadlines, soonest first."""
    with reading(vault, passphrase_file) as session:
        case_id = case.named(session, of_case).id if of_case else ""
        found = deadline.rows(session, case_id, only_running=running)
    cells = [
        [row.deadline.due_on or "no date", row.deadline.title, row.deadline.status, row.reference, row.id]
        for row in found
    ]
    words = table(["due", "deadline", "state", "case", "id"], cells) if found else "No deadlines yet."
    answer({"rows": [_row(row) for row in found]}, words, json_wanted=json)


def _row(row: DeadlineRow) -> dict[str, object]:
    told = row.deadline
    return {
        "id": row.id,
        "case": row.reference,
        "title": told.title,
        "due": told.due_on,
        "due_at": told.due_at,
        "status": told.status,
        "origin": told.origin,
        "rule": told.rule_id or None,
        "event": told.event_id or None,
        "doubt": told.doubt or None,
        "responsible": told.responsible,
        "checks": [check.initials for check in told.checks],
    }


def _show(vault: Vault, record_id: Id, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """One of them with its whole working."""
    with reading(vault, passphrase_file) as session:
        told = record.find(session, Deadline, record_id)
    _say(told, json_wanted=json)


def _add(  # noqa: PLR0913 - the options of the command line
    vault: Vault,
    *,
    event: Annotated[str, typer.Option(help="The event that starts time, by id.")] = "",
    rule: Annotated[str, typer.Option(help="The rule that computes it.")] = "",
    served_on: Annotated[str, typer.Option(help="The day of service.")] = "",
    by: Annotated[str, typer.Option(help="The way of service, such as post.")] = "",
    decision_on: Annotated[str, typer.Option(help="The day the decision was taken.")] = "",
    calendar: Annotated[str, typer.Option(help="The court's place.")] = "",
    of_case: Annotated[str, typer.Option("--case", help="Without a rule: the case.")] = "",
    title: Annotated[str, typer.Option(help="What must be done, naming nobody.")] = "",
    due: Annotated[str, typer.Option(help="Without a rule: D, or DTHH:MM+HH:MM.")] = "",
    order: Annotated[str, typer.Option(help="Without a rule: the order it rests on.")] = "",
    reason: Annotated[str, typer.Option(help="Without a rule or order: why.")] = "",
    who: Who = "",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Set a deadline: by a rule from an event, by an order, or by hand with a reason."""
    with unlocked(vault, passphrase_file) as session:
        if rule:
            served, decided = _day(served_on, "served-on"), _day(decision_on, "decision-on")
            details = Details(served_on=served, by=by, decided_on=decided, title=title, responsible=who)
            details = replace(details, calendar_id=calendar)
            made = deadline.add_by_rule(session, event, rule, details)
        else:
            told = _by_hand(title, due, order, reason)
            told = replace(told, event_id=event, responsible=who)
            made = deadline.add_by_hand(session, case.named(session, of_case).id, told)
    _say(made, json_wanted=json)


def _by_hand(title: str, due: str, order: str, reason: str) -> ByHand:
    origin: Origin = "order" if order else "hand"
    return ByHand(title=title, due=_moment(due, "due"), origin=origin, reason=order or reason)


def _day(text: str, field: str) -> date | None:
    return moment(text, field)[0] if text else None


def _met(
    vault: Vault,
    record_id: Id,
    why: Why = "",
    on: On = "",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """It was met."""
    day = _day(on, "on")
    with unlocked(vault, passphrase_file) as session:
        made = deadline_course.end(session, record_id, "met", why, day)
    _say(made, json_wanted=json)


def _extend(
    vault: Vault,
    record_id: Id,
    *,
    to: To,
    order: Order,
    ordered_on: OrderedOn = "",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """More time by an order."""
    day = _day(ordered_on, "ordered-on")
    with unlocked(vault, passphrase_file) as session:
        made = deadline_course.extend(session, record_id, _moment(to, "to"), order, day)
    _say(made, json_wanted=json)


def _waive(
    vault: Vault, record_id: Id, *, why: Why, passphrase_file: KeyFile = None, json: Json = False
) -> None:
    """It need not be met, for a reason."""
    with unlocked(vault, passphrase_file) as session:
        made = deadline_course.end(session, record_id, "waived", why)
    _say(made, json_wanted=json)


def _closed(
    vault: Vault,
    *,
    calendar: Annotated[str, typer.Option(help="The court's place, such as CY.")] = "",
    on: Annotated[str, typer.Option(help="The day its registry is shut.")] = "",
    why: Annotated[str, typer.Option(help="As the registry gave it.")] = "",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Days a registry is shut; with a day, note it and count again what it moves."""
    with (unlocked if on else reading)(vault, passphrase_file) as session:
        if on:
            closure.add(session, calendar, moment(on, "on")[0], why)
        rows = closure.every(session)
    cells = [[told.calendar_id, told.on, told.why] for told in rows]
    words = table(["calendar", "day", "why"], cells) if rows else "No days noted."
    answer({"rows": rows}, words, json_wanted=json)


def _export(
    vault: Vault,
    *,
    out: Annotated[Path, typer.Option(help="The file, FILE.ics.")],
    titles: Annotated[Titles, typer.Option(help="Neutral, or with the reference of each case.")] = "neutral",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Deadlines, hearings and tasks for a phone; names nobody, and by default no case."""
    with reading(vault, passphrase_file) as session:
        count = run_in_line(calendar_export.export_calendar(session, out, Words(), titles))
    answer({"entries": count, "file": out}, f"{count} entries are in {out.name}.", json_wanted=json)


def _moment(text: str, field: str) -> Moment:
    if not text:
        raise InvalidInput("The day is missing.", field=field, remedy=f"Give it with --{field}.")
    on, at = moment(text, field)
    if at is not None and at.tzinfo is None:
        raise InvalidInput(
            "The time has no zone.", field=field, remedy="Write its offset: 2026-03-02T16:00+02:00."
        )
    return Moment(on=on, at=at)


def _say(told: Deadline, *, json_wanted: bool) -> None:
    plain = asdict(told)
    working = plain.pop("working")
    chosen = told.working.chosen if told.working else None
    steps = [f"{step.day.isoformat()} {step.step.why(Words())}" for step in chosen.steps] if chosen else []
    words = "\n".join([pairs({**plain, "due_on": f"{told.due_on or 'no date'}"}), *steps])
    answer({**plain, "working": working, "due": told.due_on}, words, json_wanted=json_wanted)
